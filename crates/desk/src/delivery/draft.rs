//! Reading everything an answer needs to become a mail.

use std::sync::Arc;

use db::{FromRow, Row, params, sql};
use kernel::{EmailAddress, Fault, Language, Time};
use mail::MessageId;
use markup::Html;

use super::{Draft, DraftFile, Quote, Recipient, Sender};
use crate::act::View;
use crate::brand::{self, Brand, BrandId};
use crate::code;
use crate::conversation::message::Direction;
use crate::conversation::{self, Conversation, ConversationId};
use crate::customer::Person;
use crate::kb::Site;
use crate::who::System;

sql! {
    ANSWER = "select m.seq, m.author_name, m.address, m.text, m.html, m.made_at from message m
        where m.org_id = $1 and m.conversation_id = $2 and m.id = $3
        and m.direction = 'out' and m.channel = 'email' and m.state = 'queued'";
    FILES = "select f.hash, f.name, f.media_type, f.size from message_file f
        where f.org_id = $1 and f.conversation_id = $2 and f.message_id = $3 and not f.redacted and f.hash is not null
        order by f.place";
    THREAD = "select m.outside_id, m.direction from message m
        where m.org_id = $1 and m.conversation_id = $2 and m.seq < $3 and /*see*/m.shown/*end*/
        and m.channel = 'email' and m.outside_id is not null and m.state in ('stored', 'sent')
        order by m.seq desc limit $4";
    QUOTED = "select m.author_name, m.made_at, m.text, m.html from message m
        where m.org_id = $1 and m.conversation_id = $2 and m.seq < $3 and m.direction = 'in' and /*see*/m.shown/*end*/
        order by m.seq desc limit 1";
    SPELLED = "select a.address from customer_address a
        where a.org_id = $1 and a.customer_id = $2 and a.kind = 'email' and a.key = $3";
}

/// The mails of a conversation that are named; a mail names fewer still.
const THREAD_LENGTH: i64 = 50;
/// The most bytes of HTML that are quoted as they are; of more the beginning of the text is quoted.
const QUOTED_HTML: usize = 32 * 1024;
/// The most characters of text that are quoted.
const QUOTED_CHARS: usize = 4_000;

/// The answer's own row.
struct Answer {
    seq: i64,
    author: String,
    address: String,
    text: String,
    html: String,
    made_at: Time,
}

impl Draft {
    /// The draft of an answer; nothing for one that does not wait to leave by mail. `mail_off` while the brand has no
    /// address to write from, `no_address` for an answer to no address that mail can be sent to, `mails_unwanted` where
    /// the customer has turned them off since.
    pub async fn read(
        view: &View<System>,
        conversation: ConversationId,
        message: conversation::MessageId,
    ) -> Result<Option<Self>, Fault> {
        let conversation: Conversation = view.see(conversation).await?;
        let values = params![view.org(), conversation.id, message];
        let answer: Option<Answer> = view.reader().maybe(ANSWER.with(values)).await?;
        let Some(answer) = answer else { return Ok(None) };
        let sender = Sender::of_brand(view, conversation.brand).await?.in_the_name_of(&answer);
        let site = sender.site.as_deref();
        let (recipient, wants_mail) = recipient(view, &conversation, &answer, site).await?;
        let portal_url = site.and_then(|site| portal_url(site, &recipient.language, &conversation));
        // The answer was on its way already when the customer turned mails off (P15).
        if !wants_mail && portal_url.is_some() {
            return Err(Fault::new(&code::MAILS_UNWANTED));
        }
        let (in_reply_to, references) = thread(view, &conversation, &answer).await?;
        Ok(Some(Self {
            message,
            settings_url: site.and_then(|site| settings_url(site, &recipient.language)),
            portal_url,
            quote: quote(view, &conversation, &answer).await?,
            files: view.reader().all(FILES.with(params![view.org(), conversation.id, message])).await?,
            html: Html::sanitise(&answer.html),
            text: answer.text,
            made_at: answer.made_at,
            number: conversation.number,
            subject: conversation.subject,
            sender,
            recipient,
            in_reply_to,
            references,
        }))
    }
}

impl Sender {
    /// The organization, in the name of its default brand.
    pub async fn of_organization(view: &View<System>) -> Result<Self, Fault> {
        let brands = Brand::of_org(view.reader(), view.org()).await?;
        let brand = brands.into_iter().find(|brand| brand.is_default);
        let brand = brand.ok_or_else(|| Fault::internal("an organization has a default brand"))?;
        Self::of_brand(view, brand.id).await
    }

    /// The brand itself; `mail_off` while it has no address to write from.
    pub async fn of_brand(view: &View<System>, brand: BrandId) -> Result<Self, Fault> {
        let address = brand::sender(view.reader(), view.org(), brand).await?;
        let address = address.ok_or_else(|| Fault::new(&code::MAIL_OFF))?;
        let brands = Brand::of_org(view.reader(), view.org()).await?;
        let brand = brands.into_iter().find(|known| known.id == brand);
        let brand = brand.ok_or_else(|| Fault::internal("a conversation's brand is gone"))?;
        let site = Site::of_brand(view, brand.id).await?.map(Arc::new);
        Ok(Self { name: brand.title.clone(), brand: brand.title, accent: brand.accent, address, site })
    }

    /// With the name of the answer's author, where customers are shown it (P4).
    fn in_the_name_of(self, answer: &Answer) -> Self {
        let is_named =
            self.site.as_ref().is_none_or(|site| site.portal.agent_names) && !answer.author.is_empty();
        if is_named { Self { name: answer.author.clone(), ..self } } else { self }
    }
}

/// Whom it is for, and whether they want mails.
async fn recipient(
    view: &View<System>,
    conversation: &Conversation,
    answer: &Answer,
    site: Option<&Site>,
) -> Result<(Recipient, bool), Fault> {
    let person = Person::of_id(view.reader(), view.org(), conversation.customer).await?;
    let address = address(view, conversation, answer).await?;
    let fallback = || "en_us".parse().expect("en_us is a language code");
    let of_site = || site.map_or_else(fallback, |site| site.default_language().clone());
    let recipient = Recipient {
        name: person.name,
        address,
        language: person.language.unwrap_or_else(of_site),
        zone: person.zone.unwrap_or_else(|| "UTC".to_owned()),
    };
    Ok((recipient, person.wants_mail))
}

/// The address the answer was written to, spelled as the customer spells it.
async fn address(
    view: &View<System>,
    conversation: &Conversation,
    answer: &Answer,
) -> Result<EmailAddress, Fault> {
    let values = params![view.org(), conversation.customer, &answer.address];
    let spelled: Option<(String,)> = view.reader().maybe(SPELLED.with(values)).await?;
    let text = spelled.map_or_else(|| answer.address.clone(), |(text,)| text);
    text.parse().map_err(|_| Fault::new(&code::NO_ADDRESS))
}

/// What the mail answers, and the exchange it belongs to.
async fn thread(
    view: &View<System>,
    conversation: &Conversation,
    answer: &Answer,
) -> Result<(Option<MessageId>, Vec<MessageId>), Fault> {
    let values = params![view.org(), conversation.id, answer.seq, THREAD_LENGTH];
    let rows: Vec<(String, Direction)> = view.reader().all(THREAD.with(values)).await?;
    let ids = rows.into_iter().filter_map(|(id, direction)| Some((id.parse::<MessageId>().ok()?, direction)));
    let newest_first: Vec<(MessageId, Direction)> = ids.collect();
    let customers = newest_first.iter().find(|(_, direction)| *direction == Direction::In);
    let answered = customers.or(newest_first.first()).map(|(id, _)| id.clone());
    Ok((answered, newest_first.into_iter().rev().map(|(id, _)| id).collect()))
}

async fn quote(
    view: &View<System>,
    conversation: &Conversation,
    answer: &Answer,
) -> Result<Option<Quote>, Fault> {
    let values = params![view.org(), conversation.id, answer.seq];
    let row: Option<(String, Time, String, String)> = view.reader().maybe(QUOTED.with(values)).await?;
    Ok(row.map(|(author, at, text, html)| Quote::cut(author, at, &text, &html)))
}

/// The conversation in the portal, in a language the site has.
fn portal_url(site: &Site, language: &Language, conversation: &Conversation) -> Option<String> {
    let url = || format!("{}/{}/conversations/{}", site.origin, spoken(site, language), conversation.id);
    site.portal.my_conversations.then(url)
}

fn spoken<'a>(site: &'a Site, language: &Language) -> &'a Language {
    site.speaks(language).unwrap_or_else(|| site.default_language())
}

/// Where the customer turns mails off (P15).
fn settings_url(site: &Site, language: &Language) -> Option<String> {
    let url = || format!("{}/{}/settings", site.origin, spoken(site, language));
    site.portal.my_conversations.then(url)
}

impl Quote {
    /// Of a long text only the beginning.
    fn cut(author: String, at: Time, text: &str, html: &str) -> Self {
        if html.len() <= QUOTED_HTML && text.chars().count() <= QUOTED_CHARS {
            return Self { author, at, text: text.to_owned(), html: Html::sanitise(html) };
        }
        let beginning: String = text.chars().take(QUOTED_CHARS).chain("…".chars()).collect();
        Self { author, at, html: Html::from_plain(&beginning), text: beginning }
    }
}

db::columns!(Answer: seq, author, address, text, html, made_at);

impl FromRow for DraftFile {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let (hash, size): (String, i64) = (row.get(0)?, row.get(3)?);
        Ok(Self {
            hash: hash.parse()?,
            name: row.get(1)?,
            media_type: row.get(2)?,
            size: u64::try_from(size).map_err(Fault::internal)?,
        })
    }
}
