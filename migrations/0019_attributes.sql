-- Custom attributes: what an organization keeps of conversations, customers and messages beside what we do.

-- title is the display name where one was typed, snippet_id where it is a snippet; neither: it is made from the name.
-- options is JSON: a list of choices, or the entries of a tree.
create table attribute (
    org_id {key} not null,
    id {key} not null,
    object {key} not null,
    name {key} not null,
    title text not null,
    snippet_id {key},
    is_required {bool} not null,
    is_sensitive {bool} not null,
    is_many {bool} not null,
    options text not null,
    place {int} not null,
    made_at {int} not null,
    primary key (org_id, id),
    foreign key (org_id, snippet_id) references snippet (org_id, id)
) {strict};
create unique index attribute_name on attribute (org_id, object, name);
create index attribute_snippet on attribute (org_id, snippet_id) where snippet_id is not null;

-- One row a value: an attribute of several choices has several. value_key sorts and compares as the type does. Those of an
-- attribute that is gone are deleted by a job, so nothing shows a value without joining its attribute.
create table attribute_value (
    org_id {key} not null,
    object {key} not null,
    object_id {key} not null,
    attribute_id {key} not null,
    place {int} not null,
    value text not null,
    value_key {key} not null,
    primary key (org_id, object, object_id, attribute_id, place)
) {strict};
create index attribute_value_key on attribute_value (org_id, attribute_id, value_key, object_id);

-- No samples of what people write go into the catalogue, where no redaction would reach them.
--postgres: alter table attribute_value alter column value set statistics 0, alter column value_key set statistics 0;
