//! A program with a key does with themes what its roles say (T5, R3).

use desk::api_key::ApiHost;
use desk::right::Role;
use desk::theme::{Edit, Theme, ThemeId};
use desk::{Act, Key, User, View};
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{Finds, draft, make, see};
use crate::api_key::{make as make_key, new};
use crate::inbox::code;

const HERE: &str = "192.0.2.7";

/// A program, by its token.
struct Program<'a> {
    kit: &'a Kit,
    token: String,
}

impl<'a> Program<'a> {
    async fn with(kit: &'a Kit, ad: &User, roles: &str) -> Self {
        let made = make_key(kit, ad, &new(roles, "")).await.unwrap();
        Self { kit, token: made.token.reveal().to_owned() }
    }

    async fn view(&self) -> View<Key> {
        self.kit.desk.view_key(ApiHost::Common, &self.token, HERE.parse().unwrap()).await.unwrap()
    }

    async fn act(&self) -> Act<Key> {
        self.kit.desk.act_key(ApiHost::Common, &self.token, HERE.parse().unwrap()).await.unwrap()
    }

    /// Looks, in the ways there are.
    async fn reads(&self, theme: &Theme) -> [Result<(), Fault>; 3] {
        let view = self.view().await;
        [
            view.all_themes().await.map(|all| assert_eq!(all.len(), 1)),
            view.listed_theme(theme.id).await.map(drop),
            view.theme_as(theme.id, theme.draft).await.map(drop),
        ]
    }

    async fn passes(&self, theme: &Theme) -> Result<(), Fault> {
        self.view().await.pass(theme, theme.draft, &Finds(Ok(()))).await.map(drop)
    }

    async fn adds(&self, name: &str) -> [Result<(), Fault>; 2] {
        let checked = draft("#aa3300", &[]).check("midtown").await.unwrap();
        let mut act = self.act().await;
        let (default, kb) = (act.default_kb().await, self.kit.kb.id);
        assert!(default.as_ref().map_or(true, |default| *default == kb));
        [default.map(drop), act.import_theme(kb, name, &checked).await.map(drop)]
    }

    async fn opens(&self, id: ThemeId) -> Result<(), Fault> {
        self.act().await.open::<Edit, Theme>(id).await.map(drop)
    }
}

#[both]
async fn r3_t5_bad_every_verb_about_themes_asks_a_role_of_a_key(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let ad = kit.user("Ad Min", &[Role::Administrator]).await;
    let id = make(&kit, &lead, ("midtown", "Autumn")).await.unwrap();
    let theme = see(&kit, &lead, id).await;
    for (roles, [reads, adds, edits]) in [
        ("org.hooks", [false, false, false]),
        ("org.permission.kb.delete", [false, false, false]),
        ("org.permission.kb.read", [true, false, false]),
        ("org.permission.kb.create", [false, true, false]),
        ("org.permission.kb.update", [false, false, true]),
        ("org.permission.kb", [true, true, true]),
    ] {
        let program = Program::with(&kit, &ad, roles).await;
        let told = |done: Result<(), Fault>| done.map_or_else(|fault| fault.code().name, |()| "done");
        let expected = |may: bool| if may { "done" } else { "may_not" };
        assert_eq!(program.reads(&theme).await.map(told), [expected(reads); 3], "{roles}");
        assert_eq!(program.adds("Spring").await.map(told), [expected(adds); 2], "{roles}");
        assert_eq!(told(program.opens(id).await), expected(edits), "{roles}");
        assert_eq!(told(program.passes(&theme).await), expected(edits), "{roles}");
        let written = program.view().await.written_theme(id).await.map(drop);
        assert_eq!(told(written), expected(adds || edits), "{roles}");
    }
}

/// T5: whoever knows the draft by its number knows the newest one.
#[both]
async fn t5_a_draft_is_known_by_its_number_alone(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let ad = kit.user("Ad Min", &[Role::Administrator]).await;
    let id = make(&kit, &lead, ("midtown", "Autumn")).await.unwrap();
    let program = Program::with(&kit, &ad, "org.permission.kb").await;
    let mut act = program.act().await;
    let theme = act.open::<Edit, Theme>(id).await.unwrap();
    let seen = theme.seen(&mut act, 1).await.unwrap();
    assert_eq!(seen, theme.draft);
    let checked = draft("#aa3300", &[]).check("midtown").await.unwrap();
    theme.save(&mut act, seen, &checked).await.unwrap();
    let view = act.done_then_look().await.unwrap();
    let listed = view.listed_theme(id).await.unwrap();
    view.close();
    assert_eq!((listed.number, listed.live_number), (2, Some(1)));
    let mut act = program.act().await;
    let theme = act.open::<Edit, Theme>(id).await.unwrap();
    assert_eq!(code(theme.seen(&mut act, 1).await), "state_changed");
}
