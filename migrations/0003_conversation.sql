-- Conversations, what is said in them and what is remarked about them.

-- The columns that begin with shown_ are what the customer may see of it, kept by the verbs: time, number, excerpt and
-- channels (one bit each) of messages visible to the customer. activity_at is the newest of anything, for agents.
create table conversation (
    org_id {key} not null,
    id {key} not null,
    number {int} not null,
    customer_id {key} not null,
    brand_id {key} not null,
    subject text not null,
    status text not null,
    priority {int} not null,
    assignee_id {key},
    team_id {key},
    snoozed_until {int},
    made_at {int} not null,
    activity_at {int} not null,
    last_seq {int} not null,
    last_in_seq {int} not null,
    excerpt text not null,
    channels {int} not null,
    shown_at {int} not null,
    shown_seq {int} not null,
    shown_out_seq {int} not null,
    shown_excerpt text not null,
    shown_channels {int} not null,
    primary key (org_id, id),
    foreign key (org_id, customer_id) references customer (org_id, id),
    foreign key (org_id, brand_id) references brand (org_id, id)
) {strict};
create unique index conversation_number on conversation (org_id, number);
create index conversation_shown on conversation (org_id, customer_id, shown_at, id);
create index conversation_made on conversation (org_id, customer_id, made_at, id);
create index conversation_status on conversation (org_id, status, activity_at, id);
create index conversation_assignee on conversation (org_id, assignee_id, status, activity_at, id);
create index conversation_unassigned on conversation (org_id, status, activity_at, id) where assignee_id is null;
create index conversation_team on conversation (org_id, team_id, status, activity_at, id) where team_id is not null;
create index conversation_activity on conversation (org_id, activity_at, id);

create table message (
    seq {seq},
    org_id {key} not null,
    id {key} not null,
    conversation_id {key} not null,
    direction text not null,
    channel text not null,
    author text not null,
    author_name text not null,
    address text not null,
    text text not null,
    html text not null,
    quoted text not null,
    shown {bool} not null,
    redacted {bool} not null,
    state text not null,
    failure text not null,
    outside_id {key},
    made_at {int} not null,
    foreign key (org_id, conversation_id) references conversation (org_id, id)
) {strict};
create unique index message_id on message (org_id, id);
create index message_of on message (org_id, conversation_id, seq);
create index message_address on message (org_id, address, conversation_id) where address <> '';
create unique index message_outside on message (org_id, outside_id) where outside_id is not null;

create table note (
    seq {seq},
    org_id {key} not null,
    id {key} not null,
    conversation_id {key} not null,
    author_id {key} not null,
    author_name text not null,
    text text not null,
    made_at {int} not null,
    foreign key (org_id, conversation_id) references conversation (org_id, id)
) {strict};
create unique index note_id on note (org_id, id);
create index note_of on note (org_id, conversation_id, seq);

-- What was redacted, by whom and when: the mark that stays. subject_id is a message or a note.
create table redaction (
    org_id {key} not null,
    id {key} not null,
    conversation_id {key} not null,
    subject_id {key} not null,
    kind text not null,
    actor text not null,
    actor_name text not null,
    made_at {int} not null,
    primary key (org_id, id),
    foreign key (org_id, conversation_id) references conversation (org_id, id)
) {strict};
create index redaction_of on redaction (org_id, conversation_id, made_at);

-- Bytes by their hash, never shared between organizations.
create table file (
    org_id {key} not null,
    hash {key} not null,
    size {int} not null,
    made_at {int} not null,
    primary key (org_id, hash)
) {strict};

create table message_file (
    org_id {key} not null,
    id {key} not null,
    message_id {key} not null,
    conversation_id {key} not null,
    hash {key},
    preview {key},
    name text not null,
    media_type text not null,
    size {int} not null,
    place {int} not null,
    redacted {bool} not null,
    primary key (org_id, id),
    foreign key (org_id, conversation_id) references conversation (org_id, id)
) {strict};
create index message_file_of on message_file (org_id, conversation_id, message_id);
create index message_file_hash on message_file (org_id, hash) where hash is not null;
create index message_file_preview on message_file (org_id, preview) where preview is not null;

-- Bytes a redaction took the name from, until the store has forgotten them.
create table unused_file (
    org_id {key} not null,
    hash {key} not null,
    made_at {int} not null,
    primary key (org_id, hash)
) {strict};

-- Good files of a refused form, kept for an hour under the form's key.
create table staged_file (
    org_id {key} not null,
    id {key} not null,
    once {key} not null,
    holder {key} not null,
    hash {key} not null,
    preview {key},
    name text not null,
    media_type text not null,
    size {int} not null,
    made_at {int} not null,
    primary key (org_id, id)
) {strict};
create index staged_file_once on staged_file (org_id, holder, once);
create index staged_file_end on staged_file (made_at);

-- The organization's tags, to choose from.
create table tag (
    org_id {key} not null,
    name {key} not null,
    made_at {int} not null,
    primary key (org_id, name)
) {strict};

create table conversation_tag (
    org_id {key} not null,
    conversation_id {key} not null,
    tag {key} not null,
    primary key (org_id, conversation_id, tag),
    foreign key (org_id, conversation_id) references conversation (org_id, id)
) {strict};
create index conversation_tag_of on conversation_tag (org_id, tag, conversation_id);

-- Which number of the last message a reader has seen.
create table read_mark (
    org_id {key} not null,
    reader {key} not null,
    conversation_id {key} not null,
    seq {int} not null,
    primary key (org_id, reader, conversation_id)
) {strict};

-- First outcomes of forms and API posts, by the key drawn with the form.
create table idempotency (
    org_id {key} not null,
    door {key} not null,
    once {key} not null,
    outcome text not null,
    made_at {int} not null,
    primary key (org_id, door, once)
) {strict};
create index idempotency_end on idempotency (made_at);

-- The words of messages, cut and folded by us. Found newest first, never by rank.
--sqlite: create virtual table message_word using fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'");
--sqlite: insert into message_word (message_word, rank) values ('secure-delete', 1);
--postgres: create table message_word (seq bigint primary key, words tsvector not null);
--postgres: create index message_word_words on message_word using gin (words);

-- No samples of what people write go into the catalogue, where no redaction would reach them.
--postgres: alter table conversation alter column subject set statistics 0, alter column excerpt set statistics 0, alter column shown_excerpt set statistics 0;
--postgres: alter table message alter column text set statistics 0, alter column html set statistics 0, alter column quoted set statistics 0;
--postgres: alter table note alter column text set statistics 0;
--postgres: alter table message_file alter column name set statistics 0;
--postgres: alter table message_word alter column words set statistics 0;
