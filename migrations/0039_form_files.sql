-- Forms that wait: their bytes are known, and what is over is found without all that was ever sent.

-- The bytes, previews among them, that a form names while it waits, so that nobody forgets them. What it says of them is in its
-- content; of those that waited when this came nothing is known here.
create table form_file (
    org_id {key} not null,
    submission_id {key} not null,
    hash {key} not null,
    primary key (org_id, submission_id, hash),
    foreign key (org_id, submission_id) references form_submission (org_id, id) on delete cascade
) {strict};
create index form_file_hash on form_file (org_id, hash);

-- What was sent keeps its row for the counts, and an address for a day.
drop index form_submission_end;
create index form_submission_over on form_submission (ends_at) where address <> '';
