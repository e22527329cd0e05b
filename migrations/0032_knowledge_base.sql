-- The knowledge base: categories in a tree, and articles with a series of versions for each language.

-- hash stands in the address and identifies. parent_id is empty at the top. place orders the categories of one parent; it
-- has gaps. A category that is not published is read nowhere but where it is edited. revision counts its changes, so that
-- a stale page is refused. The counts are of what everybody reads in it, and of what everybody inside reads besides.
create table category (
    org_id {key} not null,
    id {key} not null,
    kb_id {key} not null,
    parent_id {key},
    place {int} not null,
    hash {key} not null,
    icon text not null,
    published {bool} not null,
    revision {int} not null,
    public_count {int} not null,
    internal_count {int} not null,
    made_at {int} not null,
    primary key (org_id, id),
    foreign key (org_id, kb_id) references kb (org_id, id),
    foreign key (org_id, parent_id) references category (org_id, id)
) {strict};
create unique index category_hash on category (org_id, hash);
create index category_of on category (org_id, kb_id, place, id);
create index category_below on category (org_id, parent_id);

-- shown is whether readers of this language see the category at all.
create table category_text (
    org_id {key} not null,
    category_id {key} not null,
    language {key} not null,
    slug text not null,
    title text not null,
    description text not null,
    shown {bool} not null,
    primary key (org_id, category_id, language),
    foreign key (org_id, category_id) references category (org_id, id) on delete cascade
) {strict};

alter table article rename to article_before;
drop index article_hash;
drop index article_of_kb;
drop index article_title;

-- source is the language it was first written in. Whether limited, only those of article_reader read an internal one (K7).
-- What stands here counts at once, with no version of its own. deleted_at is set for one that can be brought back.
create table article (
    org_id {key} not null,
    id {key} not null,
    hash {key} not null,
    source {key} not null,
    audience {key} not null,
    limited {bool} not null,
    revision {int} not null,
    made_at {int} not null,
    made_by text not null,
    changed_at {int} not null,
    deleted_at {int},
    primary key (org_id, id)
) {strict};
create unique index article_hash on article (org_id, hash);
create index article_changed on article (org_id, changed_at, id);

-- An article in a knowledge base. live_at is when a text of it was last published, empty while none is live.
create table article_kb (
    org_id {key} not null,
    article_id {key} not null,
    kb_id {key} not null,
    featured {bool} not null,
    live_at {int},
    primary key (org_id, article_id, kb_id),
    foreign key (org_id, article_id) references article (org_id, id) on delete cascade,
    foreign key (org_id, kb_id) references kb (org_id, id)
) {strict};
create index article_kb_of on article_kb (org_id, kb_id, live_at, article_id);
create index article_kb_featured on article_kb (org_id, kb_id, article_id) where featured;

create table article_category (
    org_id {key} not null,
    article_id {key} not null,
    category_id {key} not null,
    place {int} not null,
    primary key (org_id, article_id, category_id),
    foreign key (org_id, article_id) references article (org_id, id) on delete cascade,
    foreign key (org_id, category_id) references category (org_id, id) on delete cascade
) {strict};
create index article_category_of on article_category (org_id, category_id, place, article_id);

-- tag_key is the tag folded, as it stands in addresses.
create table article_tag (
    org_id {key} not null,
    article_id {key} not null,
    tag_key {key} not null,
    tag text not null,
    primary key (org_id, article_id, tag_key),
    foreign key (org_id, article_id) references article (org_id, id) on delete cascade
) {strict};
create index article_tag_of on article_tag (org_id, tag_key, article_id);

-- Who reads a limited article: a team or a permission set, by its id.
create table article_reader (
    org_id {key} not null,
    article_id {key} not null,
    reader_id {key} not null,
    kind text not null,
    primary key (org_id, article_id, reader_id),
    foreign key (org_id, article_id) references article (org_id, id) on delete cascade
) {strict};
create index article_reader_of on article_reader (org_id, reader_id);

-- An article in one language. live_id is the version that is read, draft_id the one that is written. slug, title, title_key,
-- excerpt are those of the live version, of the draft while none is live. outdated is whether the source changed since.
-- publish_at and unpublish_at are what was scheduled.
create table article_text (
    org_id {key} not null,
    article_id {key} not null,
    language {key} not null,
    live_id {key},
    draft_id {key},
    slug text not null,
    title text not null,
    title_key {key} not null,
    excerpt text not null,
    published_at {int},
    outdated {bool} not null,
    publish_at {int},
    unpublish_at {int},
    primary key (org_id, article_id, language),
    foreign key (org_id, article_id) references article (org_id, id) on delete cascade
) {strict};
create index article_text_publish on article_text (publish_at) where publish_at is not null;
create index article_text_unpublish on article_text (unpublish_at) where unpublish_at is not null;

-- A version of an article in one language. html_edition is the edition of the list by which body was cleaned; 0 stands for
-- Markdown as it was written before there was an editor. revision counts the saves of a draft. state: draft, live, past.
create table article_version (
    org_id {key} not null,
    id {key} not null,
    article_id {key} not null,
    language {key} not null,
    number {int} not null,
    state {key} not null,
    revision {int} not null,
    slug text not null,
    title text not null,
    body text not null,
    html_edition {int} not null,
    meta_title text not null,
    meta_description text not null,
    meta_keywords text not null,
    made_at {int} not null,
    made_by text not null,
    saved_at {int} not null,
    saved_by text not null,
    published_at {int},
    published_by text,
    primary key (org_id, id),
    foreign key (org_id, article_id) references article (org_id, id) on delete cascade
) {strict};
create unique index article_version_number on article_version (org_id, article_id, language, number);

-- A file put into an article, by its own address. preview is a picture's bytes as they are shown.
create table article_file (
    org_id {key} not null,
    id {key} not null,
    article_id {key} not null,
    hash {key} not null,
    preview {key},
    name text not null,
    media_type text not null,
    size {int} not null,
    width {int},
    height {int},
    made_at {int} not null,
    primary key (org_id, id),
    foreign key (org_id, article_id) references article (org_id, id) on delete cascade
) {strict};
create index article_file_of on article_file (org_id, article_id);
create index article_file_hash on article_file (org_id, hash);
create index article_file_preview on article_file (org_id, preview) where preview is not null;

insert into article (org_id, id, hash, source, audience, limited, revision, made_at, made_by, changed_at)
select b.org_id, b.id, b.hash, b.language, b.audience, false, 1, b.made_at, '', b.made_at from article_before b;
insert into article_kb (org_id, article_id, kb_id, featured, live_at)
select b.org_id, b.id, b.kb_id, false, case when b.published then b.made_at end from article_before b;
insert into article_text (org_id, article_id, language, live_id, draft_id, slug, title, title_key, excerpt, published_at, outdated)
select b.org_id, b.id, b.language, case when b.published then b.id end, case when b.published then null else b.id end,
    b.slug, b.title, b.title_key, '', case when b.published then b.made_at end, false from article_before b;
insert into article_version (org_id, id, article_id, language, number, state, revision, slug, title, body, html_edition,
    meta_title, meta_description, meta_keywords, made_at, made_by, saved_at, saved_by, published_at)
select b.org_id, b.id, b.id, b.language, 1, case when b.published then 'live' else 'draft' end, 1, b.slug, b.title, b.body, 0,
    '', '', '', b.made_at, '', b.made_at, '', case when b.published then b.made_at end from article_before b;
drop table article_before;
