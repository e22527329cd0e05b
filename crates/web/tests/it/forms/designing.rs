//! Settings > Knowledge Base > Forms (K6, K4, R1).

use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};

const FORMS: &str = "/app/settings/knowledge-base/forms";

async fn lead(site: &Site) -> Browser<'_> {
    let user = site.kit.user("Con Tent", &[Role::ContentManager]).await;
    site.at_desk(&user).await
}

/// The form's page after it was begun, and its address.
async fn begin(lead: &mut Browser<'_>) -> (String, Answer) {
    let begun = lead.post(FORMS, &[("brand", "acme"), ("title", "Ask us")]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    let page = lead.get(begun.location()).await;
    (begun.location().split('?').next().unwrap().to_owned(), page)
}

/// What the page would send, with these changes.
fn typed(page: &Answer, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let design = page.text.split("id=\"design\"").nth(1).unwrap().split("</form>").next().unwrap();
    let mut fields: Vec<(String, String)> = Vec::new();
    for tag in design.split('<').filter(|tag| tag.contains(" name=\"")) {
        let part =
            |name: &str| tag.split(&format!(" {name}=\"")).nth(1).map(|rest| rest.split('"').next().unwrap());
        let name = part("name").unwrap();
        let value = match tag {
            tag if tag.starts_with("textarea") => tag.split_once('>').unwrap().1.to_owned(),
            tag if tag.starts_with("select") => {
                let options = design
                    .split(&format!("name=\"{name}\""))
                    .nth(1)
                    .unwrap()
                    .split("</select>")
                    .next()
                    .unwrap();
                let chosen = options
                    .split("<option")
                    .find(|option| option.contains(" selected"))
                    .or(options.split("<option").nth(1));
                chosen.unwrap().split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
            }
            tag if tag.starts_with("button") || name == "kind" => continue,
            tag if tag.contains("type=\"checkbox\"") && !tag.contains(" checked") => continue,
            _ => part("value").unwrap_or_default().to_owned(),
        };
        fields.push((name.to_owned(), value));
    }
    for (name, value) in changes {
        fields.retain(|(field, _)| field != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    fields
}

async fn save(lead: &mut Browser<'_>, at: &str, page: &Answer, changes: &[(&str, &str)]) -> Answer {
    let fields = typed(page, changes);
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    lead.post(at, &fields).await
}

#[both]
async fn k6_a_form_is_designed_published_filled_and_taken_back(database: Database) {
    let site = Site::new(&database).await;
    let mut lead = lead(&site).await;
    assert!(lead.get(FORMS).await.has("There is no form yet"));
    let (at, mut page) = begin(&mut lead).await;
    for (kind, next) in [("select", "#field-2"), ("text", "#field-3")] {
        let added = save(&mut lead, &at, &page, &[("do", "add"), ("kind", kind)]).await;
        assert!(added.location().ends_with(next), "{} {}", added.location(), added.text);
        page = lead.get(&at).await;
    }
    assert!(page.has("value=\"select_1=first_choice\""), "what it can depend on: {}", page.text);
    let changes = [
        ("fields.2.label", "Colour"),
        ("fields.2.choices", "Red\nBlue"),
        ("fields.3.label", "Which shade?"),
        ("fields.3.when", "select_1=first_choice"),
    ];
    let refused = save(&mut lead, &at, &page, &changes).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("field-3-when-problem-1") && refused.has("Which shade?"), "{}", refused.text);
    let saved = save(&mut lead, &at, &refused, &[("fields.3.when", "select_1=blue")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = lead.get(&at).await;
    assert!(page.has("<span class=\"look-label\">Which shade?"), "the preview: {}", page.text);
    let up = save(&mut lead, &at, &page, &[("do", "up:3")]).await;
    assert_eq!(up.status, StatusCode::UNPROCESSABLE_ENTITY, "it would stand above what it depends on");
    assert_eq!(lead.post(&format!("{at}/publication"), &[]).await.status, StatusCode::SEE_OTHER);
    let page = lead.get(&at).await;
    let public = page
        .text
        .split("<a href=\"https://help.acme.test")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let mut stranger = site.browser();
    let form = stranger.get(&public).await;
    assert!(form.has("Colour") && form.has("Which shade?") && form.has("data-is=\"blue\""), "{}", form.text);
    lead.post(&format!("{at}/withdrawal"), &[]).await;
    assert_eq!(stranger.get(&public).await.status, StatusCode::NOT_FOUND);
    let page = lead.get(&at).await;
    let removed = save(&mut lead, &at, &page, &[("do", "remove:3")]).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    assert!(!lead.get(&at).await.has("Which shade?"));
    assert_eq!(lead.post(&format!("{at}/deletion"), &[]).await.location(), FORMS);
    assert_eq!(lead.get(&at).await.status, StatusCode::NOT_FOUND);
}

#[both]
async fn k6_what_is_typed_is_previewed_and_nothing_of_it_stored(database: Database) {
    let site = Site::new(&database).await;
    let mut lead = lead(&site).await;
    let (at, page) = begin(&mut lead).await;
    let preview = format!("{at}/preview");
    let drawn = save(&mut lead, &preview, &page, &[("fields.0.label", "What <i>is</i> it?")]).await;
    assert_eq!(drawn.status, StatusCode::OK);
    assert!(drawn.has("What &lt;i&gt;is&lt;/i&gt; it?"), "{}", drawn.text);
    let wrong = save(&mut lead, &preview, &page, &[("fields.0.name", "No name")]).await;
    assert_eq!(wrong.status, StatusCode::NO_CONTENT);
    assert!(!lead.get(&at).await.has("is it?"));
}

#[both]
async fn k4_k6_a_translation_says_what_the_form_asks_and_changes_nothing_else(database: Database) {
    let site = Site::new(&database).await;
    site.kit.set("languages", "en_us,de").await;
    let mut lead = lead(&site).await;
    let (at, _) = begin(&mut lead).await;
    let german = lead.get(&format!("{at}?language=de")).await;
    assert!(!german.has("value=\"remove:0\""), "no field is moved or removed here");
    let changes = [
        ("title", "Fragen Sie"),
        ("fields.0.label", "Betreff"),
        ("fields.0.kind", "files"),
        ("do", "remove:0"),
    ];
    let saved = save(&mut lead, &at, &german, &changes).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    lead.post(&format!("{at}/publication"), &[]).await;
    let page = lead.get(&at).await;
    let public =
        page.text.split("https://help.acme.test/en_us").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let mut stranger = site.browser();
    let answer = stranger.get(&format!("/de{public}")).await;
    let form = stranger.get(answer.location()).await;
    assert!(form.has("Fragen Sie") && form.has("Betreff") && form.has("name=\"subject\""), "{}", form.text);
    save(&mut lead, &at, &page, &[("introduction", "Be short.")]).await;
    assert!(lead.get(&format!("{at}?language=de")).await.has("Out of date"));
}

#[both]
async fn k6_two_who_design_one_form_do_not_overwrite_each_other(database: Database) {
    let site = Site::new(&database).await;
    let mut lead = lead(&site).await;
    let (at, page) = begin(&mut lead).await;
    save(&mut lead, &at, &page, &[("title", "Mine")]).await;
    let stale = save(&mut lead, &at, &page, &[("title", "Theirs")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.has("value=\"Theirs\"") && stale.has("This changed a moment ago"), "{}", stale.text);
    assert!(lead.get(&at).await.has("value=\"Mine\""));
    let empty = lead.post(FORMS, &[("brand", "acme"), ("title", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.has("title-problem-1"));
}
