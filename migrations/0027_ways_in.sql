-- How users prove who they are beside the password, and how the first one comes in.

-- The second factor: what an authenticator app knows, sealed, and the last step whose code was used.
create table second_factor (
    org_id {key} not null,
    user_id {key} not null,
    sealed {bytes} not null,
    last_step {int} not null,
    made_at {int} not null,
    primary key (org_id, user_id),
    foreign key (org_id, user_id) references app_user (org_id, id) on delete cascade
) {strict};

-- One that is being set up, until a code shows that the app knows it. A newer one takes its place.
create table second_factor_offer (
    org_id {key} not null,
    user_id {key} not null,
    sealed {bytes} not null,
    ends_at {int} not null,
    primary key (org_id, user_id),
    foreign key (org_id, user_id) references app_user (org_id, id) on delete cascade
) {strict};

-- Codes that each stand for the second factor once.
create table recovery_code (
    org_id {key} not null,
    user_id {key} not null,
    hash {key} not null,
    primary key (org_id, user_id, hash),
    foreign key (org_id, user_id) references second_factor (org_id, user_id) on delete cascade
) {strict};

-- Whoever typed the right password and has not shown the second factor yet: bound to the browser by what its cookie
-- holds (hash). It is no session.
create table half_sign_in (
    org_id {key} not null,
    hash {key} not null,
    user_id {key} not null,
    tries {int} not null,
    ends_at {int} not null,
    primary key (org_id, hash),
    foreign key (org_id, user_id) references app_user (org_id, id) on delete cascade
) {strict};
create index half_sign_in_of on half_sign_in (org_id, user_id);
create index half_sign_in_end on half_sign_in (ends_at);

-- The link an operator reads at the console, by which an organization without an Administrator gets its first. A newer one
-- takes its place.
create table console_link (
    org_id {key} not null,
    hash {key} not null,
    ends_at {int} not null,
    primary key (org_id)
) {strict};
