-- Answers that are written often, kept under a name: by each for themselves, or for everybody.

-- owner is a user's id, or empty for everybody's; name_key is the name folded.
create table shortcut (
    org_id {key} not null,
    id {key} not null,
    owner {key} not null,
    name text not null,
    name_key {key} not null,
    text text not null,
    made_at {int} not null,
    primary key (org_id, id)
) {strict};
create unique index shortcut_name on shortcut (org_id, owner, name_key);
