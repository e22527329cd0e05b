-- What is looked for and used of articles, counted by day; and words that mean the same.

-- A JSON list of the articles that were put into the answer.
alter table held_answer add column articles text not null default '[]';

-- How often an article was put into an answer that left. day: days since 1970 in UTC.
create table article_use (
    org_id {key} not null,
    article_id {key} not null,
    day {int} not null,
    uses {int} not null,
    primary key (org_id, article_id, day),
    foreign key (org_id, article_id) references article (org_id, id) on delete cascade
) {strict};

-- What was looked for on a day. words: in small letters, at most 60 characters; '' stands for all beyond the most of a day.
create table article_search (
    org_id {key} not null,
    kb_id {key} not null,
    day {int} not null,
    words {key} not null,
    searches {int} not null,
    misses {int} not null,
    clicks {int} not null,
    primary key (org_id, kb_id, day, words),
    foreign key (org_id, kb_id) references kb (org_id, id)
) {strict};

-- Which articles searches led to.
create table article_click (
    org_id {key} not null,
    article_id {key} not null,
    day {int} not null,
    clicks {int} not null,
    primary key (org_id, article_id, day),
    foreign key (org_id, article_id) references article (org_id, id) on delete cascade
) {strict};

-- A group of words a line, commas between them. The revision counts its changes.
create table synonym (
    org_id {key} not null,
    words text not null,
    revision {int} not null,
    primary key (org_id),
    foreign key (org_id) references org (org_id) on delete cascade
) {strict};
