-- What customers read between messages (P19) is few facts among many of a conversation: found without reading the others.
create index fact_happened on fact (org_id, subject, seq)
    where name in ('conversation.opened', 'conversation.done', 'conversation.reopened', 'conversation.merged');
