//! Whose the imported conversations are.

use db::sql;
use desk::conversation::portal::ListQuery;
use desk::customer::{AddressKind, NewCustomer, Person, Standing};
use desk::{Customer, code};
use testkit::{Database, both};

use super::{JANUARY_5, JANUARY_6, Shop, mail};

sql! {
    HELD = "select c.name, a.address, a.standing from customer_address a join customer c on c.org_id = a.org_id and c.id = a.customer_id
        where a.org_id = $1 order by a.key, c.name";
    AUTHORS = "select m.author_name, m.address, m.state from message m where m.org_id = $1 order by m.seq";
}

const HELP: &str = "Acme <help@acme.test>";

fn held(name: &str, address: &str, standing: &str) -> (String, String, String) {
    (name.to_owned(), address.to_owned(), standing.to_owned())
}

#[both]
async fn n3_customers_are_made_of_those_who_wrote_and_those_who_were_written_to(database: Database) {
    let shop = Shop::new(&database).await;
    let path = shop.mbox(&[
        mail("1@acme.test", HELP, "Ana@x.test", (JANUARY_5, "Hello"), "", "first we"),
        mail(
            "2@x.test",
            "Ana Lima <ana@X.test>",
            HELP,
            (JANUARY_6, "Re: Hello"),
            "In-Reply-To: <1@acme.test>\n",
            "then she",
        ),
        mail("3@acme.test", HELP, "\"Bo\" <bo@y.test>", (JANUARY_6, "Offer"), "", "and he never"),
    ]);
    shop.import(&path).await;
    let people: Vec<(String, String, String)> = shop.rows(&HELD).await;
    assert_eq!(people, [held("Ana Lima", "Ana@x.test", "wrote"), held("Bo", "bo@y.test", "typed")]);
    let authors: Vec<(String, String, String)> = shop.rows(&AUTHORS).await;
    let author = held;
    assert_eq!(
        authors,
        [
            author("Acme", "ana@x.test", "sent"),
            author("Ana Lima", "ana@x.test", "stored"),
            author("Acme", "bo@y.test", "sent"),
        ]
    );
}

#[both]
async fn a4_an_archive_proves_no_address_of_somebody_known_by_others(database: Database) {
    let shop = Shop::new(&database).await;
    let mut act = shop.kit.operate();
    let new = NewCustomer { name: "Cy".to_owned(), ..NewCustomer::default() };
    let cy = Person::add(&mut act, &new).await.unwrap();
    for (address, standing) in [("cy@x.test", Standing::Wrote), ("cy@y.test", Standing::Typed)] {
        cy.add_address(&mut act, (AddressKind::Email, address), standing).await.unwrap();
    }
    act.done(()).await.unwrap();
    shop.import(&shop.mbox(&[mail("1@y.test", "cy@y.test", HELP, (JANUARY_5, "Rain"), "", "hi")])).await;
    let people: Vec<(String, String, String)> = shop.rows(&HELD).await;
    assert_eq!(people, [held("Cy", "cy@x.test", "wrote"), held("Cy", "cy@y.test", "typed")]);
}

#[both]
async fn p2_a_customer_finds_the_imported_conversations(database: Database) {
    let shop = Shop::new(&database).await;
    shop.import(&shop.mbox(&[mail("1@x.test", "Ana <ana@x.test>", HELP, (JANUARY_5, "Rain"), "", "hi")]))
        .await;
    let mut act = shop.kit.operate();
    let ana = Person::holders(&mut act, AddressKind::Email, "ana@x.test").await.unwrap().remove(0).person;
    act.done(()).await.unwrap();
    let who = Customer { id: ana.id, ..shop.kit.customer("Ana", "other@x.test").await };
    let list = shop.kit.view(&who).await.conversations(&ListQuery::default()).await.unwrap();
    let rows: Vec<(&str, &str, bool)> =
        list.rows.iter().map(|row| (row.subject.as_str(), row.excerpt.as_str(), row.unread)).collect();
    assert_eq!(rows, [("Rain", "hi", false)]);
}

#[both]
async fn n3_without_an_address_of_the_brand_nothing_is_imported(database: Database) {
    let shop = Shop::new(&database).await;
    let path = shop.mbox(&[mail("1@old.test", "old@acme.test", "ana@x.test", (JANUARY_5, "Rain"), "", "hi")]);
    let mut import = shop.import_of(&path);
    let mut act = shop.kit.operate();
    import.brand = desk::brand::Brand::add(&mut act, "bare", "Bare", "#000000").await.unwrap();
    act.done(()).await.unwrap();
    let refused = shop.run(&import, &|_| {}).await.unwrap_err();
    assert_eq!(refused.code(), &code::NO_ADDRESS);
    import.addresses.push("OLD@acme.test".parse().unwrap());
    assert_eq!(shop.run(&import, &|_| {}).await.unwrap().stored, 1);
    assert_eq!(shop.said().await[0].1, "out");
}

/// A4, TH27: an address is believed where it is all that this organization knows of the customer, whatever another knows.
#[both]
async fn a4_an_archive_names_and_believes_the_customer_of_this_organization(database: Database) {
    let shop = Shop::new(&database).await;
    let mut act = shop.kit.operate();
    let cy = Person::add(&mut act, &NewCustomer::default()).await.unwrap();
    for address in ["cy@x.test", "cy@y.test"] {
        cy.add_address(&mut act, (AddressKind::Email, address), Standing::Typed).await.unwrap();
    }
    act.done(()).await.unwrap();
    shop.kit.part_from_twin();
    shop.kit.lose("customer_address", "key = 'cy@y.test'").await;
    shop.import(&shop.mbox(&[mail(
        "1@x.test",
        "Cy <cy@x.test>",
        HELP,
        (JANUARY_5, "Hello"),
        "",
        "it is me",
    )]))
    .await;
    let people: Vec<(String, String, String)> = shop.rows(&HELD).await;
    assert_eq!(people, [held("Cy", "cy@x.test", "wrote")]);
}
