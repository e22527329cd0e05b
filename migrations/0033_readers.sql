-- What readers say of articles, and where addresses lead that are no more.

-- One answer a browser and article: browser is the fingerprint of a cookie that it got for this. reasons are names between
-- commas.
create table article_answer (
    org_id {key} not null,
    article_id {key} not null,
    browser {key} not null,
    kb_id {key} not null,
    language {key} not null,
    helpful {bool} not null,
    reasons text not null,
    text text not null,
    answered_at {int} not null,
    primary key (org_id, article_id, browser),
    foreign key (org_id, article_id) references article (org_id, id) on delete cascade,
    foreign key (org_id, kb_id) references kb (org_id, id)
) {strict};
create index article_answer_at on article_answer (org_id, article_id, answered_at, browser);
create index article_answer_kb on article_answer (org_id, kb_id);

-- Asked only where there is no page. path is as browsers send it; target has its query and fragment.
create table redirect (
    org_id {key} not null,
    kb_id {key} not null,
    path {key} not null,
    target text not null,
    made_at {int} not null,
    primary key (org_id, kb_id, path),
    foreign key (org_id, kb_id) references kb (org_id, id)
) {strict};
