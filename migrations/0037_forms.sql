-- Forms of a knowledge base, and what is sent by them.

-- hash stands in the address and identifies. fields is JSON: what is asked, in its order. told counts the changes of what the
-- form says in its knowledge base's own language, so that translations of an older one are known. returns are the addresses,
-- a line each, to which a hand-written form may lead back.
create table form (
    org_id {key} not null,
    id {key} not null,
    kb_id {key} not null,
    hash {key} not null,
    name text not null,
    fields text not null,
    published {bool} not null,
    audience text not null,
    suggests {bool} not null,
    hooked {bool} not null,
    returns text not null,
    tag text not null,
    team_id {key},
    priority {int} not null,
    told {int} not null,
    revision {int} not null,
    made_at {int} not null,
    primary key (org_id, id),
    foreign key (org_id, kb_id) references kb (org_id, id),
    foreign key (org_id, team_id) references team (org_id, id)
) {strict};
create unique index form_hash on form (org_id, hash);
create index form_of on form (org_id, kb_id, made_at, id);
create index form_team on form (org_id, team_id);

-- words is JSON: labels and hints by the name of their field. told is the form's when this was written.
create table form_text (
    org_id {key} not null,
    form_id {key} not null,
    language {key} not null,
    slug text not null,
    title text not null,
    introduction text not null,
    thanks text not null,
    words text not null,
    told {int} not null,
    primary key (org_id, form_id, language),
    foreign key (org_id, form_id) references form (org_id, id) on delete cascade
) {strict};

-- One filled form. once is the key it was drawn with; proof what speaks for it not being one of a flood. What was written stands in content, as JSON, only as long as it waits: for a choice, or for its sender's address to be
-- proven. From then on it is in its conversation, or nowhere.
create table form_submission (
    org_id {key} not null,
    id {key} not null,
    form_id {key} not null,
    kb_id {key} not null,
    once {key} not null,
    proof text not null,
    state {key} not null,
    language {key} not null,
    address {key} not null,
    customer_id {key},
    content text not null,
    conversation_id {key},
    closed_by {key},
    made_at {int} not null,
    ends_at {int} not null,
    primary key (org_id, id),
    foreign key (org_id, form_id) references form (org_id, id) on delete cascade
) {strict};
create unique index form_submission_once on form_submission (org_id, form_id, once);
create index form_submission_held on form_submission (org_id, address, state);
create index form_submission_end on form_submission (ends_at);

-- The articles that were suggested before a form was sent, the best first.
create table form_suggestion (
    org_id {key} not null,
    submission_id {key} not null,
    article_id {key} not null,
    place {int} not null,
    visited_at {int},
    primary key (org_id, submission_id, article_id),
    foreign key (org_id, submission_id) references form_submission (org_id, id) on delete cascade
) {strict};
