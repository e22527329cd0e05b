-- Users on a knowledge base's host: the ticket that takes them there, and the session they came from.

-- Found by the hash of what the address holds, good for one host and one page, once.
create table team_ticket (
    org_id {key} not null,
    hash {key} not null,
    user_id {key} not null,
    app_session {key} not null,
    host {key} not null,
    return_to text not null,
    ends_at {int} not null,
    primary key (org_id, hash)
) {strict};
create index team_ticket_end on team_ticket (ends_at);

-- The id of the user's session in the app, with which one on a knowledge base's host ends.
alter table session add column app_session {key};
