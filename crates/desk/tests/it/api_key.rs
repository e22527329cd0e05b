//! R3: API keys, what they open, and what they do not.

use std::net::IpAddr;

use db::{Statement, params};
use desk::api_key::{ApiHost, ApiKey, Made, NewApiKey, Revoke, SIGN_ON, facts};
use desk::kb::Host;
use desk::right::Role;
use desk::{Act, Key, User, View};
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::Kit;

use crate::inbox::code;

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// A key that does not expire, with this role, usable from these networks.
pub(crate) fn new(roles: &str, networks: &str) -> NewApiKey {
    NewApiKey {
        name: "Shop".to_owned(),
        roles: roles.parse().unwrap(),
        networks: networks.parse().unwrap(),
        days: None,
    }
}

pub(crate) async fn make(kit: &Kit, who: &User, new: &NewApiKey) -> Result<Made, Fault> {
    let mut act = kit.act(who);
    let made = act.add_api_key(new).await?;
    act.done(made).await
}

async fn revoke(kit: &Kit, who: &User, made: &Made) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Revoke, ApiKey>(made.id).await?.revoke(&mut act).await?;
    act.done(()).await
}

async fn listed(kit: &Kit, who: &User) -> Vec<ApiKey> {
    let view: View<User> = kit.view(who).await;
    view.api_keys().await.unwrap()
}

async fn host(kit: &Kit, name: &str) -> Host {
    (*kit.desk.place(name).await.unwrap().host).clone()
}

/// What the token opens at this host, from this address.
pub(crate) async fn enter(kit: &Kit, host: ApiHost<'_>, (token, from): (&str, &str)) -> Result<Key, Fault> {
    Ok(kit.desk.view_key(host, token, from.parse::<IpAddr>().unwrap()).await?.close())
}

const HERE: &str = "192.0.2.7";

#[both]
async fn r3_a_key_is_made_shown_once_used_and_revoked(database: Database) {
    let kit = Kit::new(&database).await;
    let ad = kit.user("Ad Min", &[Role::Administrator]).await;
    let made = make(&kit, &ad, &new("org.admin,org.user", "")).await.unwrap();
    let app = host(&kit, "app.acme.test").await;
    for at in [ApiHost::Of(&app), ApiHost::Common] {
        let key = enter(&kit, at, (made.token.reveal(), HERE)).await.unwrap();
        assert_eq!((key.org, key.id, key.name.as_str(), key.budget), (kit.org, made.id, "Shop", 1000));
        assert_eq!(key.roles.names(), ["org.admin", "org.user"]);
        assert!(key.may(SIGN_ON) && !key.may(&["org.hooks"]));
    }
    let [row] = listed(&kit, &ad).await.try_into().unwrap();
    assert!(made.token.reveal().ends_with(&row.tail) && row.tail.len() == 4);
    assert_eq!((row.name.as_str(), row.ends_at, row.used_at), ("Shop", None, None), "a look writes nothing");

    revoke(&kit, &ad, &made).await.unwrap();
    assert_eq!(code(enter(&kit, ApiHost::Common, (made.token.reveal(), HERE)).await), "key_invalid");
    assert!(listed(&kit, &ad).await.is_empty());
    assert_eq!(code(revoke(&kit, &ad, &made).await), "not_found", "once");
}

#[both]
async fn r3_when_a_key_was_used_is_stored_by_the_clock(database: Database) {
    let kit = Kit::new(&database).await;
    let ad = kit.user("Ad Min", &[Role::Administrator]).await;
    let made = make(&kit, &ad, &new("org.user", "")).await.unwrap();
    let used = async |after: i64| {
        kit.clock.advance_millis(after);
        enter(&kit, ApiHost::Common, (made.token.reveal(), HERE)).await.unwrap();
        kit.desk.house_turn().await.unwrap();
        listed(&kit, &ad).await[0].used_at.unwrap()
    };
    let first = used(0).await;
    assert_eq!(first, kit.clock.now());
    assert_eq!(used(59_999).await, first, "a write a minute");
    assert_eq!(used(1).await, kit.clock.now());
}

#[both]
async fn r3_bad_a_key_that_is_over_says_so_and_to_nobody_else(database: Database) {
    let kit = Kit::new(&database).await;
    let ad = kit.user("Ad Min", &[Role::Administrator]).await;
    let made = make(&kit, &ad, &NewApiKey { days: Some(2), ..new("org.user", HERE) }).await.unwrap();
    let token = made.token.reveal();
    kit.clock.advance_millis(2 * DAY_MILLIS - 1);
    enter(&kit, ApiHost::Common, (token, HERE)).await.unwrap();
    kit.clock.advance_millis(1);
    assert_eq!(code(enter(&kit, ApiHost::Common, (token, HERE)).await), "key_expired");
    assert_eq!(code(enter(&kit, ApiHost::Common, (token, "192.0.2.8")).await), "key_invalid");
    assert_eq!(listed(&kit, &ad).await.len(), 1, "until somebody revokes it");
}

#[both]
async fn r3_bad_a_key_from_outside_its_networks_is_none(database: Database) {
    let kit = Kit::new(&database).await;
    let ad = kit.user("Ad Min", &[Role::Administrator]).await;
    let made = make(&kit, &ad, &new("org.user", "192.0.2.0/28, 2001:db8::/32")).await.unwrap();
    for inside in ["192.0.2.1", "192.0.2.15", "::ffff:192.0.2.3", "2001:db8:7::1"] {
        enter(&kit, ApiHost::Common, (made.token.reveal(), inside)).await.unwrap();
    }
    for outside in ["192.0.2.16", "127.0.0.1", "::1", "2001:db9::1"] {
        assert_eq!(
            code(enter(&kit, ApiHost::Common, (made.token.reveal(), outside)).await),
            "key_invalid",
            "{outside}"
        );
    }
}

#[both]
async fn th15_bad_a_tampered_unknown_or_endless_token_is_no_key(database: Database) {
    let kit = Kit::new(&database).await;
    let ad = kit.user("Ad Min", &[Role::Administrator]).await;
    let made = make(&kit, &ad, &new("org.user", "")).await.unwrap();
    let again = make(&kit, &ad, &new("org.user", "")).await.unwrap();
    assert_ne!(made.token.reveal(), again.token.reveal(), "of one name and moment");
    let good = made.token.reveal();
    let last = if good.ends_with('A') { "Q" } else { "A" };
    let tampered = format!("{}{last}", &good[..good.len() - 1]);
    // The signature of one key behind the claims of the other.
    let (claims, signature) =
        (good.rsplit_once('.').unwrap().0, again.token.reveal().rsplit_once('.').unwrap().1);
    let mixed = format!("{claims}.{signature}");
    for bad in ["", "x", &tampered, &mixed, &"x".repeat(10_000), &format!("{good}{}", "x".repeat(10_000))] {
        assert_eq!(code(enter(&kit, ApiHost::Common, (bad, HERE)).await), "key_invalid", "{bad}");
    }
}

/// Somebody with the installation's keys, and without its database, writes a token: the stored fingerprint decides.
#[both]
async fn th15_a_token_that_we_signed_and_never_gave_away_is_no_key(database: Database) {
    let kit = Kit::new(&database).await;
    let ad = kit.user("Ad Min", &[Role::Administrator]).await;
    let made = make(&kit, &ad, &new("org.user", "")).await.unwrap();
    let keys = kit.desk.keys().derive_each("api key");
    let (_, mut claims) = identity::KeyToken::read(made.token.reveal(), &keys).unwrap();
    "org.admin".clone_into(&mut claims.roles[0]);
    let forged = identity::KeyToken::sign(claims, &keys[0]);
    assert_eq!(code(enter(&kit, ApiHost::Common, (forged.reveal(), HERE)).await), "key_invalid");
}

#[both]
async fn th27_bad_a_key_opens_its_own_organization_only(database: Database) {
    let kit = Kit::new(&database).await;
    let ad = kit.user("Ad Min", &[Role::Administrator]).await;
    let made = make(&kit, &ad, &new("org.admin", "")).await.unwrap();
    let app = host(&kit, "app.acme.test").await;
    let others = Host { org: kit.id(), ..app.clone() };
    assert_eq!(code(enter(&kit, ApiHost::Of(&others), (made.token.reveal(), HERE)).await), "key_invalid");
    let help = host(&kit, "help.acme.test").await;
    assert_eq!(
        code(enter(&kit, ApiHost::Of(&help), (made.token.reveal(), HERE)).await),
        "not_found",
        "no API here"
    );
    let named =
        async |at: ApiHost<'_>, name: &str| kit.desk.view_named(at, name).await.map(|view| view.close().org);
    assert_eq!(named(ApiHost::Of(&app), "acme").await.unwrap(), kit.org);
    assert_eq!(named(ApiHost::Common, "acme").await.unwrap(), kit.org);
    for (at, name) in [(ApiHost::Of(&others), "acme"), (ApiHost::Of(&help), "acme"), (ApiHost::Common, "acm")]
    {
        assert_eq!(code(named(at, name).await), "not_found", "{at:?} {name}");
    }

    kit.part_from_twin();
    kit.lose("api_key", "true").await;
    assert_eq!(code(enter(&kit, ApiHost::Common, (made.token.reveal(), HERE)).await), "key_invalid");
    assert!(listed(&kit, &ad).await.is_empty());
    assert_eq!(code(revoke(&kit, &ad, &made).await), "not_found");
}

#[both]
async fn r1_r3_th27_nobody_but_an_administrator_sees_makes_or_revokes_a_key(database: Database) {
    let kit = Kit::new(&database).await;
    let ad = kit.user("Ad Min", &[Role::Administrator]).await;
    let made = make(&kit, &ad, &new("org.admin", "")).await.unwrap();
    let others = [
        kit.user("Con Tent", &[Role::ContentManager]).await,
        kit.user("Ag Ent", &[Role::Agent]).await,
        kit.collaborator("Col Lab").await,
        kit.user("No Role", &[]).await,
    ];
    for who in &others {
        let view: View<User> = kit.view(who).await;
        let seen = (code(view.api_keys().await), code(view.see::<ApiKey>(made.id).await));
        view.close();
        assert_eq!(seen, ("may_not", "not_found"), "{}", who.name);
        assert_eq!(code(make(&kit, who, &new("org.user", "")).await), "may_not", "{}", who.name);
        assert_eq!(code(revoke(&kit, who, &made).await), "not_found", "{}", who.name);
    }
    let stranger = User { org: kit.id(), ..ad.clone() };
    assert_eq!(code(revoke(&kit, &stranger, &made).await), "not_found");
    enter(&kit, ApiHost::Common, (made.token.reveal(), HERE)).await.unwrap();
}

/// TH13: one principal a request. A key sees itself, whatever roles it has, and no other key.
#[both]
async fn th13_a_key_sees_itself_and_no_other(database: Database) {
    let kit = Kit::new(&database).await;
    let ad = kit.user("Ad Min", &[Role::Administrator]).await;
    let (made, other) = (
        make(&kit, &ad, &new("org.admin", "")).await.unwrap(),
        make(&kit, &ad, &new("org.user", "")).await.unwrap(),
    );
    let view = kit.desk.view_key(ApiHost::Common, made.token.reveal(), HERE.parse().unwrap()).await.unwrap();
    assert_eq!((view.own_key().await.unwrap().id, view.organization().await.unwrap().id), (made.id, kit.org));
    assert_eq!(code(view.see::<ApiKey>(other.id).await), "not_found");
    drop(view);
    let act = kit.desk.act_key(ApiHost::Common, made.token.reveal(), HERE.parse().unwrap()).await.unwrap();
    assert_eq!(desk::who::Who::actor(act.who()), format!("key:{}", made.id));
    drop::<Act<Key>>(act);
    assert_eq!(code(kit.desk.act_key(ApiHost::Common, "", HERE.parse().unwrap()).await), "key_invalid");
}

#[both]
async fn r3_an_organization_has_a_hundred_keys(database: Database) {
    let kit = Kit::new(&database).await;
    let ad = kit.user("Ad Min", &[Role::Administrator]).await;
    let first = make(&kit, &ad, &new("org.user", "")).await.unwrap();
    for _ in 1..desk::api_key::MOST {
        make(&kit, &ad, &new("org.user", "")).await.unwrap();
    }
    assert_eq!(code(make(&kit, &ad, &new("org.user", "")).await), "keys_many");
    revoke(&kit, &ad, &first).await.unwrap();
    make(&kit, &ad, &new("org.user", "")).await.unwrap();
    kit.part_from_twin();
    kit.lose("api_key", "true").await;
    make(&kit, &ad, &new("org.user", "")).await.unwrap();
}

/// TH33, TH49: what happened is told in the transaction that did it, and neither fact nor row holds the token.
#[both]
async fn th33_th49_making_and_revoking_are_told_and_the_token_is_stored_nowhere(database: Database) {
    let kit = Kit::new(&database).await;
    let ad = kit.user("Ad Min", &[Role::Administrator]).await;
    let mut feed = desk::feed::Feed::from_now(&kit.desk).await.unwrap();
    let made =
        make(&kit, &ad, &NewApiKey { days: Some(30), ..new("org.admin", "192.0.2.0/24") }).await.unwrap();
    revoke(&kit, &ad, &made).await.unwrap();
    let told = feed.next().await.unwrap();
    let told: Vec<_> =
        told.iter().map(|fact| (fact.name.as_str(), fact.subject.as_str(), fact.actor.as_str())).collect();
    let (id, actor) = (made.id.to_string(), format!("user:{}", ad.id));
    assert_eq!(
        told,
        [(facts::MADE, id.as_str(), actor.as_str()), (facts::REVOKED, id.as_str(), actor.as_str())]
    );

    let abandoned = kit.act(&ad);
    let mut abandoned: Act<User> = abandoned;
    abandoned.add_api_key(&new("org.user", "")).await.unwrap();
    drop(abandoned);
    assert!(listed(&kit, &ad).await.is_empty() && feed.next().await.unwrap().is_empty(), "both or neither");

    let stored = stored(&kit).await;
    assert!(stored.contains(&made.token.fingerprint().to_text()), "the row is among it");
    assert!(!stored.contains(made.token.reveal().rsplit_once('.').unwrap().1));
    assert!(!format!("{made:?}").contains(made.token.reveal().rsplit_once('.').unwrap().1));
}

/// Everything that is stored of keys.
async fn stored(kit: &Kit) -> String {
    let text = "select k.name || ' ' || k.roles || ' ' || k.hash || ' ' || k.tail || ' ' || f.payload
        from api_key k join fact f on f.org_id = k.org_id and f.subject = k.id where k.org_id = $1";
    let statement = Statement { name: "stored", sqlite: text, postgres: text, conditions: &[], long: false };
    let statement: &'static Statement = Box::leak(Box::new(statement));
    let reader = kit.db.reader().await.unwrap();
    let rows: Vec<(String,)> = reader.all(statement.with(params![kit.org])).await.unwrap();
    reader.end();
    rows.into_iter().map(|(row,)| row).collect()
}

/// The limit of calls is the organization's setting, read with the key.
#[both]
async fn x1_the_budget_of_calls_is_a_setting(database: Database) {
    let kit = Kit::new(&database).await;
    let ad = kit.user("Ad Min", &[Role::Administrator]).await;
    let made = make(&kit, &ad, &new("org.user", "")).await.unwrap();
    kit.set("api.requests-per-minute", "120").await;
    assert_eq!(enter(&kit, ApiHost::Common, (made.token.reveal(), HERE)).await.unwrap().budget, 120);
    kit.part_from_twin();
    kit.lose("setting", "name = 'api.requests-per-minute'").await;
    assert_eq!(enter(&kit, ApiHost::Common, (made.token.reveal(), HERE)).await.unwrap().budget, 1000);
}
