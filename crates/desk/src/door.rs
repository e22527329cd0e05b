//! The doors: how views and acts are obtained.

mod api;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use db::{Db, Reader};
use identity::Keys;
use kernel::{Context, CursorKey, Fault, OrgId, Secret, base_codes};
use net::Store;
use search::Index;
use spine::{Ticket, Wake};

use crate::api_key::Used;
use crate::article::{KeptSynonyms, Searched};
use crate::audit::Refusals;
use crate::conversation::Marks;
use crate::conversation::inbox::Tallies;
use crate::kb::{Host, Site};
use crate::outdated::Outdated;
use crate::session::{
    Kept, Searches, Seen, kept_account, kept_customer, look_account, look_customer, look_team_reader,
};
use crate::who::{Account, AppPublic, Customer, Public, System, TeamReader, User, Who};
use crate::{Act, View};

/// The product: a database, keys, files, time and chance. Clones share it.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

struct Inner {
    db: Db,
    context: Context,
    keys: Keys,
    cursors: CursorKey,
    /// What signs the tokens of API keys, the newest first.
    signing_keys: Vec<Secret<[u8; 32]>>,
    files: Store,
    wake: Wake,
    places: RwLock<Places>,
    marks: Marks,
    seen: Seen,
    searches: Searches,
    searched: Searched,
    synonyms: KeptSynonyms,
    refusals: Refusals,
    used_keys: Used,
    tallies: Tallies,
    kept_customers: Kept<Customer>,
    kept_accounts: Kept<Account>,
    /// In which articles are found.
    index: OnceLock<Index>,
}

/// What was read of hosts and settings, until one of them changes.
#[derive(Default)]
struct Places {
    revision: u64,
    kept: BTreeMap<String, Place>,
}

/// What answers at a host name.
#[derive(Clone, Debug)]
pub struct Place {
    /// The registered host.
    pub host: Arc<Host>,
    /// The knowledge base, on a KB host.
    pub site: Option<Arc<Site>>,
    /// How many changes of hosts and settings this process had heard of when it read this: what was made of the place is
    /// out of date as soon as it comes with another number.
    pub revision: u64,
}

impl Desk {
    /// Puts the product together.
    pub fn new(db: Db, context: Context, keys: Keys, files: Store) -> Self {
        let cursors = CursorKey::new(*keys.derive("cursor").reveal());
        let signing_keys = keys.derive_each("api key");
        Self(Arc::new(Inner {
            db,
            context,
            keys,
            cursors,
            signing_keys,
            files,
            wake: Wake::default(),
            places: RwLock::default(),
            marks: Marks::default(),
            seen: Seen::default(),
            searches: Searches::default(),
            searched: Searched::default(),
            synonyms: KeptSynonyms::default(),
            refusals: Refusals::default(),
            used_keys: Used::default(),
            tallies: Tallies::default(),
            kept_customers: Kept::default(),
            kept_accounts: Kept::default(),
            index: OnceLock::new(),
        }))
    }

    /// Has the index of articles lie in this folder, and not in memory. To be said before anybody searches.
    pub fn open_index(&self, folder: &Path) -> Result<(), Fault> {
        let opened = self.0.index.set(Index::open(folder)?);
        opened.map_err(|_| Fault::internal("the index of articles is open already"))
    }

    /// The index of articles of this process, in memory where nobody gave it a folder.
    pub(crate) fn index(&self) -> Result<&Index, Fault> {
        if let Some(index) = self.0.index.get() {
            return Ok(index);
        }
        let made = Index::in_memory()?;
        Ok(self.0.index.get_or_init(|| made))
    }

    /// Time and chance.
    pub fn context(&self) -> &Context {
        &self.0.context
    }

    /// The installation's keys.
    pub fn keys(&self) -> &Keys {
        &self.0.keys
    }

    /// Where bytes of files are kept.
    pub fn files(&self) -> &Store {
        &self.0.files
    }

    /// Wakes whoever waits for facts and jobs.
    pub fn wake(&self) -> &Wake {
        &self.0.wake
    }

    /// The key of list cursors.
    pub fn cursors(&self) -> &CursorKey {
        &self.0.cursors
    }

    pub(crate) fn tallies(&self) -> &Tallies {
        &self.0.tallies
    }

    /// Whether the database takes writes.
    pub async fn is_ready(&self) -> bool {
        self.0.db.is_healthy().await
    }

    pub(crate) fn db(&self) -> &Db {
        &self.0.db
    }

    /// The read marks that wait to be stored.
    pub(crate) fn marks(&self) -> &Marks {
        &self.0.marks
    }

    /// The sessions of which it waits to be stored that they were used.
    pub(crate) fn seen(&self) -> &Seen {
        &self.0.seen
    }

    /// The searches that limits count.
    pub(crate) fn searches(&self) -> &Searches {
        &self.0.searches
    }

    /// What was looked for and waits to be counted.
    pub(crate) fn searched(&self) -> &Searched {
        &self.0.searched
    }

    /// The synonyms that are kept ready.
    pub(crate) fn kept_synonyms(&self) -> &KeptSynonyms {
        &self.0.synonyms
    }

    /// What was refused and waits to be written into the audit log.
    pub(crate) fn refusals(&self) -> &Refusals {
        &self.0.refusals
    }

    /// The keys of which it waits to be stored that they were used.
    pub(crate) fn used_keys(&self) -> &Used {
        &self.0.used_keys
    }

    /// What signs the token of a new API key.
    pub(crate) fn signing_key(&self) -> &Secret<[u8; 32]> {
        self.0.signing_keys.first().expect("an installation has at least one key")
    }

    /// What may have signed the token of an API key.
    pub(crate) fn verifying_keys(&self) -> &[Secret<[u8; 32]>] {
        &self.0.signing_keys
    }

    /// Whom customers' sessions stood for a moment ago.
    pub(crate) fn kept_customers(&self) -> &Kept<Customer> {
        &self.0.kept_customers
    }

    /// Whom users' sessions stood for a moment ago.
    pub(crate) fn kept_accounts(&self) -> &Kept<Account> {
        &self.0.kept_accounts
    }

    /// What answers at this name; a name nobody registered is `not_found`. Kept until a setting or host changes.
    pub async fn place(&self, name: &str) -> Result<Place, Fault> {
        let name = name.to_ascii_lowercase();
        let revision = {
            let places = self.0.places.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(place) = places.kept.get(&name) {
                return Ok(place.clone());
            }
            places.revision
        };
        let place = self.load_place(&name, revision).await?;
        let mut places = self.0.places.write().unwrap_or_else(PoisonError::into_inner);
        // What changed while it was read may be missing in it. Only registered names come this far, so a stranger
        // cannot fill this.
        if places.revision == revision {
            places.kept.insert(name, place.clone());
        }
        Ok(place)
    }

    async fn load_place(&self, name: &str, revision: u64) -> Result<Place, Fault> {
        let reader = self.0.db.reader().await?;
        let found = Host::find(&reader, name).await?;
        let host = found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        let site = Site::load(&reader, &host, self.keys()).await?;
        reader.end();
        Ok(Place { host: Arc::new(host), site: site.map(Arc::new), revision })
    }

    /// Forgets what is kept of these hosts and settings; the next request reads it again. An act that changes them does so
    /// by itself, and whoever follows the facts does it for what another process changed.
    pub fn forget(&self, outdated: &Outdated) {
        let mut places = self.0.places.write().unwrap_or_else(PoisonError::into_inner);
        places.revision += 1;
        places.kept.retain(|_, place| !outdated.concerns(place));
    }

    /// The door of anybody: a knowledge base's host.
    pub async fn view_public(&self, site: Arc<Site>) -> Result<View<Public>, Fault> {
        Ok(View::new(self.0.db.reader().await?, Public { site }, self.clone()))
    }

    /// The door of anybody who begins something: a sign-in.
    pub fn act_public(&self, site: Arc<Site>) -> Act<Public> {
        Act::new(Public { site }, self.clone())
    }

    /// The door of a signed-in customer, by what the session cookie holds: `sign_in` where it is no session of this
    /// knowledge base, `portal_off` while My Conversations is off.
    pub async fn view_customer(&self, site: Arc<Site>, token: &str) -> Result<View<Customer>, Fault> {
        match kept_customer(&site, token, self) {
            Some(who) => Ok(View::new(self.0.db.reader().await?, who, self.clone())),
            None => self.look_up_customer(site, token).await,
        }
    }

    async fn look_up_customer(&self, site: Arc<Site>, token: &str) -> Result<View<Customer>, Fault> {
        let reader = self.0.db.reader().await?;
        let found = look_customer(&reader, site, token, self).await;
        self.view_as(reader, found)
    }

    /// The door of a signed-in customer who changes something: the session is looked up at that moment.
    pub async fn act_customer(&self, site: Arc<Site>, token: &str) -> Result<Act<Customer>, Fault> {
        let who = self.look_up_customer(site, token).await?.close();
        Ok(Act::new(who, self.clone()))
    }

    /// The door of a user at a knowledge base's host, by what the cookie of that kind of session holds: `sign_in` where it
    /// is none of this knowledge base, `portal_off` while users are not let in.
    pub async fn view_team_reader(&self, site: Arc<Site>, token: &str) -> Result<View<TeamReader>, Fault> {
        let reader = self.0.db.reader().await?;
        let found = look_team_reader(&reader, site, token, self).await;
        self.view_as(reader, found)
    }

    /// The same door for one who changes something: leaves.
    pub async fn act_team_reader(&self, site: Arc<Site>, token: &str) -> Result<Act<TeamReader>, Fault> {
        let who = self.view_team_reader(site, token).await?.close();
        Ok(Act::new(who, self.clone()))
    }

    /// The door of anybody at the app's host; any other host is `not_found`.
    pub async fn view_app(&self, host: &Host) -> Result<View<AppPublic>, Fault> {
        let who = app_public(host)?;
        Ok(View::new(self.0.db.reader().await?, who, self.clone()))
    }

    /// The door of anybody at the app's host who begins something: a sign-in.
    pub fn act_app(&self, host: &Host) -> Result<Act<AppPublic>, Fault> {
        Ok(Act::new(app_public(host)?, self.clone()))
    }

    /// The door of a signed-in user, by what the session cookie holds: `sign_in` where it is no user's session,
    /// `second_factor_due` for whoever is to set one up first.
    pub async fn view_user(&self, host: &Host, token: &str) -> Result<View<User>, Fault> {
        let org = app_public(host)?.org;
        if let Some(who) = kept_account(org, token, self) {
            let who = who.settled()?;
            return Ok(View::new(self.0.db.reader().await?, who, self.clone()));
        }
        let reader = self.0.db.reader().await?;
        let found = look_account(&reader, org, token, self).await.and_then(Account::settled);
        self.view_as(reader, found)
    }

    /// The door of a signed-in user who changes something: the session is looked up at that moment.
    pub async fn act_user(&self, host: &Host, token: &str) -> Result<Act<User>, Fault> {
        let who = self.view_account(host, token).await?.close().settled()?;
        Ok(Act::new(who, self.clone()))
    }

    /// The door of a signed-in user before their own way in, also while a second factor is owed. Looked up at that moment.
    pub async fn view_account(&self, host: &Host, token: &str) -> Result<View<Account>, Fault> {
        let org = app_public(host)?.org;
        let reader = self.0.db.reader().await?;
        let found = look_account(&reader, org, token, self).await;
        self.view_as(reader, found)
    }

    /// The same for whoever changes something about it.
    pub async fn act_account(&self, host: &Host, token: &str) -> Result<Act<Account>, Fault> {
        let who = self.view_account(host, token).await?.close();
        Ok(Act::new(who, self.clone()))
    }

    /// The view of whoever was found with this reader.
    fn view_as<W: Who>(&self, reader: Reader, found: Result<W, Fault>) -> Result<View<W>, Fault> {
        match found {
            Ok(who) => Ok(View::new(reader, who, self.clone())),
            Err(fault) => {
                reader.end();
                Err(fault)
            }
        }
    }

    /// The door of a running job. The worker alone makes tickets.
    pub async fn view_system(&self, ticket: &Ticket) -> Result<View<System>, Fault> {
        let who = System::named(ticket.org(), ticket.kind().to_owned());
        Ok(View::new(self.0.db.reader().await?, who, self.clone()))
    }

    /// The door of a running job that changes something.
    pub fn act_system(&self, ticket: &Ticket) -> Act<System> {
        Act::new(System::named(ticket.org(), ticket.kind().to_owned()), self.clone())
    }

    /// The door of an operator at the command line, whose name facts carry.
    pub fn act_operator(&self, operator: &Operator, org: OrgId) -> Act<System> {
        Act::new(System::named(org, format!("operator {}", operator.0)), self.clone())
    }

    /// The door of an operator who looks.
    pub async fn view_operator(&self, operator: &Operator, org: OrgId) -> Result<View<System>, Fault> {
        let who = System::named(org, format!("operator {}", operator.0));
        Ok(View::new(self.0.db.reader().await?, who, self.clone()))
    }
}

/// The harness's doors, which nobody has to sign in for.
#[cfg(feature = "testdoors")]
impl Desk {
    /// A view in the name of anybody.
    pub async fn view_in_test<W: Who>(&self, who: W) -> Result<View<W>, Fault> {
        Ok(View::new(self.0.db.reader().await?, who, self.clone()))
    }

    /// An act in the name of anybody.
    pub fn act_in_test<W: Who>(&self, who: W) -> Act<W> {
        Act::new(who, self.clone())
    }
}

fn app_public(host: &Host) -> Result<AppPublic, Fault> {
    let who = host.serves_app.then_some(AppPublic { org: host.org });
    who.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
}

/// Somebody with the data folder or the database's address in hand, by the name of their account on that machine.
#[derive(Clone, Debug)]
pub struct Operator(String);

impl Operator {
    /// The operator of this name.
    pub fn named(name: &str) -> Self {
        Self(name.to_owned())
    }
}
