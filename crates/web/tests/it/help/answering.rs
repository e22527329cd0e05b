//! Was it helpful (K3), and old addresses that lead on (K5).

use desk::article::MAX_ANSWER;
use http::StatusCode;
use testkit::{Database, both};
use testkit_desk::article;

use super::Centre;

#[both]
async fn k3_a_reader_says_no_and_why_without_any_script(database: Database) {
    let centre = Centre::new(&database).await;
    let id = centre.article("Sending it back").await;
    let mut stranger = centre.site.browser();
    let address = stranger.get(&centre.address(id).await).await.location().to_owned();
    let asked = stranger.get(&address).await;
    let action = format!("{address}/answer");
    assert!(asked.has("Was this article helpful?") && asked.has(&format!("action=\"{action}\"")));
    let no = stranger.post(&action, &[("helpful", "no")]).await;
    assert_eq!((no.status, no.location()), (StatusCode::SEE_OTHER, format!("{action}?said=no").as_str()));
    assert!(no.header("set-cookie").starts_with("__Host-answers="));
    let why = stranger.get(no.location()).await;
    assert!(
        why.has("Will you say why")
            && why.has("name=\"unclear\"")
            && why.header("cache-control") == "no-store, private"
    );
    let typed = "There is no kiosk here.";
    let fields = [("helpful", "no"), ("said", "on"), ("wrong", "on"), ("other", "on"), ("text", typed)];
    let done = stranger.post(&action, &fields).await;
    assert_eq!(done.location(), format!("{action}?said=done"));
    assert!(stranger.get(done.location()).await.has("reads what you said"));
    let view = centre.site.kit.view(&centre.manager).await;
    let feedback = view.article_feedback(id).await.unwrap();
    view.close();
    assert_eq!((feedback.yes, feedback.no, feedback.answers.len()), (0, 1, 1), "one answer a browser");
    assert_eq!((feedback.answers[0].text.as_str(), feedback.answers[0].reasons.len()), (typed, 2));
    assert_eq!(stranger.get(&address).await.text, asked.text, "the page stays everybody's");
    let mut another = centre.site.browser();
    let yes = another.post(&action, &[("helpful", "yes")]).await;
    assert!(another.get(yes.location()).await.has("Good to know"));
    let view = centre.site.kit.view(&centre.manager).await;
    assert_eq!(view.article_feedback(id).await.unwrap().yes, 1);
}

#[both]
async fn k3_what_is_too_long_comes_back_and_what_is_not_there_is_not_asked(database: Database) {
    let centre = Centre::new(&database).await;
    let id = centre.article("Sending it back").await;
    let internal = centre.write(&article("Refund limits", "Up to 50.").internal(), |_| {}).await;
    let mut stranger = centre.site.browser();
    let action = format!("{}/answer", centre.address(id).await);
    let long = format!("begin{}", "x".repeat(MAX_ANSWER));
    let fields = [("helpful", "no"), ("said", "on"), ("unclear", "on"), ("text", long.as_str())];
    let refused = stranger.post(&action, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.has(&long)
            && refused.has("name=\"unclear\" value=\"on\" checked")
            && refused.has("5 characters")
    );
    assert_eq!(
        stranger.post(&action, &[("helpful", "perhaps")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let inside = format!("{}/answer", centre.address(internal).await);
    assert_eq!(stranger.post(&inside, &[("helpful", "yes")]).await.status, StatusCode::NOT_FOUND);
    let user = centre.site.kit.collaborator("Col Lab").await;
    let mut window = centre.inside(&user).await;
    assert_eq!(window.post(&inside, &[("helpful", "yes")]).await.status, StatusCode::SEE_OTHER);
    centre.site.kit.set("knowledge-base.survey", "off").await;
    assert_eq!(stranger.post(&action, &[("helpful", "yes")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(stranger.get(&action).await.status, StatusCode::NOT_FOUND);
    let page = stranger.get(&centre.address(id).await).await.location().to_owned();
    assert!(!stranger.get(&page).await.has("Was this article helpful?"));
}

#[both]
async fn k5_an_old_address_leads_on_only_where_there_is_no_page(database: Database) {
    let centre = Centre::new(&database).await;
    let id = centre.article("Sending it back").await;
    let mut stranger = centre.site.browser();
    let address = stranger.get(&centre.address(id).await).await.location().to_owned();
    let mut act = centre.site.kit.act(&centre.manager);
    for (path, target) in
        [("/hc/returns", address.as_str()), ("/en_us/old", "/de"), (address.as_str(), "/de")]
    {
        act.add_redirect(centre.site.kit.kb.id, &path.parse().unwrap(), &target.parse().unwrap())
            .await
            .unwrap();
    }
    act.done(()).await.unwrap();
    for (path, target) in
        [("/hc/returns", address.as_str()), ("/hc/returns/?x=1", &address), ("/en_us/old", "/de")]
    {
        let led = stranger.get(path).await;
        assert_eq!((led.status, led.location()), (StatusCode::MOVED_PERMANENTLY, target), "{path}");
    }
    assert_eq!(stranger.get(&address).await.status, StatusCode::OK, "there is a page");
    assert_eq!(
        stranger.post("/hc/returns", &[]).await.status,
        StatusCode::METHOD_NOT_ALLOWED,
        "a form is not led"
    );
    assert_eq!(
        centre.site.browser_at("help.zeta.test").get("/hc/returns").await.status,
        StatusCode::NOT_FOUND
    );
}

/// I3: what everybody reads at its own address the people inside read there too, and say whether it helped; only lists are
/// emptied.
#[both]
async fn i3_only_internal_empties_lists_and_no_public_article(database: Database) {
    let centre = Centre::new(&database).await;
    let id = centre.article("Sending it back").await;
    centre.write(&article("Refund limits", "Up to 50.").internal(), |_| {}).await;
    centre.site.kit.set("portal.only-internal", "on").await;
    let agent = centre.site.kit.collaborator("Col Lab").await;
    let mut agent = centre.inside(&agent).await;
    let address = agent.get(&centre.address(id).await).await.location().to_owned();
    let said = agent.post(&format!("{address}/answer"), &[("helpful", "yes")]).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    let view = centre.site.kit.view(&centre.manager).await;
    assert_eq!(view.article_feedback(id).await.unwrap().yes, 1);
    view.close();
    let tagged = agent.get("/en_us/tags/parcel").await;
    assert!(tagged.has("Refund limits") && !tagged.has("Sending it back"), "{}", tagged.text);
    centre.arrange(id, |all| all.tags = ["Alone".to_owned()].into()).await;
    let alone = agent.get("/en_us/tags/alone").await;
    assert!(alone.status == StatusCode::OK && !alone.has("Sending it back"));
}
