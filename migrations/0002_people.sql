-- Organizations and their faces, the people on both sides, and how they sign in.

create table org (
    org_id {key} not null primary key,
    name {key} not null,
    title text not null,
    made_at {int} not null
) {strict};
create unique index org_name on org (name);

-- What is looked up before the organization is known; the only table beside the spine's without an owner.
create table directory (
    kind {key} not null,
    key {key} not null,
    org_id {key} not null references org (org_id) on delete cascade,
    target {key} not null,
    primary key (kind, key)
) {strict};

-- Short numbers for people, taken by the last statement of a transaction.
create table counter (
    org_id {key} not null,
    name {key} not null,
    last {int} not null,
    primary key (org_id, name)
) {strict};

create table brand (
    org_id {key} not null,
    id {key} not null,
    name {key} not null,
    title text not null,
    accent text not null,
    is_default {bool} not null,
    made_at {int} not null,
    primary key (org_id, id)
) {strict};
create unique index brand_name on brand (org_id, name);

-- Addresses a brand writes from and is written to.
create table brand_address (
    org_id {key} not null,
    key {key} not null,
    brand_id {key} not null,
    address text not null,
    is_sender {bool} not null,
    primary key (org_id, key),
    foreign key (org_id, brand_id) references brand (org_id, id) on delete cascade
) {strict};

create table kb (
    org_id {key} not null,
    id {key} not null,
    brand_id {key} not null,
    title text not null,
    made_at {int} not null,
    primary key (org_id, id),
    foreign key (org_id, brand_id) references brand (org_id, id)
) {strict};

-- Registered host names. directory holds the same names to find the organization by.
create table host (
    org_id {key} not null,
    name {key} not null,
    serves_app {bool} not null,
    kb_id {key},
    scheme text not null,
    port {int},
    primary key (org_id, name),
    foreign key (org_id, kb_id) references kb (org_id, id)
) {strict};

-- Settings that differ from their default. scope is empty for the organization's own, else a kb's or brand's id.
create table setting (
    org_id {key} not null,
    scope {key} not null,
    name {key} not null,
    value text not null,
    changed_at {int} not null,
    primary key (org_id, scope, name)
) {strict};

create table customer (
    org_id {key} not null,
    id {key} not null,
    name text not null,
    language text,
    zone text,
    external_id {key},
    blocked {bool} not null,
    made_at {int} not null,
    primary key (org_id, id)
) {strict};
create unique index customer_external on customer (org_id, external_id) where external_id is not null;
create index customer_made on customer (org_id, made_at, id);

-- standing says how far an address is known to be the customer's: proven (signed in with it), wrote (a message came
-- from it), verified (set by an administrator or the API), apart (proven while others held it), typed (entered or
-- imported, nothing shown).
create table customer_address (
    org_id {key} not null,
    id {key} not null,
    customer_id {key} not null,
    kind text not null,
    key {key} not null,
    address text not null,
    standing text not null,
    made_at {int} not null,
    primary key (org_id, id),
    foreign key (org_id, customer_id) references customer (org_id, id) on delete cascade
) {strict};
create unique index customer_address_held on customer_address (org_id, kind, key, customer_id);
create unique index customer_address_proven on customer_address (org_id, kind, key) where standing = 'proven';
create index customer_address_of on customer_address (org_id, customer_id);

create table app_user (
    org_id {key} not null,
    id {key} not null,
    email text not null,
    email_key {key} not null,
    name text not null,
    kind text not null,
    language text,
    zone text,
    active {bool} not null,
    password text,
    made_at {int} not null,
    primary key (org_id, id)
) {strict};
create unique index app_user_email on app_user (org_id, email_key);

create table user_role (
    org_id {key} not null,
    user_id {key} not null,
    role {key} not null,
    primary key (org_id, user_id, role),
    foreign key (org_id, user_id) references app_user (org_id, id) on delete cascade
) {strict};

create table team (
    org_id {key} not null,
    id {key} not null,
    name {key} not null,
    made_at {int} not null,
    primary key (org_id, id)
) {strict};
create unique index team_name on team (org_id, name);

create table team_member (
    org_id {key} not null,
    team_id {key} not null,
    user_id {key} not null,
    primary key (org_id, team_id, user_id),
    foreign key (org_id, team_id) references team (org_id, id) on delete cascade,
    foreign key (org_id, user_id) references app_user (org_id, id) on delete cascade
) {strict};

-- Sessions of customers and users, found by the hash of their token. whole is A4's answer at sign-in: whether the
-- address selects the customer, or only shows the conversations whose messages used it.
create table session (
    org_id {key} not null,
    hash {key} not null,
    id {key} not null,
    kind text not null,
    holder_id {key} not null,
    kb_id {key},
    address text not null,
    whole {bool} not null,
    device text not null,
    made_at {int} not null,
    ends_at {int} not null,
    primary key (org_id, hash)
) {strict};
create index session_holder on session (org_id, kind, holder_id, made_at);
create index session_kb on session (org_id, kb_id) where kb_id is not null;
create index session_end on session (ends_at);

-- The one-time code and link a browser (visit, hashed) asked for at a knowledge base; a newer request takes the older
-- one's place. sealed holds both as the mail and the link's page show them; code and link are what is compared.
create table sign_in_code (
    org_id {key} not null,
    id {key} not null,
    kb_id {key} not null,
    visit {key} not null,
    address text not null,
    language text not null,
    origin text not null,
    return_to text not null,
    code {key} not null,
    link {key} not null,
    sealed {bytes} not null,
    tries {int} not null,
    made_at {int} not null,
    ends_at {int} not null,
    primary key (org_id, id)
) {strict};
create unique index sign_in_code_asked on sign_in_code (org_id, kb_id, visit);
create index sign_in_code_link on sign_in_code (org_id, kb_id, link);
create index sign_in_code_end on sign_in_code (ends_at);

create table password_link (
    org_id {key} not null,
    hash {key} not null,
    user_id {key} not null,
    ends_at {int} not null,
    primary key (org_id, hash),
    foreign key (org_id, user_id) references app_user (org_id, id) on delete cascade
) {strict};
create index password_link_of on password_link (org_id, user_id);

-- What is limited by counting, so that a restart or a second node loosens nothing.
create table attempt (
    seq {seq},
    org_id {key} not null,
    kind text not null,
    key {key} not null,
    weight {int} not null,
    at {int} not null
) {strict};
create index attempt_counted on attempt (org_id, kind, key, at);
create index attempt_end on attempt (at);

-- Whoever counts attempts holds their gate until the transaction ends, so that those of one instant are counted one
-- after another.
create table attempt_gate (
    org_id {key} not null,
    kind {key} not null,
    key {key} not null,
    at {int} not null,
    primary key (org_id, kind, key)
) {strict};
create index attempt_gate_end on attempt_gate (at);
