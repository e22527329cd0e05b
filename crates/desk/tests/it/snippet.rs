//! Snippets: texts under a name, with a value per language.

use desk::right::Role;
use desk::snippet::{Edit, Label, MOST, Snippet, SnippetId, Texts, text_of};
use desk::{User, View};
use kernel::{Fault, Language};
use testkit::{Database, both};
use testkit_desk::Kit;

use crate::attribute::{add_as, definition};
use crate::inbox::code;

fn texts(pairs: &[(&str, &str)]) -> Texts {
    pairs.iter().map(|(language, text)| (language.parse().unwrap(), text_of(text).unwrap())).collect()
}

fn languages(codes: &[&str]) -> Vec<Language> {
    codes.iter().map(|code| code.parse().unwrap()).collect()
}

pub(crate) async fn add(
    kit: &Kit,
    who: &User,
    name: &str,
    pairs: &[(&str, &str)],
) -> Result<SnippetId, Fault> {
    let mut act = kit.act(who);
    let id = act.add_snippet(&name.parse()?, &texts(pairs)).await?;
    act.done(id).await
}

async fn change(
    kit: &Kit,
    who: &User,
    id: SnippetId,
    (name, pairs): (&str, &[(&str, &str)]),
) -> Result<(), Fault> {
    change_and_confirm(kit, who, id, (name, pairs, &[])).await
}

async fn change_and_confirm(
    kit: &Kit,
    who: &User,
    id: SnippetId,
    (name, pairs, right): (&str, &[(&str, &str)], &[&str]),
) -> Result<(), Fault> {
    let mut act = kit.act(who);
    let right = languages(right).into_iter().collect();
    let snippet = act.open::<Edit, Snippet>(id).await?;
    snippet.change(&mut act, (&name.parse()?, &texts(pairs)), &right).await?;
    act.done(()).await
}

async fn outdated(kit: &Kit, who: &User, id: SnippetId) -> Vec<String> {
    let view: View<User> = kit.view(who).await;
    let snippet: Snippet = view.see(id).await.unwrap();
    let texts = view.texts_of(&snippet).await.unwrap();
    let there = view.outdated_snippets().await.unwrap();
    let old: Vec<String> =
        texts.iter().filter(|(_, told)| told.is_outdated).map(|(language, _)| language.to_string()).collect();
    assert_eq!(there.contains(&id), !old.is_empty(), "the list marks what its page marks");
    old
}

async fn remove(kit: &Kit, who: &User, id: SnippetId) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Edit, Snippet>(id).await?.remove(&mut act).await?;
    act.done(()).await
}

async fn names(kit: &Kit, who: &User) -> Vec<String> {
    let view: View<User> = kit.view(who).await;
    view.snippets().await.unwrap().into_iter().map(|snippet| snippet.name.to_string()).collect()
}

async fn said(kit: &Kit, who: &User, (id, codes): (SnippetId, &[&str])) -> Option<String> {
    let view = kit.view(who).await;
    let label = Label::Snippet(id);
    label.say(&view.say([&label].into_iter(), &languages(codes)).await.unwrap())
}

const ORDER: &[(&str, &str)] = &[("en_us", "Order"), ("de", "Bestellung")];

#[both]
async fn p9_snippets_are_written_by_who_manages_content_and_used_by_who_answers(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let ana = kit.user("Ana", &[Role::Agent]).await;
    let id = add(&kit, &lead, "sn.org.order", ORDER).await.unwrap();
    add(&kit, &lead, "sn.org.greeting", &[("en_us", "Hello")]).await.unwrap();
    assert_eq!(names(&kit, &ana).await, ["sn.org.greeting", "sn.org.order"]);
    assert_eq!(code(add(&kit, &lead, "sn.org.ORDER", ORDER).await), "name_taken");
    assert_eq!(code(add(&kit, &lead, "sn.org.none", &[]).await), "text_empty");
    assert_eq!(code(add(&kit, &ana, "sn.org.mine", ORDER).await), "may_not");
    assert_eq!(code(change(&kit, &ana, id, ("sn.a", ORDER)).await), "may_not");
    assert_eq!(code(remove(&kit, &ana, id).await), "may_not");
    for who in [kit.collaborator("Col Lab").await, kit.user("No Role", &[]).await] {
        let view: View<User> = kit.view(&who).await;
        assert_eq!(
            (code(view.snippets().await), code(view.see::<Snippet>(id).await)),
            ("may_not", "not_found")
        );
        view.close();
        assert_eq!(code(remove(&kit, &who, id).await), "not_found");
    }
    change(&kit, &lead, id, ("sn.org.purchase", &[("fr", "Commande")])).await.unwrap();
    let view: View<User> = kit.view(&ana).await;
    let snippet: Snippet = view.see(id).await.unwrap();
    let texts = view.texts_of(&snippet).await.unwrap();
    view.close();
    assert_eq!(snippet.name.as_str(), "sn.org.purchase");
    let said: Vec<_> = texts.into_iter().map(|(language, told)| (language, told.text)).collect();
    assert_eq!(said, [("fr".parse().unwrap(), "Commande".to_owned())]);
    remove(&kit, &lead, id).await.unwrap();
    assert_eq!(names(&kit, &lead).await, ["sn.org.greeting"]);
}

#[both]
async fn p9_a_snippet_missing_in_the_readers_language_says_the_next_best(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let id = add(&kit, &lead, "sn.org.order", ORDER).await.unwrap();
    for (wanted, expected) in
        [(["de_at", "en_us"], "Bestellung"), (["fr", "en_us"], "Order"), (["fr", "it"], "Bestellung")]
    {
        assert_eq!(said(&kit, &lead, (id, &wanted)).await.as_deref(), Some(expected), "{wanted:?}");
    }
    let gone = kit.id();
    assert_eq!(said(&kit, &lead, (gone, &["de"])).await, None);
    let cleo = kit.customer("Cleo", "cleo@customers.test").await;
    let view = kit.view(&cleo).await;
    let named = view.say_named(&["sn.org.Order", "sn.org.none"], &languages(&["en_gb"])).await.unwrap();
    assert_eq!(named.into_iter().collect::<Vec<_>>(), [("sn.org.Order".to_owned(), "Order".to_owned())]);
}

#[both]
async fn p9_a_snippet_that_a_label_uses_is_not_removed(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let id = add(&kit, &lead, "sn.org.order", ORDER).await.unwrap();
    let other = add(&kit, &lead, "sn.org.other", ORDER).await.unwrap();
    for (name, snippet) in [("orderStr", id), ("totalNum", id), ("cityStr", other)] {
        let mut new = definition(name, "");
        new.label = Label::Snippet(snippet);
        add_as(&kit, &lead, name, &new).await.unwrap();
    }
    let refused = remove(&kit, &lead, id).await.unwrap_err();
    assert_eq!(refused.code().name, "snippet_used");
    assert_eq!(refused.problems()[0].values, [("places", "orderStr, totalNum".to_owned())]);
    assert_eq!(names(&kit, &lead).await.len(), 2);
}

#[both]
async fn p9_an_organization_has_five_hundred_snippets(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let mut act = kit.act(&lead);
    for number in 0..MOST {
        act.add_snippet(&format!("sn.number-{number}").parse().unwrap(), &texts(ORDER)).await.unwrap();
    }
    act.done(()).await.unwrap();
    assert_eq!(code(add(&kit, &lead, "sn.one-more", ORDER).await), "snippets_many");
}

#[both]
async fn th27_another_organizations_snippets_are_not_there(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::Administrator]).await;
    let id = add(&kit, &lead, "sn.org.order", ORDER).await.unwrap();
    let view: View<User> = kit.view(&lead).await;
    let snippet: Snippet = view.see(id).await.unwrap();
    view.close();
    kit.part_from_twin();
    kit.lose("snippet_text", "true").await;
    let view: View<User> = kit.view(&lead).await;
    assert!(view.say_named(&["sn.org.order"], &languages(&["de"])).await.unwrap().is_empty());
    view.close();
    kit.lose("snippet", "true").await;
    assert!(names(&kit, &lead).await.is_empty());
    assert_eq!(said(&kit, &lead, (id, &["de"])).await, None);
    let view: View<User> = kit.view(&lead).await;
    assert!(view.texts_of(&snippet).await.unwrap().is_empty());
    assert!(view.say_named(&["sn.org.order"], &languages(&["de"])).await.unwrap().is_empty());
    view.close();
    assert_eq!(code(remove(&kit, &lead, id).await), "not_found");
    let mut new = definition("orderStr", "");
    new.label = Label::Snippet(id);
    assert_eq!(code(add_as(&kit, &lead, "orderStr", &new).await), "snippet_gone");
    let mut act = kit.act(&lead);
    for number in 0..MOST {
        act.add_snippet(&format!("sn.number-{number}").parse().unwrap(), &texts(ORDER)).await.unwrap();
    }
    act.done(()).await.unwrap();
}

#[both]
async fn k4_a_translation_of_a_snippet_is_out_of_date_once_its_source_says_otherwise(database: Database) {
    let kit = Kit::new(&database).await;
    kit.set("languages", "en_us,de").await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let id = add(&kit, &lead, "sn.org.order", ORDER).await.unwrap();
    assert!(outdated(&kit, &lead, id).await.is_empty());
    for (pairs, right, expected) in [
        // The source says more, the translation does not.
        (&[("en_us", "Your order"), ("de", "Bestellung")][..], &[][..], &["de"][..]),
        // Another name changes nothing.
        (&[("en_us", "Your order"), ("de", "Bestellung")], &[], &["de"]),
        // A new language is of today; the old one waits on.
        (&[("en_us", "Your order"), ("de", "Bestellung"), ("fr", "Votre commande")], &[], &["de"]),
        (&[("en_us", "Your order"), ("de", "Ihre Bestellung"), ("fr", "Votre commande")], &[], &[]),
        // A translation that changes makes nothing else old.
        (&[("en_us", "Your order"), ("de", "Deine Bestellung"), ("fr", "Votre commande")], &[], &[]),
        (&[("en_us", "Your orders"), ("de", "Deine Bestellung"), ("fr", "Votre commande")], &["fr"], &["de"]),
        (&[("en_us", "Your orders"), ("de", "Deine Bestellung"), ("fr", "Votre commande")], &["de"], &[]),
        // Without its source nothing can be older than it.
        (&[("de", "Bestellung"), ("fr", "Votre commande")], &[], &[]),
    ] {
        kit.clock.advance_millis(60_000);
        change_and_confirm(&kit, &lead, id, ("sn.org.orders", pairs, right)).await.unwrap();
        assert_eq!(outdated(&kit, &lead, id).await, expected, "{pairs:?} {right:?}");
    }
    let ana = kit.user("No Role", &[]).await;
    assert_eq!(code(kit.view(&ana).await.outdated_snippets().await), "may_not");
}
