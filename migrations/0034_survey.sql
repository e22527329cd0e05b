-- Whether customers were satisfied: one question a conversation, however often it is done and opened again.

-- due_at: when the mail with the question leaves, or left. ends_at: until when it may be answered. rating is 1 to 5 whatever
-- the scale, nothing until it is rated.
create table survey (
    org_id {key} not null,
    id {key} not null,
    conversation_id {key} not null,
    state text not null,
    scale {int} not null,
    due_at {int} not null,
    ends_at {int} not null,
    rating {int},
    comment text not null,
    rated_at {int},
    primary key (org_id, id),
    unique (org_id, conversation_id),
    foreign key (org_id, conversation_id) references conversation (org_id, id)
) {strict};
create index survey_rated on survey (org_id, rated_at, id);
