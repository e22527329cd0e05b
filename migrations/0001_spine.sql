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

-- state:
--   fresh    was just put into its lane and waits for a worker to seat it; jobs without a lane never are
--   behind   waits behind the first of its lane
--   ready    may be claimed from ready_at on: has no lane, or is the first of its lane
--   running  is claimed until ready_at; then another worker may claim it
--   done     is about to be deleted in the same transaction
--   dead     is kept to be looked at
-- due_at is when it was first to run: its life is counted from there. claimed_by is a number of its last worker's own.
create table job (
    seq {seq},
    org_id {key} not null,
    shard {int} not null,
    kind text not null,
    lane {key},
    dedupe {key},
    state text not null check (state in ('fresh', 'behind', 'ready', 'running', 'done', 'dead')),
    ready_at {int} not null,
    due_at {int} not null,
    made_at {int} not null,
    attempts {int} not null,
    claimed_by {int},
    cause {int} not null,
    payload text not null,
    last_error text not null
) {strict};
create index job_ready on job (ready_at, seq) where state in ('ready', 'running');
create unique index job_first on job (org_id, lane) where lane is not null and state in ('ready', 'running');
create index job_behind on job (org_id, lane, seq) where state = 'behind';
create index job_fresh on job (seq) where state = 'fresh';
create index job_dedupe on job (org_id, dedupe) where dedupe is not null;
create index job_org on job (org_id, seq);

create table schedule (
    name {key} not null primary key,
    next_at {int} not null
) {strict};
