-- Searches of the inbox that users kept under a name, each for themselves.

-- query is the part of the list's address behind and with the question mark; name_key is the name folded.
create table saved_search (
    org_id {key} not null,
    id {key} not null,
    user_id {key} not null,
    name text not null,
    name_key {key} not null,
    query text not null,
    made_at {int} not null,
    primary key (org_id, id),
    foreign key (org_id, user_id) references app_user (org_id, id)
) {strict};
create unique index saved_search_name on saved_search (org_id, user_id, name_key);
