-- API keys, and the host names at which the API alone answers.

-- The machine user is a part of its key: no person, without address, password or session. roles are names and networks
-- blocks of addresses, joined by commas; no networks are everywhere. hash is the token's fingerprint, tail its last
-- characters, by which people tell keys apart. Without ends_at it does not expire.
create table api_key (
    org_id {key} not null,
    id {key} not null,
    user_id {key} not null,
    name text not null,
    roles text not null,
    networks text not null,
    hash {key} not null,
    tail text not null,
    made_by {key} not null,
    made_at {int} not null,
    ends_at {int},
    used_at {int},
    revoked_at {int},
    primary key (org_id, id)
) {strict};

-- An app host serves the API as well.
alter table host add column serves_api {bool} not null default false;
update host set serves_api = serves_app;
