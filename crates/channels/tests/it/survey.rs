//! How content customers were: asked by mail once a conversation is done, answered by a link (W5).

use channels::Host;
use db::{params, sql};
use desk::conversation::{Conversation, ConversationId, Delete, MarkDone, Reopen};
use desk::right::Role;
use desk::session::Network;
use desk::survey::{Rated, SURVEY_DAYS, State, Survey, SurveyLink};
use desk::{Public, View};
use kernel::{Fault, Language};
use mail::Mail;
use spine::Worker;
use testkit::{Database, Exim, both};

use crate::shop::{Shop, read, smtp};

const SITE: &str = "https://help.acme.test/en_us/survey/";
const DAY_MINUTES: i64 = 24 * 60;

sql! {
    BLOCK = "update customer set blocked = true where org_id = $1 and id = $2";
    RATED = "select cast(count(*) as bigint) from fact where org_id = $1 and name = 'survey.rated'";
}

async fn open(database: &Database) -> Shop {
    let shop = Shop::open(database).await;
    shop.kit.set("satisfaction.survey", "on").await;
    shop
}

async fn done(shop: &Shop, id: ConversationId) {
    let mut act = shop.kit.act(&shop.agent);
    act.open::<MarkDone, Conversation>(id).await.unwrap().mark_done(&mut act).await.unwrap();
    act.done(()).await.unwrap();
}

async fn reopen(shop: &Shop, id: ConversationId) {
    let mut act = shop.kit.act(&shop.agent);
    act.open::<Reopen, Conversation>(id).await.unwrap().reopen(&mut act).await.unwrap();
    act.done(()).await.unwrap();
}

/// A conversation that was answered and is done.
async fn answered(shop: &Shop, worker: &Worker<Host>) -> ConversationId {
    let id = shop.anas().await;
    answered_as(shop, worker, id).await
}

async fn answered_as(shop: &Shop, worker: &Worker<Host>, id: ConversationId) -> ConversationId {
    shop.answer(id, "Here is a new pole.", Vec::new()).await;
    worker.run_ready().await.unwrap();
    done(shop, id).await;
    worker.run_ready().await.unwrap();
    id
}

async fn public(shop: &Shop, host: &str) -> View<Public> {
    shop.kit.desk.view_public(shop.kit.site_at(host).await).await.unwrap()
}

async fn seen(shop: &Shop, link: &SurveyLink) -> Result<Survey, Fault> {
    let view = public(shop, "help.acme.test").await;
    let languages: [Language; 1] = ["en_us".parse().unwrap()];
    view.survey(link, &languages).await.map(|(survey, _)| survey)
}

async fn say(shop: &Shop, link: &SurveyLink, rated: Rated) -> Result<(), Fault> {
    let mut act = shop.kit.desk.act_public(shop.kit.site().await);
    act.answer_survey(link, &Network::of([192, 0, 2, 7].into()), &rated).await?;
    act.done(()).await
}

async fn merge(shop: &Shop, from: ConversationId, into: ConversationId) {
    shop.kit.clock.advance_millis(1_000);
    let mut act = shop.kit.act(&shop.agent);
    Conversation::merge(&mut act, from, into).await.unwrap();
    act.done(()).await.unwrap();
}

/// The mail with the question: the answer before it has arrived too.
async fn question(exim: &Exim) -> Mail {
    let mut mails = exim.mails(2).await.into_iter().map(|raw| read(&raw));
    mails.find(|mail| mail.text.as_ref().is_some_and(|text| text.contains(SITE))).expect("it was asked")
}

/// The links of a mail, one for each answer.
fn links(text: &str) -> Vec<(SurveyLink, i64)> {
    let ends = text.split(['<', '>']).filter_map(|part| part.strip_prefix(SITE)?.split_once("?rating="));
    ends.map(|(link, rating)| (link.parse().unwrap(), rating.parse().unwrap())).collect()
}

async fn of_agent(shop: &Shop, id: ConversationId) -> Option<Survey> {
    let view = shop.kit.view(&shop.agent).await;
    let found = view.conversation(id).await.unwrap();
    view.survey_of(&found.conversation).await.unwrap()
}

#[both]
async fn w5_a_customer_is_asked_an_hour_after_and_answers_by_the_page_alone(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = open(&database).await;
    let worker = shop.worker(smtp(exim.port()));
    let id = answered(&shop, &worker).await;
    assert_eq!(of_agent(&shop, id).await.unwrap().state, State::Scheduled);
    shop.after_minutes(59, &worker).await;
    assert_eq!(exim.mails(1).await.len(), 1, "it leaves after an hour");
    shop.after_minutes(1, &worker).await;
    let mail = question(&exim).await;
    assert_eq!(mail.to[0].address.as_str(), "Ana@customer.test");
    assert_eq!(mail.from.to_string(), "Acme Help <help@acme.test>");
    assert!(mail.wants_no_answer());
    let text = mail.text.unwrap();
    assert!(!text.contains("pole") && !mail.subject.as_str().contains("pole"), "TH6: {text}");
    let links = links(&text);
    assert_eq!(links.iter().map(|(_, rating)| *rating).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    let link = &links[3].0;
    assert_eq!(seen(&shop, link).await.unwrap().state, State::Offered, "a look answers nothing");

    assert_eq!(say(&shop, link, Rated::Rating(0)).await.unwrap_err().code().name, "rating_missing");
    assert_eq!(say(&shop, link, Rated::comment("Fast").unwrap()).await.unwrap_err().code().name, "invalid");
    say(&shop, link, Rated::Rating(2)).await.unwrap();
    say(&shop, link, Rated::Rating(4)).await.unwrap();
    say(&shop, link, Rated::comment(" Fast and friendly. ").unwrap()).await.unwrap();
    let survey = of_agent(&shop, id).await.unwrap();
    assert_eq!((survey.state, survey.rating.unwrap().number()), (State::Commented, 4));
    assert_eq!(survey.comment, "Fast and friendly.");
    let results = shop.kit.view(&shop.agent).await.survey_results(kernel::Time(0), None).await.unwrap();
    assert_eq!((results.asked, results.rated, results.content, results.sum), (1, 1, 1, 4));
    assert_eq!(results.newest[0].comment, "Fast and friendly.");

    reopen(&shop, id).await;
    done(&shop, id).await;
    shop.after_minutes(2 * DAY_MINUTES, &worker).await;
    assert_eq!(exim.mails(2).await.len(), 2, "one question a conversation");
    assert!(shop.nothing_waits().await);
}

#[both]
async fn w5_a_conversation_that_is_opened_again_is_not_asked_about_yet(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = open(&database).await;
    let worker = shop.worker(smtp(exim.port()));
    let id = answered(&shop, &worker).await;
    shop.after_minutes(30, &worker).await;
    reopen(&shop, id).await;
    worker.run_ready().await.unwrap();
    assert_eq!(of_agent(&shop, id).await.unwrap().state, State::Canceled);
    shop.after_minutes(DAY_MINUTES, &worker).await;
    assert_eq!(exim.mails(1).await.len(), 1);
    done(&shop, id).await;
    worker.run_ready().await.unwrap();
    shop.after_minutes(61, &worker).await;
    let mail = question(&exim).await;
    let (link, _) = links(&mail.text.unwrap()).remove(0);

    shop.after_minutes(SURVEY_DAYS * DAY_MINUTES, &worker).await;
    assert_eq!(say(&shop, &link, Rated::Rating(5)).await.unwrap_err().code().name, "survey_over");
    assert!(!seen(&shop, &link).await.unwrap().is_open(shop.kit.clock.now()));
}

#[both]
async fn w5_only_a_brand_that_wants_it_and_an_answered_customer_who_wants_mails_is_asked(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    let worker = shop.worker(smtp(exim.port()));
    let id = answered(&shop, &worker).await;
    assert!(of_agent(&shop, id).await.is_none(), "the switch is off");
    shop.kit.set("satisfaction.survey", "on").await;
    let ben = shop.customer("Ben", "ben@customer.test", None).await;
    let unanswered = shop.conversation(ben, "ben@customer.test", "Spam").await;
    done(&shop, unanswered).await;
    worker.run_ready().await.unwrap();
    assert!(of_agent(&shop, unanswered).await.is_none(), "TH6: nobody is written to who was not answered");
    shop.after_minutes(DAY_MINUTES, &worker).await;
    assert_eq!(exim.mails(1).await.len(), 1);
    assert!(shop.nothing_waits().await);
}

#[both]
async fn th14_a_survey_answers_to_its_own_link_at_its_own_brand(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = open(&database).await;
    let worker = shop.worker(smtp(exim.port()));
    let id = answered(&shop, &worker).await;
    shop.after_minutes(60, &worker).await;
    let mail = question(&exim).await;
    let (link, _) = links(&mail.text.unwrap()).remove(0);
    let forged = link.to_string();
    let (rest, last) = forged.split_at(forged.len() - 1);
    let other = if last == "0" { "1" } else { "0" };
    let forged: SurveyLink = format!("{rest}{other}").parse().unwrap();
    assert_eq!(seen(&shop, &forged).await.unwrap_err().code().name, "not_found");
    assert_eq!(say(&shop, &forged, Rated::Rating(1)).await.unwrap_err().code().name, "not_found");
    let zeta = public(&shop, "help.zeta.test").await;
    assert_eq!(zeta.survey(&link, &[]).await.unwrap_err().code().name, "not_found");
    zeta.close();
    assert!("nonsense".parse::<SurveyLink>().is_err() && "a.b.c".parse::<SurveyLink>().is_err());

    let admin = shop.kit.user("Ad Min", &[Role::Administrator]).await;
    let mut act = shop.kit.act(&admin);
    act.open::<Delete, Conversation>(id).await.unwrap().delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(seen(&shop, &link).await.unwrap_err().code().name, "not_found", "nothing is left of it");
}

/// Two conversations of Ana, one asked about and the other only planned; then the one is merged into the other.
#[both]
async fn w5_what_was_asked_or_answered_outlives_a_merge_either_way(database: Database) {
    for (is_rated, into_first) in [(true, false), (true, true), (false, true), (false, false)] {
        let Some(exim) = Exim::start().await else { return };
        let shop = open(&database).await;
        let worker = shop.worker(smtp(exim.port()));
        let ana = shop.customer("Ana Kowalczyk", "Ana@customer.test", None).await;
        let asked = shop.conversation(ana, "Ana@customer.test", "Tent pole snapped").await;
        answered_as(&shop, &worker, asked).await;
        shop.after_minutes(60, &worker).await;
        let (link, _) = links(&question(&exim).await.text.unwrap()).remove(0);
        if is_rated {
            say(&shop, &link, Rated::Rating(2)).await.unwrap();
        }
        let planned = shop.conversation(ana, "Ana@customer.test", "Pegs bent").await;
        answered_as(&shop, &worker, planned).await;
        assert_eq!(of_agent(&shop, planned).await.unwrap().state, State::Scheduled);
        let (from, into) = if into_first { (planned, asked) } else { (asked, planned) };
        merge(&shop, from, into).await;
        let left = of_agent(&shop, into).await.unwrap();
        let state = if is_rated { State::Rated } else { State::Offered };
        assert_eq!((left.state, left.rating.is_some()), (state, is_rated), "{is_rated} {into_first}");
        say(&shop, &link, Rated::Rating(4)).await.unwrap();
        shop.after_minutes(2 * DAY_MINUTES, &worker).await;
        assert_eq!(exim.mails(3).await.len(), 3, "two answers and one question");
        assert!(shop.nothing_waits().await);
    }
}

#[both]
async fn w5_a_question_that_nobody_wants_any_more_does_not_leave(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = open(&database).await;
    let worker = shop.worker(smtp(exim.port()));
    let id = answered(&shop, &worker).await;
    shop.kit.set("satisfaction.survey", "off").await;
    shop.after_minutes(DAY_MINUTES, &worker).await;
    assert_eq!(of_agent(&shop, id).await.unwrap().state, State::Scheduled, "it did not leave");

    shop.kit.set("satisfaction.survey", "on").await;
    let ben = shop.customer("Ben", "ben@customer.test", None).await;
    let of_ben = shop.conversation(ben, "ben@customer.test", "Spam").await;
    answered_as(&shop, &worker, of_ben).await;
    let mut writer = shop.kit.db.writer().await.unwrap();
    writer.run(BLOCK.with(params![shop.kit.org, ben])).await.unwrap();
    writer.commit().await.unwrap();
    shop.after_minutes(DAY_MINUTES, &worker).await;
    assert_eq!(exim.mails(2).await.len(), 2, "answers only: nobody who is blocked is asked");
    assert!(shop.nothing_waits().await);

    // What did not leave is planned anew once the conversation is done again.
    reopen(&shop, id).await;
    done(&shop, id).await;
    worker.run_ready().await.unwrap();
    shop.after_minutes(60, &worker).await;
    assert_eq!(of_agent(&shop, id).await.unwrap().state, State::Offered);
}

#[both]
async fn w5_the_same_rating_twice_is_told_once_and_none_is_taken_back_by_a_late_mail(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = open(&database).await;
    let worker = shop.worker(smtp(exim.port()));
    let id = answered(&shop, &worker).await;
    shop.after_minutes(60, &worker).await;
    let (link, _) = links(&question(&exim).await.text.unwrap()).remove(0);
    for _ in 0..3 {
        say(&shop, &link, Rated::Rating(3)).await.unwrap();
    }
    reopen(&shop, id).await;
    worker.run_ready().await.unwrap();
    assert_eq!(of_agent(&shop, id).await.unwrap().state, State::Rated, "opening again takes no answer back");
    say(&shop, &link, Rated::Rating(4)).await.unwrap();
    let reader = shop.kit.db.reader().await.unwrap();
    let (told,): (i64,) = reader.one(RATED.with(params![shop.kit.org])).await.unwrap();
    reader.end();
    assert_eq!(told, 2);
}
