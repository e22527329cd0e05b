-- Custom sign-on: a company's own login vouches for customers with tokens signed by a secret of the knowledge base.

-- sealed holds the 43 characters that sign. The newest is the one given out; an older one has an end.
create table sign_on_secret (
    org_id {key} not null,
    id {key} not null,
    kb_id {key} not null,
    sealed {bytes} not null,
    made_at {int} not null,
    ends_at {int},
    primary key (org_id, id),
    foreign key (org_id, kb_id) references kb (org_id, id) on delete cascade
) {strict};
create index sign_on_secret_kb on sign_on_secret (org_id, kb_id, made_at);
create index sign_on_secret_end on sign_on_secret (ends_at) where ends_at is not null;

-- The fingerprints of tokens that were used, until they could not be good any more, and the sessions they made.
create table sign_on_token (
    org_id {key} not null,
    kb_id {key} not null,
    hash {key} not null,
    session_id {key} not null,
    ends_at {int} not null,
    primary key (org_id, kb_id, hash)
) {strict};
create index sign_on_token_end on sign_on_token (ends_at);

-- By which way somebody signed in: turning Custom Sign On on ends what began otherwise.
alter table session add column way {key} not null default 'code';
update session set way = 'password' where kind = 'user';
