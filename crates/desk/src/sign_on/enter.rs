//! A customer comes back from the company's login with a token (C3).

use db::{Reader, params, sql};
use identity::{SignOnCheck, SignOnClaims, SignOnRefusal};
use kernel::{Fault, Language, Secret, Time};
use serde_json::json;

use super::attempt::Confirmation;
use super::facts;
use super::secret::SignOnSecret;
use crate::Act;
use crate::customer::{AddressKind, CustomerId, Holder, Person};
use crate::form;
use crate::kb::Site;
use crate::session::{self, Beginning, Browser, NewSession, SessionId, SessionKind, SessionWay};
use crate::who::Public;

/// A used token is remembered this much longer than it is good, because the clocks of two nodes differ.
const MARGIN_SECONDS: i64 = 60;

sql! {
    TAKE = "insert into sign_on_token (org_id, kb_id, hash, session_id, ends_at) values ($1, $2, $3, $4, $5)
        on conflict (org_id, kb_id, hash) do nothing returning session_id";
    USED = "select session_id from sign_on_token where org_id = $1 and kb_id = $2 and hash = $3";
    HELD = "select s.id, s.holder_id from session s
        where s.org_id = $1 and s.hash = $2 and s.kind = 'customer' and s.kb_id = $3 and s.ends_at > $4";
    FILL = "update customer set name = case when name = '' then $3 else name end, language = coalesce(language, $4)
        where org_id = $1 and id = $2";
    OF_EXTERNAL = "select id from customer where org_id = $1 and external_id = $2";
    GIVE_EXTERNAL = "update customer set external_id = $3 where org_id = $1 and id = $2 and external_id is null";
}

/// A token as it came.
#[derive(Clone, Copy, Debug)]
pub struct Presented<'a> {
    /// The value of `externalToken`.
    pub token: &'a str,
    /// Whether the address gave one of its parameters twice.
    pub is_doubled: bool,
    /// Whether Login sent this browser out.
    pub was_sent_out: bool,
    /// The language of the page, for a new customer.
    pub language: &'a Language,
    /// The browser.
    pub browser: &'a Browser,
}

/// What came of a token.
#[derive(Debug)]
pub enum SignedOn {
    /// A session began, of a customer who chose this language.
    Begun {
        /// The session.
        session: NewSession,
        /// The language; nothing where none was chosen.
        language: Option<Language>,
    },
    /// This browser holds the session that the token made before; nothing happened.
    Already,
    /// Nobody sent this browser out, or somebody else is signed in there: its owner is asked first.
    Asks(Confirmation),
    /// Nothing happened, for this reason.
    Refused(SignOnRefusal),
}

impl Act<Public> {
    /// Signs a customer in by a token. Everything but `Begun` has stored nothing.
    pub async fn sign_on(&mut self, presented: &Presented<'_>) -> Result<SignedOn, Fault> {
        let site = self.who().site.clone();
        site.portal_is_on()?;
        if !site.portal.sign_on {
            return Ok(SignedOn::Refused(SignOnRefusal::Off));
        }
        if presented.is_doubled {
            return Ok(SignedOn::Refused(SignOnRefusal::Doubled));
        }
        let wish = match site.check_sign_on(presented.token, self.now()) {
            Ok(wish) => wish,
            Err(refusal) => return Ok(SignedOn::Refused(refusal)),
        };
        let held = self.held(&site, presented.browser).await?;
        if presented.was_sent_out && self.is_the_only_one(&wish, held).await? {
            return self.take(&wish, presented.language, presented.browser).await;
        }
        self.ask(wish, held).await
    }

    /// The browser's owner agrees.
    pub async fn confirm_sign_on(
        &mut self,
        confirmation: &Confirmation,
        language: &Language,
        browser: &Browser,
    ) -> Result<SignedOn, Fault> {
        let (site, now) = (self.who().site.clone(), self.now());
        site.portal_is_on()?;
        let signs = |secret: &SignOnSecret| secret.id == confirmation.secret && secret.is_alive(now);
        let refusal = if !site.portal.sign_on {
            Some(SignOnRefusal::Off)
        } else if !site.sign_on_secrets.iter().any(signs) {
            Some(SignOnRefusal::Signature)
        } else {
            (now > confirmation.claims.until).then_some(SignOnRefusal::IatOld)
        };
        match refusal {
            Some(refusal) => Ok(SignedOn::Refused(refusal)),
            None => self.take(confirmation, language, browser).await,
        }
    }

    /// The token counts once: whoever stores its fingerprint first has the session.
    async fn take(
        &mut self,
        wish: &Confirmation,
        language: &Language,
        browser: &Browser,
    ) -> Result<SignedOn, Fault> {
        let (site, claims, id) = (self.who().site.clone(), &wish.claims, self.new_id());
        let kept_until = claims.until.plus_seconds(MARGIN_SECONDS);
        let call = TAKE.with(params![site.org, site.kb, wish.hash.as_str(), id, kept_until]);
        let taken: Option<(SessionId,)> = self.writer().await?.maybe(call).await?;
        if taken.is_none() {
            let held = self.held(&site, browser).await?;
            return self.again(&wish.hash, held).await;
        }
        let language = claims.language.as_ref().unwrap_or(language);
        let Some(selected) = session::select(self, &claims.email, language).await? else {
            return Ok(SignedOn::Refused(SignOnRefusal::Blocked));
        };
        self.fill(selected.customer, claims).await?;
        form::release(self, &claims.email, selected.customer).await?;
        let new = Beginning {
            id,
            kind: SessionKind::Customer,
            way: SessionWay::SignOn,
            holder: selected.customer.to_string(),
            kb: Some(site.kb),
            address: &claims.email,
            is_whole: selected.is_whole,
            minutes: site.portal.session_minutes,
            token_id: claims.id.as_deref(),
        };
        let session = session::begin(self, &new, browser).await?;
        Ok(SignedOn::Begun { session, language: selected.language })
    }

    /// A token that was used is good in the browser that holds its session, and nowhere else.
    async fn again(&mut self, hash: &str, held: Option<Held>) -> Result<SignedOn, Fault> {
        let site = self.who().site.clone();
        let call = USED.with(params![site.org, site.kb, hash]);
        let (session,): (SessionId,) = self.writer().await?.one(call).await?;
        let is_here = held.is_some_and(|(held, _)| held == session);
        Ok(if is_here { SignedOn::Already } else { SignedOn::Refused(SignOnRefusal::Replayed) })
    }

    /// Everything a token can still be refused for, before its owner is asked.
    async fn ask(&mut self, wish: Confirmation, held: Option<Held>) -> Result<SignedOn, Fault> {
        let site = self.who().site.clone();
        let call = USED.with(params![site.org, site.kb, wish.hash.as_str()]);
        if self.writer().await?.maybe::<(SessionId,)>(call).await?.is_some() {
            return self.again(&wish.hash, held).await;
        }
        let holders = self.holders_of(&wish).await?;
        let is_blocked =
            session::is_blocked(holders.iter().map(|holder| (holder.standing, holder.person.blocked)));
        Ok(if is_blocked { SignedOn::Refused(SignOnRefusal::Blocked) } else { SignedOn::Asks(wish) })
    }

    /// Whether nobody else is signed in in this browser.
    async fn is_the_only_one(&mut self, wish: &Confirmation, held: Option<Held>) -> Result<bool, Fault> {
        let Some((_, customer)) = held else { return Ok(true) };
        let holders = self.holders_of(wish).await?;
        Ok(holders.iter().any(|holder| holder.person.id == customer))
    }

    async fn holders_of(&mut self, wish: &Confirmation) -> Result<Vec<Holder>, Fault> {
        Person::holders(self, AddressKind::Email, wish.claims.email.as_str()).await
    }

    /// The living session that the browser holds here, and whose it is.
    async fn held(&mut self, site: &Site, browser: &Browser) -> Result<Option<Held>, Fault> {
        let Some(token) = &browser.session else { return Ok(None) };
        let hash = token.fingerprint().to_text();
        let call = HELD.with(params![site.org, hash.as_str(), site.kb, self.now()]);
        self.writer().await?.maybe(call).await
    }

    /// Takes over what the token says of the person, where nothing is known.
    async fn fill(&mut self, customer: CustomerId, claims: &SignOnClaims) -> Result<(), Fault> {
        let org = self.org();
        if claims.name.is_some() || claims.language.is_some() {
            let name = claims.name.as_deref().unwrap_or_default();
            let call = FILL.with(params![org, customer, name, claims.language.as_ref()]);
            self.writer().await?.run(call).await?;
        }
        let Some(external) = claims.external_id.as_deref() else { return Ok(()) };
        let call = OF_EXTERNAL.with(params![org, external]);
        match self.writer().await?.maybe::<(CustomerId,)>(call).await? {
            None => {
                let call = GIVE_EXTERNAL.with(params![org, customer, external]);
                self.writer().await?.run(call).await?;
            }
            Some((other,)) if other != customer => {
                self.announce(facts::CLASHED, customer.to_string(), json!({ "other": other })).await?;
            }
            Some(_) => {}
        }
        Ok(())
    }
}

/// Whether a token of this fingerprint was used.
pub(super) async fn is_used(reader: &Reader, site: &Site, hash: &str) -> Result<bool, Fault> {
    let used: Option<(SessionId,)> = reader.maybe(USED.with(params![site.org, site.kb, hash])).await?;
    Ok(used.is_some())
}

/// A session and whose it is.
type Held = (SessionId, CustomerId);

impl Site {
    /// The first check that a token fails here, or what it is good for.
    pub(super) fn check_sign_on(&self, token: &str, now: Time) -> Result<Confirmation, SignOnRefusal> {
        let alive: Vec<&SignOnSecret> =
            self.sign_on_secrets.iter().filter(|secret| secret.is_alive(now)).collect();
        let secrets: Vec<&Secret<String>> = alive.iter().map(|secret| &secret.text).collect();
        let audiences: Vec<String> = std::iter::once(self.kb.to_string())
            .chain(self.origins.iter().map(ToString::to_string))
            .collect();
        let check = SignOnCheck { secrets: &secrets, audiences: &audiences, now };
        let good = check.check(token)?;
        let signer = alive[good.signer].id;
        Ok(Confirmation::new(good, signer))
    }
}
