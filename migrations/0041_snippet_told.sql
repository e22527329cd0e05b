-- When each text of a snippet was last said to be right, so that a translation whose source changed later is marked.
alter table snippet_text add column told_at {int} not null default 0;
