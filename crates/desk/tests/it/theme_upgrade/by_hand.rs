//! Somebody upgrades a theme: what merges does, what does not is decided, and one step leads back.

use db::{Statement, params};
use desk::brand::{Brand, DeleteBrand};
use desk::right::Role;
use desk::theme::{Draft, Edit, RevisionKind, Theme, Version};
use desk::{User, View};
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::Kit;
use theme::upgrade::Fate;

use super::{FOOTER, OLD, Stage, before, coloured, draft, footer, own};
use crate::inbox::code;
use crate::theme::{Finds, NEWEST, activate, make, pass, save, see};

#[both]
async fn t2_an_edit_apart_from_ours_merges_from_every_version(database: Database) {
    let stage = Stage::new(&database).await;
    for version in OLD {
        stage.save(&draft(version, &[(FOOTER, &footer(version, "\"bottom\"", "\"bottom ours\""))])).await;
        let seen = stage.theme().await;
        let plan = stage.plan().await.unwrap();
        assert_eq!((plan.upgrade.from, plan.upgrade.to, plan.draft.id), (version, NEWEST, seen.draft));
        assert!(matches!(plan.upgrade.files[0].fate, Fate::Merged(_)));
        assert!(plan.upgrade.brings.iter().any(|brought| brought.path == "css/tokens.css"));
        let checked = plan.check(&own(&[])).await.unwrap();
        stage.keep(seen.draft, &checked).await.unwrap();

        let managed = stage.managed().await;
        assert_eq!((managed.draft.base, managed.draft.kind), (Some(NEWEST), RevisionKind::Upgraded));
        assert_eq!(managed.draft.made_by.as_deref(), Some("Lea"));
        assert_eq!(managed.draft.values, coloured("#aa3300").values, "settings stay");
        let merged = footer(NEWEST, "\"bottom\"", "\"bottom ours\"");
        assert_eq!(managed.files, own(&[(FOOTER, &merged)]), "{version}");
        assert_eq!(
            (managed.theme.live, managed.theme.before),
            (seen.live, Some(before(&seen))),
            "it is a draft"
        );
        assert_eq!(code(stage.plan().await), "theme_newest");
    }
}

#[both]
async fn t2_an_edit_of_the_same_line_is_decided_by_hand_published_and_gone_back_from(database: Database) {
    let stage = Stage::new(&database).await;
    for version in OLD {
        stage.save(&draft(version, &[(FOOTER, &footer(version, "©", "Since 1890"))])).await;
        stage.publish().await;
        let seen = stage.theme().await;
        let plan = stage.plan().await.unwrap();
        let (path, conflict) = plan.upgrade.conflicts().next().unwrap();
        assert_eq!((path, conflict.clashes.len()), (FOOTER, 1));
        let open = plan.check(&own(&[])).await.err().unwrap();
        assert_eq!(open.problems()[0].values, [("paths", FOOTER.to_owned())]);
        assert_eq!(code::<()>(Err(open)), "theme_conflict");
        let marked = conflict.marked.clone().unwrap();
        let decide = async |decided: &[(&str, &str)]| plan.check(&own(decided)).await;
        assert_eq!(code(decide(&[(FOOTER, &marked)]).await), "theme_decision");
        let footer_now = footer(NEWEST, "©", "Since 1890:");
        let needless = [(FOOTER, footer_now.as_str()), ("pages/home.html", "x")];
        assert_eq!(code(decide(&needless).await), "theme_decision");
        assert_eq!(code(decide(&[(FOOTER, &"x".repeat(300_000))]).await), "theme_wrong");
        assert_eq!(stage.theme().await, seen, "nothing was stored");
        let preview = plan.preview(&own(&[])).await.unwrap();
        assert_eq!(preview.package().manifest().version, NEWEST.to_string());

        let decided = decide(&[(FOOTER, &footer_now)]).await.unwrap();
        stage.keep(seen.draft, &decided).await.unwrap();
        stage.publish().await;
        assert_eq!(stage.shown_version().await, NEWEST.to_string());
        assert_eq!(stage.managed().await.files, own(&[(FOOTER, &footer_now)]));
        stage.save(&Draft { base: Some(NEWEST), ..coloured("#0033aa") }).await;
        stage.publish().await;

        let late = stage.step_back(seen.draft).await;
        assert_eq!(code(late), "state_changed");
        stage.step_back(stage.theme().await.draft).await.unwrap();
        let back = stage.managed().await;
        assert_eq!((back.draft.base, &back.draft.values), (Some(version), &coloured("#aa3300").values));
        assert_eq!(back.files, own(&[(FOOTER, &footer(version, "©", "Since 1890"))]));
        assert_eq!(stage.shown_version().await, version.to_string(), "what is shown went back with it");
    }
}

#[both]
async fn t2_an_upgrade_is_of_the_very_revision_that_was_looked_at(database: Database) {
    let stage = Stage::new(&database).await;
    let max = stage.kit.user("Max", &[Role::Administrator]).await;
    let first = stage.save(&draft(OLD[2], &[(FOOTER, &footer(OLD[2], "\"bottom\"", "\"ours\""))])).await;
    let (by_lea, by_max) = (stage.plan().await.unwrap(), stage.plan().await.unwrap());
    let (by_lea, by_max) = (by_lea.check(&own(&[])).await.unwrap(), by_max.check(&own(&[])).await.unwrap());
    let saved =
        save(&stage.kit, &max, (stage.id, first), &draft(OLD[2], &[(FOOTER, "<footer></footer>")])).await;
    let saved = saved.unwrap();
    assert_eq!(code(stage.keep(first, &by_lea).await), "state_changed");
    assert_eq!(code(stage.keep(saved, &by_lea).await), "state_changed", "it knows nothing of what Max saved");
    assert_eq!(stage.managed().await.files, own(&[(FOOTER, "<footer></footer>")]));

    let fresh = stage.plan().await.unwrap();
    let [one, other] = [fresh.clone(), fresh];
    let decided = own(&[(FOOTER, "<footer>both</footer>")]);
    let (one, other) = (one.check(&decided).await.unwrap(), other.check(&decided).await.unwrap());
    stage.keep(saved, &one).await.unwrap();
    assert_eq!(code(stage.keep(saved, &other).await), "state_changed", "two at once");
    assert_eq!(code(stage.keep(first, &by_max).await), "state_changed");
}

#[both]
async fn t2_t3_where_nobody_knows_the_base_the_portal_shows_and_the_base_is_chosen(database: Database) {
    let stage = Stage::new(&database).await;
    stage.save(&draft(None, &[(FOOTER, &footer(OLD[0], "\"bottom\"", "\"ours\""))])).await;
    stage.publish().await;
    assert!(stage.shows_portal().await, "its pages are inherited");
    assert!(!stage.listed().await.is_behind(), "no upgrade is offered");
    assert_eq!(code(stage.plan().await), "theme_base_unknown");

    let choose = async |version| {
        let view: View<User> = stage.kit.view(&stage.lead).await;
        view.choose_theme_base(stage.id, version).await
    };
    assert_eq!(code(choose(Version::new(1, 0, 21)).await), "theme_version");
    let seen = stage.theme().await.draft;
    let (chosen, other) = (choose(OLD[0]).await.unwrap(), choose(OLD[1]).await.unwrap());
    stage.keep(seen, &chosen).await.unwrap();
    assert_eq!(code(stage.keep(seen, &other).await), "state_changed", "two at once");
    let managed = stage.managed().await;
    assert_eq!((managed.draft.base, managed.draft.kind), (Some(OLD[0]), RevisionKind::Rebased));
    assert!(stage.listed().await.is_behind());
    assert_eq!(code(choose(OLD[1]).await), "theme_base_known");
    assert!(matches!(stage.plan().await.unwrap().upgrade.files[0].fate, Fate::Merged(_)));
    stage.publish().await;
    assert!(stage.shows_portal().await, "1.0.18 had none");
}

#[both]
async fn t2_there_is_no_step_back_to_where_nothing_was_shown(database: Database) {
    let stage = Stage::new(&database).await;
    assert_eq!(code(stage.step_back(stage.theme().await.draft).await), "theme_not_upgraded");
    let first = stage.theme().await.draft;
    let old = draft(OLD[0], &[(FOOTER, &footer(OLD[0], "\"bottom\"", "\"ours\""))]);
    save(&stage.kit, &stage.lead, (stage.id, first), &old).await.unwrap();
    // A copy of what was never published has nothing that is published.
    let mut act = stage.kit.act(&stage.lead);
    let theme = act.open::<Edit, Theme>(stage.id).await.unwrap();
    let id = theme.duplicate(&mut act, "Winter").await.unwrap();
    act.done(()).await.unwrap();
    let copy = Stage { id, ..stage };
    let checked = copy.plan().await.unwrap().check(&own(&[])).await.unwrap();
    copy.keep(copy.theme().await.draft, &checked).await.unwrap();
    copy.publish().await;
    activate(&copy.kit, &copy.lead, id).await.unwrap();
    let shown = copy.theme().await;
    assert_eq!(code(copy.step_back(shown.draft).await), "theme_unpublished");
    assert_eq!(copy.theme().await, shown);
}

#[both]
async fn t1_what_themes_of_a_deleted_brand_held_is_gone(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada", &[Role::Administrator]).await;
    let mut act = kit.act(&ada);
    let id = act.make_theme(kit.other_kb.id, "midtown", "Winter").await.unwrap();
    act.done(()).await.unwrap();
    let first = see(&kit, &ada, id).await.draft;
    save(&kit, &ada, (id, first), &draft(NEWEST, &[("uploads/theirs.svg", "<svg/>")])).await.unwrap();
    let ours = make(&kit, &ada, ("midtown", "Autumn")).await.unwrap();
    let first = see(&kit, &ada, ours).await.draft;
    save(&kit, &ada, (ours, first), &draft(NEWEST, &[("uploads/ours.svg", "<svg id=\"ours\"/>")]))
        .await
        .unwrap();
    assert_eq!(contents(&kit).await.unwrap(), 2);

    let mut act = kit.act(&ada);
    act.open::<DeleteBrand, Brand>(kit.other_brand.id).await.unwrap().delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(contents(&kit).await.unwrap(), 1);
    let theme = see(&kit, &ada, ours).await;
    assert!(pass(&kit, &ada, &theme, &Finds(Ok(()))).await.is_ok(), "other themes have theirs");
}

async fn contents(kit: &Kit) -> Result<i64, Fault> {
    static HOW_MANY: Statement = Statement {
        name: "how_many",
        sqlite: "select count(*) from theme_content where org_id = $1",
        postgres: "select count(*) from theme_content where org_id = $1",
        conditions: &[],
        long: false,
    };
    let (found,): (i64,) = kit.db.writer().await?.one(HOW_MANY.with(params![kit.org])).await?;
    Ok(found)
}
