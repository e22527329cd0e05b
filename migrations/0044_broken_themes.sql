-- When those who manage themes were told last that a page of the published revision cannot be drawn, and why; nothing since
-- another one was published.
alter table theme add column broken_at {int};
alter table theme add column broken_why text;
