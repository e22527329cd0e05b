-- What is open is counted by what saved searches narrow it to, in one walk through an index that holds all of it; and the
-- index of the list holds it too, so that a rare combination is found without reading every conversation on the way.

create index conversation_tally on conversation (org_id, status, assignee_id, team_id, brand_id, priority, channels)
    where status <> 'done';
drop index conversation_status;
create index conversation_status on conversation
    (org_id, status, activity_at, id, priority, channels, brand_id, team_id, assignee_id);
