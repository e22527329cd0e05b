//! Drafts: saved, thrown away, taken up again, and never over what somebody else wrote.

use desk::User;
use desk::article::{
    Article, ArticleId, Audience, ManagedQuery, NewArticle, NewArticleFile, Seen, Typed, VersionState, Write,
};
use desk::conversation::message::NewFile;
use desk::right::{Right, Rights, Role};
use kernel::Fault;
use markup::ArticleHtml;
use testkit::{Database, both};
use testkit_desk::{Kit, article, draft, english, typed};

use super::{answer, change, german, manager, path_of, public, read, stage, write};
use crate::inbox::code;

async fn save(kit: &Kit, user: &User, id: ArticleId, (text, seen): (&Typed, Seen)) -> Result<(), Fault> {
    let mut act = kit.act(user);
    let open = act.open::<Write, Article>(id).await?;
    open.save(&mut act, &english(), (text, seen)).await?;
    act.done(()).await
}

/// What the editor shows of the English text: its version, how often it was saved, and its title.
async fn current(kit: &Kit, user: &User, id: ArticleId) -> (Seen, VersionState, String) {
    let view = kit.view(user).await;
    let written = view.written(id, &english()).await.unwrap().unwrap();
    view.close();
    (Some((written.version, written.revision)), written.state, written.title)
}

#[both]
async fn k2_writing_at_a_published_article_leaves_what_is_read(database: Database) {
    let kit = Kit::new(&database).await;
    let user = manager(&kit).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let path = path_of(&kit, id).await;
    let (seen, state, _) = current(&kit, &user, id).await;
    assert_eq!(state, VersionState::Live);
    save(&kit, &user, id, (&typed("Returns, anew", "Keep it."), seen)).await.unwrap();
    let (draft, state, title) = current(&kit, &user, id).await;
    assert_eq!((state, title.as_str()), (VersionState::Draft, "Returns, anew"));
    assert_eq!(read(&kit, &path, &english()).await.unwrap().1, "Returns");
    save(&kit, &user, id, (&typed("Returns, third", "Keep it."), draft)).await.unwrap();
    let (third, ..) = current(&kit, &user, id).await;
    change(&kit, id, async |act, open| open.publish(act, &english(), third).await).await.unwrap();
    assert_eq!(read(&kit, &path, &english()).await.unwrap().1, "Returns, third");
    let view = kit.view(&user).await;
    let versions = view.versions(id, &english()).await.unwrap();
    let told: Vec<_> =
        versions.iter().map(|version| (version.number, version.state, version.title.as_str())).collect();
    assert_eq!(told, [(2, VersionState::Live, "Returns, third"), (1, VersionState::Past, "Returns")]);
    assert_eq!(versions[0].saved_by.as_deref(), Some("Con Tent"));
    let first = view.version_text(id, versions[1].id).await.unwrap();
    assert_eq!((first.title.as_str(), first.body.as_str().trim()), ("Returns", "<p>Send it back.</p>"));
}

/// Two editors: the second is refused, and nothing of the first is lost.
#[both]
async fn k2_a_stale_save_is_refused(database: Database) {
    let kit = Kit::new(&database).await;
    let (user, other) = (manager(&kit).await, kit.user("Ad Min", &[Role::Administrator]).await);
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let (seen, ..) = current(&kit, &user, id).await;
    save(&kit, &user, id, (&typed("Mine", "One"), seen)).await.unwrap();
    let (first, ..) = current(&kit, &user, id).await;
    for stale in [seen, None, Some((kit.id(), 1))] {
        assert_eq!(code(save(&kit, &other, id, (&typed("Theirs", "Two"), stale)).await), "article_changed");
    }
    save(&kit, &other, id, (&typed("Theirs", "Two"), first)).await.unwrap();
    assert_eq!(code(save(&kit, &user, id, (&typed("Mine again", "Three"), first)).await), "article_changed");
    assert_eq!(current(&kit, &user, id).await.2, "Theirs");
    let stale = change(&kit, id, async |act, open| open.publish(act, &english(), first).await).await;
    assert_eq!(code(stale), "article_changed", "nobody publishes what they have not seen");
}

#[both]
async fn k2_a_draft_is_thrown_away_and_an_old_version_taken_up(database: Database) {
    let kit = Kit::new(&database).await;
    let user = manager(&kit).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let (seen, ..) = current(&kit, &user, id).await;
    save(&kit, &user, id, (&typed("Worse", "Nothing"), seen)).await.unwrap();
    let (draft, ..) = current(&kit, &user, id).await;
    change(&kit, id, async |act, open| open.discard(act, &english(), draft).await).await.unwrap();
    let (live, state, title) = current(&kit, &user, id).await;
    assert_eq!((state, title.as_str(), live), (VersionState::Live, "Returns", seen));
    let only = change(&kit, id, async |act, open| open.discard(act, &english(), live).await).await;
    assert_eq!(code(only), "state_changed", "what is read is no draft");
    let (first, _) = live.unwrap();
    let taken = change(&kit, id, async |act, open| open.take_up(act, &english(), (first, live)).await).await;
    taken.unwrap();
    assert_eq!(current(&kit, &user, id).await.1, VersionState::Draft);
    let gone =
        change(&kit, id, async |act, open| open.take_up(act, &german(), (first, None)).await.map(drop));
    assert_eq!(code(gone.await), "not_found", "an English version is no German draft");
}

#[both]
async fn k4_the_only_text_of_an_article_is_not_thrown_away_and_a_translation_is(database: Database) {
    let kit = Kit::new(&database).await;
    let id = write(&kit, kit.kb.id, &draft("Returns", "Send it back.")).await;
    let user = manager(&kit).await;
    let (seen, ..) = current(&kit, &user, id).await;
    let last = change(&kit, id, async |act, open| open.discard(act, &english(), seen).await).await;
    assert_eq!(code(last), "article_last");
    change(&kit, id, async |act, open| {
        let draft = open.save(act, &german(), (&typed("Rückgabe", "Zurück."), None)).await?;
        open.discard(act, &german(), Some(draft)).await
    })
    .await
    .unwrap();
    let view = kit.view(&user).await;
    let (_, _, texts) = view.managed_article(id).await.unwrap();
    assert_eq!(texts.len(), 1);
    assert!(view.written(id, &german()).await.unwrap().is_none());
}

#[both]
async fn r1_only_who_manages_content_writes(database: Database) {
    let kit = Kit::new(&database).await;
    let id = write(&kit, kit.kb.id, &draft("Returns", "Send it back.")).await;
    let make = async |user: &User, kb| {
        let mut act = kit.act(user);
        act.make_article(kb, &article("Limits", "Up to 50.")).await?;
        act.done(()).await
    };
    let lead = manager(&kit).await;
    make(&lead, kit.kb.id).await.unwrap();
    make(&User { rights: Rights::only(&[Right::ManageContent]), ..lead.clone() }, kit.kb.id).await.unwrap();
    assert_eq!(code(make(&lead, kit.id()).await), "not_found");
    for user in [kit.user("Ag Ent", &[Role::Agent]).await, kit.collaborator("Col Lab").await] {
        assert_eq!(code(make(&user, kit.kb.id).await), "may_not");
        assert_eq!(code(save(&kit, &user, id, (&typed("Mine", "Text"), None)).await), "may_not");
        let view = kit.view(&user).await;
        assert_eq!(code(view.managed_articles(&ManagedQuery::default(), &english()).await), "may_not");
        assert_eq!(code(view.managed_article(id).await), "may_not");
        assert_eq!(code(view.written(id, &english()).await), "may_not");
        assert_eq!(code(view.versions(id, &english()).await), "may_not");
        assert_eq!(code(view.version_text(id, kit.id()).await), "may_not");
    }
}

#[both]
async fn k2_what_cannot_be_an_article_is_refused_at_its_field(database: Database) {
    let _kit = Kit::new(&database).await;
    let text = || ArticleHtml::clean("<p>Text</p>");
    for (title, refused) in
        [(" ", "text_empty"), ("Title\u{7}", "text_broken"), (&"x".repeat(201), "text_too_long")]
    {
        assert_eq!(code(Typed::new(title, text())), refused);
    }
    let large = format!("<p>{}</p>", "word ".repeat(3 * 1024 * 1024 + 100));
    assert_eq!(code(Typed::new("Large", ArticleHtml::clean(&large))), "article_large");
    let meta = Typed::new("Title", text()).unwrap().with_meta(["", &"x".repeat(501), ""]);
    assert_eq!(meta.err().unwrap().problems()[0].field, "meta_description");
}

/// K2: 15 MB whole, with the files that the text shows.
#[both]
async fn k2_an_article_is_weighed_with_the_files_it_shows(database: Database) {
    let kit = Kit::new(&database).await;
    let user = manager(&kit).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let mut files = Vec::new();
    for name in ["one.pdf", "two.pdf"] {
        let file = NewFile {
            hash: "a".repeat(64),
            preview: None,
            name: name.to_owned(),
            media_type: "application/pdf".to_owned(),
            size: 9 * 1024 * 1024,
        };
        let new = NewArticleFile { file, pixels: None };
        files.push(change(&kit, id, async |act, open| open.add_file(act, &new).await).await.unwrap());
    }
    let link =
        |index: usize| format!("<p><a href=\"/files/{}/{}\">it</a></p>", files[index].id, files[index].name);
    let (seen, ..) = current(&kit, &user, id).await;
    let both = Typed::new("Both", ArticleHtml::clean(&(link(0) + &link(1)))).unwrap();
    assert_eq!(code(save(&kit, &user, id, (&both, seen)).await), "article_large");
    let one = Typed::new("One", ArticleHtml::clean(&link(0))).unwrap();
    save(&kit, &user, id, (&one, seen)).await.unwrap();
    let file = public(&kit).await.article_file(files[0].id).await.unwrap();
    assert_eq!((file.file.name.as_str(), file.audience), ("one.pdf", Audience::Public));
    change(&kit, id, async |act, open| open.unpublish(act, &english()).await).await.unwrap();
    assert_eq!(answer(public(&kit).await.article_file(files[0].id).await), "not_found");
    let agent = kit.user("Ag Ent", &[Role::Agent]).await;
    assert_eq!(answer(kit.view(&agent).await.article_file(files[0].id).await), "not_found");
    assert!(kit.view(&user).await.article_file(files[0].id).await.is_ok());
}

#[both]
async fn k2_the_list_of_whoever_writes_is_narrowed_and_paged(database: Database) {
    let kit = stage(&database).await;
    let user = manager(&kit).await;
    let german = NewArticle::new(german(), typed("Rückgabe", "Zurück."));
    write(&kit, kit.kb.id, &german).await;
    let titles = async |query: ManagedQuery| {
        let view = kit.view(&user).await;
        let list = view.managed_articles(&query, &english()).await.unwrap();
        view.close();
        let mut titles: Vec<String> = list.rows.into_iter().map(|row| row.title).collect();
        titles.sort();
        titles
    };
    let all = titles(ManagedQuery::default()).await;
    assert_eq!(all.len(), 7);
    let query = ManagedQuery { kb: Some(kit.other_kb.id), ..ManagedQuery::default() };
    assert_eq!(titles(query).await, ["Zeta refund limits", "Zeta returns"]);
    let query = ManagedQuery { words: "acme ret".to_owned(), ..ManagedQuery::default() };
    assert_eq!(titles(query).await, ["Acme returns"]);
    for (state, found) in [("published", 4), ("draft", 3), ("outdated", 0), ("deleted", 0)] {
        let state = desk::article::ManagedState::from_name(state);
        assert_eq!(titles(ManagedQuery { state, ..ManagedQuery::default() }).await.len(), found, "{state:?}");
    }
    let query = ManagedQuery { audience: Some(Audience::Internal), ..ManagedQuery::default() };
    assert_eq!(titles(query).await.len(), 3);
}
