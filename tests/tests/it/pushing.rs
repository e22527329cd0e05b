//! A theme that somebody keeps in Git goes to an installation and comes back, and is looked at on the own machine (T5).

use std::fs;
use std::path::{Path, PathBuf};

use journeys::{Client, Place, Portico};
use testkit::Database;

const EMAIL: &str = "ada@acme.test";
const PASSWORD: &str = "lanterns over wet slate";
const APP: &str = "app.acme.localhost";
const KEYS: &str = "/app/settings/security/api-keys/new";
const FOOTER: &str = "parts/footer.html";
const HARBOUR: &str = "<footer>The harbour</footer>\n";
const QUAY: &str = "<footer>The quay</footer>\n";

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder can be made");
    fs::write(path, text).expect("it can be written");
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("it is there")
}

/// Somebody at the app who administers.
async fn administrator(portico: &Portico) -> Client {
    let add = ["user", "add", "--email", EMAIL, "--name", "Ada", "--roles", "administrator"];
    let told = portico.command(&add).await;
    let (_, link) = told.split_once("/app/password/").expect("the command prints a link");
    let path = format!("/app/password/{}", link.split_whitespace().next().expect("the link ends"));
    let mut ada = portico.visitor_of(APP);
    let set = ada.post(&path, &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!(set.expect("the server answers").status, 303);
    let fields = [("email", EMAIL), ("password", PASSWORD), ("return", "/app")];
    assert_eq!(ada.post("/app/sign-in", &fields).await.expect("the server answers").status, 303);
    ada
}

/// A key with these roles, in a file.
async fn key(ada: &mut Client, folder: &Path, (name, roles): (&str, &str)) -> PathBuf {
    let fields = [("name", name), ("other_roles", roles), ("days", "1"), ("networks", "")];
    let made = ada.post(KEYS, &fields).await.expect("the server answers");
    let from = made.body.find("eyJ").unwrap_or_else(|| panic!("a token is shown: {}", made.body));
    let is_of_token = |sign: &char| sign.is_ascii_alphanumeric() || "._-".contains(*sign);
    let token: String = made.body[from..].chars().take_while(is_of_token).collect();
    let file = folder.join(format!("{name}.key"));
    fs::write(&file, format!("{token}\n")).expect("it can be written");
    file
}

/// Two folders of one theme, as two people have them.
struct Two {
    portico: Portico,
    place: Place,
    ada: Client,
    key: String,
    server: String,
    mine: PathBuf,
    theirs: PathBuf,
}

impl Two {
    async fn begin(database: &Database) -> Self {
        let portico = Portico::start_with_mailbox(database).await;
        portico.found_acme().await;
        let mut ada = administrator(&portico).await;
        let key = key(&mut ada, &database.folder, ("git", "org.permission.kb")).await;
        let [mine, theirs] = ["mine", "theirs"].map(|name| database.folder.join(name));
        let place = Place::of(database);
        place.command(&["theme", "new", "--name", "Harbour", "--with", FOOTER, &shown(&mine)]).await;
        write(&mine, FOOTER, HARBOUR);
        let server = portico.app("");
        Self { portico, place, ada, key: shown(&key), server, mine, theirs }
    }

    fn words<'a>(&'a self, words: &[&'a str], folder: &'a str) -> Vec<&'a str> {
        let server: &[&str] = if words.contains(&"--server") { &[] } else { &["--server", &self.server] };
        [&["theme"], words, server, &["--key-file", &self.key, folder]].concat()
    }

    /// What a command tells that goes well.
    async fn runs(&self, words: &[&str], folder: &Path) -> String {
        self.place.command(&self.words(words, &shown(folder))).await
    }

    /// What a command complains of.
    async fn fails(&self, words: &[&str], folder: &Path) -> String {
        self.place.fails(&self.words(words, &shown(folder))).await
    }
}

pub(crate) async fn t5_a_theme_is_pushed_pulled_and_published_by_two(database: Database) {
    let two = Two::begin(&database).await;
    let server = two.portico.app("");
    let (mine, theirs) = (two.mine.clone(), two.theirs.clone());
    write(&mine, "README.md", "# Ours\n");
    let told = two.runs(&["push"], &mine).await;
    assert_eq!(told, "Harbour: revision 1 is the draft.\n");
    let remembered = read(&mine, ".portico.toml");
    assert!(remembered.contains(&server) && !remembered.contains("eyJ"), "no secret: {remembered}");
    assert_eq!(two.runs(&["push"], &mine).await, "Harbour: nothing was changed since revision 1.\n");

    let told = two.runs(&["pull", "--theme", "Harbour"], &theirs).await;
    assert!(
        told.contains("new      parts/footer.html\n") && told.ends_with("revision 1, 2 files taken over.\n"),
        "{told}"
    );
    assert_eq!(read(&theirs, FOOTER), HARBOUR);
    let told = two.runs(&["pull"], &mine).await;
    assert_eq!(told, "Harbour: nothing is new; revision 1 is what was saved last.\n");

    write(&theirs, FOOTER, QUAY);
    write(&theirs, "assets/boat.txt", "boat");
    let told = two.runs(&["push", "--publish"], &theirs).await;
    assert!(
        told.starts_with("Harbour: revision 2 is the draft.\nHarbour: revision 2 is published. Its site"),
        "{told}"
    );

    write(&mine, "parts/mine.html", "<p>mine</p>");
    let refused = two.fails(&["push"], &mine).await;
    assert!(
        refused.contains("somebody saved another revision") && refused.contains("portico theme pull"),
        "{refused}"
    );
    let told = two.runs(&["pull"], &mine).await;
    let lines: Vec<&str> = told.lines().collect();
    let (boat, footer) = ("new      assets/boat.txt", "changed  parts/footer.html");
    assert_eq!(lines, [boat, footer, "Harbour: revision 2, 2 files taken over."]);
    assert_eq!(
        (read(&mine, FOOTER), read(&mine, "parts/mine.html")),
        (QUAY.to_owned(), "<p>mine</p>".to_owned())
    );
    assert_eq!(two.runs(&["push"], &mine).await, "Harbour: revision 3 is the draft.\n");

    fs::remove_file(mine.join("assets/boat.txt")).expect("it is there");
    two.runs(&["push"], &mine).await;
    let told = two.runs(&["pull"], &theirs).await;
    assert!(
        told.contains("removed  assets/boat.txt\n") && told.contains("new      parts/mine.html\n"),
        "{told}"
    );
    assert!(!theirs.join("assets/boat.txt").exists());
}

pub(crate) async fn t5_bad_what_both_changed_is_told_and_nothing_is_taken_away(database: Database) {
    let two = Two::begin(&database).await;
    let (mine, theirs) = (&two.mine, &two.theirs);
    two.runs(&["push"], mine).await;
    two.runs(&["pull", "--theme", "Harbour"], theirs).await;
    write(theirs, FOOTER, QUAY);
    two.runs(&["push"], theirs).await;
    write(mine, FOOTER, "<footer>Mine</footer>\n");
    write(mine, "notes.txt", "mine alone");
    let refused = two.fails(&["pull"], mine).await;
    assert!(refused.contains("changed here and there since they were alike: parts/footer.html"), "{refused}");
    assert_eq!(read(mine, FOOTER), "<footer>Mine</footer>\n");
    two.runs(&["pull", "--discard"], mine).await;
    assert_eq!((read(mine, FOOTER), read(mine, "notes.txt")), (QUAY.to_owned(), "mine alone".to_owned()));

    let other = database.folder.join("other");
    write(&other, "letter.txt", "nobody's theme");
    let refused = two.fails(&["pull", "--theme", "Harbour"], &other).await;
    assert!(refused.contains("nothing says that it is this theme"), "{refused}");
    assert_eq!(fs::read_dir(&other).expect("it is there").count(), 1);
    let fresh = database.folder.join("fresh");
    two.place.command(&["theme", "new", "--name", "Harbour", &shown(&fresh)]).await;
    let refused = two.fails(&["push", "--theme", "Harbour"], &fresh).await;
    assert!(refused.contains("has not seen what is saved of Harbour"), "{refused}");
    let told = two.runs(&["push", "--theme", "Harbour", "--replace"], &fresh).await;
    assert_eq!(told, "Harbour: revision 3 is the draft.\n");
}

pub(crate) async fn t5_bad_keys_and_servers_are_refused(database: Database) {
    let mut two = Two::begin(&database).await;
    let server = two.portico.app("");
    let mine = two.mine.clone();
    for (address, why) in [
        ("http://help.example.com", "use https://"),
        ("ftp://app.acme.test", "is no address of a server"),
        ("http://127.0.0.1:1", "cannot be reached"),
        (two.portico.help("").as_str(), "API is not there"),
    ] {
        let refused = two.fails(&["push", "--server", address], &mine).await;
        assert!(refused.contains(why), "{why}: {refused}");
    }
    let keyless = two.place.fails(&["theme", "push", "--server", &server, &shown(&mine)]).await;
    assert!(keyless.contains("there is no key"), "{keyless}");
    two.runs(&["push"], &mine).await;
    let nowhere = two.place.fails(&["theme", "push", "--key-file", &two.key, &shown(&mine)]).await;
    assert!(nowhere.contains("--server URL"), "the folder knows its server, and is not asked: {nowhere}");
    let secret = database.folder.join("secret");
    fs::write(&secret, "-----BEGIN OPENSSH PRIVATE KEY-----\n").expect("it can be written");
    let words = ["theme", "push", "--server", &server, "--key-file", &shown(&secret), &shown(&mine)];
    let refused = two.place.fails(&words).await;
    assert!(refused.contains("holds no API key"), "{refused}");
    let weak = shown(&key(&mut two.ada, &database.folder, ("weak", "org.permission.kb.read")).await);
    for (file, expected) in [(&weak, 1), (&two.key, 0)] {
        let words = ["theme", "push", "--server", &server, "--key-file", file, &shown(&mine)];
        let (status, _) = two.place.status(&words).await;
        assert_eq!(status, Some(expected));
    }
}

pub(crate) async fn t5_a_theme_is_looked_at_and_a_mistake_is_shown_where_it_is(database: Database) {
    let (place, folder) = (Place::of(&database), database.folder.join("harbour"));
    place.command(&["theme", "new", "--with", FOOTER, &shown(&folder)]).await;
    let (_program, told) =
        place.starts(&["theme", "preview", "--watch", "--port", "0", &shown(&folder)]).await;
    let port = told.split("127.0.0.1:").nth(1).and_then(|rest| rest.split(' ').next()?.parse().ok());
    let port: u16 = port.unwrap_or_else(|| panic!("it says where: {told}"));
    let mut browser = Client::new("127.0.0.1", port);
    let page = "/pages/ar/signed-in/conversation-1.html";
    let index = browser.get("/").await.expect("it answers");
    assert!(index.status == 200 && index.body.contains(&format!("<a href=\"{page}\">")), "{}", index.body);
    let drawn = browser.get(page).await.expect("it answers");
    assert_eq!(drawn.status, 200, "{}", drawn.body);
    let policy = drawn.field("content-security-policy").expect("it has one");
    assert!(
        policy.starts_with("default-src 'none'")
            && policy.contains(&format!("http://127.0.0.1:{port}/assets/"))
    );
    let sheet = drawn.between("<link rel=\"stylesheet\" href=\"", "\"").expect("it has a sheet").to_owned();
    assert_eq!(browser.get(&sheet).await.expect("it answers").status, 200);
    let since = drawn.between("data-since=\"", "\"").expect("it waits for changes").to_owned();

    let (mut waiting, of_old) = (browser.clone(), format!("/changes?since={since}"));
    let waits = tokio::spawn(async move { waiting.get(&of_old).await });
    let text = read(&folder, FOOTER);
    write(&folder, FOOTER, &format!("{text}\n<p>{{{{ page.none & 1 }}}}"));
    let now = waits.await.expect("it does not panic").expect("it answers").body;
    assert_ne!(now, since, "the open page hears of it");
    let broken = browser.get(page).await.expect("it answers");
    let at = format!("<strong>{FOOTER}:{}: </strong>", text.lines().count() + 2);
    assert!(broken.status == 422 && broken.body.contains(&at), "{at}: {}", broken.body);
    assert!(broken.body.contains("page.none &amp; 1"), "the line itself is shown");
    write(&folder, FOOTER, HARBOUR);
    let mended = browser.get(page).await.expect("it answers");
    assert!(mended.status == 200 && mended.body.contains("The harbour"));

    let mut elsewhere = Client::new("evil.example", port);
    assert_eq!(elsewhere.get("/").await.expect("it answers").status, 421, "DNS rebinding");
    for nothing in ["/pages/en_us/stranger/none-1.html", "/pages/../../etc/passwd", "/manifest.toml"] {
        assert_eq!(browser.get(nothing).await.expect("it answers").status, 404, "{nothing}");
    }
}
