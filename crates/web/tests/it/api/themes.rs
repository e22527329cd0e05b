//! T5: themes go in and out by keys, for those who keep theirs in Git.

use std::collections::BTreeMap;

use axum::body::Body;
use desk::User;
use desk::right::{Right, Rights};
use folder::Source;
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use testkit::{Database, both};

use super::{APP, Keys, ask, json_in, other_organization, refusal};
use crate::client::{Answer, COMMON, Site};

const THEMES: &str = "/v1/kb/themes";
/// What reads, makes and changes themes.
const ALL: &str = "org.permission.kb";
const MANIFEST: (&str, &str) =
    ("manifest.toml", "name = \"Harbour\"\ntemplate = \"midtown\"\nversion = \"1.1.0\"\napi = 1\n");
const FOOTER: (&str, &str) = ("parts/footer.html", "<footer>The harbour</footer>");

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    folder::pack(files.iter().map(|(name, text)| (*name, text.as_bytes()))).expect("it can be packed")
}

fn unzip(bytes: Vec<u8>) -> BTreeMap<String, String> {
    let source = Source::of_archive(bytes, &desk::theme::THEME_LIMITS).expect("it is an archive");
    let read = |path: &folder::FilePath| String::from_utf8(source.read(path).unwrap()).expect("it is text");
    source.paths().iter().map(|path| (path.to_string(), read(path))).collect()
}

async fn send(site: &Site, (host, path): (&'static str, &str), token: &str, body: Vec<u8>) -> Answer {
    send_as(site, (host, path), token, ("application/zip", body)).await
}

async fn send_as(
    site: &Site,
    (host, path): (&'static str, &str),
    token: &str,
    (kind, body): (&str, Vec<u8>),
) -> Answer {
    let request = Request::builder().method(Method::POST).uri(path).header(header::HOST, host);
    let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    let request = request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap();
    site.browser_at(host).exchange(request).await
}

/// What a theme is told to be, after something that went well.
fn told(answer: &Answer) -> Value {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    json_in(answer)["data"].clone()
}

fn reason(answer: &Answer) -> (u16, String) {
    let (status, _, _, reason) = refusal(answer);
    (status, reason)
}

/// The theme Harbour, made by a key: its address and what is told of it.
async fn harbour(site: &Site, token: &str) -> (String, Value) {
    let made = told(&send(site, (APP, THEMES), token, zip(&[MANIFEST, FOOTER])).await);
    (made["links"]["self"].as_str().unwrap().to_owned(), made)
}

async fn home(site: &Site) -> String {
    site.browser().get("/en_us").await.text
}

async fn activate(site: &Site, url: &str) {
    use desk::theme::{Edit, Theme};
    let lead = site.kit.user("Lea", &[desk::right::Role::ContentManager]).await;
    let mut act = site.kit.act(&lead);
    let id = url.rsplit('/').next().unwrap().parse().unwrap();
    act.open::<Edit, Theme>(id).await.unwrap().activate(&mut act).await.unwrap();
    act.done(()).await.unwrap();
}

#[both]
async fn t5_a_key_makes_saves_publishes_and_takes_back_a_theme(database: Database) {
    let site = Site::new(&database).await;
    let token = Keys::of(&site).await.token(ALL).await;
    let (url, made) = harbour(&site, &token).await;
    let attributes = &made["attributes"];
    assert_eq!((&made["type"], &attributes["name"]), (&json!("kb_theme"), &json!("Harbour")));
    assert_eq!(
        (&attributes["rev"], &attributes["liveRev"], &attributes["liveRevision"]),
        (&json!(1), &Value::Null, &Value::Null)
    );
    assert_eq!(
        (&attributes["templateVersion"], &attributes["custom"], &attributes["active"]),
        (&json!("1.1.0"), &json!(true), &json!(false))
    );
    assert_eq!(attributes["knowledgeBase"], site.kit.kb.id.to_string());

    let next = ("parts/footer.html", "<footer>The quay</footer>");
    let path = format!("{url}/revisions?rev=1");
    let saved = told(&send(&site, (COMMON, &path), &token, zip(&[MANIFEST, next])).await);
    assert_eq!((&saved["attributes"]["rev"], &saved["attributes"]["liveRev"]), (&json!(2), &Value::Null));
    let published = told(&send(&site, (APP, &format!("{url}/publish?rev=2")), &token, Vec::new()).await);
    assert_eq!(published["attributes"]["liveRev"], 2);
    assert!(!home(&site).await.contains("The quay"), "nobody said that the site shows it");
    activate(&site, &url).await;
    assert!(home(&site).await.contains("The quay"));

    let listed = json_in(&ask(&site, APP, THEMES, &token).await);
    assert_eq!((listed["data"].as_array().unwrap().len(), &listed["meta"]["pageSize"]), (1, &json!(1)));
    let one = told(&ask(&site, APP, &url, &token).await);
    assert_eq!((&listed["data"][0], &one["attributes"]["active"]), (&one, &json!(true)));
    let revisions = [&made, &saved].map(|told| told["attributes"]["revision"].as_str().unwrap().to_owned());
    for (revision, footer) in revisions.iter().zip([FOOTER, next]) {
        let answer = ask(&site, APP, &format!("{url}/revisions/{revision}/archive"), &token).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/zip"));
        let files = unzip(answer.bytes);
        assert_eq!(files.get(footer.0).map(String::as_str), Some(footer.1));
        assert_eq!(files.keys().map(String::as_str).collect::<Vec<_>>(), ["manifest.toml", footer.0]);
    }
}

#[both]
async fn t5_r4_who_brought_a_revision_stands_beside_it(database: Database) {
    let site = Site::new(&database).await;
    let keys = Keys::of(&site).await;
    let token = keys.token(ALL).await;
    let (url, _) = harbour(&site, &token).await;
    let id = url.rsplit('/').next().unwrap().parse().unwrap();
    let view: desk::View<User> = site.kit.view(&keys.administrator).await;
    let managed = view.managed_theme(id).await.unwrap();
    view.close();
    assert_eq!(managed.draft.made_by.as_deref(), Some("Shop"), "the key's name");
}

/// What somebody else saved meanwhile stays, and nothing is stored.
#[both]
async fn t5_bad_a_stale_revision_is_a_conflict(database: Database) {
    let site = Site::new(&database).await;
    let token = Keys::of(&site).await.token(ALL).await;
    let (url, _) = harbour(&site, &token).await;
    let other = zip(&[MANIFEST, ("parts/footer.html", "<footer>Another</footer>")]);
    told(&send(&site, (APP, &format!("{url}/revisions?rev=1")), &token, other).await);
    for stale in [1, 0, 3, -1] {
        let mine = zip(&[MANIFEST, ("parts/footer.html", "<footer>Mine</footer>")]);
        let refused = send(&site, (APP, &format!("{url}/revisions?rev={stale}")), &token, mine).await;
        assert_eq!(reason(&refused), (409, "state_changed".to_owned()), "{stale}");
        let refused = send(&site, (APP, &format!("{url}/publish?rev={stale}")), &token, Vec::new()).await;
        assert_eq!(reason(&refused), (409, "state_changed".to_owned()), "{stale}");
    }
    for unsaid in ["", "?rev=", "?rev=x"] {
        let refused = send(&site, (APP, &format!("{url}/revisions{unsaid}")), &token, Vec::new()).await;
        assert_eq!(reason(&refused), (400, "invalid".to_owned()), "{unsaid:?}");
    }
    let now = told(&ask(&site, APP, &url, &token).await);
    assert_eq!((&now["attributes"]["rev"], &now["attributes"]["liveRev"]), (&json!(2), &Value::Null));
    let same = zip(&[MANIFEST, ("parts/footer.html", "<footer>Another</footer>")]);
    let again = told(&send(&site, (APP, &format!("{url}/revisions?rev=2")), &token, same).await);
    assert_eq!(again["attributes"]["rev"], 2, "what is as it was is not saved again");
    let twice = send(&site, (APP, THEMES), &token, zip(&[MANIFEST, FOOTER])).await;
    assert_eq!(reason(&twice), (409, "name_taken".to_owned()));
    let named = told(&send(&site, (APP, &format!("{THEMES}?name=Quay")), &token, zip(&[MANIFEST])).await);
    assert_eq!(named["attributes"]["name"], "Quay");
}

/// Each role opens its own operations, and none opens another's; without one nothing is told and nothing stored.
#[both]
async fn r3_t5_bad_a_key_does_with_themes_what_its_roles_say(database: Database) {
    let site = Site::new(&database).await;
    let keys = Keys::of(&site).await;
    let (url, made) = harbour(&site, &keys.token(ALL).await).await;
    let archive = format!("{url}/revisions/{}/archive", made["attributes"]["revision"].as_str().unwrap());
    let (save, publish) = (format!("{url}/revisions?rev=1"), format!("{url}/publish?rev=1"));
    for (roles, may) in [
        ("org.permission.kb.read", [true, true, true, false, false, false]),
        ("org.user.content.kb.read", [true, true, true, false, false, false]),
        ("org.permission.kb.create", [false, false, false, true, false, false]),
        ("org.permission.kb.update", [false, false, false, false, true, true]),
        ("org.admin.kb.write", [false, false, false, true, true, true]),
        ("org.permission.kb.delete,org.user.kb.write,org.hooks", [false; 6]),
        ("org.permission.conversation,org.user.kb.delete", [false; 6]),
    ] {
        let token = keys.token(roles).await;
        let mut answers = Vec::new();
        for path in [THEMES, &url, &archive] {
            answers.push(ask(&site, APP, path, &token).await);
        }
        let new = format!("{THEMES}?name={}", roles.replace(',', "-"));
        answers.push(send(&site, (APP, &new), &token, zip(&[MANIFEST])).await);
        answers.push(send(&site, (APP, &save), &token, zip(&[MANIFEST, FOOTER])).await);
        answers.push(send(&site, (APP, &publish), &token, Vec::new()).await);
        for (answer, may) in answers.iter().zip(may) {
            let expected = if may { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(answer.status, expected, "{roles}: {}", answer.text);
            assert!(may || reason(answer).1 == "may_not");
        }
    }
}

/// TH27: what another organization has is not there.
#[both]
async fn th27_t5_bad_themes_of_others_and_of_nobody_are_not_there(database: Database) {
    let site = Site::new(&database).await;
    let token = Keys::of(&site).await.token(ALL).await;
    let (url, made) = harbour(&site, &token).await;
    let (other, _) = {
        let named = told(&send(&site, (APP, &format!("{THEMES}?name=Quay")), &token, zip(&[MANIFEST])).await);
        (named["links"]["self"].as_str().unwrap().to_owned(), named)
    };
    let revision = made["attributes"]["revision"].as_str().unwrap();
    for path in [
        format!("{other}/revisions/{revision}/archive"),
        format!("{url}/revisions/6ab13b80000000000000ffff/archive"),
        format!("{url}/revisions/x/archive"),
        format!("{THEMES}/6ab13b80000000000000ffff"),
        format!("{THEMES}/%00"),
    ] {
        assert_eq!(reason(&ask(&site, APP, &path, &token).await), (404, "not_found".to_owned()), "{path}");
    }
    other_organization(&site.kit.desk).await;
    let others = site.kit.desk.place("help.other.test").await.unwrap().site.unwrap();
    let into = format!("{THEMES}?kb={}", others.kb);
    let refused = send(&site, (COMMON, &into), &token, zip(&[MANIFEST])).await;
    assert_eq!(reason(&refused), (404, "not_found".to_owned()));
    for act in ["revisions?rev=1", "publish?rev=1"] {
        let path = format!("{THEMES}/6ab13b80000000000000ffff/{act}");
        let refused = send(&site, (APP, &path), &token, zip(&[MANIFEST])).await;
        assert_eq!(reason(&refused), (404, "not_found".to_owned()), "{act}");
    }
    let foreign = ask(&site, "app.other.test", &url, &token).await;
    assert_eq!(foreign.status, StatusCode::UNAUTHORIZED, "the key is none there");
}

/// TH43: what an archive could do is looked at before anything is stored, as where it is uploaded.
#[both]
async fn th43_t5_bad_a_hostile_archive_is_refused_and_says_why(database: Database) {
    let site = Site::new(&database).await;
    let token = Keys::of(&site).await.token(ALL).await;
    let (url, _) = harbour(&site, &token).await;
    let many: Vec<String> = (0..700).map(|number| format!("assets/{number}.txt")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "x")).collect();
    let (bomb, huge) = (" ".repeat(8 << 20), "x".repeat(300 << 10));
    for (files, why) in [
        (vec![MANIFEST, ("../evil.html", "x")], "leads out of the folder"),
        (vec![MANIFEST, ("/etc/evil.html", "x")], "evil.html"),
        (vec![MANIFEST, ("assets/nul.svg", "x")], "nul.svg"),
        (vec![MANIFEST, ("parts/a.html", "x"), ("parts/A.html", "x")], "parts/"),
        (vec![MANIFEST, ("assets/bomb.txt", &bomb)], "bomb.txt"),
        (vec![MANIFEST, ("parts/huge.html", &huge)], "huge.html"),
        (many, "more than"),
        (vec![("parts/footer.html", "x")], "manifest.toml"),
    ] {
        for path in [THEMES.to_owned(), format!("{url}/revisions?rev=1")] {
            let refused = send(&site, (APP, &path), &token, zip(&files)).await;
            assert_eq!(reason(&refused), (400, "theme_wrong".to_owned()), "{why}");
            assert!(refused.has(why), "{why}: {}", refused.text);
        }
    }
    for (kind, body, expected) in [
        ("application/zip", b"no archive".to_vec(), (400, "theme_wrong")),
        ("application/zip", Vec::new(), (400, "theme_wrong")),
        ("application/zip", vec![0; (20 << 20) + 1], (413, "too_large")),
        ("multipart/form-data; boundary=x", b"--x--".to_vec(), (415, "wrong_type")),
        ("", zip(&[MANIFEST]), (415, "wrong_type")),
    ] {
        let refused = send_as(&site, (APP, &format!("{url}/revisions?rev=1")), &token, (kind, body)).await;
        assert_eq!(reason(&refused), (expected.0, expected.1.to_owned()), "{kind}");
    }
    let now = told(&ask(&site, APP, &url, &token).await);
    assert_eq!(now["attributes"]["rev"], 1, "nothing was stored");
    assert_eq!(json_in(&ask(&site, APP, THEMES, &token).await)["meta"]["pageSize"], 1);
}

/// T4: what the gate refuses stays a draft, and the key is told file and line.
#[both]
async fn t4_t5_bad_what_cannot_be_drawn_is_not_published(database: Database) {
    let site = Site::new(&database).await;
    let token = Keys::of(&site).await.token(ALL).await;
    let (url, _) = harbour(&site, &token).await;
    let wrong = ("parts/footer.html", "<footer>\n{{ page.nothing.of_it }}</footer>");
    told(&send(&site, (APP, &format!("{url}/revisions?rev=1")), &token, zip(&[MANIFEST, wrong])).await);
    let refused = send(&site, (APP, &format!("{url}/publish?rev=2")), &token, Vec::new()).await;
    assert_eq!(reason(&refused), (400, "theme_wrong".to_owned()));
    assert!(refused.has("parts/footer.html:2"), "{}", refused.text);
    assert_eq!(told(&ask(&site, APP, &url, &token).await)["attributes"]["liveRev"], Value::Null);
}

/// T4: a script takes a role that no shorter one covers, and that only who may bring scripts themselves gives to a key.
#[both]
async fn t4_t5_bad_a_script_comes_only_by_a_key_made_for_that(database: Database) {
    let site = Site::new(&database).await;
    let keys = Keys::of(&site).await;
    let script = zip(&[MANIFEST, ("js/boat.js", "console.log(1)")]);
    for roles in [ALL, "org.permission,org.admin,org.user"] {
        let token = keys.token(roles).await;
        let refused = send(&site, (APP, &format!("{THEMES}?name=Boat")), &token, script.clone()).await;
        assert_eq!(reason(&refused), (403, "theme_scripts".to_owned()), "{roles}");
    }
    let plain = keys.token(ALL).await;
    let (url, _) = harbour(&site, &plain).await;
    let save = format!("{url}/revisions?rev=1");
    let refused = send(&site, (APP, &save), &plain, script.clone()).await;
    assert_eq!(reason(&refused), (403, "theme_scripts".to_owned()));

    let both = format!("{ALL},org.theme_scripts");
    let (roles, networks) = (both.parse().unwrap(), String::new().parse().unwrap());
    let new = desk::api_key::NewApiKey { name: "Boats".to_owned(), roles, networks, days: None };
    let refused = site.kit.act(&keys.administrator).add_api_key(&new).await.unwrap_err();
    assert_eq!(refused.code().name, "theme_scripts", "an administrator cannot give what they do not hold");
    let scripter = User {
        rights: Rights::only(&[Right::Administer, Right::ThemeScripts]),
        ..keys.administrator.clone()
    };
    let mut act = site.kit.act(&scripter);
    let made = act.add_api_key(&new).await.unwrap();
    let token = act.done(made).await.unwrap().token.reveal().to_owned();
    told(&send(&site, (APP, &save), &token, script).await);
    let publish = format!("{url}/publish?rev=2");
    let refused = send(&site, (APP, &publish), &plain, Vec::new()).await;
    assert_eq!(reason(&refused), (403, "theme_scripts".to_owned()), "it is not live yet");
    told(&send(&site, (APP, &publish), &token, Vec::new()).await);
}
