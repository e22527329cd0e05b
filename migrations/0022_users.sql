-- Users as Administrators manage them: what they are given, how they are invited, how they prove who they are.

-- Named sets of rights of full-time users, beside the roles. name_key is the name folded.
create table permission_set (
    org_id {key} not null,
    id {key} not null,
    name text not null,
    name_key {key} not null,
    made_at {int} not null,
    primary key (org_id, id)
) {strict};
create unique index permission_set_name on permission_set (org_id, name_key);

create table permission_set_right (
    org_id {key} not null,
    set_id {key} not null,
    holds {key} not null,
    primary key (org_id, set_id, holds),
    foreign key (org_id, set_id) references permission_set (org_id, id) on delete cascade
) {strict};

create table user_permission_set (
    org_id {key} not null,
    user_id {key} not null,
    set_id {key} not null,
    primary key (org_id, user_id, set_id),
    foreign key (org_id, user_id) references app_user (org_id, id) on delete cascade,
    foreign key (org_id, set_id) references permission_set (org_id, id) on delete cascade
) {strict};
create index user_permission_set_of on user_permission_set (org_id, set_id);

-- Whoever is invited is an inactive user with such a row until the link is used; a newer invitation takes the older
-- one's place. hash is the link's, sealed holds it for the mail.
create table invitation (
    org_id {key} not null,
    user_id {key} not null,
    hash {key} not null,
    sealed {bytes} not null,
    language text not null,
    origin text not null,
    ends_at {int} not null,
    primary key (org_id, user_id),
    foreign key (org_id, user_id) references app_user (org_id, id) on delete cascade
) {strict};
create unique index invitation_hash on invitation (org_id, hash);
