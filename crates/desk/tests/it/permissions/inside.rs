//! What concerns the people inside, their keys and what they keep.

use desk::api_key::{ApiKey, Revoke};
use desk::audit::AuditQuery;
use desk::permission_set::{Edit as EditSet, PermissionSet};
use desk::right::Right;
use desk::second_factor::Reset;
use desk::shortcut::{Edit as EditShortcut, Shortcut};
use desk::user::{Activate, Deactivate, Edit, Invitation, Member, Resend, Withdraw};
use desk::{Account, Act, User, View};
use kernel::{Fault, base_codes};

use super::stage::{Stage, new_key, new_shortcut};
use super::{Chapter, deeds};
use crate::audit::named;
use crate::users::{by_mail, full_time, set_of};

pub(super) static CHAPTERS: &[Chapter] = &[
    Chapter {
        title: "Users and invitations",
        deeds: deeds! {
            "see the list", view |stage, view| view.members();
            "invite somebody", act |stage, act| invite(&mut act);
            "change one", act |stage, act| async {
                let member = act.open::<Edit, Member>(stage.active).await?;
                member.change(&mut act, &"Act Ive".parse()?, &full_time(&[], &[])).await
            };
            "deactivate one", act |stage, act| async {
                act.open::<Deactivate, Member>(stage.active).await?.deactivate(&mut act).await
            };
            "activate one", act |stage, act| async {
                act.open::<Activate, Member>(stage.gone).await?.activate(&mut act).await
            };
            "invite somebody once more", act |stage, act| async {
                act.open::<Resend, Member>(stage.invited).await?.invite_again(&mut act, &by_mail()).await
            };
            "take an invitation back", act |stage, act| async {
                act.open::<Withdraw, Member>(stage.invited).await?.withdraw(&mut act).await
            };
            "take a second factor away", act |stage, act| async {
                act.open::<Reset, Member>(stage.secured).await?.reset_second_factor(&mut act).await
            };
        },
    },
    Chapter {
        title: "Permission sets",
        deeds: deeds! {
            "see the list", view |stage, view| view.permission_sets();
            "make one", act |stage, act| async {
                act.add_permission_set(&set_of("New", &[Right::Reply])).await
            };
            "change one", act |stage, act| async {
                let set = act.open::<EditSet, PermissionSet>(stage.set).await?;
                set.change(&mut act, &set_of("Changed", &[])).await
            };
            "remove one", act |stage, act| async {
                act.open::<EditSet, PermissionSet>(stage.set).await?.remove(&mut act).await
            };
        },
    },
    Chapter {
        title: "API keys",
        deeds: deeds! {
            "see the list", view |stage, view| view.api_keys();
            "make one", act |stage, act| act.add_api_key(&new_key("New"));
            "revoke one", act |stage, act| async {
                act.open::<Revoke, ApiKey>(stage.key).await?.revoke(&mut act).await
            };
        },
    },
    Chapter {
        title: "Audit log",
        deeds: deeds! {
            "read what was changed in settings", view |stage, view| tells(view, "setting.changed");
            "read all of it", view |stage, view| tells(view, "user.added");
            "take it as a file", act |stage, act| async {
                act.export_audit(&AuditQuery::default()).await
            };
            "set a portal's setting back", act |stage, act| act.set_back(stage.entry);
            "set a portal's details back", act |stage, act| act.set_back(stage.list_entry);
        },
    },
    Chapter {
        title: "What users keep for themselves",
        deeds: deeds! {
            "see shortcuts", view |stage, view| view.shortcuts();
            "keep an own shortcut", act |stage, act| async {
                act.add_shortcut(&new_shortcut("Mine"), false).await
            };
            "change an own shortcut", view |stage, view| own_shortcut(stage, view);
            "keep a shortcut for everybody", act |stage, act| async {
                act.add_shortcut(&new_shortcut("Ours"), true).await
            };
            "change everybody's shortcut", act |stage, act| async {
                let shortcut = act.open::<EditShortcut, Shortcut>(stage.shortcut).await?;
                shortcut.change(&mut act, &new_shortcut("Thanks")).await
            };
            "save a search", act |stage, act| async {
                act.save_search(&"Open".parse()?, "?view=open").await
            };
            "see the own devices and sign out everywhere", view |stage, view| devices(stage, view);
        },
    },
];

async fn invite(act: &mut Act<User>) -> Result<(), Fault> {
    let email = "new@acme.test".parse().map_err(Fault::internal)?;
    let new = Invitation { name: "Nora New".parse()?, email, grants: full_time(&[], &[]) };
    act.invite(&new, &by_mail()).await.map(drop)
}

/// Whether the log tells this user of such entries.
async fn tells(view: View<User>, name: &str) -> Result<(), Fault> {
    let (entries, _) = view.audit(&named(name)).await?;
    if entries.is_empty() { Err(Fault::new(&base_codes::NOT_FOUND)) } else { Ok(()) }
}

async fn own_shortcut(stage: &Stage, view: View<User>) -> Result<(), Fault> {
    let (kit, user) = (&stage.kit, view.close());
    let name = kit.id::<Shortcut>().to_string();
    let mut act = kit.act(&user);
    act.add_shortcut(&new_shortcut(&name), false).await?;
    act.done(()).await?;
    let view = kit.view(&user).await;
    let all = view.shortcuts().await?;
    view.close();
    let own = all.iter().find(|shortcut| shortcut.name == name).expect("it was kept");
    let mut act = kit.act(&user);
    act.open::<EditShortcut, Shortcut>(own.id).await?.change(&mut act, &new_shortcut(&name)).await
}

/// By the door of one's own way in, which asks for no right.
async fn devices(stage: &Stage, view: View<User>) -> Result<(), Fault> {
    let account = Account { user: view.close(), owes_second_factor: false };
    let view = stage.kit.view(&account).await;
    view.devices().await?;
    view.close();
    stage.kit.act(&account).log_out_everywhere().await
}
