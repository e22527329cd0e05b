-- Who did what: every change, every sign-in and what was refused.

-- chain is 'lasting' or 'frequent': they are kept for different times, so each is a chain of its own. What can be emptied
-- by a redaction or an erasure is details, was, became, client and salt; digest covers them and stays. block is the number
-- of the link that seals the entry, null until then.
create table audit (
    seq {seq},
    org_id {key} not null,
    chain {key} not null,
    name {key} not null,
    subject {key} not null,
    actor {key} not null,
    at {int} not null,
    client text,
    details text,
    was text,
    became text,
    salt text,
    digest text not null,
    block {int}
) {strict};
create index audit_org on audit (org_id, seq);
create index audit_subject on audit (org_id, subject, seq);
create index audit_actor on audit (org_id, actor, seq);
create index audit_open on audit (org_id, chain, seq) where block is null;
create index audit_block_of on audit (org_id, chain, block) where block is not null;

-- Links of the chains: root is the hash of the entries, mark is made with a key of the installation over the mark before
-- it, number, count and root. The first one that is there need not follow on from anything: what came before was cut.
create table audit_block (
    org_id {key} not null,
    chain {key} not null,
    number {int} not null,
    entries {int} not null,
    root text not null,
    previous text not null,
    mark text not null,
    key_number {int} not null,
    made_at {int} not null,
    is_cut {bool} not null,
    primary key (org_id, chain, number)
) {strict};
