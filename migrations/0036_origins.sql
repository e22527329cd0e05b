-- Where articles came from.

-- An article that was taken in from a folder or an archive. origin is the fingerprint of its place there, by which it is known
-- again; told is the fingerprint of what was taken in, so that what has not changed since is left as it is.
create table article_origin (
    org_id {key} not null,
    kb_id {key} not null,
    origin {key} not null,
    article_id {key} not null,
    told text not null,
    primary key (org_id, kb_id, origin),
    foreign key (org_id, kb_id) references kb (org_id, id),
    foreign key (org_id, article_id) references article (org_id, id) on delete cascade
) {strict};
create index article_origin_of on article_origin (org_id, article_id);
