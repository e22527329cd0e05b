-- When an answer left, failed or was queued anew.

-- Null while the state is still the one the message was written with: then made_at is its time.
alter table message add column state_at {int};
