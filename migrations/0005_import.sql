-- Imports of mail that have not come to their end: how far each got, saved with what it stored.

create table import_run (
    org_id {key} not null,
    brand_id {key} not null,
    source {key} not null,
    place text not null,
    report text not null,
    changed_at {int} not null,
    primary key (org_id, brand_id, source),
    foreign key (org_id, brand_id) references brand (org_id, id) on delete cascade
) {strict};
