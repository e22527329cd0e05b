-- Whom a note names, to be told of it and to find it again.

create table mention (
    org_id {key} not null,
    note_id {key} not null,
    user_id {key} not null,
    conversation_id {key} not null,
    made_at {int} not null,
    primary key (org_id, note_id, user_id),
    foreign key (org_id, conversation_id) references conversation (org_id, id)
) {strict};
create index mention_of on mention (org_id, user_id, made_at);
create index mention_in on mention (org_id, conversation_id, user_id);
