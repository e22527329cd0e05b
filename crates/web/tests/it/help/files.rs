//! Pictures and files of articles.

use axum::body::Body;
use desk::article::Audience;
use http::{Request, StatusCode};
use testkit::{Database, both};
use testkit_desk::{draft, english};

use super::Centre;

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

#[both]
async fn th35_a_picture_is_shown_and_a_file_saved_and_neither_can_run(database: Database) {
    let centre = Centre::new(&database).await;
    let id = centre.article("Sending it back").await;
    let picture = centre.file(id, "label.png", ("image/png", PICTURE)).await;
    let page = centre.file(id, "evil.html", ("text/html", b"<script>alert(1)</script>")).await;
    let mut stranger = centre.site.browser();
    let shown = stranger.get(&format!("/files/{}/label.png", picture.id)).await;
    assert_eq!((shown.status, shown.header("content-disposition")), (StatusCode::OK, "inline"));
    assert_eq!((shown.header("content-type"), shown.bytes.as_slice()), ("image/png", PICTURE));
    let saved = stranger.get(&format!("/files/{}/evil.html", page.id)).await;
    assert!(saved.header("content-disposition").starts_with("attachment"), "{:?}", saved.headers);
    for answer in [&shown, &saved] {
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!(answer.header("cache-control"), "public, no-cache");
    }
    for bad in ["/files/nonsense/label.png", "/files/6ab13b80000000000000ffff/label.png"] {
        assert_eq!(stranger.get(bad).await.status, StatusCode::NOT_FOUND, "{bad}");
    }
    let elsewhere =
        centre.site.browser_at("help.zeta.test").get(&format!("/files/{}/label.png", picture.id)).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
}

/// TH28: what a browser has kept is asked for again each time, and is gone when its article is.
#[both]
async fn th28_a_file_goes_with_its_article(database: Database) {
    let centre = Centre::new(&database).await;
    let id = centre.article("Sending it back").await;
    let file = centre.file(id, "label.png", ("image/png", PICTURE)).await;
    let address = format!("/files/{}/label.png", file.id);
    let tag = centre.site.browser().get(&address).await.header("etag").to_owned();
    let again = async || {
        let request = Request::get(&address).header("host", "help.acme.test").header("if-none-match", &tag);
        centre.site.browser().exchange(request.body(Body::empty()).unwrap()).await
    };
    let kept = again().await;
    assert_eq!((kept.status, kept.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    let user = centre.site.kit.collaborator("Col Lab").await;
    let mut inside = centre.inside(&user).await;
    centre.arrange(id, |all| all.audience = Audience::Internal).await;
    assert_eq!(again().await.status, StatusCode::NOT_FOUND);
    let own = inside.get(&address).await;
    assert_eq!((own.status, own.header("cache-control")), (StatusCode::OK, "no-store, private"));
    assert_eq!(own.header("etag"), "");
}

#[both]
async fn k2_pictures_of_a_draft_are_seen_with_its_link_alone(database: Database) {
    let centre = Centre::new(&database).await;
    let id = centre.write(&draft("Not yet", "Soon."), |_| {}).await;
    let file = centre.file(id, "label.png", ("image/png", PICTURE)).await;
    let other = centre.article("Sending it back").await;
    let foreign = centre.file(other, "label.png", ("image/png", PICTURE)).await;
    let view = centre.site.kit.view(&centre.manager).await;
    let (article, ..) = view.managed_article(id).await.unwrap();
    let link = view.preview_link(centre.site.kit.kb.id, &article, &english()).unwrap();
    view.close();
    let mut stranger = centre.site.browser();
    let at = |id| format!("/en_us/previews/{link}/files/{id}/label.png");
    let seen = stranger.get(&at(file.id)).await;
    assert_eq!((seen.status, seen.header("cache-control")), (StatusCode::OK, "no-store, private"));
    for address in
        [format!("/files/{}/label.png", file.id), at(foreign.id), at(file.id).replace("en_us", "de")]
    {
        assert_eq!(stranger.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    let mut act = centre.site.kit.operate();
    let open = act.open::<desk::article::Write, desk::article::Article>(id).await.unwrap();
    open.delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(stranger.get(&at(file.id)).await.status, StatusCode::NOT_FOUND, "deleted");
}
