//! Users at a knowledge base's host: a session of its own kind, which lives as long as the one in the app (I2) and opens
//! nothing that is a customer's (I4).

use std::sync::Arc;

use db::{Reader, params, sql};
use kernel::{Fault, base_codes};

use super::SessionId;
use super::look::{hash, look_account_of};
use crate::Desk;
use crate::act::View;
use crate::code;
use crate::kb::{Host, Origin, Site};
use crate::who::{Public, TeamReader};

sql! {
    TEAM = "select s.id, p.hash from session s
        join session p on p.org_id = s.org_id and p.kind = 'user' and p.holder_id = s.holder_id and p.id = s.app_session
        where s.org_id = $1 and s.hash = $2 and s.kind = 'team' and /*see*/s.kb_id = $3/*end*/";
}

impl Site {
    /// Nothing answers to users here unless both switches are on (I1).
    pub(super) fn team_is_let_in(&self) -> Result<(), Fault> {
        if self.lets_team_in() { Ok(()) } else { Err(Fault::new(&code::PORTAL_OFF)) }
    }
}

/// The user a token stands for on this knowledge base; `sign_in` where it stands for nobody, `portal_off` while users
/// have nothing to do here. What the session in the app is worth now, this one is: it is asked as the app asks, so that
/// whatever ends the one or demands more of it counts here too (I2).
pub(crate) async fn look_team_reader(
    reader: &Reader,
    site: Arc<Site>,
    token: &str,
    desk: &Desk,
) -> Result<TeamReader, Fault> {
    site.team_is_let_in()?;
    let nobody = || Fault::new(&code::SIGN_IN);
    let call = TEAM.with(params![site.org, hash(token)?, site.kb]);
    let found: Option<(SessionId, String)> = reader.maybe(call).await?;
    let (session, in_app) = found.ok_or_else(nobody)?;
    let account = look_account_of(reader, site.org, &in_app, desk).await?;
    let user = account.settled().map_err(|_| nobody())?;
    Ok(TeamReader { site, id: user.id, name: user.name, zone: user.zone, session: session.to_string() })
}

impl View<Public> {
    /// Where users of this knowledge base sign in (P2): at the host of the app, on the same machine where this one is
    /// only for it, and where nothing else answers, if there is such a host.
    pub async fn team_door(&self) -> Result<Origin, Fault> {
        let here = &self.who().site.origin;
        let apps = Host::of_org(self.reader(), self.org()).await?.into_iter().filter(|host| host.serves_app);
        let nearest = apps.min_by_key(|host| {
            let origin = &host.origin;
            (
                origin.host != here.host,
                origin.is_loopback() != here.is_loopback(),
                host.kb.is_some(),
                origin.host.len(),
            )
        });
        nearest.map(|host| host.origin).ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }
}
