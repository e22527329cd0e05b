-- Single rows that were found by reading all of an organization's: a session by its id, the marks of one conversation, the
-- addresses of one customer.
create unique index session_id on session (org_id, id);
create index read_mark_of on read_mark (org_id, conversation_id);
drop index customer_address_of;
create index customer_address_of on customer_address (org_id, customer_id, kind, key);
