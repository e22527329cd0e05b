-- By which edition of what is allowed a message's HTML was cleaned before it was stored.

-- None of before is trusted: it is cleaned again whenever it is shown.
alter table message add column html_edition {int} not null default 0;
