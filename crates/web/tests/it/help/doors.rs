//! Every side door of an article (I3, K7, TH28): what a stranger, a customer, a user it is not for and one it is for get at
//! each, asked for an internal article that is limited to a team. `docs/reference/doors.md` is made from the answers.

use desk::article::{NewArticle, Placed};
use desk::form::{Beginning, Edit, Form};
use desk::user::Team;
use http::StatusCode;
use testkit::{Database, Table, both, hold};
use testkit_desk::{article, english, typed};

use super::Centre;
use crate::client::{Answer, Browser};

const SECRET: &str = "Goodwill beyond the list";
const NEAR: &str = "Sending it back";

/// What a door is asked, and by what its answer is judged.
struct Door {
    name: &'static str,
    about: &'static str,
    /// With `{slug}`, `{hash}`, `{file}`, `{category}`, `{near}`, `{link}` and `{form}` in it.
    address: &'static str,
    tells: Tells,
}

/// How an answer tells that there is such an article.
enum Tells {
    /// By being there at all.
    Status,
    /// By its title.
    Title,
    /// By how many there are.
    Count,
    /// By its title, among what is offered before a form is sent.
    Offer,
}

const fn door(name: &'static str, about: &'static str, address: &'static str, tells: Tells) -> Door {
    Door { name, about, address, tells }
}

static DOORS: [Door; 24] = [
    door("page", "its own address", "/en_us/{slug}-{hash}", Tells::Status),
    door("other language", "where it is shown in the language there is", "/de/{slug}-{hash}", Tells::Status),
    door("old slug, hash guessed", "an address that leads on to it", "/en_us/anything-{hash}", Tells::Status),
    door("home", "the featured and the latest", "/en_us", Tells::Title),
    door("category", "what stands in it", "/en_us/categories/{category}", Tells::Title),
    door("count of a category", "on the page above it", "/en_us", Tells::Count),
    door("tag", "of articles that share one", "/en_us/tags/shared", Tells::Title),
    door("survey", "the page behind its question", "/en_us/{slug}-{hash}/answer", Tells::Status),
    door("tag of its own", "which no other article has", "/en_us/tags/goodwill", Tells::Status),
    door("search", "by a word of its text", "/en_us/search?q=asking", Tells::Title),
    door("suggestion", "by how a word of its title begins", "/en_us/suggestions?q=beyo", Tells::Title),
    door("form", "what is suggested before it is sent", "/en_us/contact/{form}", Tells::Offer),
    door("related", "on the page of its neighbour", "{near}", Tells::Title),
    door("file", "a picture or a file in it", "/files/{file}/list.pdf", Tells::Status),
    door("Markdown copy", "behind its address", "/en_us/{slug}-{hash}.md", Tells::Status),
    door("`/llms.txt`", "the list for programs", "/llms.txt", Tells::Title),
    door("sitemap", "the list for search engines", "/sitemap.xml", Tells::Title),
    door("feed", "what was published last", "/en_us/feed.xml", Tells::Title),
    door("API, one article", "as JSON, without a key", "/p/v3/kb/articles/{hash}", Tells::Status),
    door("API, list", "likewise", "/p/v3/kb/articles", Tells::Title),
    door("API, search", "likewise", "/p/v3/kb/articles/search?term=asking", Tells::Title),
    door(
        "preview link",
        "made by who writes it, for whoever has it",
        "/en_us/previews/{link}",
        Tells::Status,
    ),
    door("preview link, guessed", "with another end", "/en_us/previews/{link}x", Tells::Status),
    door(
        "file behind a guessed preview link",
        "likewise",
        "/en_us/previews/{link}x/files/{file}/list.pdf",
        Tells::Status,
    ),
];

/// The article, and everything that addresses of doors are made of.
struct Hidden {
    values: [(&'static str, String); 7],
}

impl Hidden {
    async fn new(centre: &Centre, team: &str) -> Self {
        let near = centre.write(&article(NEAR, "Print it."), |all| all.tags = tags(&["Shared"])).await;
        let typed = typed(SECRET, "Up to 500 without asking.");
        let new = NewArticle::new(english(), typed).internal().published();
        let id = centre
            .write(&new, |all| {
                all.tags = tags(&["Shared", "Goodwill"]);
                all.places = [Placed { kb: centre.site.kit.kb.id, is_featured: true }].into();
                Centre::limited_to(team)(all);
            })
            .await;
        centre.site.kit.index().await;
        let file = centre.file(id, "list.pdf", ("application/pdf", b"%PDF-1.4")).await;
        let kit = &centre.site.kit;
        let view = kit.view(&centre.manager).await;
        let (article, ..) = view.managed_article(id).await.unwrap();
        let link = view.preview_link(kit.kb.id, &article, &english()).unwrap();
        view.close();
        let mut stranger = centre.site.browser();
        let near = stranger.get(&centre.address(near).await).await.location().to_owned();
        let above = super::address_in(&stranger.get("/en_us").await.text, "/en_us/categories/");
        let category = super::address_in(&stranger.get(&above).await.text, "/en_us/categories/returns-");
        let category = category.rsplit('/').next().unwrap().to_owned();
        Self {
            values: [
                ("{slug}", "goodwill-beyond-the-list".to_owned()),
                ("{hash}", article.hash.clone()),
                ("{file}", file.id.to_string()),
                ("{category}", category),
                ("{near}", near),
                ("{link}", link),
                ("{form}", form_of(centre).await),
            ],
        }
    }

    fn address(&self, door: &Door) -> String {
        self.values
            .iter()
            .fold(door.address.to_owned(), |address, (name, value)| address.replace(name, value))
    }

    /// What this browser learns at a door, in a word of the table.
    async fn ask(&self, door: &Door, browser: &mut Browser<'_>) -> String {
        let answer = browser.get(&self.address(door)).await;
        let answer = match door.tells {
            Tells::Offer => offered(browser, &answer).await,
            _ => answer,
        };
        match door.tells {
            Tells::Status => answer.status.as_u16().to_string(),
            Tells::Title | Tells::Offer => if shows(&answer) { "in it" } else { "not in it" }.to_owned(),
            Tells::Count => counted(&answer),
        }
    }
}

fn tags(tags: &[&str]) -> std::collections::BTreeSet<String> {
    tags.iter().map(|tag| (*tag).to_owned()).collect()
}

/// A form that suggests articles, as its address names it.
async fn form_of(centre: &Centre) -> String {
    let (kit, language) = (&centre.site.kit, english());
    let new = Beginning { language: &language, title: "Ask us", subject: "Subject", message: "Message" };
    let mut act = kit.act(&centre.manager);
    let id = act.make_form(kit.kb.id, &new).await.unwrap();
    act.open::<Edit, Form>(id).await.unwrap().publish(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    let view = kit.view(&centre.manager).await;
    let hash = view.managed_form(id).await.unwrap().form.hash;
    view.close();
    format!("ask-us-{hash}")
}

/// What comes of sending a form that asks for what the article answers.
async fn offered(browser: &mut Browser<'_>, page: &Answer) -> Answer {
    let action = super::address_in(&page.text, "/en_us/contact/");
    let (once, stamp) = (page.hidden("once"), page.hidden("stamp"));
    let fields = [
        ("once", once.as_str()),
        ("stamp", &stamp),
        ("email", "cleo@example.com"),
        ("subject", "Beyond"),
        ("message", "Up to 500 without asking"),
    ];
    let sent = browser.upload(&action, &fields, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    browser.get(sent.location()).await
}

fn shows(answer: &Answer) -> bool {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.has(SECRET) || answer.has("goodwill-beyond-the-list")
}

fn counted(answer: &Answer) -> String {
    let text = answer.text.split("<p class=\"count\">").nth(1).unwrap();
    text.split(' ').next().unwrap().to_owned()
}

async fn team_of(centre: &Centre, user: &desk::User) -> String {
    let mut act = centre.site.kit.operate();
    let team = Team::add(&mut act, "Warranty", &[user.id]).await.unwrap();
    act.done(team).await.unwrap().to_string()
}

/// Whoever has the link of a preview has it from who writes; every other door is shut to those it is not for.
#[both]
async fn th28_every_side_door_is_shut_and_the_reference_of_doors_says_so(database: Database) {
    let centre = Centre::new(&database).await;
    let outside = centre.site.kit.user("Out Side", &[desk::right::Role::Administrator]).await;
    let inside = centre.site.kit.collaborator("In Side").await;
    let team = team_of(&centre, &inside).await;
    let hidden = Hidden::new(&centre, &team).await;
    let mut readers = [
        centre.site.browser(),
        centre.site.signed_in("cleo@example.com").await,
        centre.inside(&outside).await,
        centre.inside(&inside).await,
    ];
    let mut table =
        Table::new(&["door", "what it is", "stranger", "customer", "user, limited to others", "user"]);
    for door in &DOORS {
        let mut said = Vec::new();
        // The one it is for comes first, so that whatever is kept of that is there when the others come.
        for reader in readers.iter_mut().rev() {
            said.push(hidden.ask(door, reader).await);
        }
        said.reverse();
        let is_open = door.name == "preview link";
        for (nth, told) in said[..3].iter().enumerate() {
            let is_shut = matches!(told.as_str(), "404" | "not in it" | "1");
            assert!(is_shut || is_open, "{} tells reader {nth}: {told}", door.name);
        }
        let cells: Vec<&str> =
            [door.name, door.about].into_iter().chain(said.iter().map(String::as_str)).collect();
        table = table.with_row(&cells);
    }
    hold("doors", &page(&table));
}

fn page(table: &Table) -> String {
    format!(
        "# Side doors of an article\n\nWhat somebody gets who asks for an internal article that is limited to one team, at every \
         door that could give it away. Each is asked first by the user it is for, so that nothing that is kept for one is given \
         to the next. A number is the answer's status, or, of counts, how many articles the page says there are: one is public. \
         Who has the link of a preview was given it by whoever writes the article; it ends after a week.\n\n{}",
        table.text()
    )
}
