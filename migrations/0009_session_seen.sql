-- When a session was last used, for the list of devices.

-- To within some minutes; null until the first time after that.
alter table session add column seen_at {int};
