create table shelf (org_id {key} not null, id {key} not null, primary key (org_id, id)) {strict};
create table note (
    seq {seq},
    org_id {key} not null,
    name {key} not null,
    shelf_id {key},
    size {int},
    ratio {real},
    kept {bool} not null,
    body {bytes},
    foreign key (org_id, shelf_id) references shelf (org_id, id) on delete cascade
) {strict};
create unique index note_name on note (org_id, name);
