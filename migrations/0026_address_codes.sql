-- Codes by which customers prove another address of theirs.

-- Bound to the session that asked; a newer one takes the older one's place. sealed holds the code, as the mail shows it.
create table address_code (
    org_id {key} not null,
    id {key} not null,
    kb_id {key} not null,
    session_id {key} not null,
    address text not null,
    language text not null,
    sealed {bytes} not null,
    tries {int} not null,
    made_at {int} not null,
    ends_at {int} not null,
    primary key (org_id, id)
) {strict};
create unique index address_code_asked on address_code (org_id, session_id);
create index address_code_end on address_code (ends_at);
