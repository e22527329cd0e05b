-- Snippets: texts under a name, with a value per language.

-- name_key is the name in lower case.
create table snippet (
    org_id {key} not null,
    id {key} not null,
    name text not null,
    name_key {key} not null,
    made_at {int} not null,
    primary key (org_id, id)
) {strict};
create unique index snippet_name on snippet (org_id, name_key);

create table snippet_text (
    org_id {key} not null,
    snippet_id {key} not null,
    language {key} not null,
    text text not null,
    primary key (org_id, snippet_id, language),
    foreign key (org_id, snippet_id) references snippet (org_id, id)
) {strict};
