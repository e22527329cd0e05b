//! The ticket that takes a user from the app to a knowledge base's host (I2): good for a minute, for one host and one
//! page there, once.

use db::{params, sql};
use identity::Token;
use kernel::{EmailAddress, Fault, Time, base_codes};

use super::life::{self, Beginning};
use super::{Browser, NewSession, SessionId, SessionKind, SessionWay};
use crate::Act;
use crate::code;
use crate::kb::Origin;
use crate::user::UserId;
use crate::who::{Public, User};

const SECONDS: i64 = 60;
const MINUTE_MILLIS: i64 = 60_000;

sql! {
    HOST = "select scheme, name, port from host where org_id = $1 and name = $2 and kb_id is not null";
    ADD_TICKET = "insert into team_ticket (org_id, hash, user_id, app_session, host, return_to, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    USE_TICKET = "delete from team_ticket where org_id = $1 and hash = $2 and /*see*/host = $3/*end*/
        and ends_at > $4 returning user_id, app_session, return_to";
    APP_SESSION = "select u.id, u.email, p.ends_at from session p join app_user u on u.org_id = p.org_id and u.id = p.holder_id
        where p.org_id = $1 and p.kind = 'user' and p.holder_id = $2 and p.id = $3 and p.ends_at > $4 and u.active";
    TIE = "update session set app_session = $3 where org_id = $1 and id = $2";
}

/// A ticket just made, and where it is used.
#[derive(Clone, Debug)]
pub struct NewTicket {
    /// For the address; we keep its fingerprint only.
    pub token: Token,
    /// The host.
    pub origin: Origin,
}

/// A session that a ticket began.
#[derive(Clone, Debug)]
pub struct TeamEntry {
    /// For the browser.
    pub session: NewSession,
    /// The page that the ticket was for.
    pub return_to: String,
}

/// What stood behind a ticket.
struct Used {
    user: UserId,
    app_session: SessionId,
    return_to: String,
}

struct AppSession {
    user: UserId,
    email: EmailAddress,
    ends_at: Time,
}

impl Act<User> {
    /// Makes a ticket for a page of a knowledge base's host; `not_found` for a host that is none of this organization's.
    pub async fn make_ticket(&mut self, host: &str, return_to: &str) -> Result<NewTicket, Fault> {
        let (org, user, session) = (self.org(), self.who().id, self.who().session.clone());
        let (token, ends_at) = (Token::new(&self.desk().context().random), self.now().plus_seconds(SECONDS));
        let found: Option<(String, String, Option<u32>)> =
            self.writer().await?.maybe(HOST.with(params![org, host])).await?;
        let (scheme, host, port) = found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        let hash = token.fingerprint().to_text();
        let values = params![org, hash.as_str(), user, session.as_str(), host.as_str(), return_to, ends_at];
        self.writer().await?.run(ADD_TICKET.with(values)).await?;
        Ok(NewTicket { token, origin: Origin { scheme, host, port } })
    }
}

impl Act<Public> {
    /// Uses a ticket up and begins the session it was made for; `link_over` for one that is used, over, forged or another
    /// host's, and where the session in the app is gone.
    pub async fn use_ticket(&mut self, ticket: &Token, browser: &Browser) -> Result<TeamEntry, Fault> {
        let site = self.who().site.clone();
        site.team_is_let_in()?;
        let entry = self.enter_by(ticket, browser).await?;
        entry.ok_or_else(|| {
            self.desk().note_sign_in(site.org, "", &browser.network, "ticket");
            Fault::new(&code::LINK_OVER)
        })
    }

    async fn enter_by(&mut self, ticket: &Token, browser: &Browser) -> Result<Option<TeamEntry>, Fault> {
        let (site, now) = (self.who().site.clone(), self.now());
        let hash = ticket.fingerprint().to_text();
        let host = site.origin.host.as_str();
        let call = USE_TICKET.with(params![site.org, hash.as_str(), host, now]);
        let Some(used): Option<Used> = self.writer().await?.maybe(call).await? else { return Ok(None) };
        let call = APP_SESSION.with(params![site.org, used.user, used.app_session, now]);
        let Some(app): Option<AppSession> = self.writer().await?.maybe(call).await? else { return Ok(None) };
        let new = Beginning {
            id: self.new_id(),
            kind: SessionKind::Team,
            way: SessionWay::Ticket,
            holder: app.user.to_string(),
            kb: Some(site.kb),
            address: &app.email,
            is_whole: false,
            // To the minute; whether the app's is over is asked at every request.
            token_id: None,
            minutes: app.ends_at.millis_since(now) / MINUTE_MILLIS + 1,
        };
        let session = life::begin(self, &new, browser).await?;
        let tie = TIE.with(params![site.org, new.id, used.app_session]);
        self.writer().await?.run(tie).await?;
        Ok(Some(TeamEntry { session, return_to: used.return_to }))
    }
}

db::columns!(Used: user, app_session, return_to);

db::columns!(AppSession: user, email, ends_at);
