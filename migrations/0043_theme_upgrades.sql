-- Themes go on to newer versions of their templates, and back.

-- What the last upgrade found saved and published, as long as one can step back to it.
alter table theme add column before_id {key};
alter table theme add column before_live_id {key};
-- The version that somebody stepped back from; empty is none. The theme does not follow to this one by itself.
alter table theme add column declined {key} not null default '';
-- The version that it could not follow to, why, and when that was tried; empty is none.
alter table theme add column refused {key} not null default '';
alter table theme add column refused_why text not null default '';
alter table theme add column refused_at {int};
