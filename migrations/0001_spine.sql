-- What happened, what is to be done because of it, and what is done by the clock.

create table fact (
    seq {seq},
    --sqlite: tx integer not null default 0,
    --postgres: tx bigint not null default cast(cast(pg_current_xact_id() as text) as bigint),
    org_id {key} not null,
    shard {int} not null,
    name text not null,
    subject {key} not null,
    actor text not null,
    at {int} not null,
    payload text not null
) {strict};
--postgres: create index fact_position on fact (tx, seq);
create index fact_subject on fact (org_id, subject, seq);

-- ready_at is when a job may next be claimed: a claim moves it to the end of the lease, so an expired lease returns by itself.
-- head is true for jobs without a lane and for the first of each lane: only heads are claimed.
create table job (
    seq {seq},
    org_id {key} not null,
    shard {int} not null,
    kind text not null,
    lane text,
    dedupe text,
    head {bool} not null,
    dead {bool} not null,
    ready_at {int} not null,
    attempts {int} not null,
    made_at {int} not null,
    cause {int} not null,
    payload text not null,
    last_error text not null
) {strict};
--sqlite: create index job_ready on job (ready_at) where head = 1 and dead = 0;
--postgres: create index job_ready on job (ready_at) where head and not dead;
--sqlite: create unique index job_lane_head on job (lane) where head = 1 and lane is not null;
--postgres: create unique index job_lane_head on job (lane) where head and lane is not null;
create index job_lane on job (lane, seq) where lane is not null;
create unique index job_dedupe on job (dedupe) where dedupe is not null;
create index job_org on job (org_id, seq);

create table schedule (
    name {key} not null primary key,
    next_at {int} not null
) {strict};
