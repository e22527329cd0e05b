//! A theme that nobody customised follows by itself, and whoever does not want that goes back.

use std::sync::atomic::{AtomicUsize, Ordering};

use desk::right::Role;
use desk::theme::{Draft, Edit, Gate, RevisionKind, Theme, Values};
use testkit::{Database, both};
use theme::Package;

use super::{FOOTER, OLD, Stage, before, coloured, draft, footer, own};
use crate::audit::{log, named};
use crate::inbox::code;
use crate::theme::{Finds, NEWEST, see, shown};

const HOUR: i64 = 60 * 60 * 1000;

/// Counts how often it is asked, and refuses. On SQLite it is asked about the twin's theme as well.
#[derive(Default)]
struct Refuses(AtomicUsize);

impl Gate for Refuses {
    async fn check(&self, package: &Package, _: &Values) -> Result<(), String> {
        assert_eq!(package.manifest().version, NEWEST.to_string());
        self.0.fetch_add(1, Ordering::Relaxed);
        Err("pages/home.html:3: unknown filter".to_owned())
    }
}

impl Refuses {
    fn asked(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Stage {
    async fn turn(&self, gate: &(impl Gate + Sync)) {
        self.kit.desk.themes_turn(gate).await.unwrap();
    }

    /// The next turn, this much later.
    async fn later_turn(&self, millis: i64, gate: &(impl Gate + Sync)) {
        self.kit.clock.advance_millis(millis);
        self.turn(gate).await;
    }
}

#[both]
async fn t2_a_theme_of_settings_alone_follows_by_itself_and_keeps_them(database: Database) {
    let stage = Stage::new(&database).await;
    let ada = stage.kit.user("Ada", &[Role::Administrator]).await;
    for (at, version) in OLD.into_iter().enumerate() {
        stage.save(&draft(version, &[("uploads/logo.svg", "<svg/>")])).await;
        stage.publish().await;
        assert_eq!(stage.shown_version().await, version.to_string());
        assert!(stage.listed().await.is_behind());
        let old = stage.theme().await;
        stage.later_turn(HOUR, &Finds(Ok(()))).await;

        let managed = stage.managed().await;
        assert_eq!((managed.draft.base, managed.draft.kind), (Some(NEWEST), RevisionKind::Upgraded));
        assert_eq!((managed.draft.made_by, managed.draft.values), (None, coloured("#aa3300").values));
        assert_eq!(managed.files.keys().collect::<Vec<_>>(), ["uploads/logo.svg"]);
        assert_eq!(
            (managed.theme.live, managed.theme.before),
            (Some(managed.theme.draft), Some(before(&old)))
        );
        assert!(managed.draft.published_at.is_some());
        assert_eq!(stage.shown_version().await, NEWEST.to_string(), "the site heard of it");
        assert_eq!(shown(&stage.kit).await.as_deref(), Some("#aa3300"));
        let told = log(&stage.kit, &ada, &named("theme.upgraded")).await.unwrap();
        assert_eq!(told.len(), at + 1);
    }
}

#[both]
async fn t2_whoever_steps_back_from_a_version_stays_until_they_upgrade_by_hand(database: Database) {
    let stage = Stage::new(&database).await;
    stage.save(&draft(OLD[2], &[])).await;
    stage.publish().await;
    stage.turn(&Finds(Ok(()))).await;
    let upgraded = stage.theme().await;
    assert_eq!(stage.shown_version().await, NEWEST.to_string());

    stage.step_back(upgraded.draft).await.unwrap();
    let back = stage.managed().await;
    assert_eq!((back.draft.base, back.draft.kind), (Some(OLD[2]), RevisionKind::Restored));
    assert_eq!((back.theme.live, back.theme.before), (Some(back.theme.draft), None));
    assert_eq!(stage.shown_version().await, OLD[2].to_string(), "in one step");
    assert_eq!(back.theme.declined, Some(NEWEST));
    assert_eq!(code(stage.step_back(back.theme.draft).await), "theme_not_upgraded");
    stage.later_turn(HOUR, &Finds(Ok(()))).await;
    assert_eq!(stage.theme().await, back.theme, "it stays");

    let copy = {
        let mut act = stage.kit.act(&stage.lead);
        let theme = act.open::<Edit, Theme>(stage.id).await.unwrap();
        let copy = theme.duplicate(&mut act, "Winter").await.unwrap();
        act.done(copy).await.unwrap()
    };
    stage.later_turn(HOUR, &Finds(Ok(()))).await;
    assert_eq!(see(&stage.kit, &stage.lead, copy).await.declined, Some(NEWEST), "so does its copy");

    let plan = stage.plan().await.unwrap();
    let checked = plan.check(&own(&[])).await.unwrap();
    stage.keep(back.theme.draft, &checked).await.unwrap();
    assert_eq!((stage.theme().await.declined, stage.listed().await.base), (None, Some(NEWEST)));
    assert_eq!(stage.shown_version().await, OLD[2].to_string(), "nobody has published it");
}

#[both]
async fn t2_restoring_what_was_before_a_version_declines_it_too(database: Database) {
    let stage = Stage::new(&database).await;
    let old = stage.save(&draft(OLD[1], &[])).await;
    stage.turn(&Finds(Ok(()))).await;
    let theme = stage.theme().await;
    let view = stage.kit.view(&stage.lead).await;
    let older = view.older_theme(&theme, old).await.unwrap();
    stage.keep(theme.draft, &older).await.unwrap();
    let back = stage.theme().await;
    assert_eq!((back.declined, back.before), (Some(NEWEST), None));
    stage.later_turn(HOUR, &Finds(Ok(()))).await;
    assert_eq!(stage.theme().await, back);
}

#[both]
async fn t2_a_version_that_the_gate_refuses_is_not_followed_to_and_those_who_manage_it_are_told(
    database: Database,
) {
    let stage = Stage::new(&database).await;
    stage.save(&draft(OLD[2], &[])).await;
    stage.publish().await;
    let (was, gate) = (stage.theme().await, Refuses::default());
    stage.turn(&gate).await;
    let once = gate.asked();
    assert!(once > 0);
    assert_eq!(stage.theme().await, was, "it stays where it is");
    assert_eq!(stage.shown_version().await, OLD[2].to_string());
    let not = stage.listed().await.not_followed.unwrap();
    assert_eq!((not.version, not.why.as_str()), (NEWEST, "pages/home.html:3: unknown filter"));
    let ada = stage.kit.user("Ada", &[Role::Administrator]).await;
    assert_eq!(log(&stage.kit, &ada, &named("theme.not_followed")).await.unwrap().len(), 1);

    stage.turn(&gate).await;
    stage.later_turn(HOUR, &gate).await;
    assert_eq!(gate.asked(), once, "nothing has changed");
    stage.save(&Draft { base: Some(OLD[2]), ..coloured("#0033aa") }).await;
    assert_eq!(stage.listed().await.not_followed, None);
    stage.later_turn(HOUR, &gate).await;
    assert_eq!(gate.asked(), 2 * once, "it is another theme now");
    stage.later_turn(24 * HOUR, &gate).await;
    assert_eq!(gate.asked(), 3 * once, "and once a day in any case");
    stage.later_turn(24 * HOUR, &Finds(Ok(()))).await;
    assert_eq!((stage.listed().await.base, stage.listed().await.not_followed), (Some(NEWEST), None));
}

#[both]
async fn t2_what_is_saved_and_not_published_follows_and_is_not_published_by_it(database: Database) {
    let stage = Stage::new(&database).await;
    stage.save(&draft(OLD[1], &[])).await;
    stage.publish().await;
    stage.save(&Draft { base: Some(OLD[1]), ..coloured("#0033aa") }).await;
    let old = stage.theme().await;
    stage.turn(&Finds(Ok(()))).await;
    let new = stage.managed().await;
    assert_eq!((new.draft.base, &new.draft.values), (Some(NEWEST), &coloured("#0033aa").values));
    assert_ne!(new.theme.live, Some(new.theme.draft));
    assert_eq!(stage.shown_version().await, NEWEST.to_string());
    assert_eq!(shown(&stage.kit).await.as_deref(), Some("#aa3300"), "as it was published");

    stage.step_back(new.theme.draft).await.unwrap();
    let back = stage.managed().await;
    assert_eq!((back.draft.base, &back.draft.values), (Some(OLD[1]), &coloured("#0033aa").values));
    assert_eq!((back.theme.live, stage.shown_version().await), (old.live, OLD[1].to_string()));
}

#[both]
async fn t2_a_customised_theme_and_one_of_which_nobody_knows_the_base_do_not_follow(database: Database) {
    let stage = Stage::new(&database).await;
    let gate = Refuses::default();
    stage.save(&draft(OLD[2], &[(FOOTER, &footer(OLD[2], "bottom", "bottom ours"))])).await;
    stage.turn(&gate).await;
    stage.save(&draft(None, &[])).await;
    stage.later_turn(HOUR, &gate).await;
    stage.save(&draft(NEWEST, &[])).await;
    stage.later_turn(HOUR, &gate).await;
    assert_eq!(gate.asked(), 0);

    stage.save(&draft(OLD[2], &[])).await;
    stage.turn(&gate).await;
    assert_eq!(gate.asked(), 0, "there is one turn an hour");
    stage.later_turn(HOUR, &gate).await;
    assert!(gate.asked() > 0);
}
