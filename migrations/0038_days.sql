-- What is looked up by its day: reports of the survey, and what is swept once it is old.
create index survey_due on survey (org_id, due_at);
create index article_use_day on article_use (day);
create index article_search_day on article_search (day);
create index article_click_day on article_click (day);
create index article_search_of on article_search (org_id, day);
