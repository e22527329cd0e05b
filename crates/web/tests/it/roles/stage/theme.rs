//! Themes that addresses name.

use std::collections::BTreeMap;

use desk::theme::{Checked, Draft, Edit, Files, Theme, ThemeId, Version};

use super::Stage;

const OLD: Version = Version::new(1, 0, 18);

impl Stage {
    /// A theme with the revision that was saved last, in the state that the address is about. There is room for fifty; those of
    /// earlier questions go.
    pub(super) async fn theme(&self, path: &str) -> BTreeMap<String, String> {
        let kb = self.site.kit.kb.id;
        let view = self.view().await;
        let listed = view.themes(kb).await.unwrap();
        view.close();
        let mut act = self.act();
        for other in listed.iter().filter(|listed| !listed.theme.is_active) {
            act.open::<Edit, Theme>(other.theme.id).await.unwrap().delete(&mut act).await.unwrap();
        }
        let id = act.make_theme(kb, "midtown", &self.fresh()).await.unwrap();
        act.done(()).await.unwrap();
        if path.contains("/upgrade") || path.ends_with("/step-back") {
            self.save(id, Some(OLD)).await;
        }
        if path.ends_with("/step-back") {
            let plan = self.view().await.theme_upgrade(id).await.unwrap();
            self.keep(id, &plan.check(&Files::new()).await.unwrap()).await;
        }
        if path.ends_with("/base") {
            self.save(id, None).await;
        }
        let theme = self.found(id).await;
        [("theme".to_owned(), id.to_string()), ("draft".to_owned(), theme.draft.to_string())].into()
    }

    async fn found(&self, id: ThemeId) -> Theme {
        let view = self.view().await;
        let theme = view.see(id).await.unwrap();
        view.close();
        theme
    }

    async fn save(&self, id: ThemeId, base: Option<Version>) {
        let checked = Draft { base, ..Draft::default() }.check("midtown").await.unwrap();
        self.keep(id, &checked).await;
    }

    async fn keep(&self, id: ThemeId, checked: &Checked) {
        let mut act = self.act();
        let theme = act.open::<Edit, Theme>(id).await.unwrap();
        theme.save(&mut act, theme.draft, checked).await.unwrap();
        act.done(()).await.unwrap();
    }
}
