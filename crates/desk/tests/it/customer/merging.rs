//! W4: two customers become one.

mod reach;

use db::{params, sql};
use desk::User;
use desk::attribute::Object;
use desk::conversation::message::{Author, NewMessage};
use desk::conversation::{Conversation, ConversationId};
use desk::customer::{AddressKind, CustomerId, MergeOutlook, Person, Reach, Standing};
use desk::door::Operator;
use desk::feed::Feed;
use desk::session::NewSession;
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::{Kit, conversation};

use super::{SHARED, Stage};
use crate::inbox::code;
use crate::session::{Visitor, holder, view, who};

sql! {
    BLOCK = "update customer set blocked = true where org_id = $1 and id = $2";
    GIVE_VALUE = "insert into attribute_value (org_id, object, object_id, attribute_id, place, value, value_key)
        values ($1, $2, $3, $4, 0, $5, $5)";
    VALUES = "select attribute_id, value from attribute_value where org_id = $1 and object_id = $2 order by attribute_id";
    NAME_OUTSIDE = "update customer set external_id = $3 where org_id = $1 and id = $2";
    OWN = "select name, zone, external_id, wants_mail from customer where org_id = $1 and id = $2";
    SAY = "update customer set zone = $3, wants_mail = $4 where org_id = $1 and id = $2";
    ENTRY = "select actor, subject, was, became from audit where org_id = $1 and name = 'customer.merged'";
    STAGE = "insert into staged_file (org_id, id, once, holder, hash, preview, name, media_type, size, made_at)
        values ($1, $2, 'once', $3, 'hash', null, 'a.txt', 'text/plain', 1, $4)";
    STAGED = "select holder from staged_file where org_id = $1 and id = $2";
    LEFT = "select (select count(*) from customer where org_id = $1 and id = $2),
        (select count(*) from customer_address where org_id = $1 and customer_id = $2),
        (select count(*) from session where org_id = $1 and holder_id = $2),
        (select count(*) from conversation where org_id = $1 and customer_id = $2)";
}

/// Whom this address stands for, whatever A4 says.
async fn held(kit: &Kit, address: &str) -> Vec<(CustomerId, Standing)> {
    let mut act = kit.operate();
    let holders = Person::holders(&mut act, AddressKind::Email, address).await.unwrap();
    holders.into_iter().map(|holder| (holder.person.id, holder.standing)).collect()
}

impl Stage {
    pub(super) async fn merge(&self, from: CustomerId, into: CustomerId) -> Result<CustomerId, Fault> {
        merge(&self.kit, &self.ana, from, into).await
    }

    async fn merge_outlook(&self, from: CustomerId, into: CustomerId) -> MergeOutlook {
        self.kit.view(&self.ana).await.merge_outlook(from, into).await.unwrap()
    }

    /// Zoe, signed in by her own address, with a conversation.
    async fn zoe(&self) -> (Person, NewSession, ConversationId) {
        let zoe = holder(&self.kit, "Zoe", "zoe@example.com", Standing::Wrote).await;
        let session = self.sign_in("zoe@example.com").await;
        let begun = self.begin(&session, "lamp zoe").await;
        (zoe, session, begun)
    }

    async fn run(&self, call: db::Call<'static>) {
        let mut writer = self.kit.db.writer().await.unwrap();
        writer.run(call).await.unwrap();
        writer.commit().await.unwrap();
    }
}

async fn merge(kit: &Kit, user: &User, from: CustomerId, into: CustomerId) -> Result<CustomerId, Fault> {
    let mut act = kit.act(user);
    let kept = Person::merge(&mut act, from, into).await?;
    act.done(kept).await
}

fn told(reach: &[Reach]) -> Vec<(String, i64, i64, usize, bool)> {
    let told = |one: &Reach| (one.address.address.clone(), one.now, one.then, one.sessions, one.selects);
    let mut told: Vec<_> = reach.iter().map(told).collect();
    told.sort();
    told
}

#[both]
async fn w4_everything_of_one_customer_becomes_the_others_and_sessions_follow(database: Database) {
    let stage = Stage::new(&database).await;
    let yara = stage.sign_in("own@example.com").await;
    let (zoe, session, begun) = stage.zoe().await;
    let outlook = stage.merge_outlook(zoe.id, stage.yara.id).await;
    assert_eq!((outlook.from.conversations, outlook.into.conversations), (1, 2));
    let wanted = [
        ("own@example.com".to_owned(), 2, 3, 1, true),
        (SHARED.to_owned(), 2, 3, 0, true),
        ("zoe@example.com".to_owned(), 1, 3, 1, true),
    ];
    assert_eq!(told(&outlook.reach), wanted);

    assert_eq!(stage.merge(zoe.id, stage.yara.id).await.unwrap(), stage.yara.id);
    for session in [&yara, &session] {
        assert_eq!(stage.list(session, "").await, ["lamp own", "lamp shared", "lamp zoe"]);
        assert_eq!(stage.list(session, "zoe").await, ["lamp zoe"], "found by its words as well");
        let who = who(&stage.kit, &stage.site, session).await.unwrap();
        assert_eq!((who.id, who.name.as_str()), (stage.yara.id, "Yara"));
    }
    let moved: Conversation = stage.kit.view(&stage.ana).await.see(begun).await.unwrap();
    assert_eq!(moved.customer, stage.yara.id);
    assert_eq!(held(&stage.kit, "zoe@example.com").await, [(stage.yara.id, Standing::Proven)]);
    let again = stage.sign_in("zoe@example.com").await;
    assert_eq!(who(&stage.kit, &stage.site, &again).await.unwrap().id, stage.yara.id);
    let reader = stage.kit.db.reader().await.unwrap();
    let left: (i64, i64, i64, i64) = reader.one(LEFT.with(params![stage.kit.org, zoe.id])).await.unwrap();
    reader.end();
    assert_eq!(left, (0, 0, 0, 0));
}

/// The audit log and the timeline of every conversation say who did it, with both names in the log.
#[both]
async fn w4_a_merge_is_told_with_both_names(database: Database) {
    let stage = Stage::new(&database).await;
    let (zoe, _, begun) = stage.zoe().await;
    stage.merge(zoe.id, stage.yara.id).await.unwrap();
    let reader = stage.kit.db.reader().await.unwrap();
    let entry: (String, String, String, String) =
        reader.one(ENTRY.with(params![stage.kit.org])).await.unwrap();
    reader.end();
    let (actor, subject) = (format!("user:{}", stage.ana.id), stage.yara.id.to_string());
    assert_eq!(entry, (actor, subject, "Zoe".to_owned(), "Yara".to_owned()));
    for conversation in [stage.own, begun] {
        let events = stage.events(conversation).await;
        assert!(events.contains(&"customer-merged Ana Agent".to_owned()), "{events:?}");
    }
    let events = stage.events(begun).await;
    assert_eq!(events.iter().filter(|event| event.starts_with("given")).count(), 1, "{events:?}");
}

/// What both have stays as the kept one has it; what it lacks it gets. Who wanted no mails gets none.
#[both]
async fn w4_the_kept_one_gets_what_it_lacks(database: Database) {
    let stage = Stage::new(&database).await;
    let (zoe, ..) = stage.zoe().await;
    let (org, yara) = (stage.kit.org, stage.yara.id);
    let ids: [kernel::Id<desk::attribute::Attribute>; 2] = [stage.kit.id(), stage.kit.id()];
    for (of, attribute, value) in
        [(zoe.id, ids[0], "gold"), (yara, ids[0], "silver"), (zoe.id, ids[1], "Oslo")]
    {
        let of = of.to_string();
        stage.run(GIVE_VALUE.with(params![org, Object::Customer, of, attribute, value])).await;
    }
    stage.run(NAME_OUTSIDE.with(params![org, zoe.id, "crm-7"])).await;
    stage.run(SAY.with(params![org, zoe.id, "Asia/Tokyo", false])).await;
    stage.merge(zoe.id, yara).await.unwrap();
    let reader = stage.kit.db.reader().await.unwrap();
    let mut values: Vec<(String, String)> =
        reader.all(VALUES.with(params![org, yara.to_string()])).await.unwrap();
    let own: (String, Option<String>, Option<String>, bool) =
        reader.one(OWN.with(params![org, yara])).await.unwrap();
    let gone: Vec<(String, String)> =
        reader.all(VALUES.with(params![org, zoe.id.to_string()])).await.unwrap();
    reader.end();
    values.sort_by_key(|(_, value)| value.clone());
    let values: Vec<&str> = values.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!((values, gone.len()), (vec!["Oslo", "silver"], 0));
    let wanted = ("Yara".to_owned(), Some("Asia/Tokyo".to_owned()), Some("crm-7".to_owned()), false);
    assert_eq!(own, wanted);
}

#[both]
async fn w4_two_merges_of_the_same_two_are_one(database: Database) {
    let stage = Stage::new(&database).await;
    let (zoe, ..) = stage.zoe().await;
    let (yara, ana) = (stage.yara.id, &stage.ana);
    let mut merging = Vec::new();
    for (from, into) in [(zoe.id, yara), (yara, zoe.id)] {
        let mut act = stage.kit.act(ana);
        merging.push(tokio::spawn(async move {
            let kept = Person::merge(&mut act, from, into).await.unwrap();
            act.done(kept).await.unwrap()
        }));
    }
    let back = merging.pop().unwrap().await.unwrap();
    let there = merging.pop().unwrap().await.unwrap();
    assert_eq!(there, back, "whichever came first");
    let seen = stage.kit.view(ana).await.customer(zoe.id).await.unwrap();
    assert_eq!(seen.id, there);
    assert_eq!(stage.merge(zoe.id, yara).await.unwrap(), there, "and once more");
}

#[both]
async fn w4_who_was_merged_is_found_where_they_are_now(database: Database) {
    let stage = Stage::new(&database).await;
    let (zoe, session, _) = stage.zoe().await;
    let tom = holder(&stage.kit, "Tom", "tom@example.com", Standing::Wrote).await;
    stage.merge(zoe.id, stage.yara.id).await.unwrap();
    // Somebody else chose her before that: nothing is moved that nobody looked at.
    assert_eq!(code(stage.merge(zoe.id, tom.id).await), "state_changed");
    assert_eq!(code(stage.merge(tom.id, zoe.id).await), "state_changed");
    stage.merge(stage.yara.id, tom.id).await.unwrap();
    let view = stage.kit.view(&stage.ana).await;
    for old in [zoe.id, stage.yara.id, tom.id] {
        assert_eq!(view.customer(old).await.unwrap().id, tom.id, "through a chain as well");
    }
    view.close();
    assert_eq!(stage.list(&session, "").await, ["lamp own", "lamp shared", "lamp zoe"]);
}

#[both]
async fn w4_what_cannot_be_merged_is_refused_and_nothing_moves(database: Database) {
    let stage = Stage::new(&database).await;
    let (zoe, session, _) = stage.zoe().await;
    let yara = stage.yara.id;
    assert_eq!(code(stage.merge(yara, yara).await), "customer_itself");
    assert_eq!(code(stage.merge(stage.kit.id(), yara).await), "not_found");
    assert_eq!(code(stage.merge(yara, stage.kit.id()).await), "not_found");
    stage.run(BLOCK.with(params![stage.kit.org, yara])).await;
    assert_eq!(code(stage.merge(zoe.id, yara).await), "customer_blocked");
    assert_eq!(code(stage.merge(yara, zoe.id).await), "customer_blocked");
    assert_eq!(stage.list(&session, "").await, ["lamp zoe"]);
    stage.run(BLOCK.with(params![stage.kit.org, zoe.id])).await;
    stage.merge(zoe.id, yara).await.expect("both are blocked, and so is the one that is left");
    assert!(!stage.is_signed_in(&session).await);
}

/// TH27: customers of another organization are not there.
#[both]
async fn th27_a_customer_of_another_organization_is_merged_with_nobody(database: Database) {
    let stage = Stage::new(&database).await;
    let mut act = stage.kit.desk.act_operator(&Operator::named("test"), stage.kit.desk.context().new_id());
    desk::org::Organization::add(&mut act, "other", "Other").await.unwrap();
    let foreign = Person::add(&mut act, &desk::customer::NewCustomer::default()).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(code(stage.merge(foreign.id, stage.yara.id).await), "not_found");
    assert_eq!(code(stage.merge(stage.yara.id, foreign.id).await), "not_found");
    let view = stage.kit.view(&stage.ana).await;
    assert_eq!(code(view.merge_outlook(foreign.id, stage.yara.id).await), "not_found");
}

#[both]
async fn w4_more_messages_than_can_be_moved_at_once_are_refused(database: Database) {
    let stage = Stage::new(&database).await;
    let said = NewMessage::plain(Author::Automatic, "", "Hum.", stage.kit.clock.now());
    let with = async |address: &str, messages: usize| {
        let id = conversation(&stage.kit, address, "Hum", &vec![said.clone(); messages]).await;
        stage.kit.view(&stage.ana).await.see::<Conversation>(id).await.unwrap().customer
    };
    let (loud, half) = (with("loud@example.com", 2_001).await, with("half@example.com", 1_001).await);
    assert_eq!(code(stage.merge(loud, stage.yara.id).await), "customer_large");
    stage.merge(half, stage.yara.id).await.expect("another organization's messages are not counted (TH27)");
    stage.merge(stage.yara.id, loud).await.expect("the other way round it is little");
}

/// Candidates: who shares an address, who has one, and whose conversation has a number.
#[both]
async fn w4_whom_to_merge_with_is_found_by_address_or_number(database: Database) {
    let stage = Stage::new(&database).await;
    let (zoe, _, begun) = stage.zoe().await;
    holder(&stage.kit, "Sam", SHARED, Standing::Typed).await;
    let number = stage.kit.view(&stage.ana).await.see::<Conversation>(begun).await.unwrap().number;
    let found = async |typed: &str| {
        let view = stage.kit.view(&stage.ana).await;
        let found = view.merge_candidates(stage.yara.id, typed).await.unwrap();
        found.into_iter().map(|one| one.person.name).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(found("").await, "Sam");
    assert_eq!(found(" Zoe@Example.com ").await, "Zoe");
    assert_eq!(found(&format!("#{number}")).await, "Zoe");
    assert_eq!(found("own@example.com").await, "", "not herself");
    for nobody in ["nobody@example.com", "#99999999999999999999", "%", "zoe"] {
        assert_eq!(found(nobody).await, "", "{nobody}");
    }
    let candidate =
        &stage.kit.view(&stage.ana).await.merge_candidates(stage.yara.id, "zoe@example.com").await.unwrap()
            [0];
    assert_eq!((candidate.person.id, candidate.conversations, candidate.addresses.len()), (zoe.id, 1, 1));
    let collaborator = stage.kit.collaborator("Col Lab").await;
    let view = stage.kit.view(&collaborator).await;
    assert_eq!(code(view.merge_candidates(stage.yara.id, "").await), "may_not");
    assert_eq!(code(view.merge_outlook(zoe.id, stage.yara.id).await), "may_not");
}

/// Open pages of who was signed out hear of it, and each conversation's.
#[both]
async fn w4_a_merge_is_heard_of(database: Database) {
    let stage = Stage::with_typed(&database).await;
    let (apart, stranger) = stage.apart().await;
    let mut feed = Feed::from_now(&stage.kit.desk).await.unwrap();
    stage.merge(stranger.id, stage.yara.id).await.unwrap();
    let mut awaited = vec!["conversation.given", "session.ended", "customer.moved", "customer.merged"];
    while !awaited.is_empty() {
        let heard = feed.next().await.unwrap();
        awaited.retain(|name| !heard.iter().any(|fact| fact.name == *name));
    }
    assert!(view(&stage.kit, &stage.site, &apart).await.is_err());
    let visitor = Visitor::new(&stage.kit);
    visitor.sign_in(&stage.kit, &stage.site, "own@example.com").await;
}

/// TH27: whom to merge with, and what would follow, is of this organization, whatever its twin has.
#[both]
async fn th27_who_is_merged_is_looked_for_here(database: Database) {
    let stage = Stage::new(&database).await;
    let (zoe, _, begun) = stage.zoe().await;
    let sam = holder(&stage.kit, "Sam", SHARED, Standing::Typed).await;
    let number = stage.kit.view(&stage.ana).await.see::<Conversation>(begun).await.unwrap().number;
    let found = async |typed: &str| {
        let view = stage.kit.view(&stage.ana).await;
        view.merge_candidates(stage.yara.id, typed).await.unwrap().len()
    };
    holder(&stage.kit, "Third", "zoe@example.com", Standing::Wrote).await;
    let used = async || {
        let reach = stage.merge_outlook(zoe.id, stage.yara.id).await.reach;
        told(&reach).into_iter().find(|(address, ..)| address == "zoe@example.com").map(|one| one.2)
    };
    assert_eq!((found("").await, found(&number.to_string()).await, used().await), (1, 1, Some(1)));
    stage.kit.part_from_twin();
    stage.kit.lose("message", &format!("conversation_id = '{begun}'")).await;
    assert_eq!(used().await, Some(0));
    stage.kit.lose("conversation", &format!("id = '{begun}'")).await;
    assert_eq!(found(&number.to_string()).await, 0);
    stage.kit.lose("customer_address", "key = 'zoe@example.com'").await;
    assert_eq!(found("zoe@example.com").await, 0);
    stage.kit.lose("customer_address", &format!("customer_id = '{}'", sam.id)).await;
    assert_eq!(found("").await, 0, "nobody shares it any more");
    let mut act = stage.kit.operate();
    sam.add_address(&mut act, (AddressKind::Email, SHARED), Standing::Typed).await.unwrap();
    act.done(()).await.unwrap();
    stage.kit.lose("customer_address", &format!("customer_id = '{}'", stage.yara.id)).await;
    assert_eq!(found("").await, 0, "and she has none to share");
}

/// Files of a refused form are still the customer's who goes on with it.
#[both]
async fn w4_files_of_a_form_follow(database: Database) {
    let stage = Stage::new(&database).await;
    let (zoe, ..) = stage.zoe().await;
    let (id, now): (desk::conversation::MessageId, _) = (stage.kit.id(), stage.kit.clock.now());
    stage.run(STAGE.with(params![stage.kit.org, id, format!("customer:{}", zoe.id), now])).await;
    stage.merge(zoe.id, stage.yara.id).await.unwrap();
    let reader = stage.kit.db.reader().await.unwrap();
    let (holder,): (String,) = reader.one(STAGED.with(params![stage.kit.org, id])).await.unwrap();
    reader.end();
    assert_eq!(holder, format!("customer:{}", stage.yara.id));
}
