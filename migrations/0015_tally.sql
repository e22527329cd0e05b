-- What is open is counted by what saved searches narrow it to, in one walk through an index that holds all of it; and a
-- rare combination is found there, without reading every conversation on the way to it.

create index conversation_tally on conversation (org_id, status, assignee_id, team_id, brand_id, priority, channels, id)
    where status <> 'done';
