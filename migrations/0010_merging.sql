-- Conversations that were merged into another.

-- Where the conversation with this id and number is now: always the same customer's, and never a row of this table.
create table merged_conversation (
    org_id {key} not null,
    id {key} not null,
    number {int} not null,
    into_id {key} not null,
    made_at {int} not null,
    primary key (org_id, id),
    foreign key (org_id, into_id) references conversation (org_id, id)
) {strict};
create index merged_conversation_into on merged_conversation (org_id, into_id);

-- Reply tags are found by what they lead to, to be led elsewhere or revoked.
create index directory_target on directory (org_id, kind, target);

-- No samples of names and addresses go into the catalogue either; a new type, though the same, forgets those that are there.
--postgres: alter table message alter column author_name set statistics 0, alter column address set statistics 0, alter column failure set statistics 0;
--postgres: alter table message alter column author_name type text, alter column failure type text, alter column address type text collate "C";
