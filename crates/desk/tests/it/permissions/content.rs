//! What is decided about knowledge bases, conversations' attributes and texts.

use desk::article::{ArticleId, ShownArticle};
use desk::attribute::{Attribute, AttributeName, Edit as EditAttribute, Object};
use desk::brand::{Brand, DeleteBrand, EditBrand};
use desk::conversation::Conversation;
use desk::detail::{Arrange, Detail, Edit as EditDetail, What};
use desk::form::{Design, Edit as EditForm, Form, Languages, Typed, TypedField};
use desk::host_name::host_address;
use desk::kb::Kb;
use desk::order::Step;
use desk::sign_on::{Manage, Replacing};
use desk::snippet::{Edit as EditSnippet, Label, Snippet, text_of};
use desk::{User, View, code};
use kernel::Fault;

use testkit_desk::english;

use super::stage::{HOST, SENSITIVE, Stage, face, new_article};
use super::{Chapter, deeds};
use crate::attribute::definition;
use crate::form::{beginning, field};

pub(super) static CHAPTERS: &[Chapter] = &[
    Chapter {
        title: "Knowledge bases and what their portals show",
        deeds: deeds! {
            "see the configuration", view |stage, view| view.configuration("acme");
            "see the details of the portal", view |stage, view| view.details(stage.kit.kb.id);
            "show one more detail", act |stage, act| async {
                let kb = act.open::<Arrange, Kb>(stage.kit.kb.id).await?;
                kb.add_detail(&mut act, What::Attribute(stage.free), &Label::Own).await
            };
            "rename a detail", act |stage, act| async {
                act.open::<EditDetail, Detail>(stage.detail).await?.rename(&mut act, &Label::Own).await
            };
            "move a detail", act |stage, act| async {
                act.open::<EditDetail, Detail>(stage.detail).await?.step(&mut act, Step::Down).await
            };
            "remove a detail", act |stage, act| async {
                act.open::<EditDetail, Detail>(stage.detail).await?.remove(&mut act).await
            };
            "add a host name", act |stage, act| async {
                act.add_host(stage.kit.kb.id, &host_address("new.acme.test")?).await
            };
            "remove a host name", act |stage, act| act.remove_host(stage.kit.kb.id, HOST);
            "see the redirects", view |stage, view| view.redirects(stage.kit.kb.id);
            "lead an old address on", act |stage, act| async {
                act.add_redirect(stage.kit.kb.id, &"/old".parse()?, &"/en_us".parse()?).await
            };
            "stop leading one on", act |stage, act| async {
                act.add_redirect(stage.kit.kb.id, &"/old".parse()?, &"/en_us".parse()?).await?;
                act.remove_redirect(stage.kit.kb.id, &"/old".parse()?).await
            };
        },
    },
    Chapter {
        title: "Custom Sign On",
        deeds: deeds! {
            "see how old the secrets are", view |stage, view| view.sign_on_secrets(stage.kit.kb.id);
            "try a token", view |stage, view| view.try_sign_on(stage.kit.kb.id, "a.b.c");
            "reveal the secret", act |stage, act| async {
                act.open::<Manage, Kb>(stage.kit.kb.id).await?.reveal_secret(&mut act).await
            };
            "make a new secret", act |stage, act| async {
                let kb = act.open::<Manage, Kb>(stage.kit.kb.id).await?;
                kb.make_secret(&mut act, Replacing::Later).await
            };
            "retire the older secret", act |stage, act| async {
                act.open::<Manage, Kb>(stage.kit.kb.id).await?.retire_secret(&mut act).await
            };
        },
    },
    Chapter {
        title: "Brands",
        deeds: deeds! {
            "see the list", view |stage, view| view.managed_brands();
            "add one", act |stage, act| act.add_brand("more", &face());
            "change one", act |stage, act| async {
                act.open::<EditBrand, Brand>(stage.brand.id).await?.change(&mut act, &face()).await
            };
            "make one the default", act |stage, act| async {
                act.open::<EditBrand, Brand>(stage.brand.id).await?.make_default(&mut act).await
            };
            "delete one", act |stage, act| async {
                act.open::<DeleteBrand, Brand>(stage.brand.id).await?.delete(&mut act).await
            };
        },
    },
    Chapter {
        title: "Attributes",
        deeds: deeds! {
            "see what is defined", view |stage, view| async {
                view.attributes(Object::Conversation).await
            };
            "define one", act |stage, act| async {
                let name = AttributeName::parse("newStr")?;
                act.add_attribute(Object::Conversation, &name, &definition("newStr", "")).await
            };
            "change one", act |stage, act| async {
                let attribute = act.open::<EditAttribute, Attribute>(stage.attribute).await?;
                attribute.change(&mut act, &definition("orderStr", "")).await
            };
            "move one", act |stage, act| async {
                act.open::<EditAttribute, Attribute>(stage.attribute).await?.step(&mut act, Step::Down).await
            };
            "remove one", act |stage, act| async {
                act.open::<EditAttribute, Attribute>(stage.attribute).await?.remove(&mut act).await
            };
            "read a sensitive value", view |stage, view| sensitive(stage, view);
        },
    },
    Chapter {
        title: "Snippets",
        deeds: deeds! {
            "see the list", view |stage, view| view.snippets();
            "add one", act |stage, act| async {
                let texts = [("de".parse().unwrap(), text_of("Neu")?)].into();
                act.add_snippet(&"sn.new".parse()?, &texts).await
            };
            "change one", act |stage, act| async {
                let texts = [("de".parse().unwrap(), text_of("Neu")?)].into();
                let snippet = act.open::<EditSnippet, Snippet>(stage.snippet).await?;
                snippet.change(&mut act, (&"sn.order".parse()?, &texts), &[].into()).await
            };
            "remove one", act |stage, act| async {
                act.open::<EditSnippet, Snippet>(stage.snippet).await?.remove(&mut act).await
            };
        },
    },
    Chapter {
        title: "Forms",
        deeds: deeds! {
            "see the list", view |stage, view| view.forms(stage.kit.kb.id);
            "see one", view |stage, view| view.managed_form(stage.form);
            "make one", act |stage, act| act.make_form(stage.kit.kb.id, &beginning("New", &ENGLISH));
            "change one", act |stage, act| async {
                let design = Design::read(&designed(), &[], None).expect("it asks for a subject");
                let languages = Languages { own: &ENGLISH, said: &ENGLISH };
                let form = act.open::<EditForm, Form>(stage.form).await?;
                form.change(&mut act, languages, &design, 1).await
            };
            "publish one", act |stage, act| async {
                act.open::<EditForm, Form>(stage.form).await?.publish(&mut act).await
            };
            "unpublish one", act |stage, act| async {
                act.open::<EditForm, Form>(stage.form).await?.unpublish(&mut act).await
            };
            "delete one", act |stage, act| async {
                act.open::<EditForm, Form>(stage.form).await?.delete(&mut act).await
            };
        },
    },
    Chapter {
        title: "Articles, while the internal knowledge base is on",
        deeds: deeds! {
            "find articles", view |stage, view| found(stage, view);
            "read an internal one", view |stage, view| read(view, stage.article);
            "write one", act |stage, act| act.make_article(stage.kit.kb.id, &NEW_ARTICLE);
            "see what readers say of one", view |stage, view| view.article_feedback(stage.article);
        },
    },
];

static ENGLISH: std::sync::LazyLock<kernel::Language> = std::sync::LazyLock::new(english);

fn designed() -> Typed {
    let field = TypedField { target: "subject".to_owned(), ..field("subject", "text") };
    Typed { name: "Ask".to_owned(), title: "Ask".to_owned(), fields: vec![field], ..Typed::default() }
}

static NEW_ARTICLE: std::sync::LazyLock<desk::article::NewArticle> = std::sync::LazyLock::new(new_article);

async fn read(view: View<User>, id: ArticleId) -> Result<ShownArticle, Fault> {
    view.article(id, &english()).await
}

/// Whether the internal one is among what is found.
async fn found(stage: &Stage, view: View<User>) -> Result<(), Fault> {
    let list = view.find_articles("refund", &english()).await?;
    let is_there = list.rows.iter().any(|row| row.id == stage.article);
    if is_there { Ok(()) } else { Err(Fault::new(&kernel::base_codes::NOT_FOUND)) }
}

/// Whether it stands there and not its mask.
async fn sensitive(stage: &Stage, view: View<User>) -> Result<(), Fault> {
    let conversation: Conversation = view.see(stage.conversation).await?;
    let held = view.attributes_of(&conversation).await?;
    let held = held.iter().find(|held| held.attribute.name.as_str() == SENSITIVE).expect("it has a value");
    if held.is_open() { Ok(()) } else { Err(Fault::new(&code::MAY_NOT)) }
}
