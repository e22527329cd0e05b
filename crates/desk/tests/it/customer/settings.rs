//! P15: what customers say of themselves.

use db::{params, sql};
use desk::code;
use desk::conversation::message::{Channel, State};
use desk::conversation::{Answer, Answering, Conversation, Then, Way};
use desk::customer::{MySettings, TypedSettings};
use desk::session::NewSession;
use kernel::{Fault, Text};
use testkit::{Database, both};

use super::Stage;
use crate::session::{Visitor, newest_mail, other_org, view, who};

sql! {
    ENTRIES = "select actor, was, became from audit where org_id = $1 and name = 'customer.changed' order by seq";
    BRAND = "insert into brand (org_id, id, name, title, accent, is_default, made_at)
        select $2, id, name, title, accent, false, made_at from brand where org_id = $1";
    KB = "insert into kb (org_id, id, brand_id, title, made_at) select $2, id, brand_id, title, made_at from kb where org_id = $1";
    ON = "insert into setting (org_id, scope, name, value, changed_at) values ($1, $2, 'portal.my-conversations', 'on', 0)";
}

fn typed(name: &str, language: &str, zone: &str) -> TypedSettings {
    let text = str::to_owned;
    TypedSettings { name: text(name), language: text(language), zone: text(zone), wants_mail: true }
}

impl Stage {
    async fn settings(&self, session: &NewSession) -> MySettings {
        let view = view(&self.kit, &self.site, session).await.unwrap();
        let settings = view.my_settings().await.unwrap();
        view.close();
        settings
    }

    async fn change(&self, session: &NewSession, typed: &TypedSettings) -> Result<MySettings, Fault> {
        let mut act = self.kit.desk.act_customer(self.site.clone(), session.token.reveal()).await.unwrap();
        let settings = act.change_my_settings(typed).await?;
        act.done(settings).await
    }

    /// Ana answers by mail; answers by which channel it went.
    async fn answer(&self, once: &str) -> (Channel, State) {
        let mut act = self.kit.act(&self.ana);
        let conversation = act.open::<Answer, Conversation>(self.own).await.unwrap();
        let text = Text::new(once).unwrap();
        let answering =
            Answering { once: once.to_owned(), text, files: vec![], articles: Vec::new(), way: Way::Email };
        conversation.answer(&mut act, &answering, Then::Stays).await.unwrap();
        act.done(()).await.unwrap();
        let view = self.kit.view(&self.ana).await;
        let conversation: Conversation = view.see(self.own).await.unwrap();
        let entries = view.timeline(&conversation, None).await.unwrap().entries;
        let mut messages = entries.into_iter().filter_map(|entry| match entry {
            desk::conversation::inbox::Entry::Message(message) => Some((message.channel, message.state)),
            _ => None,
        });
        messages.next_back().unwrap()
    }

    async fn answers_to(&self) -> Option<String> {
        let view = self.kit.view(&self.ana).await;
        let conversation: Conversation = view.see(self.own).await.unwrap();
        view.answers_to(&conversation).await.unwrap().map(|address| address.to_string())
    }
}

#[both]
async fn p15_a_customer_says_a_name_a_language_and_a_time_zone(database: Database) {
    let stage = Stage::new(&database).await;
    stage.kit.set("languages", "en_us,de").await;
    let session = stage.sign_in("own@example.com").await;
    let was = stage.settings(&session).await;
    assert_eq!((was.name.as_str(), was.zone.as_deref(), was.wants_mail), ("Yara", None, true));

    let stage = Stage { site: stage.kit.site().await, ..stage };
    let new = stage.change(&session, &typed("  Yara Ünal ", "de", "europe/berlin")).await.unwrap();
    let wanted = MySettings {
        name: "Yara Ünal".to_owned(),
        language: Some("de".parse().unwrap()),
        zone: Some("Europe/Berlin".to_owned()),
        wants_mail: true,
    };
    assert_eq!((&new, &stage.settings(&session).await), (&wanted, &wanted));
    let customer = who(&stage.kit, &stage.site, &session).await.unwrap();
    assert_eq!((customer.name.as_str(), customer.zone.as_deref()), ("Yara Ünal", Some("Europe/Berlin")));
    stage.change(&session, &typed("Yara Ünal", "de", "Europe/Berlin")).await.unwrap();
    let cleared = stage.change(&session, &typed("", "", "")).await.unwrap();
    assert_eq!((cleared.language, cleared.zone), (None, None));
}

/// Each thing that changed is a fact of its own, and an entry of the audit log by the customer with both values.
#[both]
async fn p15_agents_see_what_a_customer_changed(database: Database) {
    let stage = Stage::new(&database).await;
    let session = stage.sign_in("own@example.com").await;
    stage.change(&session, &typed("Yara Ünal", "en_us", "Asia/Tokyo")).await.unwrap();
    stage.change(&session, &typed("Yara Ünal", "en_us", "Asia/Tokyo")).await.unwrap();
    let off = TypedSettings { wants_mail: false, ..typed("Yara Ünal", "en_us", "Asia/Tokyo") };
    stage.change(&session, &off).await.unwrap();
    stage.change(&session, &typed("Yara Ünal", "en_us", "Asia/Tokyo")).await.unwrap();
    let events = stage.events(stage.own).await;
    let events: Vec<&str> = events.iter().rev().take(5).rev().map(|event| event.trim_end()).collect();
    let by_yara = |kind: &str| format!("{kind} Yara Ünal");
    let wanted = ["renamed", "language-chosen", "zone-chosen", "mails-off", "mails-on"].map(by_yara);
    assert_eq!(events, wanted);

    let reader = stage.kit.db.reader().await.unwrap();
    let entries: Vec<(String, String, String)> =
        reader.all(ENTRIES.with(params![stage.kit.org])).await.unwrap();
    reader.end();
    let values: Vec<(&str, &str)> = entries.iter().map(|(_, was, became)| (&**was, &**became)).collect();
    assert_eq!(
        values,
        [("Yara", "Yara Ünal"), ("", "en_us"), ("", "Asia/Tokyo"), ("on", "off"), ("off", "on")]
    );
    assert!(entries.iter().all(|(actor, ..)| *actor == format!("customer:{}", stage.yara.id)));
}

/// Everything that is wrong is said at once, at its field, and nothing is stored.
#[both]
async fn p15_what_is_no_name_language_or_zone_is_refused_at_its_field(database: Database) {
    let stage = Stage::new(&database).await;
    let session = stage.sign_in("own@example.com").await;
    let was = stage.settings(&session).await;
    let refused = stage.change(&session, &typed(&"y".repeat(101), "pl", "Mars/Olympus")).await.unwrap_err();
    let problems: Vec<_> =
        refused.problems().iter().map(|problem| (problem.field, problem.code.name)).collect();
    let wanted = [("name", "name_long"), ("language", "language_unspoken"), ("zone", "zone_unknown")];
    assert_eq!(problems, wanted);
    for (name, field) in [("a\0b", "name"), ("a\u{7}b", "name"), ("two\nlines", "name")] {
        let refused = stage.change(&session, &typed(name, "", "")).await.unwrap_err();
        assert_eq!((refused.problems()[0].field, refused.problems()[0].code), (field, &code::TEXT_BROKEN));
    }
    for zone in ["../../etc/passwd", "/etc/localtime", "UTC+1;", "Europe/Berlin\0"] {
        let refused = stage.change(&session, &typed("Yara", "", zone)).await.unwrap_err();
        assert_eq!(refused.problems()[0].code, &code::ZONE_UNKNOWN, "{zone}");
    }
    assert_eq!(stage.settings(&session).await, was);
    assert!(stage.change(&session, &typed(&"y".repeat(100), "en_us", "UTC")).await.is_ok());
}

/// A language of another site, or of an import, is not lost by saving something else.
#[both]
async fn p15_a_language_that_is_there_already_may_stay(database: Database) {
    let stage = Stage::new(&database).await;
    stage.kit.set("languages", "en_us,de").await;
    let both = Stage { site: stage.kit.site().await, ..stage };
    let session = both.sign_in("own@example.com").await;
    both.change(&session, &typed("Yara", "de", "")).await.unwrap();
    both.kit.set("languages", "en_us").await;
    let one = Stage { site: both.kit.site().await, ..both };
    let kept = one.change(&session, &typed("Yara Ünal", "de", "")).await.unwrap();
    assert_eq!(kept.language.map(|language| language.to_string()).as_deref(), Some("de"));
}

/// Answers stand in the portal alone; codes come all the same, in the language that was chosen.
#[both]
async fn p15_who_wants_no_mails_gets_codes_and_no_answers_by_mail(database: Database) {
    let stage = Stage::new(&database).await;
    stage.kit.set("languages", "en_us,de").await;
    let stage = Stage { site: stage.kit.site().await, ..stage };
    let session = stage.sign_in("own@example.com").await;
    assert_eq!(stage.answer("One").await, (Channel::Email, State::Queued));
    let off = TypedSettings { wants_mail: false, ..typed("Yara", "de", "") };
    stage.change(&session, &off).await.unwrap();
    assert_eq!(stage.answers_to().await, None);
    assert_eq!(stage.answer("Two").await, (Channel::Portal, State::Stored));
    Visitor::new(&stage.kit).ask(&stage.kit, &stage.site, "own@example.com").await.unwrap();
    let mail = newest_mail(&stage.kit).await.expect("codes are always sent");
    assert_eq!(mail.language.as_str(), "de");

    // Without a portal there is no other way to an answer.
    stage.kit.set("portal.my-conversations", "off").await;
    assert_eq!(stage.answers_to().await.as_deref(), Some("own@example.com"));
    assert_eq!(stage.answer("Three").await, (Channel::Email, State::Queued));

    // Nor does a portal of another organization count.
    stage.kit.set("portal.my-conversations", "on").await;
    assert_eq!(stage.answers_to().await, None);
    stage.kit.part_from_twin();
    stage.kit.lose("setting", "name = 'portal.my-conversations'").await;
    let (own, other, kb) = (stage.kit.org, other_org(&stage.kit).await.org, stage.kit.kb.id);
    for call in [BRAND.with(params![own, other]), KB.with(params![own, other]), ON.with(params![other, kb])] {
        let mut writer = stage.kit.db.writer().await.unwrap();
        writer.run(call).await.unwrap();
        writer.commit().await.unwrap();
    }
    assert_eq!(stage.answers_to().await.as_deref(), Some("own@example.com"));
}
