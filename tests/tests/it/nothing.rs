//! From an empty folder: the first administrator turns everything on, sees that it works, and turns it off again.

use data_encoding::BASE32_NOPAD;
use identity::TotpSecret;
use journeys::{Browser, Journey};
use kernel::Clock;
use testkit::Database;

const CONFIGURATION: &str = "/app/settings/knowledge-base/configuration";
const PASSWORD: &str = "seven lanterns over wet slate";
const MARA: &str = "mara@customer.test";
const SUBJECT: &str = "A kettle that sings";

pub(crate) async fn p1_p8_p11_i1_an_administrator_turns_everything_on_from_nothing_and_off_again(
    database: Database,
) {
    let Some(journey) = Journey::begin_from_nothing(&database).await else { return };
    let (ada, mara) = (journey.browser().await, journey.browser().await);
    mara.go(&journey.portico.help("/")).await;
    mara.holds_nothing_of("Log in").await;
    become_the_first(&journey, &ada).await;
    give_a_sender(&journey, &ada).await;
    let stage = Stage { journey: &journey, ada: &ada, mara: &mara };

    stage.turn("portal", "Turn on My Conversations").await;
    journey.sign_in(&mara, MARA).await;
    journey.start_conversation(&mara, SUBJECT, "It sings at night.").await;
    stage.starting().await;
    stage.details().await;
    stage.contact_link().await;
    stage.marking_done().await;
    stage.reopening().await;
    stage.names().await;
    stage.known_only().await;
    stage.agents_at_the_portal().await;
    stage.turn("portal", "Turn on My Conversations").await;
    mara.go(&journey.portico.help("/")).await;
    mara.holds_nothing_of("Log in").await;
    mara.holds_nothing_of(MARA).await;
    mara.go(&journey.portico.help("/en_us/conversations")).await;
    mara.sees_heading("We can’t find this page").await;
}

/// By the link at the console; the second factor that administrators owe comes first.
async fn become_the_first(journey: &Journey, ada: &Browser) {
    let told = journey.portico.told();
    let link = told.lines().find(|line| line.contains("/app/first/")).expect("the console shows a link");
    ada.go(link).await;
    ada.write("Your name", "Ada Min").await;
    ada.write("E-mail address", "ada@acme.test").await;
    ada.write("New password", PASSWORD).await;
    ada.write("New password once more", PASSWORD).await;
    ada.press("Become Administrator").await;
    ada.sees("You have joined. Sign in with your password.").await;
    ada.write("E-mail address", "ada@acme.test").await;
    ada.write("Password", PASSWORD).await;
    ada.press("Sign in").await;
    ada.sees_heading("Set up a second factor").await;
    ada.press("Begin").await;
    ada.sees("Or type the secret").await;
    let secret = ada.run("return document.querySelector('#secret').value").await;
    let letters = secret.as_str().expect("a field has a text").replace(' ', "");
    let app = BASE32_NOPAD.decode(letters.as_bytes()).ok().and_then(|bytes| TotpSecret::from_bytes(&bytes));
    let code = app.expect("the secret is one").code(Clock::system().now());
    ada.write("The code that the app shows now", code.reveal()).await;
    ada.press("Turn on").await;
    ada.sees_heading("Recovery codes").await;
    ada.press("I have kept them").await;
    ada.sees_heading("My open").await;
}

async fn give_a_sender(journey: &Journey, ada: &Browser) {
    ada.go(&journey.portico.app("/app/settings/brands")).await;
    ada.press("Change Acme").await;
    ada.write("Sender address", "help@acme.test").await;
    ada.press("Save").await;
    ada.sees("Writes from help@acme.test").await;
}

/// Ada at the settings, and Mara at the portal, in the conversation.
struct Stage<'a> {
    journey: &'a Journey,
    ada: &'a Browser,
    mara: &'a Browser,
}

impl Stage<'_> {
    async fn turn(&self, tab: &str, name: &str) {
        self.ada.go(&self.journey.portico.app(&format!("{CONFIGURATION}?tab={tab}"))).await;
        self.ada.turn(name).await;
        self.ada.sees("Saved").await;
    }

    async fn starting(&self) {
        let list = self.journey.portico.help("/en_us/conversations");
        self.turn("portal", "Start a conversation").await;
        self.mara.go(&list).await;
        self.mara.sees(SUBJECT).await;
        self.mara.holds_nothing_of("Start a conversation").await;
        self.turn("portal", "Start a conversation").await;
        self.mara.reload().await;
        self.mara.sees("Start a conversation").await;
        self.mara.follow(SUBJECT).await;
        self.mara.sees_heading(SUBJECT).await;
    }

    async fn details(&self) {
        self.ada.go(&self.journey.portico.app(&format!("{CONFIGURATION}/details"))).await;
        self.ada.run("document.querySelector('#what').value = 'priority'").await;
        self.ada.write("Display name", "How urgent").await;
        self.ada.press("Add").await;
        self.ada.sees_count("ul.shortcuts > li", 1).await;
        self.mara.reload().await;
        self.mara.sees("How urgent").await;
        self.ada.press("Remove Priority").await;
        self.ada.sees_count("ul.shortcuts > li", 0).await;
        self.mara.reload().await;
        self.mara.sees_heading(SUBJECT).await;
        self.mara.holds_nothing_of("How urgent").await;
    }

    async fn contact_link(&self) {
        self.contact("https://acme.test/contact").await;
        self.mara.reload().await;
        self.mara.sees("Contact us").await;
        self.contact("").await;
        self.mara.reload().await;
        self.mara.sees_heading(SUBJECT).await;
        self.mara.holds_nothing_of("Contact us").await;
    }

    async fn contact(&self, address: &str) {
        self.ada.go(&self.journey.portico.app(&format!("{CONFIGURATION}?tab=portal"))).await;
        self.ada.write("Contact link", address).await;
        self.ada.press("Save: Contact link").await;
        self.ada.sees("Saved").await;
    }

    async fn marking_done(&self) {
        self.turn("portal", "Mark as done").await;
        self.mara.reload().await;
        self.mara.sees_heading(SUBJECT).await;
        self.mara.holds_nothing_of("Mark as done").await;
        self.turn("portal", "Mark as done").await;
        self.mara.reload().await;
        self.mara.press("Mark as done").await;
        self.mara.press("Mark as done").await;
        self.mara.sees("Sending a message reopens this conversation.").await;
    }

    async fn reopening(&self) {
        self.turn("portal", "Reopen Conversation").await;
        self.mara.reload().await;
        self.mara.sees("This conversation is closed and takes no more replies.").await;
        self.turn("portal", "Reopen Conversation").await;
        self.mara.reload().await;
        self.mara.write("Your reply", "It sings again.").await;
        self.mara.press("Send").await;
        self.mara.sees("It sings again.").await;
        self.mara.sees_count(".conversation-facts .status.open", 1).await;
    }

    async fn names(&self) {
        // No ten seconds in which an answer can be taken back.
        self.journey.portico.set("inbox.undo-seconds", "0").await;
        self.ada.go(&self.journey.portico.app("/app/conversations?view=open")).await;
        self.ada.follow(SUBJECT).await;
        super::agent::answer(self.ada, MARA, "Take the lid off.").await;
        assert!(self.journey.letters.next_to(MARA).await.text().contains("Take the lid off."));
        self.mara.sees("Take the lid off.").await;
        self.mara.sees("Ada Min").await;
        self.turn("portal", "Show agents’ names").await;
        self.mara.reload().await;
        self.mara.sees("Take the lid off.").await;
        self.mara.holds_nothing_of("Ada Min").await;
        self.turn("portal", "Show agents’ names").await;
        self.mara.reload().await;
        self.mara.sees("Ada Min").await;
    }

    /// Whoever is not known is told the same and gets no letter.
    async fn known_only(&self) {
        let (stranger, letters) = (self.journey.browser().await, &self.journey.letters);
        self.turn("portal", "Only known customers").await;
        self.ask_code(&stranger, "who@customer.test").await;
        self.ask_code(&stranger, MARA).await;
        assert_eq!(letters.next_to(MARA).await.mail.subject.as_str(), "Sign in to Acme");
        assert!(!letters.has_one_to("who@customer.test").await);
        self.turn("portal", "Only known customers").await;
        self.ask_code(&stranger, "who@customer.test").await;
        letters.next_to("who@customer.test").await;
        assert!(
            !letters.has_one_to("who@customer.test").await,
            "one that was asked for before would be there"
        );
    }

    async fn ask_code(&self, browser: &Browser, address: &str) {
        browser.go(&self.journey.portico.help("/login")).await;
        browser.write("E-mail address", address).await;
        browser.press("Send me a code").await;
        browser.sees("Check your e-mail").await;
    }

    async fn agents_at_the_portal(&self) {
        let login = self.journey.portico.help("/login");
        self.ada.go(&login).await;
        self.ada.sees("Send me a code").await;
        self.ada.holds_nothing_of("Team member").await;
        self.turn("portal", "Turn on for Agents and Admins").await;
        self.ada.sees("Turn on Internal KB").await;
        self.turn("general", "Internal KB").await;
        self.ada.go(&login).await;
        self.ada.press("Team member").await;
        self.ada.press("Account of Ada Min").await;
        self.ada.sees("Log out").await;
        self.turn("portal", "Turn on for Agents and Admins").await;
        self.ada.go(&self.journey.portico.help("/")).await;
        self.ada.holds_nothing_of("Ada Min").await;
        self.turn("portal", "Turn on for Agents and Admins").await;
        self.ada.go(&self.journey.portico.help("/")).await;
        self.turn("general", "Internal KB").await;
        self.ada.go(&login).await;
        self.ada.sees("Send me a code").await;
        self.ada.holds_nothing_of("Team member").await;
        self.ada.holds_nothing_of("Ada Min").await;
        self.turn("portal", "Turn on for Agents and Admins").await;
    }
}
