//! All of it together: an old mail is imported, its writer goes on in the portal, an agent answers, the answer arrives.

use std::path::PathBuf;

use journeys::{Browser, Journey, Letter};
use testkit::Database;

use crate::agent::{answer, start_work};
use crate::customer::photo;

const CUSTOMER: &str = "mara@customer.test";
const SUBJECT: &str = "The clock runs backwards";
const FIRST: &str = "<first.1@customer.test>";
const SECOND: &str = "<second.2@acme.test>";

pub(crate) async fn p3_p4_p6_p7_n3_an_imported_conversation_goes_on_by_portal_and_mail(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let archive = archive(&database);
    let path = archive.to_str().expect("temporary files have plain names");
    let report = journey.portico.command(&["mail", "import", path]).await;
    assert!(report.contains("2  stored"), "{report}");
    let (customer, agent) = (journey.browser().await, journey.browser().await);
    start_work(&journey, &agent).await;
    agent.go(&journey.portico.app("/app/conversations?view=open")).await;
    agent.sees("No open conversations").await;

    journey.sign_in(&customer, CUSTOMER).await;
    customer.press(SUBJECT).await;
    customer.sees("It is yesterday here.").await;
    customer.sees("Have you tried tomorrow?").await;
    customer.write("Your reply", "Tomorrow it was today.").await;
    customer.attach("Attach files", &photo(&database)).await;
    customer.press("Send").await;
    customer.sees("Your message is sent.").await;

    agent.sees(SUBJECT).await;
    agent.follow(SUBJECT).await;
    agent.sees("Tomorrow it was today.").await;
    agent.sees("kettle.png").await;
    answer(&agent, "Mara", "Please turn the battery round.").await;
    customer.sees("Please turn the battery round.").await;
    arrives(&journey.letters.next_to(CUSTOMER).await);
    reads_the_same_without_script(&customer).await;
}

/// What was written before Portico was there: a question, and its answer from the brand's address.
fn archive(database: &Database) -> PathBuf {
    let mails = format!(
        "From mara Mon Jan  5 10:00:00 2026\nMessage-ID: {FIRST}\nFrom: Mara <{CUSTOMER}>\nTo: help@acme.test\n\
         Date: Mon, 5 Jan 2026 10:00:00 +0000\nSubject: {SUBJECT}\n\nIt is yesterday here.\n\n\
         From help Tue Jan  6 10:00:00 2026\nMessage-ID: {SECOND}\nFrom: Acme <help@acme.test>\nTo: {CUSTOMER}\n\
         In-Reply-To: {FIRST}\nReferences: {FIRST}\nDate: Tue, 6 Jan 2026 10:00:00 +0000\n\
         Subject: Re: {SUBJECT}\n\nHave you tried tomorrow?\n"
    );
    let path = database.folder.join("before.mbox");
    std::fs::write(&path, mails).expect("a file can be written");
    path
}

/// In the thread her mail program knows, and with an address that leads back here.
fn arrives(letter: &Letter) {
    let mail = &letter.mail;
    assert!(mail.subject.as_str().starts_with(&format!("Re: {SUBJECT} [#")), "{}", mail.subject.as_str());
    assert!(letter.text().contains("Please turn the battery round."));
    assert!(letter.html().contains("Please turn the battery round."));
    let thread: Vec<String> = mail.references.iter().map(ToString::to_string).collect();
    assert_eq!(thread, [FIRST, SECOND], "{:?}", String::from_utf8_lossy(&letter.raw));
    let answered: Vec<String> = mail.in_reply_to.iter().map(ToString::to_string).collect();
    assert_eq!(answered, [FIRST], "her own last mail");
    letter.leads_back_to("help", "acme.test");
}

async fn reads_the_same_without_script(customer: &Browser) {
    customer.turn_scripts_off().await;
    customer.reload().await;
    customer.sees_heading(SUBJECT).await;
    for text in ["It is yesterday here.", "Have you tried tomorrow?", "Tomorrow it was today.", "kettle.png"]
    {
        customer.sees(text).await;
    }
    customer.sees("Please turn the battery round.").await;
    customer.sees_count(".message", 4).await;
}
