//! Makes `docs/looks/themes/`: the same pages in each template, so that they can be compared.

use std::net::Ipv4Addr;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use demo::PASSWORD;
use desk::session::{Browser, Network, PasswordTry, SignIn};
use desk::theme::{Edit, Theme};
use kernel::Secret;

use crate::pages::LOOKS;
use crate::place::Place;
use crate::sheet;
use crate::studio::{SCHEMES, Studios};

const FOLDER: &str = "docs/looks/themes";
/// Widths of a phone and a desk.
const WIDTHS: [u32; 2] = [390, 1280];
/// The looks, and in how many schemes.
const SHOWN: [(&str, usize); 9] = [
    ("portal-home", 2),
    ("portal-category", 1),
    ("portal-article", 2),
    ("portal-search", 1),
    ("portal-contact", 1),
    ("portal-login", 1),
    ("portal-list", 1),
    ("portal-conversation", 2),
    ("portal-arabic-home", 1),
];

/// Makes every sheet; in whole screens where a folder for these is given.
pub(crate) async fn make(studios: &mut Studios<'_>, whole: Option<&Path>) -> Result<()> {
    for template in theme::TEMPLATES {
        wear(studios.place(), template.name).await?;
        for (name, schemes) in SHOWN {
            let look = LOOKS.iter().find(|look| look.name == name).context(name)?;
            let rows = studios.of(look.who).await?.shots(look, &WIDTHS, &SCHEMES[..schemes]).await?;
            let name = name.replace("portal", template.name);
            match whole {
                Some(folder) => sheet::keep_whole(folder, &name, &WIDTHS, &rows)?,
                None => sheet::keep(Path::new(FOLDER), &name, &rows)?,
            }
        }
    }
    Ok(())
}

/// Has the first help centre shown in a theme of this template, which its administrator makes.
async fn wear(place: &Place, template: &str) -> Result<()> {
    let (desk, guide) = (&place.desk, &place.guide);
    let app = desk.place(host(&guide.app)).await?.host;
    let site = desk.place(host(&guide.sites[0].1)).await?.site.context("a help centre answers")?;
    let typed =
        PasswordTry { email: guide.users[0].email.parse()?, password: Secret::new(PASSWORD.to_owned()) };
    let network = Network::of(Ipv4Addr::LOCALHOST.into());
    let browser = Browser { session: None, user_agent: String::new(), network };
    let SignIn::Whole(session) = desk.sign_in_user(&app, typed, &browser).await? else {
        bail!("a second factor is asked for")
    };
    let mut act = desk.act_user(&app, session.token.reveal()).await?;
    let made = act.make_theme(site.kb, template, template).await?;
    let theme = act.open::<Edit, Theme>(made).await?;
    theme.activate(&mut act).await?;
    Ok(act.done(()).await?)
}

/// `app.tolvane.localhost` of `http://app.tolvane.localhost:8190`.
fn host(address: &str) -> &str {
    address.split(['/', ':']).nth(3).unwrap_or_default()
}
