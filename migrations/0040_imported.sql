-- What an import found in a folder, so that the next one touches only what the folder has changed since.

-- said is what the folder said of the article besides its texts, with the fingerprints of these, as JSON; nothing where that
-- is not known. It is not what the app has: that may have changed since.
alter table article_origin add column said text not null default '';

-- A category that was taken in from a folder: origin and said as above. A category that is gone was deleted in the app, and its
-- row stays, so that it is not made again.
create table category_origin (
    org_id {key} not null,
    kb_id {key} not null,
    origin {key} not null,
    category_id {key} not null,
    said text not null,
    primary key (org_id, kb_id, origin),
    foreign key (org_id, kb_id) references kb (org_id, id)
) {strict};
