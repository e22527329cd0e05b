-- Themes of a knowledge base, every revision of each, and the files of their own.

-- draft_id is the revision that was saved last, live_id the one that was published last. Whether it is the one that the
-- knowledge base shows, that one says.
create table theme (
    org_id {key} not null,
    id {key} not null,
    kb_id {key} not null,
    name text not null,
    name_key {key} not null,
    template {key} not null,
    draft_id {key} not null,
    live_id {key},
    made_at {int} not null,
    primary key (org_id, id),
    foreign key (org_id, kb_id) references kb (org_id, id)
) {strict};
create unique index theme_name on theme (org_id, kb_id, name_key);

-- A revision is never changed. base is the version of the template that its files are laid over, empty where nobody knows it.
-- chosen is JSON: the values of settings.
create table theme_revision (
    org_id {key} not null,
    id {key} not null,
    theme_id {key} not null,
    number {int} not null,
    base {key} not null,
    chosen text not null,
    kind {key} not null,
    made_by {key},
    made_at {int} not null,
    published_at {int},
    primary key (org_id, id),
    foreign key (org_id, theme_id) references theme (org_id, id) on delete cascade
) {strict};
create unique index theme_revision_number on theme_revision (org_id, theme_id, number);

-- What files hold, each once.
create table theme_content (
    org_id {key} not null,
    hash {key} not null,
    content {bytes} not null,
    primary key (org_id, hash)
) {strict};

-- A content that is named while it is being swept away is refused, not lost.
create table theme_file (
    org_id {key} not null,
    revision_id {key} not null,
    path {key} not null,
    hash {key} not null,
    primary key (org_id, revision_id, path),
    foreign key (org_id, revision_id) references theme_revision (org_id, id) on delete cascade,
    foreign key (org_id, hash) references theme_content (org_id, hash)
) {strict};
create index theme_file_hash on theme_file (org_id, hash);

-- The theme that a knowledge base shows; none is the template that comes with the program.
alter table kb add column theme_id {key};
