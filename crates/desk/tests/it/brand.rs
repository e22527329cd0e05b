//! R5: brands and host names in the settings.

use db::{params, sql};
use desk::article::{Article, Said, TakenFrom, Told, ToldText, Write};
use desk::brand::{Accent, Brand, BrandFace, BrandId, BrandUses, DeleteBrand, EditBrand, brand_title};
use desk::conversation::message::{Author, Channel, NewMessage};
use desk::detail::{Own, What};
use desk::host_name::host_address;
use desk::kb::{Host, Kb, KbId, Origin};
use desk::page_path::PagePath;
use desk::right::{Right, Rights, Role};
use desk::session::Network;
use desk::setting::{Scope, Setting};
use desk::snippet::Label;
use desk::{User, View};
use identity::Token;
use kernel::{Fault, Random, base_codes};
use testkit::{Database, both};
use testkit_desk::{Kit, conversation};

use crate::detail;
use crate::inbox::code;
use crate::session::{Visitor, other_org};

sql! {
    TAKEN_IN = "insert into category_origin (org_id, kb_id, origin, category_id, said) values ($1, $2, 'o', 'c', '')";
    ASKED_CODE = "insert into address_code (org_id, id, kb_id, session_id, address, language, sealed, tries, made_at, ends_at)
        values ($1, 'code', $2, 'none', 'a@example.com', 'de', $3, 0, $4, $4)";
    USED_TOKEN = "insert into sign_on_token (org_id, kb_id, hash, session_id, ends_at) values ($1, $2, 'hash', 'none', $3)";
}

fn face(title: &str, sender: Option<&str>) -> BrandFace {
    BrandFace {
        title: brand_title(title).unwrap(),
        accent: Accent::parse("#b4541f").unwrap(),
        sender: sender.map(|sender| sender.parse().unwrap()),
    }
}

fn said(text: &str) -> NewMessage {
    let plain = NewMessage::plain(Author::Automatic, "", text, testkit_desk::BEGINNING);
    NewMessage { channel: Channel::Email, ..plain }
}

async fn add(kit: &Kit, who: &User, name: &str, face: &BrandFace) -> Result<BrandId, Fault> {
    let mut act = kit.act(who);
    let brand = act.add_brand(name, face).await?;
    act.done(brand.id).await
}

async fn change(kit: &Kit, who: &User, brand: BrandId, face: &BrandFace) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<EditBrand, Brand>(brand).await?.change(&mut act, face).await?;
    act.done(()).await
}

async fn make_default(kit: &Kit, who: &User, brand: BrandId) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<EditBrand, Brand>(brand).await?.make_default(&mut act).await?;
    act.done(()).await
}

async fn delete(kit: &Kit, who: &User, brand: BrandId) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<DeleteBrand, Brand>(brand).await?.delete(&mut act).await?;
    act.done(()).await
}

async fn add_host(kit: &Kit, who: &User, kb: KbId, typed: &str) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.add_host(kb, &host_address(typed)?).await?;
    act.done(()).await
}

async fn remove_host(kit: &Kit, who: &User, kb: KbId, name: &str) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.remove_host(kb, name).await?;
    act.done(()).await
}

/// Title, whether it is the default, and sender of every brand.
async fn brands(kit: &Kit, who: &User) -> Vec<(String, bool, String)> {
    let view: View<User> = kit.view(who).await;
    let brands = view.managed_brands().await.unwrap();
    let row = |one: desk::brand::ManagedBrand| {
        (
            one.brand.title,
            one.brand.is_default,
            one.sender.map(|sender| sender.to_string()).unwrap_or_default(),
        )
    };
    brands.into_iter().map(row).collect()
}

async fn uses(kit: &Kit, who: &User, brand: BrandId) -> BrandUses {
    let view: View<User> = kit.view(who).await;
    let brand: Brand = view.see(brand).await.unwrap();
    view.brand_uses(&brand).await.unwrap()
}

#[both]
async fn r5_an_administrator_adds_changes_and_chooses_brands(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let third = add(&kit, &ada, "werkhalt", &face("Werkhalt", Some("service@werkhalt.test"))).await.unwrap();
    let taken = add(&kit, &ada, "werkhalt", &face("Again", None)).await;
    assert_eq!(code(taken), "name_taken");
    let taken = add(&kit, &ada, "fourth", &face("Fourth", Some("help@zeta.test"))).await;
    assert_eq!(code(taken), "sender_taken");
    change(&kit, &ada, third, &face("Werkhalt & Co", Some("new@werkhalt.test"))).await.unwrap();
    assert_eq!(code(change(&kit, &ada, third, &face("W", Some("help@acme.test"))).await), "sender_taken");
    let row = |title: &str, is_default, sender: &str| (title.to_owned(), is_default, sender.to_owned());
    assert_eq!(
        brands(&kit, &ada).await,
        [
            row("Acme Help", true, "help@acme.test"),
            row("Werkhalt & Co", false, "new@werkhalt.test"),
            row("Zeta Help", false, "help@zeta.test")
        ]
    );
    make_default(&kit, &ada, third).await.unwrap();
    change(&kit, &ada, third, &face("Werkhalt", Some("service@werkhalt.test"))).await.unwrap();
    let now = brands(&kit, &ada).await;
    assert_eq!(now[0], row("Werkhalt", true, "service@werkhalt.test"), "the address it had before");
    assert_eq!(now.iter().filter(|(_, is_default, _)| *is_default).count(), 1);
    change(&kit, &ada, third, &face("Werkhalt", None)).await.unwrap();
    assert_eq!(brands(&kit, &ada).await[0].2, "");
    assert_eq!(code(delete(&kit, &ada, third).await), "brand_default");
    delete(&kit, &ada, kit.brand.id).await.unwrap();
}

#[both]
async fn r5_a_new_brand_gets_a_help_centre_and_out_of_the_box_a_host_name(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let hosts_of = async |brand: BrandId| -> (KbId, Vec<String>) {
        let reader = kit.db.reader().await.unwrap();
        let kb = Kb::of_brand(&reader, kit.org, brand).await.unwrap().unwrap().id;
        let hosts = Host::of_org(&reader, kit.org).await.unwrap();
        reader.end();
        let of_kb = hosts.into_iter().filter(|host| host.kb == Some(kb));
        (kb, of_kb.map(|host| host.origin.to_string()).collect())
    };
    let before = add(&kit, &ada, "before", &face("Before", None)).await.unwrap();
    assert_eq!(hosts_of(before).await.1, Vec::<String>::new(), "all others have names of their own");
    let mut act = kit.operate();
    let near = Origin::parse("http://acme.localhost:8080").unwrap();
    Host::add(&mut act, &near, Some(kit.kb.id), false).await.unwrap();
    act.done(()).await.unwrap();
    let werkhalt = add(&kit, &ada, "werkhalt", &face("Werkhalt", None)).await.unwrap();
    let (kb, hosts) = hosts_of(werkhalt).await;
    assert_eq!(hosts, ["http://werkhalt.acme.localhost:8080"]);
    let site = kit.site_at("werkhalt.acme.localhost").await;
    assert_eq!((site.kb, site.brand_title.as_str(), site.accent.as_str()), (kb, "Werkhalt", "#b4541f"));
    assert!(!site.is_default_brand && !site.portal.my_conversations);
}

#[both]
async fn r5_a_brand_on_which_something_hangs_is_not_deleted_and_says_what(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    make_default(&kit, &ada, kit.other_brand.id).await.unwrap();
    let (brand, site) = (kit.brand.id, kit.site().await);
    conversation(&kit, "cleo@example.com", "Hello", &[said("Hi")]).await;
    conversation(&kit, "cleo@example.com", "Again", &[said("Hi")]).await;
    let mut act = kit.operate();
    let new = testkit_desk::draft("Draft", "Text");
    act.make_article(kit.kb.id, &new).await.unwrap();
    act.done(()).await.unwrap();
    Visitor::new(&kit).sign_in(&kit, &site, "cleo@example.com").await;
    let found = uses(&kit, &ada, brand).await;
    assert_eq!((found.conversations, found.articles, found.sign_ins), (2, 1, 1));
    assert!(uses(&kit, &ada, kit.other_brand.id).await.is_none());
    assert_eq!(code(delete(&kit, &ada, brand).await), "brand_used");
    kit.clock.advance_millis(25 * 60 * 60_000);
    assert_eq!(uses(&kit, &ada, brand).await.sign_ins, 0, "one that is over does not count");
    assert_eq!(code(delete(&kit, &ada, brand).await), "brand_used");
}

/// An article as a folder tells it.
fn taken_in() -> Told {
    let text = ToldText {
        language: testkit_desk::english(),
        seen: None,
        live: Some(testkit_desk::typed("A", "B")),
        draft: None,
        is_outdated: false,
        schedule: None,
    };
    Told {
        known: None,
        hash: "abcdefgh".to_owned(),
        from: TakenFrom {
            origin: "its place".to_owned(),
            told: "what it said".to_owned(),
            said: String::new(),
        },
        arrangement: None,
        files: Vec::new(),
        texts: vec![text],
    }
}

/// An article of the other brand that was taken in and deleted, of which somebody said something while it was there, and an address that leads on.
async fn read_and_led(kit: &Kit, who: &User) {
    let kb = kit.other_kb.id;
    let mut act = kit.operate();
    let id = act.take_in(kb, &taken_in()).await.unwrap();
    act.done(()).await.unwrap();
    let view: View<User> = kit.view(who).await;
    let (article, ..) = view.managed_article(id).await.unwrap();
    view.close();
    let path = PagePath { slug: "a".to_owned(), hash: article.hash };
    let (browser, network) = (Token::new(&Random::seeded(9)), Network::of([192, 0, 2, 7].into()));
    let mut act = kit.desk.act_public(kit.site_at("help.zeta.test").await);
    let said = Said::new(true, &[], "").unwrap();
    act.answer_article((&path, &testkit_desk::english()), (&browser, &network), &said).await.unwrap();
    act.done(()).await.unwrap();
    let mut act = kit.act(who);
    act.add_redirect(kb, &"/old".parse().unwrap(), &"/new".parse().unwrap()).await.unwrap();
    act.open::<Write, Article>(id).await.unwrap().delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
}

#[both]
async fn r5_what_is_a_brands_alone_goes_with_it_and_its_names_are_free(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let mut act = kit.operate();
    let shared = Origin::parse("https://both.acme.test").unwrap();
    Host::add(&mut act, &shared, Some(kit.other_kb.id), true).await.unwrap();
    Setting::find("portal.reopen").unwrap().set(&mut act, Scope::Kb(kit.other_kb.id), "off").await.unwrap();
    act.done(()).await.unwrap();
    let visitor = Visitor::new(&kit);
    visitor.ask(&kit, &kit.site_at("help.zeta.test").await, "cleo@example.com").await.unwrap();
    let label = Label::Typed("Urgency".to_owned());
    detail::choose(&kit, &ada, (kit.other_kb.id, What::Own(Own::Priority)), &label).await.unwrap();
    read_and_led(&kit, &ada).await;
    let mut writer = kit.db.writer().await.unwrap();
    writer.run(USED_TOKEN.with(params![kit.org, kit.other_kb.id, kit.clock.now()])).await.unwrap();
    writer.run(TAKEN_IN.with(params![kit.org, kit.other_kb.id])).await.unwrap();
    let asked = params![kit.org, kit.other_kb.id, vec![1_u8], kit.clock.now()];
    writer.run(ASKED_CODE.with(asked)).await.unwrap();
    writer.commit().await.unwrap();
    delete(&kit, &ada, kit.other_brand.id).await.unwrap();
    assert!(kit.desk.place("help.zeta.test").await.is_err_and(|fault| fault.is(&base_codes::NOT_FOUND)));
    let both = kit.desk.place("both.acme.test").await.unwrap();
    assert!(both.host.serves_app && both.site.is_none(), "the app still answers there");
    assert_eq!(brands(&kit, &ada).await.len(), 1);
    add_host(&kit, &ada, kit.kb.id, "help.zeta.test").await.expect("its name is free");
    assert_eq!(code(delete(&kit, &ada, kit.other_brand.id).await), "not_found");
}

#[both]
async fn r5_host_names_are_added_and_removed_and_one_answers_for_one_only(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    other_org(&kit).await;
    add_host(&kit, &ada, kit.kb.id, "Support.Acme.test").await.unwrap();
    assert_eq!(kit.site_at("support.acme.test").await.kb, kit.kb.id);
    for taken in ["support.acme.test", "help.zeta.test", "app.acme.test", "help.other.test"] {
        assert_eq!(code(add_host(&kit, &ada, kit.other_kb.id, taken).await), "name_taken", "{taken}");
    }
    for (kb, name) in [(kit.other_kb.id, "support.acme.test"), (kit.kb.id, "help.other.test")] {
        assert_eq!(code(remove_host(&kit, &ada, kb, name).await), "not_found", "{name}");
    }
    remove_host(&kit, &ada, kit.kb.id, "support.acme.test").await.unwrap();
    assert!(kit.desk.place("support.acme.test").await.is_err());
    assert_eq!(code(remove_host(&kit, &ada, kit.kb.id, "help.acme.test").await), "host_last");
    let mut act = kit.operate();
    let shared = Origin::parse("https://both.acme.test").unwrap();
    Host::add(&mut act, &shared, Some(kit.kb.id), true).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(code(remove_host(&kit, &ada, kit.kb.id, "both.acme.test").await), "host_shared");
    for number in 0..18 {
        add_host(&kit, &ada, kit.kb.id, &format!("h{number}.acme.test")).await.unwrap();
    }
    assert_eq!(code(add_host(&kit, &ada, kit.kb.id, "one-more.acme.test").await), "hosts_many");
    assert_eq!(code(add_host(&kit, &ada, kit.id(), "nobody.acme.test").await), "not_found");
}

#[both]
async fn r1_r5_brands_and_host_names_are_the_administrators(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Con Tent", &[Role::ContentManager]).await;
    let all_but = |right: Right| {
        let rights: Vec<Right> = Right::ALL.iter().copied().filter(|held| *held != right).collect();
        Rights::only(&rights)
    };
    let brand = kit.other_brand.id;
    for who in [
        User { rights: all_but(Right::Administer), ..lead.clone() },
        kit.user("Ag Ent", &[Role::Agent]).await,
        kit.collaborator("Col Lab").await,
        kit.user("No Role", &[]).await,
        lead,
    ] {
        let view: View<User> = kit.view(&who).await;
        assert_eq!(code(view.managed_brands().await), "may_not");
        view.close();
        let refused = [
            code(add(&kit, &who, "third", &face("Third", None)).await),
            code(change(&kit, &who, brand, &face("Third", None)).await),
            code(make_default(&kit, &who, brand).await),
            code(delete(&kit, &who, brand).await),
            code(add_host(&kit, &who, kit.kb.id, "more.acme.test").await),
            code(remove_host(&kit, &who, kit.kb.id, "help.acme.test").await),
        ];
        assert_eq!(refused, ["may_not"; 6], "{}", who.name);
    }
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let stranger = User { org: kit.id(), ..ada };
    assert_eq!(code(change(&kit, &stranger, brand, &face("Third", None)).await), "not_found");
    assert_eq!(code(delete(&kit, &stranger, brand).await), "not_found");
    assert_eq!(code(add_host(&kit, &stranger, kit.kb.id, "more.acme.test").await), "not_found");
}

#[both]
async fn th27_another_organizations_brands_and_hosts_are_not_there(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let near = Origin::parse("http://acme.localhost:8080").unwrap();
    let mut act = kit.operate();
    Host::add(&mut act, &near, Some(kit.kb.id), false).await.unwrap();
    act.done(()).await.unwrap();
    conversation(&kit, "cleo@example.com", "Hello", &[said("Hi")]).await;
    let mut act = kit.operate();
    act.make_article(kit.other_kb.id, &testkit_desk::article("A", "B")).await.unwrap();
    act.done(()).await.unwrap();
    Visitor::new(&kit).sign_in(&kit, &kit.site_at("help.zeta.test").await, "cleo@example.com").await;
    kit.part_from_twin();
    for table in ["article_kb", "session"] {
        kit.lose(table, "true").await;
    }
    kit.lose("brand_address", "true").await;
    assert_eq!(brands(&kit, &ada).await[0].2, "");
    assert!(uses(&kit, &ada, kit.other_brand.id).await.is_none());
    change(&kit, &ada, kit.other_brand.id, &face("Zeta", Some("help@acme.test"))).await.unwrap();
    kit.lose("host", "name <> 'help.zeta.test'").await;
    assert_eq!(code(remove_host(&kit, &ada, kit.other_kb.id, "help.zeta.test").await), "host_last");
    let plain = add(&kit, &ada, "plain", &face("Plain", None)).await.unwrap();
    let reader = kit.db.reader().await.unwrap();
    let kb = Kb::of_brand(&reader, kit.org, plain).await.unwrap().unwrap();
    assert!(Host::of_kb(&reader, kit.org, kb.id).await.unwrap().is_none(), "the twin's host is no neighbour");
    reader.end();
    delete(&kit, &ada, kit.other_brand.id).await.unwrap();
}
