//! Scripts of a theme's own take a right that no role holds (T4).

use desk::User;
use desk::right::{Right, Rights, Role};
use desk::theme::{Edit, Theme};
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{draft, make, publish, save, see};
use crate::inbox::code;

const SCRIPT: (&str, &str) = ("js/boat.js", "console.log(1)");
const OTHER: (&str, &str) = ("js/boat.js", "console.log(2)");

fn with_right(user: &User) -> User {
    User { rights: Rights::only(&[Right::ManageContent, Right::ThemeScripts]), ..user.clone() }
}

#[both]
async fn t4_a_script_is_brought_in_only_by_who_may(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = kit.user("Lea", &[Role::ContentManager]).await;
    let admin = kit.user("Max", &[Role::Administrator]).await;
    let scripter = with_right(&lead);
    let id = make(&kit, &lead, ("midtown", "Autumn")).await.unwrap();
    let first = see(&kit, &lead, id).await.draft;
    for who in [&lead, &admin] {
        for name in ["js/boat.js", "boat.mjs", "uploads/boat.js"] {
            let saved = save(&kit, who, (id, first), &draft("#aa3300", &[(name, "x()")])).await;
            assert_eq!(code(saved), "theme_scripts", "{name}");
        }
    }
    assert_eq!(see(&kit, &lead, id).await.draft, first, "nothing was stored");

    let second = save(&kit, &scripter, (id, first), &draft("#aa3300", &[SCRIPT])).await.unwrap();
    assert_eq!(code(publish(&kit, &lead, id).await), "theme_scripts", "it is not live yet");
    publish(&kit, &scripter, id).await.unwrap();
    let third = save(&kit, &lead, (id, second), &draft("#0033aa", &[SCRIPT])).await.unwrap();
    publish(&kit, &lead, id).await.unwrap();
    assert_eq!(code(save(&kit, &lead, (id, third), &draft("#0033aa", &[OTHER])).await), "theme_scripts");
    let fourth = save(&kit, &lead, (id, third), &draft("#0033aa", &[])).await.unwrap();
    publish(&kit, &lead, id).await.unwrap();
    let seen = see(&kit, &lead, id).await;
    let older = kit.view(&lead).await.older_theme(&seen, third).await.unwrap();
    let mut act = kit.act(&lead);
    let theme = act.open::<Edit, Theme>(id).await.unwrap();
    assert_eq!(code(theme.save(&mut act, fourth, &older).await), "theme_scripts", "nor through the past");
}

#[both]
async fn t4_a_script_of_the_template_is_replaced_by_nobody(database: Database) {
    let kit = Kit::new(&database).await;
    let lead = with_right(&kit.user("Lea", &[Role::ContentManager]).await);
    let id = make(&kit, &lead, ("midtown", "Autumn")).await.unwrap();
    let first = see(&kit, &lead, id).await.draft;
    let manifest = "name = \"x\"\nversion = \"1.1.0\"\napi = 1\n[assets]\n\"midtown.js\" = [\"js/boat.js\"]";
    for files in
        [&[("js/menus.js", "x()")][..], &[("midtown.js", "x()")], &[("manifest.toml", manifest), SCRIPT]]
    {
        assert_eq!(
            code(save(&kit, &lead, (id, first), &draft("#aa3300", files)).await),
            "theme_wrong",
            "{files:?}"
        );
    }
}
