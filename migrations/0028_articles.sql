-- Articles of knowledge bases, in one language each.

-- hash stands in the address and identifies; slug before it is for people. body is Markdown as it was written. title_key
-- is the title folded, by which lists are in order. An article that is not published is read nowhere.
create table article (
    org_id {key} not null,
    id {key} not null,
    kb_id {key} not null,
    hash {key} not null,
    slug text not null,
    language text not null,
    title text not null,
    title_key {key} not null,
    body text not null,
    audience text not null,
    published {bool} not null,
    made_at {int} not null,
    primary key (org_id, id),
    foreign key (org_id, kb_id) references kb (org_id, id)
) {strict};
create unique index article_hash on article (org_id, hash);
create index article_of_kb on article (org_id, kb_id, title_key, id);
create index article_title on article (org_id, title_key, id);
