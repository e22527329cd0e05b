//! What somebody signed in can do about sessions (A5).

use db::{params, sql};
use kernel::{Fault, Time, base_codes};

use super::{DeviceKind, SessionId, SessionKind, life};
use crate::who::{Account, Customer, TeamReader, User, Who};
use crate::{Act, View};

sql! {
    DEVICES = "select id, device, made_at, coalesce(seen_at, made_at) from session
        where org_id = $1 and kind = $2 and /*see*/holder_id = $3/*end*/ and ends_at > $4 order by made_at desc, id desc";
}

/// A place where somebody is signed in.
#[derive(Clone, Debug)]
pub struct Device {
    /// The session's public id.
    pub session: SessionId,
    /// `Firefox on Linux`; empty where the browser did not say.
    pub name: String,
    /// Its shape.
    pub kind: DeviceKind,
    /// When the session began.
    pub signed_in_at: Time,
    /// When it was last used, to within some minutes.
    pub seen_at: Time,
    /// Whether this is the one that asks.
    pub is_current: bool,
}

/// Somebody who holds sessions.
pub trait SignedIn: Who {
    /// The kind of the sessions.
    const KIND: SessionKind;
    /// The id of the holder, as text.
    fn holder(&self) -> String;
    /// The public id of the session that asks.
    fn session(&self) -> &str;
}

impl SignedIn for Customer {
    const KIND: SessionKind = SessionKind::Customer;

    fn holder(&self) -> String {
        self.id.to_string()
    }

    fn session(&self) -> &str {
        &self.session
    }
}

impl SignedIn for User {
    const KIND: SessionKind = SessionKind::User;

    fn holder(&self) -> String {
        self.id.to_string()
    }

    fn session(&self) -> &str {
        &self.session
    }
}

impl SignedIn for Account {
    const KIND: SessionKind = SessionKind::User;

    fn holder(&self) -> String {
        self.user.holder()
    }

    fn session(&self) -> &str {
        self.user.session()
    }
}

impl SignedIn for TeamReader {
    const KIND: SessionKind = SessionKind::Team;

    fn holder(&self) -> String {
        self.id.to_string()
    }

    fn session(&self) -> &str {
        &self.session
    }
}

impl<W: SignedIn> View<W> {
    /// Where this person is signed in, the latest first.
    pub async fn devices(&self) -> Result<Vec<Device>, Fault> {
        let (who, holder) = (self.who(), self.who().holder());
        let call = DEVICES.with(params![self.org(), W::KIND, holder.as_str(), self.now()]);
        let rows: Vec<(SessionId, String, Time, Time)> = self.reader().all(call).await?;
        let device = |(session, name, signed_in_at, seen_at): (SessionId, String, Time, Time)| Device {
            session,
            kind: DeviceKind::of(&name),
            name,
            signed_in_at,
            seen_at,
            is_current: session.to_string() == who.session(),
        };
        Ok(rows.into_iter().map(device).collect())
    }
}

impl<W: SignedIn> Act<W> {
    /// Ends this session.
    pub async fn log_out(&mut self) -> Result<(), Fault> {
        let session = self.who().session().parse()?;
        self.end_device(session).await
    }

    /// Ends one of this person's sessions; anybody else's is `not_found`.
    pub async fn end_device(&mut self, session: SessionId) -> Result<(), Fault> {
        let holder = self.who().holder();
        if life::end_one(self, W::KIND, &holder, session).await? {
            Ok(())
        } else {
            Err(Fault::new(&base_codes::NOT_FOUND))
        }
    }

    /// Ends all of this person's sessions, this one included.
    pub async fn log_out_everywhere(&mut self) -> Result<(), Fault> {
        let holder = self.who().holder();
        life::end_all(self, W::KIND, &holder).await.map(drop)
    }
}
