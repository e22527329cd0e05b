-- Wishes for a new password.

-- Made for every address, known or not; the job that mails looks whose it is. sealed holds the link.
create table password_request (
    org_id {key} not null,
    id {key} not null,
    address_key {key} not null,
    language text not null,
    origin text not null,
    sealed {bytes} not null,
    ends_at {int} not null,
    primary key (org_id, id)
) {strict};
create index password_request_end on password_request (ends_at);
