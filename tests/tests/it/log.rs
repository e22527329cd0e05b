//! What the log tells, and what it never does (O5, TH49).

use journeys::{Client, Portico};
use testkit::Database;

const ADDRESS: &str = "marigold@customer.test";
const SUBJECT: &str = "The sundial runs slow";
const TEXT: &str = "It loses an hour every October.";
const FILE: &str = "gnomon-drawing.csv";
const AGENT: &str = "peregrine@acme.test";
const NAME: &str = "Peregrine Quill";
const PASSWORD: &str = "seven lanterns over wet slate";
const ANSWER: &str = "That is the summer time.";
const NOTE: &str = "Not the first to ask.";
const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJlbWFpbCI6ImFAYi50ZXN0In0.c2lnbmVkLWJ5LW5vYm9keQ";

pub(crate) async fn o5_th49_no_line_of_a_whole_journey_tells_who_or_what(database: Database) {
    let portico = Portico::start_talkative(&database).await;
    portico.found_acme().await;
    let mut secrets: Vec<String> =
        [ADDRESS, SUBJECT, TEXT, FILE, AGENT, NAME, PASSWORD, ANSWER, NOTE, TOKEN].map(str::to_owned).into();
    let mut customer = portico.visitor();
    come_with_a_token(&mut customer).await;
    secrets.push(sign_in(&portico, &mut customer).await);
    secrets.extend(customer.tokens().map(str::to_owned));
    let conversation = write(&mut customer).await;
    let mut agent = portico.visitor_of("app.acme.localhost");
    secrets.push(set_out(&portico, &mut agent).await);
    secrets.extend(agent.tokens().map(str::to_owned));
    answer(&mut agent, &conversation.replace("/en_us", "/app")).await;
    portico.keeps_letter(ADDRESS, ANSWER).await;
    customer.post("/logout", &[]).await.expect("the server answers");

    let log = portico.log();
    assert!(log.contains("DEBUG a request was refused"), "it is talkative: {log}");
    for line in log.lines() {
        // In front of it stands the time, whose digits may be anything.
        let told = line.split_once(' ').map_or(line, |(_, told)| told);
        for secret in secrets.iter().filter(|secret| secret.len() > 5) {
            assert!(!told.contains(secret.as_str()), "{secret:?} is told: {line}");
        }
        assert!(!told.contains("ERROR") && !told.contains(" WARN "), "nobody has to look at this: {line}");
    }
}

/// C5: as the company's own login sends somebody back, here with a token that nobody gave.
async fn come_with_a_token(customer: &mut Client) {
    let path = format!("/login?referralUrl=%2Fen_us&externalToken={TOKEN}");
    assert_eq!(customer.get(&path).await.expect("the server answers").status, 401);
}

/// With mistakes on the way; answers the code.
async fn sign_in(portico: &Portico, customer: &mut Client) -> String {
    let refused = customer.post("/login", &[("address", "marigold@@customer.test")]).await;
    assert_eq!(refused.expect("the server answers").status, 422);
    customer.ask_code(ADDRESS).await;
    let code = portico.kept_code(ADDRESS).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let refused = customer.post("/login/code", &[("code", wrong)]).await.expect("the server answers");
    assert_eq!(refused.status, 422);
    customer.enter_code(&code).await;
    code
}

async fn write(customer: &mut Client) -> String {
    let conversation = customer.begin(SUBJECT, TEXT).await;
    let form = customer.get(&conversation).await.expect("the server answers");
    let fields = [("once", form.once()), ("text", TEXT)];
    let upload =
        customer.upload(&format!("{conversation}/messages"), &fields, Some((FILE, b"angle,hour\n7,1\n")));
    assert_eq!(customer.ask(&upload).await.expect("the server answers").status, 303);
    let fields = [("once", form.once()), ("text", " ")];
    let refused = customer.post_parts(&format!("{conversation}/messages"), &fields).await;
    assert_eq!(refused.expect("the server answers").status, 422);
    for path in ["/en_us/conversations?q=sundial", "/en_us/nothing", "/en_us/conversations/nothing"] {
        customer.get(path).await.expect("the server answers");
    }
    conversation
}

/// From the operator's command to the inbox, with mistakes on the way; answers the token of the link.
async fn set_out(portico: &Portico, agent: &mut Client) -> String {
    let told = portico.command(&["user", "add", "--email", AGENT, "--name", NAME]).await;
    let (_, link) = told.split_once("/app/password/").expect("the command prints a link");
    let token = link.split_whitespace().next().expect("the link ends").to_owned();
    let fields = [("password", PASSWORD), ("again", PASSWORD)];
    let set = agent.post(&format!("/app/password/{token}"), &fields).await.expect("the server answers");
    assert_eq!(set.status, 303, "{}", set.body);
    for (password, status) in [("wrong lanterns over wet slate", 422), (PASSWORD, 303)] {
        let fields = [("email", AGENT), ("password", password), ("return", "/app")];
        let entered = agent.post("/app/sign-in", &fields).await.expect("the server answers");
        assert_eq!(entered.status, status, "{}", entered.body);
    }
    token
}

async fn answer(agent: &mut Client, conversation: &str) {
    agent.get(&format!("{conversation}?q=sundial")).await.expect("the server answers");
    let fields = [("once", "0123456789abcdef"), ("text", ANSWER)];
    let sent = agent.post_parts(&format!("{conversation}/reply"), &fields).await.expect("the server answers");
    assert_eq!(sent.status, 303, "{}", sent.body);
    let fields = [("once", "fedcba9876543210"), ("text", NOTE)];
    let noted = agent.post(&format!("{conversation}/note"), &fields).await.expect("the server answers");
    assert_eq!(noted.status, 303, "{}", noted.body);
}

pub(crate) async fn o5_a_fault_of_ours_is_logged_once_with_the_id_its_page_shows(database: Database) {
    let portico = Portico::start_with_mailbox(&database).await;
    portico.found_acme().await;
    let mut customer = portico.visitor();
    sign_in(&portico, &mut customer).await;
    let conversation = write(&mut customer).await;
    assert_eq!(portico.log(), "", "mistakes of others are not told");

    for stored in portico.stored() {
        // A folder that is none: no file below it can be opened, and that is nobody's mistake but ours.
        let folder = stored.parent().expect("it lies in a folder");
        std::fs::remove_dir_all(folder).expect("it is ours");
        std::fs::write(folder, "not a folder").expect("it is ours");
    }
    let page = customer.get(&conversation).await.expect("the server answers");
    let file = page.between("/files/", "\"").expect("the page leads to the file");
    let broken = customer.get(&format!("{conversation}/files/{file}")).await.expect("the server answers");
    assert_eq!(broken.status, 500, "{}", broken.body);
    let id = broken.between("<code dir=\"ltr\">", "</code>").expect("the page shows an id");
    let log = portico.log();
    let errors: Vec<&str> = log.lines().filter(|line| line.contains("ERROR")).collect();
    assert!(errors.len() == 1 && errors[0].contains(id), "{id}: {log}");
    assert!(!log.contains(ADDRESS) && !log.contains(FILE) && !log.contains(SUBJECT), "{log}");
}
