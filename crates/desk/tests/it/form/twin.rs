//! Another organization's forms, texts and what waits there are not found (TH27).

use desk::form::{Outcome, Way};
use testkit::{Database, both};
use testkit_desk::{article, english};

use super::{Stage, code, network, shown};
use crate::article::write;
use crate::session::{Visitor, view};

#[both]
async fn th27_another_organizations_form_is_not_there(database: Database) {
    let stage = Stage::new(&database).await;
    let hash = stage.managed().await.form.hash;
    stage.kit.part_from_twin();
    stage.kit.lose("form", "true").await;
    let seen = stage.kit.view(&stage.public()).await;
    assert_eq!(code(seen.form(&hash, &english()).await), "not_found");
    seen.close();
    let listed = stage.kit.view(&stage.con).await;
    assert!(listed.forms(stage.kit.kb.id).await.unwrap().is_empty());
    assert_eq!(code(listed.managed_form(stage.id).await), "not_found");
    listed.close();
    assert_eq!(code(stage.edit(async |act, form| form.publish(act).await).await), "not_found");
}

#[both]
async fn th27_another_organizations_texts_are_not_said(database: Database) {
    let stage = Stage::new(&database).await;
    stage.kit.part_from_twin();
    stage.kit.lose("form_text", "true").await;
    assert!(stage.managed().await.texts.is_empty());
    assert_eq!(code(shown(&stage, &stage.public(), &english()).await), "not_found");
}

#[both]
async fn th27_what_waits_in_another_organization_is_neither_seen_nor_sent(database: Database) {
    let stage = Stage::new(&database).await;
    let id = write(&stage.kit, stage.kit.kb.id, &article("Lamps", "All.")).await;
    let filled = stage.fill("ana@example.com", &[("subject", "x"), ("message", "y")]).await;
    let sent = stage.send(&stage.public(), &filled, ("1", Way::Worked), &[id]).await.unwrap();
    let Outcome::Suggested(link) = sent else { panic!("nothing was suggested: {sent:?}") };
    stage.send(&stage.public(), &filled, ("2", Way::Bare), &[]).await.unwrap();
    assert_eq!(stage.mails().await.len(), 1);
    stage.kit.part_from_twin();
    stage.kit.lose("form_submission", "true").await;
    assert!(stage.mails().await.is_empty());
    let seen = stage.kit.view(&stage.public()).await;
    assert_eq!(code(seen.pending_form(&link).await), "not_found");
    seen.close();
    let mut act = stage.kit.act(&stage.public());
    assert_eq!(code(act.send_pending(&link, &network(7)).await), "not_found");
    drop(act);
    let form = stage.managed().await.form;
    let counted = stage.kit.view(&stage.con).await;
    assert_eq!(counted.suggested_counts(&form).await.unwrap(), []);
    assert_eq!(counted.forms(stage.kit.kb.id).await.unwrap()[0].counts, desk::form::FormCounts::default());
    counted.close();
    let session = Visitor::new(&stage.kit).sign_in(&stage.kit, &stage.site, "ana@example.com").await;
    let mine = view(&stage.kit, &stage.site, &session).await.unwrap();
    let list = mine.conversations(&desk::conversation::portal::ListQuery::default()).await.unwrap();
    assert!(list.rows.is_empty(), "what is held elsewhere comes out nowhere");
    mine.close();
}
