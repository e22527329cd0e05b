//! Drawing mails: those to customers with the theme of their site, those to users as they come with the program. The text
//! part is made of the other one.

use std::sync::Arc;

use desk::delivery::Sender;
use desk::kb::Site;
use kernel::{Fault, Language};
use markup::html_to_mail_text;
use serde::Serialize;
use spine::Ticket;
use theme::lint::{Severity, check_mail};
use theme::{Argument, Bundle, Page, RenderFault, TemplateFault, Texts, Told};

use super::mails;
use super::shell::{Manner, Shell};
use crate::Host;

/// The templates and texts of mails to users, ready to use.
pub(crate) struct Pages(Bundle);

/// Every template of them.
const TEMPLATES: [&str; 3] = ["mail/password.html", "mail/invitation.html", "mail/theme-broken.html"];

/// A mail, drawn.
pub(super) struct Drawn {
    pub(super) html: String,
    pub(super) text: String,
    texts: Arc<Texts>,
}

#[derive(Serialize)]
struct Context<'a, P> {
    shell: &'a Shell,
    page: &'a P,
}

impl Pages {
    /// The pages that come with the program. The first template that is missing is the fault.
    pub(crate) fn load() -> Result<Self, TemplateFault> {
        let bundle = theme::bundled::app()?;
        bundle.engine.require(TEMPLATES)?;
        Ok(Self(bundle))
    }

    /// Draws `mail/<name>.html`.
    pub(super) fn draw(&self, name: &str, shell: &Shell, page: &impl Serialize) -> Result<Drawn, Fault> {
        let context = Context { shell, page };
        let html = self.0.engine.render(&format!("mail/{name}.html"), &context).map_err(untold)?;
        Ok(Drawn::new(html, &self.0))
    }
}

impl Drawn {
    fn new(html: String, look: &Bundle) -> Self {
        Self { text: html_to_mail_text(&html), html, texts: look.texts.clone() }
    }

    /// A text about a brand, for a subject.
    pub(super) fn say(&self, language: &Language, key: &str, brand: &str) -> String {
        self.texts.text(language.as_str(), key, &[("brand", Argument::Text(brand))]).into_owned()
    }
}

/// The templates that a theme has to have for its mails.
pub(crate) fn require(look: &Bundle) -> Result<(), TemplateFault> {
    look.engine.require(mails::PAGES.iter().map(|mail| mail.template))
}

impl Host {
    /// A mail to a customer, drawn with the theme of the sender's site. One that cannot be drawn, or that would fetch something
    /// from elsewhere when it is opened, is as the template has it (T4).
    pub(super) async fn draw<P: Page>(
        &self,
        ticket: &Ticket,
        sender: &Sender,
        manner: &Manner<'_>,
        mail: &P,
    ) -> Result<Drawn, Fault> {
        let Some(site) = &sender.site else {
            return draw_bundled(self.looks().bundled(), sender, manner, mail);
        };
        let look = self.looks().of(self.desk(), site).await;
        let told = self.told(ticket, site, &look, manner.language).await?;
        match self.draw_themed(site, (&look, &told), &Shell::themed(sender, &look, manner), mail) {
            Ok(html) => Ok(Drawn::new(html, &look)),
            Err(why) => {
                tracing::warn!(%why, "a mail of a theme cannot be drawn; it is as the template has it");
                self.looks().tell_broken(self.desk(), site, why);
                draw_bundled(&self.looks().template(&look.template), sender, manner, mail)
            }
        }
    }

    fn draw_themed<P: Page>(
        &self,
        site: &Site,
        (look, told): (&Bundle, &Told),
        shell: &Shell,
        mail: &P,
    ) -> Result<String, String> {
        let drawn = self.looks().drawing(site, P::TEMPLATE, || look.engine.page_told(shell, told, mail));
        // What is told holds nothing of what the mail was given: a code, somebody's words.
        let html = drawn.map_err(|fault| format!("{}: {}", P::TEMPLATE, fault.without_values()))?;
        let origins: Vec<String> = site.origins.iter().map(ToString::to_string).collect();
        let found = check_mail(P::TEMPLATE, &html, &origins);
        let refused = found.into_iter().find(|found| found.severity == Severity::Refused);
        refused.map_or(Ok(html), |found| Err(format!("{}: {}", P::TEMPLATE, found.rule)))
    }

    /// What the theme says to the mail's reader.
    async fn told(
        &self,
        ticket: &Ticket,
        site: &Site,
        look: &Bundle,
        language: &Language,
    ) -> Result<Told, Fault> {
        let view = self.desk().view_system(ticket).await?;
        let names: Vec<&str> = look.snippets.iter().map(String::as_str).collect();
        let languages = [language.clone(), site.default_language().clone()];
        let said = view.say_named(&names, &languages).await;
        view.close();
        let said = said?;
        let theme = look.settled.told(&|name| said.get(name).map(String::as_str));
        Ok(Told::new(&theme, &said))
    }
}

fn draw_bundled<P: Page>(
    look: &Bundle,
    sender: &Sender,
    manner: &Manner<'_>,
    mail: &P,
) -> Result<Drawn, Fault> {
    let html = look.engine.page(&Shell::themed(sender, look, manner), mail).map_err(untold)?;
    Ok(Drawn::new(html, look))
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of a mapping")]
fn untold(fault: RenderFault) -> Fault {
    Fault::internal(fault.without_values())
}
