//! What stands beside an article for its readers: what is near it, what they say of it, and everything there is.

use std::collections::BTreeSet;

use desk::article::{ArticleId, MAX_ANSWER, Reason, Said};
use desk::right::Role;
use desk::session::Network;
use desk::{Act, Public, TeamReader, User};
use identity::Token;
use kernel::{Fault, Random};
use testkit::{Database, both};
use testkit_desk::{Kit, article, category, english};

use super::arranging::arrange;
use super::{let_team_in, manager, path_of, paths, public, reader, stage, write};
use crate::inbox::code;

fn browser(number: u64) -> Token {
    Token::new(&Random::seeded(number))
}

fn network(last: u8) -> Network {
    Network::of([192, 0, last, 7].into())
}

fn because(reason: Reason, text: &str) -> Said {
    Said::new(false, &[reason.name().to_owned(), "nonsense".to_owned()], text).unwrap()
}

async fn say(kit: &Kit, id: ArticleId, (from, last): (u64, u8), said: &Said) -> Result<(), Fault> {
    let path = path_of(kit, id).await;
    let mut act: Act<Public> = kit.desk.act_public(kit.site().await);
    act.answer_article((&path, &english()), (&browser(from), &network(last)), said).await?;
    act.done(()).await
}

#[both]
async fn k3_near_is_what_shares_tags_and_categories_as_far_as_one_may_read_it(database: Database) {
    let kit = Kit::new(&database).await;
    let_team_in(&kit).await;
    let mut act = kit.operate();
    let returns = act.make_category(kit.kb.id, &category("Returns")).await.unwrap();
    act.done(()).await.unwrap();
    let mut ids = Vec::new();
    for title in ["Parcels", "Labels", "Postage", "Elsewhere", "Money", "Far away"] {
        ids.push(write(&kit, kit.kb.id, &article(title, "Text.")).await);
    }
    let tags = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect::<BTreeSet<_>>();
    arrange(&kit, ids[0], |all| {
        all.tags = tags(&["Parcel", "Post"]);
        all.categories = [returns].into();
    })
    .await
    .unwrap();
    arrange(&kit, ids[1], |all| all.tags = tags(&["parcel"])).await.unwrap();
    arrange(&kit, ids[2], |all| all.categories = [returns].into()).await.unwrap();
    let other = kit.other_kb.id;
    arrange(&kit, ids[3], |all| {
        all.tags = tags(&["parcel"]);
        all.places = [desk::article::Placed { kb: other, is_featured: false }].into();
    })
    .await
    .unwrap();
    arrange(&kit, ids[4], |all| {
        all.tags = tags(&["Parcel", "Post"]);
        all.audience = desk::article::Audience::Internal;
    })
    .await
    .unwrap();
    let path = path_of(&kit, ids[0]).await;
    let user = kit.collaborator("Col Lab").await;
    let strangers = public(&kit).await;
    let parcels = strangers.article(&path, &english()).await.unwrap();
    let near = strangers.related(&parcels, &english()).await.unwrap();
    strangers.close();
    let titles =
        |rows: Vec<desk::article::ArticleRow>| rows.into_iter().map(|row| row.title).collect::<Vec<_>>();
    assert_eq!(titles(near), ["Labels", "Postage"]);
    let inside = reader(&kit, &user).await;
    assert_eq!(titles(inside.related(&parcels, &english()).await.unwrap()), ["Money", "Labels", "Postage"]);
    inside.close();
    kit.part_from_twin();
    kit.lose("article_tag", "true").await;
    kit.lose("article_category", "true").await;
    assert!(public(&kit).await.related(&parcels, &english()).await.unwrap().is_empty());
}

#[both]
async fn k5_everything_published_is_listed_for_those_who_read_all_of_it(database: Database) {
    let kit = stage(&database).await;
    let all: BTreeSet<ArticleId> = paths(&kit).await.into_iter().map(|(.., id)| id).collect();
    let (first, last) = (*all.first().unwrap(), *all.last().unwrap());
    let view = public(&kit).await;
    let ids = view.published_ids().await.unwrap();
    assert_eq!(ids.len(), 1, "neither drafts nor internal ones nor the other knowledge base's");
    let texts = view.published_texts(first, last).await.unwrap();
    view.close();
    assert_eq!(texts.len(), 1);
    assert_eq!((texts[0].path().slug.as_str(), &texts[0].language), ("acme-returns", &english()));
    kit.part_from_twin();
    kit.lose("article_kb", "true").await;
    let view = public(&kit).await;
    assert!(view.published_ids().await.unwrap().is_empty());
    assert!(view.published_texts(first, last).await.unwrap().is_empty());
}

#[both]
async fn k3_readers_say_whether_an_article_helped_once_a_browser(database: Database) {
    let kit = Kit::new(&database).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let other = write(&kit, kit.kb.id, &article("Other", "Text.")).await;
    say(&kit, id, (1, 1), &Said::new(true, &[], "").unwrap()).await.unwrap();
    kit.clock.advance_millis(1000);
    say(&kit, id, (2, 1), &because(Reason::Wrong, " 30 days,\r\nnot 14 ")).await.unwrap();
    say(&kit, other, (2, 1), &Said::new(true, &[], "").unwrap()).await.unwrap();
    let user = manager(&kit).await;
    let feedback = async || {
        let view = kit.view(&user).await;
        let feedback = view.article_feedback(id).await.unwrap();
        view.close();
        feedback
    };
    let said = feedback().await;
    assert_eq!((said.yes, said.no, said.answers.len()), (1, 1, 2));
    let newest = &said.answers[0];
    assert_eq!((newest.is_helpful, newest.text.as_str()), (false, "30 days,\nnot 14"));
    assert_eq!((&newest.reasons, &newest.language), (&[Reason::Wrong].into(), &english()));
    say(&kit, id, (2, 1), &Said::new(true, &[], "").unwrap()).await.unwrap();
    let said = feedback().await;
    assert_eq!((said.yes, said.no, said.answers.len()), (2, 0, 2), "the second answer replaces the first");
    let agent = kit.user("Ag Ent", &[Role::Agent]).await;
    assert_eq!(code(kit.view(&agent).await.article_feedback(id).await), "may_not");
    kit.part_from_twin();
    kit.lose("article_answer", "true").await;
    assert_eq!(feedback().await, desk::article::Feedback::default());
}

#[both]
async fn th28_who_may_not_read_an_article_may_say_nothing_of_it(database: Database) {
    let kit = Kit::new(&database).await;
    let_team_in(&kit).await;
    let internal = write(&kit, kit.kb.id, &article("Limits", "Up to 50.").internal()).await;
    let elsewhere = write(&kit, kit.other_kb.id, &article("Zeta", "Text.")).await;
    let public = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let yes = Said::new(true, &[], "").unwrap();
    for id in [internal, elsewhere] {
        assert_eq!(code(say(&kit, id, (1, 1), &yes).await), "not_found");
    }
    let user: User = kit.collaborator("Col Lab").await;
    let site = kit.site().await;
    let who = TeamReader { site, id: user.id, name: user.name, zone: None, session: String::new() };
    let mut act = kit.act(&who);
    let path = path_of(&kit, internal).await;
    act.answer_article((&path, &english()), (&browser(1), &network(1)), &yes).await.unwrap();
    act.done(()).await.unwrap();
    kit.set("knowledge-base.survey", "off").await;
    assert_eq!(code(say(&kit, public, (1, 1), &yes).await), "not_found", "nobody is asked");
}

#[both]
async fn a6_sixty_answers_an_hour_from_one_network(database: Database) {
    let kit = Kit::new(&database).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let yes = Said::new(true, &[], "").unwrap();
    for number in 0..60 {
        say(&kit, id, (number, 1), &yes).await.unwrap();
    }
    assert_eq!(code(say(&kit, id, (99, 1), &yes).await), "too_often");
    say(&kit, id, (99, 2), &yes).await.unwrap();
    kit.clock.advance_millis(60 * 60 * 1000);
    say(&kit, id, (100, 1), &yes).await.unwrap();
    let long = Said::new(false, &[], &"x".repeat(MAX_ANSWER + 1)).unwrap_err();
    assert_eq!((long.code().name, long.problems()[0].field), ("text_too_long", "text"));
    assert_eq!(code(Said::new(false, &[], "a\0b")), "text_broken");
}
