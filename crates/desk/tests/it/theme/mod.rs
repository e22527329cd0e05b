//! Themes: made of a template, saved in revisions, shown once they passed (T1, T2).

mod broken;
mod keys;
mod pace;
mod scripts;

use desk::right::Role;
use desk::theme::{
    Draft, Edit, Gate, ListedTheme, Passed, RevisionId, RevisionKind, Theme, ThemeId, Values, Version,
};
use desk::{User, View};
use kernel::Fault;
use serde_json::json;
use testkit::{Database, both};
use testkit_desk::Kit;
use theme::Package;

use crate::inbox::code;

pub(crate) const NEWEST: Version = Version::new(1, 1, 0);

/// A gate of which the story says what it finds.
pub(crate) struct Finds(pub(crate) Result<(), &'static str>);

impl Gate for Finds {
    async fn check(&self, _: &Package, _: &Values) -> Result<(), String> {
        self.0.map_err(str::to_owned)
    }
}

pub(crate) async fn make(kit: &Kit, who: &User, (template, name): (&str, &str)) -> Result<ThemeId, Fault> {
    let mut act = kit.act(who);
    let id = act.make_theme(kit.kb.id, template, name).await?;
    act.done(id).await
}

pub(crate) async fn see(kit: &Kit, who: &User, id: ThemeId) -> Theme {
    let view: View<User> = kit.view(who).await;
    view.see(id).await.expect("it is there")
}

pub(crate) async fn list(kit: &Kit, who: &User) -> Vec<ListedTheme> {
    let view: View<User> = kit.view(who).await;
    view.themes(kit.kb.id).await.expect("they may look")
}

fn draft(accent: &str, files: &[(&str, &str)]) -> Draft {
    let values = serde_json::from_value(json!({ "design.accent": accent })).expect("it is a map");
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned().into()));
    Draft { base: Some(NEWEST), values, files: files.collect() }
}

pub(crate) async fn save(
    kit: &Kit,
    who: &User,
    (id, seen): (ThemeId, RevisionId),
    draft: &Draft,
) -> Result<RevisionId, Fault> {
    let checked = draft.clone().check("midtown").await?;
    let mut act = kit.act(who);
    let saved = act.open::<Edit, Theme>(id).await?.save(&mut act, seen, &checked).await?;
    act.done(saved).await
}

pub(crate) async fn pass(kit: &Kit, who: &User, theme: &Theme, gate: &Finds) -> Result<Passed, Fault> {
    let view: View<User> = kit.view(who).await;
    view.pass(theme, theme.draft, gate).await
}

pub(crate) async fn publish(kit: &Kit, who: &User, id: ThemeId) -> Result<(), Fault> {
    let theme = see(kit, who, id).await;
    let passed = pass(kit, who, &theme, &Finds(Ok(()))).await?;
    publish_passed(kit, who, &theme, passed).await
}

pub(crate) async fn publish_passed(kit: &Kit, who: &User, seen: &Theme, passed: Passed) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Edit, Theme>(seen.id).await?.publish(&mut act, passed, seen.live).await?;
    act.done(()).await
}

pub(crate) async fn activate(kit: &Kit, who: &User, id: ThemeId) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Edit, Theme>(id).await?.activate(&mut act).await?;
    act.done(()).await
}

/// The accent that the site's pages are drawn with, where a theme says one.
pub(crate) async fn shown(kit: &Kit) -> Option<String> {
    let site = kit.site().await;
    let look = kit.desk.look(site.org, site.look?).await.expect("it can be read");
    look.values.0.get("design.accent").and_then(|accent| accent.as_str()).map(str::to_owned)
}

#[both]
async fn t1_a_theme_is_made_saved_published_and_shown(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let id = make(&kit, &lead, ("midtown", "Autumn")).await.unwrap();
    assert_eq!(kit.site().await.look, None, "nobody has said that it is shown");
    activate(&kit, &lead, id).await.unwrap();
    assert_eq!(shown(&kit).await, None, "it is as the template is");

    let first = see(&kit, &lead, id).await;
    let saved = save(&kit, &lead, (id, first.draft), &draft("#aa3300", &[])).await.unwrap();
    assert_eq!(shown(&kit).await, None, "a draft is for those who manage themes");
    assert_eq!(
        save(&kit, &lead, (id, saved), &draft("#aa3300", &[])).await.unwrap(),
        saved,
        "nothing was changed"
    );
    publish(&kit, &lead, id).await.unwrap();
    assert_eq!(shown(&kit).await.as_deref(), Some("#aa3300"));

    let view: View<User> = kit.view(&lead).await;
    let revisions = view.theme_revisions(&first).await.unwrap();
    let told: Vec<_> =
        revisions.iter().map(|one| (one.number, one.kind, one.published_at.is_some())).collect();
    assert_eq!(told, [(2, RevisionKind::Saved, true), (1, RevisionKind::Made, false)]);
    assert_eq!(revisions[0].made_by.as_deref(), Some("Lea"));
}

#[both]
async fn t2_a_theme_with_files_of_its_own_is_custom_and_one_with_settings_is_not(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let id = make(&kit, &lead, ("midtown", "Autumn")).await.unwrap();
    let is_custom = async || list(&kit, &lead).await[0].is_custom;
    let save_next = async |draft: &Draft| {
        let seen = see(&kit, &lead, id).await.draft;
        save(&kit, &lead, (id, seen), draft).await.unwrap()
    };
    save_next(&draft("#aa3300", &[])).await;
    assert!(!is_custom().await, "a colour is a value");
    save_next(&draft("#aa3300", &[("uploads/logo.svg", "<svg/>")])).await;
    assert!(!is_custom().await, "so is a logo");
    save_next(&draft("#aa3300", &[("parts/footer.html", "<footer>ours</footer>")])).await;
    assert!(is_custom().await);
    let view: View<User> = kit.view(&lead).await;
    let base = theme::Template::first().files(NEWEST).unwrap();
    let footer = std::str::from_utf8(&base["parts/footer.html"]).unwrap();
    drop(view);
    save_next(&draft("#aa3300", &[("parts/footer.html", footer)])).await;
    assert!(!is_custom().await, "it is as the template has it again");
    assert!(!list(&kit, &lead).await[0].is_behind());
    save_next(&Draft { base: Some(Version::new(1, 0, 19)), ..Draft::default() }).await;
    assert!(list(&kit, &lead).await[0].is_behind());
    save_next(&Draft { base: None, ..draft("#aa3300", &[("parts/footer.html", "ours")]) }).await;
    assert!(!list(&kit, &lead).await[0].is_behind(), "nobody knows what it is laid over");
}

#[both]
async fn t1_what_somebody_else_saved_or_published_since_is_not_written_over(database: Database) {
    let kit = Kit::new(&database).await;
    let (lea, max) =
        (kit.user("Lea", &[Role::ContentManager]).await, kit.user("Max", &[Role::Administrator]).await);
    let id = make(&kit, &lea, ("midtown", "Autumn")).await.unwrap();
    let seen = see(&kit, &lea, id).await;
    save(&kit, &lea, (id, seen.draft), &draft("#aa3300", &[])).await.unwrap();
    let late = save(&kit, &max, (id, seen.draft), &draft("#0033aa", &[])).await;
    assert_eq!(code(late), "state_changed");

    let (by_lea, by_max) = (see(&kit, &lea, id).await, see(&kit, &max, id).await);
    let passed = pass(&kit, &lea, &by_lea, &Finds(Ok(()))).await.unwrap();
    publish_passed(&kit, &lea, &by_lea, passed).await.unwrap();
    assert_eq!(code(publish_passed(&kit, &max, &by_max, passed).await), "state_changed");
    save(&kit, &max, (id, by_max.draft), &draft("#0033aa", &[])).await.unwrap();
    let again = see(&kit, &lea, id).await;
    assert_eq!(
        code(publish_passed(&kit, &lea, &again, passed).await),
        "state_changed",
        "another revision passed"
    );
}

#[both]
async fn t4_nothing_is_published_that_the_gate_refuses_or_that_is_no_theme(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let id = make(&kit, &lead, ("midtown", "Autumn")).await.unwrap();
    let theme = see(&kit, &lead, id).await;
    let refused = pass(&kit, &lead, &theme, &Finds(Err("pages/home.html:3: unknown filter"))).await;
    assert_eq!(code(refused), "theme_wrong");
    let link = json!({ "header.links": [{ "label": "x", "url": "javascript:alert(1)" }] });
    let values = serde_json::from_value(link).unwrap();
    for wrong in [
        Draft { base: Some(NEWEST), values, ..Draft::default() },
        draft("red;}body{", &[]),
        draft("#aa3300", &[("pages/home.html", &"x".repeat(300_000))]),
        draft("#aa3300", &[("manifest.toml", "name = 7")]),
        draft("#aa3300", &[("manifest.toml", "name = \"x\"\nversion = \"1\"\napi = \"one\"")]),
        draft("#aa3300", &[("manifest.toml", "name = \"x\"\nversion = \"1\"\napi = 1\nsection = 3")]),
        draft("#aa3300", &[("manifest.toml", "name = \"x\"\nversion = \"1\"\napi = 99")]),
    ] {
        assert_eq!(code(save(&kit, &lead, (id, theme.draft), &wrong).await), "theme_wrong");
    }
    assert_eq!(see(&kit, &lead, id).await, theme, "nothing was stored");
}

#[both]
async fn t1_themes_are_duplicated_renamed_deleted_and_gone_back_to(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let id = make(&kit, &lead, ("midtown", "Autumn")).await.unwrap();
    assert_eq!(code(make(&kit, &lead, ("midtown", "autumn")).await), "name_taken");
    assert_eq!(code(make(&kit, &lead, ("uptown", "Winter")).await), "theme_template");
    assert_eq!(code(make(&kit, &lead, ("midtown", "  ")).await), "text_empty");
    let first = see(&kit, &lead, id).await.draft;
    let files = [("parts/footer.html", "<footer>ours</footer>")];
    let second = save(&kit, &lead, (id, first), &draft("#aa3300", &files)).await.unwrap();

    let mut act = kit.act(&lead);
    let copy = act.open::<Edit, Theme>(id).await.unwrap().duplicate(&mut act, "Winter").await.unwrap();
    act.done(()).await.unwrap();
    let view: View<User> = kit.view(&lead).await;
    let theme = view.see(id).await.unwrap();
    let older = view.older_theme(&theme, first).await.unwrap();
    let mut act = kit.act(&lead);
    act.open::<Edit, Theme>(id).await.unwrap().save(&mut act, second, &older).await.unwrap();
    act.done(()).await.unwrap();
    let managed = |id| {
        let (kit, lead) = (&kit, &lead);
        async move {
            let view: View<User> = kit.view(lead).await;
            view.managed_theme(id).await.unwrap()
        }
    };
    let (went_back, other) = (managed(id).await, managed(copy).await);
    assert!(went_back.files.is_empty() && went_back.draft.kind == RevisionKind::Restored);
    assert_eq!(other.files.keys().collect::<Vec<_>>(), ["parts/footer.html"]);
    assert_eq!(code(activate(&kit, &lead, copy).await), "theme_unpublished");
    publish(&kit, &lead, copy).await.unwrap();
    activate(&kit, &lead, copy).await.unwrap();

    let mut act = kit.act(&lead);
    act.open::<Edit, Theme>(id).await.unwrap().rename(&mut act, "Spring").await.unwrap();
    let active = act.open::<Edit, Theme>(copy).await.unwrap();
    assert_eq!(code(active.delete(&mut act).await), "theme_active");
    act.open::<Edit, Theme>(id).await.unwrap().delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    let names: Vec<String> = list(&kit, &lead).await.into_iter().map(|listed| listed.theme.name).collect();
    assert_eq!(names, ["Winter"]);
}

#[both]
async fn r1_themes_are_for_who_manages_content(database: Database) {
    let kit = Kit::new(&database).await;
    let (lead, ana) = (kit.user("Lea", &[Role::ContentManager]).await, kit.user("Ana", &[Role::Agent]).await);
    let id = make(&kit, &lead, ("midtown", "Autumn")).await.unwrap();
    assert_eq!(code(make(&kit, &ana, ("midtown", "Mine")).await), "may_not");
    let view: View<User> = kit.view(&ana).await;
    assert_eq!(code(view.themes(kit.kb.id).await), "may_not");
    assert_eq!(code(view.see::<Theme>(id).await), "not_found");
    drop(view);
    assert_eq!(code(activate(&kit, &ana, id).await), "not_found");
}
