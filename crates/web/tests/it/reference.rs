//! The page of `docs/reference/` that is made from the faces.

use testkit::{Table, hold};

/// Doors in the order of how much they ask for, and what they mean to people.
const DOORS: [(&str, &str, &str); 8] = [
    ("Public", "Anybody", "On a knowledge base's host names. Nobody needs to be signed in."),
    (
        "Customer",
        "Customers",
        "On a knowledge base's host names, with a customer's session. Others are sent to sign in.",
    ),
    (
        "TeamReader",
        "Users, at a help centre",
        "On a knowledge base's host names, with a user's session there, which a ticket of the app began. Others are sent to sign in.",
    ),
    ("AppPublic", "Anybody, at the app", "On the app's host name, before signing in."),
    ("User", "Users", "On the app's host name, with a user's session. Each deed asks a right besides."),
    (
        "Account",
        "Users before their own way in",
        "On the app's host name, with a user's session, also while a second factor is demanded of them and they have none: \
         then there is nothing else.",
    ),
    (
        "ApiPublic",
        "Anybody, at the API",
        "On an organization's hosts of the API and the common one. Each is found with a slash at its end too.",
    ),
    (
        "Key",
        "Programs",
        "On the same hosts, with an API key in the `Authorization` header; others get 401. Each deed asks a role besides. \
         [openapi.json](openapi.json) describes them.",
    ),
];

#[test]
fn the_reference_of_routes_is_the_list() {
    let routes = web::routes();
    let mut page = "# Routes\n\nEvery address of the portal and the app, by the door it stands behind. A GET only looks, in a view \
                    that cannot write, but for the few that stand with an act; a POST acts. A handler without a door does not compile. Assets, health, the API's \
                    description and the mailbox page of `--dev`, for this machine only, stand beside the doors.\n"
        .to_owned();
    let mut shown = 0;
    for (door, title, meaning) in DOORS {
        let (view, act) = (format!("View<{door}>"), format!("Act<{door}>"));
        let mut behind: Vec<_> =
            routes.iter().filter(|route| route.door == view || route.door == act).collect();
        behind.sort_by_key(|route| (route.path, route.method));
        let mut table = Table::new(&["address", "method", "door"]);
        for route in &behind {
            let (path, door) = (format!("`{}`", route.path), format!("`{}`", route.door));
            table = table.with_row(&[path.as_str(), route.method, &door]);
        }
        shown += behind.len();
        page = format!("{page}\n## {title}\n\n{meaning}\n\n{}", table.text());
    }
    assert_eq!(shown, routes.len(), "every door has a chapter");
    hold("routes", &page);
}
