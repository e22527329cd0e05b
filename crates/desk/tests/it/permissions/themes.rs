//! What is decided about themes.

use bytes::Bytes;
use desk::theme::{Checked, Draft, Edit, Theme, ThemeId, Version};
use desk::{User, View};
use kernel::Fault;
use testkit_desk::Kit;

use super::{Chapter, deeds};
use crate::theme::{Finds, NEWEST, make, publish, save, see};

const OLD: Version = Version::new(1, 0, 18);

pub(super) static CHAPTERS: &[Chapter] = &[Chapter {
    title: "Themes",
    deeds: deeds! {
        "see the list", view |stage, view| view.themes(stage.kit.kb.id);
        "see one with its files", view |stage, view| view.managed_theme(stage.themes.old);
        "make one", act |stage, act| act.make_theme(stage.kit.kb.id, "midtown", "Spring");
        "save one", act |stage, act| async {
            let theme = act.open::<Edit, Theme>(stage.themes.old).await?;
            theme.save(&mut act, theme.draft, &stage.themes.checked).await
        };
        "duplicate one", act |stage, act| async {
            act.open::<Edit, Theme>(stage.themes.old).await?.duplicate(&mut act, "Spring").await
        };
        "rename one", act |stage, act| async {
            act.open::<Edit, Theme>(stage.themes.old).await?.rename(&mut act, "Spring").await
        };
        "delete one", act |stage, act| async {
            act.open::<Edit, Theme>(stage.themes.old).await?.delete(&mut act).await
        };
        "have the gate look at one", view |stage, view| async {
            view.pass(&stage.themes.row, stage.themes.row.draft, &Finds(Ok(()))).await
        };
        "activate one", act |stage, act| async {
            act.open::<Edit, Theme>(stage.themes.old).await?.activate(&mut act).await
        };
        "see what a newer version makes of one", view |stage, view| view.theme_upgrade(stage.themes.old);
        "step back from a newer version", act |stage, act| async {
            let theme = act.open::<Edit, Theme>(stage.themes.upgraded).await?;
            theme.step_back(&mut act, theme.draft).await
        };
        "choose the base of one", view |stage, view| view.choose_theme_base(stage.themes.unknown, OLD);
    },
}];

/// Themes on their ways.
pub(super) struct Themes {
    old: ThemeId,
    row: Theme,
    upgraded: ThemeId,
    unknown: ThemeId,
    checked: Checked,
}

impl Themes {
    pub(super) async fn new(kit: &Kit, root: &User) -> Self {
        let old = laid_over(kit, root, ("Autumn", Some(OLD))).await.unwrap();
        publish(kit, root, old).await.unwrap();
        let upgraded = laid_over(kit, root, ("Winter", Some(OLD))).await.unwrap();
        let view: View<User> = kit.view(root).await;
        let plan = view.theme_upgrade(upgraded).await.unwrap();
        let checked = plan.check(&std::iter::empty().collect()).await.unwrap();
        let mut act = kit.act(root);
        let theme = act.open::<Edit, Theme>(upgraded).await.unwrap();
        theme.save(&mut act, theme.draft, &checked).await.unwrap();
        act.done(()).await.unwrap();
        Self {
            old,
            row: see(kit, root, old).await,
            upgraded,
            unknown: laid_over(kit, root, ("Summer", None)).await.unwrap(),
            checked: of(Some(NEWEST)).check("midtown").await.unwrap(),
        }
    }
}

fn of(base: Option<Version>) -> Draft {
    let logo = ("uploads/logo.svg".to_owned(), Bytes::from_static(b"<svg/>"));
    Draft { base, files: [logo].into(), ..Draft::default() }
}

async fn laid_over(kit: &Kit, root: &User, (name, base): (&str, Option<Version>)) -> Result<ThemeId, Fault> {
    let id = make(kit, root, ("midtown", name)).await?;
    let first = see(kit, root, id).await.draft;
    save(kit, root, (id, first), &of(base)).await?;
    Ok(id)
}
