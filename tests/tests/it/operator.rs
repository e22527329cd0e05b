//! A newcomer at the command line: every help is whole, every mistake is told what would be right.

use std::collections::BTreeSet;

use db::{Db, params, sql};
use journeys::{Client, Place, Portico};
use testkit::Database;

/// Every command, as its help is asked for.
const COMMANDS: &[&str] = &[
    "",
    "serve",
    "demo",
    "bench",
    "bench data",
    "org",
    "org add",
    "org list",
    "user",
    "user add",
    "setting",
    "setting list",
    "setting set",
    "audit",
    "audit verify",
    "kb",
    "kb import",
    "kb export",
    "kb sync",
    "mail",
    "mail import",
    "theme",
    "theme new",
    "theme check",
    "theme diff",
    "theme preview",
    "theme push",
    "theme pull",
];
sql! {
    FORGE = "update audit set became = 'on' where org_id in (select org_id from org where name = $1) and name = 'setting.changed'";
}

/// In addresses of databases and mail servers; never to be read anywhere.
const PASSWORD: &str = "hunter2";

/// A customer of the example.
const NORA: &str = "nora.whitfield@example.com";

const ACME: [&str; 7] =
    ["org", "add", "acme", "--help-url", "https://help.acme.test", "--app-url", "https://app.acme.test"];

pub(crate) async fn every_help_is_whole(database: Database) {
    let place = Place::of(&database);
    for command in COMMANDS {
        let words: Vec<&str> = command.split_whitespace().chain(["--help"]).collect();
        let help = place.command(&words).await;
        assert!(help.contains(format!("Usage: portico {command}").trim_end()), "{help}");
        let told = ["Commands:", "Arguments:", "Options:"].map(|part| lines_of(&help, part)).concat();
        for (name, meaning) in &told {
            assert!(!meaning.is_empty(), "{command}: {name} has no help:\n{help}");
        }
        assert!(told.len() > 3, "{help}");
        assert!(help.lines().all(|line| line.chars().count() <= 100), "{command}: it is too wide:\n{help}");
    }
}

/// The entries of a part of a help: names, and what is said of them on that or the next lines.
fn lines_of(help: &str, part: &str) -> Vec<(String, String)> {
    let mut entries: Vec<(String, String)> = Vec::new();
    for line in help.lines().skip_while(|line| *line != part).skip(1).take_while(|line| !line.is_empty()) {
        let indented = line.len() - line.trim_start().len();
        let (name, meaning) = line.trim().split_once("  ").unwrap_or((line.trim(), ""));
        match entries.last_mut() {
            Some((_, told)) if indented > 6 => *told += line.trim(),
            _ => entries.push((name.to_owned(), meaning.trim().to_owned())),
        }
    }
    entries
}

pub(crate) async fn mistakes_are_told_what_would_be_right(database: Database) {
    let place = Place::of(&database);
    makes_mistakes(&place).await;
    let open_to_all = ["serve", "--dev", "--listen", "0.0.0.0:0"];
    is_told(&place, &open_to_all, "--dev is for addresses of this machine only").await;
    let elsewhere = place.with_database("postgres://127.0.0.1:1/portico");
    is_told(
        &elsewhere,
        &["demo", "--fresh"],
        "--fresh empties the data folder and no other database: leave --database and PORTICO_DATABASE out, \
         or name an empty database and leave --fresh out",
    )
    .await;
}

pub(crate) async fn mistakes_are_told_the_same_through_the_server(database: Database) {
    let portico = Portico::start_with_mailbox(&database).await;
    makes_mistakes(portico.place()).await;
}

async fn makes_mistakes(place: &Place) {
    let user = ["user", "add", "--email", "ana@acme.test", "--name", "Ana"];
    assert_eq!(place.command(&["org", "list"]).await, "");
    is_told(place, &user, "there is no organization yet: `portico org add --help` says how to found one")
        .await;
    let founded = place.command(&ACME).await;
    assert!(founded.contains("Its help centre answers at https://help.acme.test"), "{founded}");
    is_told(place, &ACME, "there is an organization acme already").await;
    let same_place = ACME.map(|word| if word == "acme" { "acme-two" } else { word });
    is_told(
        place,
        &same_place,
        "another organization answers at https://help.acme.test, https://app.acme.test or http://acme-two.api.localhost already",
    )
    .await;
    let spelled = ACME.map(|word| if word == "acme" { "Acme Ltd" } else { word });
    is_told(place, &spelled, "an organization's name is 1 to 40 small letters, digits and hyphens").await;

    let added = place.command(&user).await;
    assert!(added.contains("https://app.acme.test/app/password/"), "{added}");
    is_told(place, &user, "there is a user ana@acme.test already").await;
    let nowhere = [&user[..], &["--org", "ACME"]].concat();
    is_told(place, &nowhere, "there is no organization ACME; there is acme").await;
    let boss = [&user[..], &["--roles", "boss"]].concat();
    is_told(place, &boss, "there is no role boss; there are administrator, content_manager, agent").await;
    sets_wrong_settings(place).await;
    let gone = ["mail", "import", "/not/there.mbox", "--address", "help@acme.test"];
    is_told(place, &gone, "/not/there.mbox cannot be read: No such file or directory (os error 2)").await;
    let nowhere = ["kb", "import", "/not/there"];
    is_told(place, &nowhere, "/not/there is not taken in: No such file or directory (os error 2)").await;
    is_told(place, &["kb", "sync", "/not/there"], "/not/there is no folder").await;
}

async fn sets_wrong_settings(place: &Place) {
    let set = |name, value| ["setting", "set", name, value];
    let complaint = place.fails(&set("portal.my-conversation", "on")).await;
    assert!(complaint.contains("there is no setting portal.my-conversation; there are "), "{complaint}");
    assert!(complaint.contains("portal.my-conversations, "), "{complaint}");
    let wrong = set("portal.my-conversations", "maybe");
    is_told(place, &wrong, "portal.my-conversations does not take \"maybe\", but on or off").await;
    let short = set("portal.session-minutes", "1");
    is_told(
        place,
        &short,
        "portal.session-minutes does not take \"1\", but whole hours in minutes, from 60 to 525600",
    )
    .await;
    place.command(&set("portal.my-conversations", "on")).await;
    let list = place.command(&["setting", "list"]).await;
    let line = list.lines().find(|line| line.starts_with("portal.my-conversations ")).unwrap_or_default();
    assert_eq!(line.split_whitespace().nth(1), Some("on"), "{list}");
}

async fn is_told(place: &Place, words: &[&str], expected: &str) {
    assert_eq!(place.fails(words).await, format!("portico: {expected}\n"));
}

pub(crate) async fn r4_the_audit_log_is_verified_and_the_status_says_it(database: Database) {
    let mut portico = Portico::start_with_mailbox(&database).await;
    let place = portico.place().clone();
    place.command(&ACME).await;
    place.command(&["setting", "set", "portal.reopen", "off"]).await;
    let verify = ["audit", "verify"];
    // Everything is sealed within seconds; the story's own limit ends this.
    let (status, text) = loop {
        let (status, text) = place.status(&verify).await;
        if !text.contains("not sealed yet") {
            break (status, text);
        }
    };
    assert_eq!(status, Some(0), "{text}");
    assert!(
        text.starts_with("acme: everything fits\n") && text.contains("lasting ends with link "),
        "{text}"
    );
    for words in [&["audit", "verify", "--org", "acme2"][..], &["audit", "verify", "acme"], &["audit"]] {
        assert_eq!(place.status(words).await, (Some(2), String::new()), "{words:?}");
    }

    portico.kill().await;
    let (status, again) = place.status(&["audit", "verify", "--org", "acme"]).await;
    assert_eq!((status, again), (Some(0), text), "and by itself, without the server");
    let db = Db::open(&place.location(), &[]).await.expect("the database is there");
    let mut writer = db.writer().await.expect("nobody else writes");
    writer.run(FORGE.with(params!["acme"])).await.expect("whoever has the database can do this");
    writer.commit().await.expect("it is stored");
    drop(db);
    let (status, text) = place.status(&verify).await;
    assert_eq!(status, Some(1), "{text}");
    assert!(text.starts_with("acme: BROKEN\n"), "{text}");
    assert!(text.contains("lasting: the values of entry "), "{text}");
}

/// TH24: the door of the first administrator is told at the console and nowhere else, and is gone once somebody is in.
pub(crate) async fn th24_the_console_lets_the_first_administrator_in_once(database: Database) {
    let mut portico = Portico::start_with_mailbox(&database).await;
    answers(&portico).await;
    assert!(portico.told().contains("There is no organization yet"), "{}", portico.told());
    let (help, app) = (portico.help(""), portico.app(""));
    let founded = portico.command(&["org", "add", "acme", "--help-url", &help, "--app-url", &app]).await;
    let older = first_door(&founded).expect("founding tells the door");
    portico.kill().await;
    portico.start_again().await;
    answers(&portico).await;
    let door = first_door(&portico.told()).expect("so does a start");
    let mut ada = portico.visitor_of("app.acme.localhost");
    assert_eq!(ada.get(&older).await.expect("it answers").status, 401, "the newest door only");
    assert_eq!(ada.get(&door).await.expect("it answers").status, 200);
    let fields = [
        ("name", "Ada"),
        ("email", "ada@acme.test"),
        ("password", "seven lanterns over wet slate"),
        ("again", "seven lanterns over wet slate"),
    ];
    assert_eq!(ada.post(&door, &fields).await.expect("it answers").status, 303);
    assert_eq!(ada.post(&door, &fields).await.expect("it answers").status, 401, "it was used");
    let entered = ada.post("/app/sign-in", &[fields[1], fields[2]]).await.expect("it answers");
    assert_eq!(entered.status, 303, "{}", entered.body);
    let led = ada.get("/app/settings/users").await.expect("it answers");
    let to = led.field("location");
    assert_eq!(to, Some("/app/settings/account/second-factor"), "R2: the second factor comes first");
    portico.kill().await;
    portico.start_again().await;
    answers(&portico).await;
    assert_eq!(portico.told().matches("/app/first/").count(), 1, "no start tells of a door any more");
}

/// On an empty folder, and nothing said but where to listen: there is an organization, and its first door.
pub(crate) async fn th24_a_first_start_founds_an_organization_and_tells_its_door(database: Database) {
    let mut portico = Portico::start_bare(&database).await;
    answers(&portico).await;
    let told = portico.told();
    let (help, app) = (
        format!("http://help.localhost:{}", portico.port()),
        format!("http://app.localhost:{}", portico.port()),
    );
    assert!(told.starts_with("My company is founded."), "{told}");
    assert!(told.contains(&help) && told.contains(&format!("{app}/app/first/")), "{told}");
    let door = first_door(&told).expect("it tells the door");
    let mut ada = portico.visitor_of("app.localhost");
    assert_eq!(ada.get(&door).await.expect("it answers").status, 200);
    let mut visitor = portico.visitor_of("help.localhost");
    let page = visitor.get("/en_us").await.expect("it answers");
    assert_eq!((page.status, page.body.contains("My company")), (200, true), "{}", page.body);
    portico.kill().await;
    portico.start_again().await;
    answers(&portico).await;
    assert_eq!(portico.told().matches("is founded").count(), 1, "{}", portico.told());
    assert_eq!(portico.command(&["org", "list"]).await.lines().count(), 1);
}

async fn answers(portico: &Portico) {
    portico.visitor().get("/healthz").await.expect("it answers");
}

/// The last door that is told.
fn first_door(told: &str) -> Option<String> {
    let line = told.lines().rev().find(|line| line.contains("/app/first/"))?;
    line.find("/app/first/").map(|at| line[at..].trim().to_owned())
}

pub(crate) async fn no_password_is_ever_told(database: Database) {
    let place = Place::of(&database);
    for address in [
        "mysql://u:hunter2@db.example/portico",
        "hunter2",
        "postgres://u:hunter2@127.0.0.1:1/portico",
        "postgres://u:hunter2@127.0.0.1:x/portico",
        "postgres://u:hunter2@127.0.0.1:1/portico?sslmode=sometimes",
        "postgres://127.0.0.1:1/portico?user=u&password=hunter2",
    ] {
        let complaint = place.with_database(address).fails(&["org", "list"]).await;
        assert!(!complaint.contains(PASSWORD), "{complaint}");
        assert!(
            complaint.contains("--database") || complaint.contains("PostgreSQL at 127.0.0.1:"),
            "{complaint}"
        );
    }
    for address in
        ["hunter2", "smtp://u:hunter2@", "smtp://u:hunter2@mail.example:x", "http://u:hunter2@mail.example"]
    {
        let complaint = place.fails(&["serve", "--smtp", address]).await;
        assert!(!complaint.contains(PASSWORD) && complaint.contains("--smtp"), "{complaint}");
    }
}

pub(crate) async fn the_example_stays_until_a_fresh_one_is_asked_for(database: Database) {
    let mut portico = Portico::start_demo(&database).await;
    let mut client = sign_in(&portico).await;
    let shown = conversations(&mut client).await;
    assert!(shown.len() > 2, "{shown:?}");
    portico.kill().await;
    portico.start_again().await;
    assert_eq!(conversations(&mut client).await, shown, "the session and everything in it is still there");
    portico.kill().await;
    portico.start_fresh().await;
    let mut other = sign_in(&portico).await;
    assert_eq!(conversations(&mut other).await.len(), shown.len());
    let refused = client.get("/en_us/conversations").await.expect("the server answers");
    assert_eq!(refused.status, 303, "who was signed in before is not known to a fresh example");
}

pub(crate) async fn a_running_example_is_not_emptied(database: Database) {
    let portico = Portico::start_demo(&database).await;
    let mut client = sign_in(&portico).await;
    let shown = conversations(&mut client).await;
    let complaint = format!("portico works on this data folder already, as process {}", portico.process());
    is_told(portico.place(), &["demo", "--fresh"], &complaint).await;
    assert_eq!(conversations(&mut client).await, shown, "everything is still there, the session too");
    let kept = portico.place().folder().join("demo/portico.db");
    assert!(kept.exists(), "the file itself, and not only what an open one still holds");
}

async fn sign_in(portico: &Portico) -> Client {
    let mut client = portico.visitor_of("tolvane.localhost");
    // While it is being filled it answers nobody; the story's own limit ends this.
    while client.get("/login").await.is_err() {}
    client.ask_code(NORA).await;
    client.enter_code(&portico.kept_code(NORA).await).await;
    client
}

/// The addresses of all conversations in the list.
async fn conversations(client: &mut Client) -> BTreeSet<String> {
    let page = client.get("/en_us/conversations").await.expect("the server answers");
    assert_eq!(page.status, 200, "{}", page.body);
    let links = page.body.split("href=\"/en_us/conversations/").skip(1);
    let ids = links.filter_map(|rest| rest.split_once('"')).map(|(id, _)| id.to_owned());
    ids.filter(|id| id != "new").collect()
}
