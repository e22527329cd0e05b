-- What leaves by mail.

-- The tag in the address that replies of a customer come back to, one for each conversation and person. directory knows
-- its fingerprint; sealed holds the tag itself for the next mail of the conversation.
create table reply_tag (
    org_id {key} not null,
    conversation_id {key} not null,
    customer_id {key} not null,
    sealed {bytes} not null,
    made_at {int} not null,
    primary key (org_id, conversation_id, customer_id),
    foreign key (org_id, conversation_id) references conversation (org_id, id),
    foreign key (org_id, customer_id) references customer (org_id, id)
) {strict};
