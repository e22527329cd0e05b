-- Customers that were merged into another.

-- Where the customer with this id is now: never a row of this table.
create table merged_customer (
    org_id {key} not null,
    id {key} not null,
    into_id {key} not null,
    made_at {int} not null,
    primary key (org_id, id),
    foreign key (org_id, into_id) references customer (org_id, id)
) {strict};
create index merged_customer_into on merged_customer (org_id, into_id);
