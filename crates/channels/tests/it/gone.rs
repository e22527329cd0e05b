//! Conversations that are not there any more: merged into another, or deleted, while their answers wait or are replied to.

use channels::email::{Mailbox, Outbox};
use db::{params, sql};
use desk::User;
use desk::conversation::history::History;
use desk::conversation::{Conversation, ConversationId, Delete};
use desk::customer::{Address, AddressKind, Confirm, Person, Standing};
use desk::right::Role;
use identity::ReplyTag;
use testkit::{Database, both};

use crate::shop::{Shop, read};

sql! {
    TAGS = "select (select count(*) from reply_tag where org_id = $1)
        + (select count(*) from directory where org_id = $1 and kind = 'reply_tag')";
    APART = "update customer_address set standing = 'apart' where org_id = $1 and key = $2";
}

struct Post {
    mailbox: Mailbox,
    worker: spine::Worker<channels::Host>,
}

impl Post {
    fn of(shop: &Shop, database: &Database) -> Self {
        let mailbox = Mailbox::new(database.folder.join("mailbox"), shop.kit.desk.context().clone());
        Self { worker: shop.worker(Outbox::Mailbox(mailbox.clone())), mailbox }
    }

    /// The mails that have left so far, oldest first.
    async fn mails(&self) -> Vec<mail::Mail> {
        let mut mails = Vec::new();
        for listed in self.mailbox.list(10).await.unwrap().iter().rev() {
            mails.push(read(&self.mailbox.read(listed.id).await.unwrap().raw));
        }
        mails
    }
}

fn tag_of(mail: &mail::Mail) -> ReplyTag {
    let address = mail.reply_to[0].address.as_str();
    let tag = address.strip_prefix("help+").and_then(|rest| rest.strip_suffix("@acme.test"));
    tag.and_then(ReplyTag::parse).expect("it has a whole tag")
}

/// Two conversations of one customer.
async fn two(shop: &Shop) -> (ConversationId, ConversationId) {
    let ana = shop.customer("Ana Kowalczyk", "ana@customer.test", None).await;
    let one = shop.conversation(ana, "ana@customer.test", "Tent pole").await;
    shop.kit.clock.advance_millis(1_000);
    let other = History::new(ana, shop.kit.brand.id, "Guy rope", shop.kit.clock.now());
    let mut act = shop.kit.operate();
    let other = other.store(&mut act).await.unwrap();
    (one, act.done(other).await.unwrap())
}

async fn merge(shop: &Shop, from: ConversationId, into: ConversationId) {
    let mut act = shop.kit.act(&shop.agent);
    let merged = Conversation::merge(&mut act, from, into).await.unwrap();
    act.done(merged).await.unwrap();
}

async fn delete(shop: &Shop, id: ConversationId) {
    let user: User = shop.kit.user("Ada Administrator", &[Role::Administrator]).await;
    let mut act = shop.kit.act(&user);
    act.open::<Delete, Conversation>(id).await.unwrap().delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
}

#[both]
async fn p14_replies_to_mails_of_a_merged_conversation_belong_to_the_one_that_is_left(database: Database) {
    let shop = Shop::open(&database).await;
    let (one, two) = two(&shop).await;
    let post = Post::of(&shop, &database);
    for (conversation, text) in [(one, "About the pole."), (two, "About the rope.")] {
        shop.answer(conversation, text, vec![]).await;
        post.worker.run_ready().await.unwrap();
    }
    let tags: Vec<ReplyTag> = post.mails().await.iter().map(tag_of).collect();
    merge(&shop, two, one).await;
    for tag in &tags {
        assert_eq!(shop.kit.desk.reply_target(tag).await.unwrap().unwrap().conversation, one);
    }
    shop.answer(one, "About both.", vec![]).await;
    post.worker.run_ready().await.unwrap();
    let last = post.mails().await.pop().unwrap();
    assert_eq!(tag_of(&last).reveal(), tags[0].reveal(), "it has its own tag still");
    delete(&shop, one).await;
    for tag in &tags {
        assert_eq!(shop.kit.desk.reply_target(tag).await.unwrap(), None);
    }
    let reader = shop.kit.db.reader().await.unwrap();
    assert_eq!(reader.one::<(i64,)>(TAGS.with(params![shop.kit.org])).await.unwrap(), (0,));
    reader.end();
}

/// A4: with the address, what was begun by it is the customer's, and so are replies to its mails.
#[both]
async fn a4_replies_to_mails_of_a_conversation_that_was_given_on_are_its_customers(database: Database) {
    let shop = Shop::open(&database).await;
    let (id, post) = (shop.anas().await, Post::of(&shop, &database));
    shop.answer(id, "About the pole.", vec![]).await;
    post.worker.run_ready().await.unwrap();
    let tag = tag_of(&post.mails().await[0]);
    // Ana is only known because somebody proved the address, while it was typed on Mia's record.
    let mut writer = shop.kit.db.writer().await.unwrap();
    writer.run(APART.with(params![shop.kit.org, "ana@customer.test"])).await.unwrap();
    writer.commit().await.unwrap();
    let mia = shop.customer("Mia", "mia@customer.test", None).await;
    let mias = shop.conversation(mia, "mia@customer.test", "Guy rope").await;
    let mut act = shop.kit.operate();
    let holder = Person::holders(&mut act, AddressKind::Email, "mia@customer.test").await.unwrap().remove(0);
    let address = (AddressKind::Email, "ana@customer.test");
    holder.person.add_address(&mut act, address, Standing::Typed).await.unwrap();
    act.done(()).await.unwrap();

    let view = shop.kit.view(&shop.agent).await;
    let addresses = view.aside(&view.see(mias).await.unwrap()).await.unwrap().addresses;
    view.close();
    let mut act = shop.kit.act(&shop.agent);
    act.open::<Confirm, Address>(addresses[1].id).await.unwrap().confirm(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    let target = shop.kit.desk.reply_target(&tag).await.unwrap().unwrap();
    assert_eq!((target.conversation, target.customer), (id, mia));
}

#[both]
async fn p14_answers_that_waited_in_both_leave_once_and_in_the_order_they_were_written(database: Database) {
    let shop = Shop::open(&database).await;
    let (one, two) = two(&shop).await;
    let post = Post::of(&shop, &database);
    for (conversation, text) in [(two, "First."), (one, "Second."), (two, "Third.")] {
        shop.answer(conversation, text, vec![]).await;
        shop.kit.clock.advance_millis(1_000);
    }
    merge(&shop, two, one).await;
    // One lane: one after another.
    for count in 1..=3 {
        post.worker.run_ready().await.unwrap();
        assert_eq!(post.mails().await.len(), count);
    }
    let texts: Vec<String> = post.mails().await.iter().map(|mail| mail.text.clone().unwrap()).collect();
    let begins = ["First.", "Second.", "Third."];
    assert!(texts.iter().zip(begins).all(|(text, begin)| text.starts_with(begin)), "{texts:?}");
    assert!(shop.answers(one).await.iter().all(|answer| answer.state == "sent"));
    assert!(shop.nothing_waits().await);
}

#[both]
async fn w2_what_waits_in_a_deleted_conversation_never_leaves(database: Database) {
    let shop = Shop::open(&database).await;
    let (one, two) = two(&shop).await;
    let post = Post::of(&shop, &database);
    let off = shop.worker(Outbox::Off);
    shop.answer(one, "Never sent.", vec![]).await;
    // Tried once already, in vain.
    off.run_ready().await.unwrap();
    shop.answer(one, "Nor this.", vec![]).await;
    shop.answer(two, "This is.", vec![]).await;
    delete(&shop, one).await;
    shop.after_minutes(10, &post.worker).await;
    let mails = post.mails().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.as_ref().unwrap().starts_with("This is."));
    assert!(shop.nothing_waits().await);
}
