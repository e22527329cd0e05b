-- Answers that can still be taken back. Not messages yet: nothing that a customer sees is made from them (product P5).

-- way and next are names of Way and Then; files is JSON, a list of what message_file has; once is the key of its form. One
-- that was taken back stays for an hour, so that taking it back twice gives it twice.
create table held_answer (
    org_id {key} not null,
    id {key} not null,
    conversation_id {key} not null,
    user_id {key} not null,
    user_name text not null,
    once {key} not null,
    text text not null,
    files text not null,
    way text not null,
    next text not null,
    made_at {int} not null,
    leaves_at {int} not null,
    taken_at {int},
    primary key (org_id, id),
    foreign key (org_id, conversation_id) references conversation (org_id, id)
) {strict};
create index held_answer_in on held_answer (org_id, conversation_id, made_at);
