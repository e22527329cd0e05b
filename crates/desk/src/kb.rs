//! Knowledge bases and the host names they answer on.

use db::{FromRow, Reader, Row, params, sql};
use identity::Keys;
use kernel::{Fault, Id, Language, Noun, OrgId};

use crate::Act;
use crate::act::View;
use crate::brand::{Brand, BrandId};
use crate::detail;
use crate::org;
use crate::setting::{self, PortalSettings, Scope};
use crate::sign_on::{self, SignOnSecret};
use crate::theme::RevisionId;
use crate::who::{System, User, Who};

/// One help-centre site of one brand.
#[derive(Clone, Debug)]
pub struct Kb {
    /// Its id, the Knowledge Base ID of the settings page.
    pub id: KbId,
    /// Its name for people.
    pub title: String,
}

impl Noun for Kb {
    const NAME: &'static str = "kb";
}

/// The id of a knowledge base.
pub type KbId = Id<Kb>;

/// Where a registered host name leads, with scheme and port as registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// `https`, or `http` on this machine.
    pub scheme: String,
    /// The name.
    pub host: String,
    /// The port, where it is not the scheme's own.
    pub port: Option<u32>,
}

/// What a host name answers for.
#[derive(Clone, Debug)]
pub struct Host {
    /// The organization.
    pub org: OrgId,
    /// The knowledge base, on a KB host.
    pub kb: Option<KbId>,
    /// Whether the app answers here.
    pub serves_app: bool,
    /// Whether the API answers here for the organization; it does wherever the app does.
    pub serves_api: bool,
    /// The address as registered: links are built from this and never from a header (TH16).
    pub origin: Origin,
}

/// Everything about a knowledge base that a page needs before it knows who asks.
#[derive(Clone, Debug)]
pub struct Site {
    /// The organization.
    pub org: OrgId,
    /// The knowledge base.
    pub kb: KbId,
    /// Its name for people.
    pub title: String,
    /// The brand.
    pub brand: BrandId,
    /// The brand's name for people.
    pub brand_title: String,
    /// The brand's accent colour, `#rrggbb`.
    pub accent: String,
    /// Whether conversations without a brand of their own belong here.
    pub is_default_brand: bool,
    /// The address it was reached at.
    pub origin: Origin,
    /// Every address at which it answers, this one included.
    pub origins: Vec<Origin>,
    /// The portal's settings.
    pub portal: PortalSettings,
    /// What a company's own login signs with, the newest first (C1).
    pub(crate) sign_on_secrets: Vec<SignOnSecret>,
    /// Whether the portal shows any detail of a conversation besides the fixed ones (P9).
    pub shows_details: bool,
    /// Whether the organization's internal knowledge base is on (I1).
    pub is_internal_on: bool,
    /// The revision of the theme that it shows; none is the template that comes with the program.
    pub look: Option<RevisionId>,
}

type SiteRow = (String, BrandId, String, String, bool, Option<RevisionId>);

sql! {
    ADD = "insert into kb (org_id, id, brand_id, title, made_at) values ($1, $2, $3, $4, $5)";
    ADD_HOST = "insert into host (org_id, name, serves_app, serves_api, kb_id, scheme, port) values ($1, $2, $3, $4, $5, $6, $7)";
    FIND_HOST = "select h.org_id, h.kb_id, h.serves_app, h.serves_api, h.scheme, h.name, h.port from directory d
        join host h on h.org_id = d.org_id and h.name = d.key where d.kind = 'host' and d.key = $1";
    SITE = "select k.title, b.id, b.title, b.accent, b.is_default, t.live_id from kb k
        join brand b on b.org_id = k.org_id and b.id = k.brand_id
        left join theme t on t.org_id = k.org_id and t.id = k.theme_id where k.org_id = $1 and k.id = $2";
    OF_ORG = "select k.id, k.title from kb k join brand b on b.org_id = k.org_id and b.id = k.brand_id
        where k.org_id = $1 order by b.is_default desc, k.title, k.id";
    OF_BRAND = "select id, title from kb where org_id = $1 and brand_id = $2";
    HOSTS = "select org_id, kb_id, serves_app, serves_api, scheme, name, port from host where org_id = $1 order by name";
}

impl Kb {
    /// Adds the knowledge base of a brand.
    pub async fn add<W: Who>(act: &mut Act<W>, brand: &Brand, title: &str) -> Result<Self, Fault> {
        let (org, id, now) = (act.org(), act.new_id(), act.now());
        act.writer().await?.run(ADD.with(params![org, id, brand.id, title, now])).await?;
        sign_on::add_secret(act, id).await?;
        Ok(Self { id, title: title.to_owned() })
    }

    /// The organization's knowledge bases, the default brand's first.
    pub async fn of_org(reader: &Reader, org: OrgId) -> Result<Vec<Self>, Fault> {
        reader.all(OF_ORG.with(params![org])).await
    }

    /// The knowledge base of a brand.
    pub async fn of_brand(reader: &Reader, org: OrgId, brand: BrandId) -> Result<Option<Self>, Fault> {
        reader.maybe(OF_BRAND.with(params![org, brand])).await
    }

    /// The language it shows to whom nothing else is known of.
    pub(crate) async fn language(&self, reader: &Reader, org: OrgId) -> Result<Option<Language>, Fault> {
        let values = setting::values(reader, org, Scope::Kb(self.id)).await?;
        Ok(PortalSettings::from_values(&values).languages.into_iter().next())
    }
}

impl View<User> {
    /// The language that the site of a brand shows to whom nothing else is known of.
    pub async fn language_of(&self, brand: BrandId) -> Result<Option<Language>, Fault> {
        let Some(kb) = Kb::of_brand(self.reader(), self.org(), brand).await? else { return Ok(None) };
        kb.language(self.reader(), self.org()).await
    }
}

impl Host {
    /// Registers a host name. A name that another organization has is `name_taken`.
    pub async fn add<W: Who>(
        act: &mut Act<W>,
        origin: &Origin,
        kb: Option<KbId>,
        serves_app: bool,
    ) -> Result<(), Fault> {
        Self::register(act, origin, (kb, serves_app, serves_app)).await
    }

    /// Registers a host name at which the API alone answers.
    pub async fn add_api(act: &mut Act<System>, origin: &Origin) -> Result<(), Fault> {
        Self::register(act, origin, (None, false, true)).await
    }

    async fn register<W: Who>(
        act: &mut Act<W>,
        origin: &Origin,
        (kb, for_users, for_keys): (Option<KbId>, bool, bool),
    ) -> Result<(), Fault> {
        let org = act.org();
        let values = params![org, &origin.host, for_users, for_keys, kb, &origin.scheme, origin.port];
        let writer = act.writer().await?;
        writer.run(ADD_HOST.with(values)).await?;
        org::enter(writer, ("host", &origin.host), org, &origin.host).await
    }

    /// What this name answers for; nothing for a name nobody registered.
    pub async fn find(reader: &Reader, name: &str) -> Result<Option<Self>, Fault> {
        reader.maybe(FIND_HOST.with(params![name.to_ascii_lowercase()])).await
    }

    /// Every host of the organization, by name.
    pub async fn of_org(reader: &Reader, org: OrgId) -> Result<Vec<Self>, Fault> {
        reader.all(HOSTS.with(params![org])).await
    }

    /// The address links to this knowledge base are built from.
    pub async fn of_kb(reader: &Reader, org: OrgId, kb: KbId) -> Result<Option<Self>, Fault> {
        let hosts = Self::of_org(reader, org).await?;
        let of_kb = hosts.into_iter().filter(|host| host.kb == Some(kb));
        Ok(of_kb.min_by_key(|host| host.origin.rank()))
    }
}

impl Site {
    /// The site of a knowledge base reached at `host`.
    pub async fn load(reader: &Reader, host: &Host, keys: &Keys) -> Result<Option<Self>, Fault> {
        let Some(kb) = host.kb else { return Ok(None) };
        let call = SITE.with(params![host.org, kb]);
        let row: Option<SiteRow> = reader.maybe(call).await?;
        let Some((title, brand, brand_title, accent, is_default_brand, look)) = row else { return Ok(None) };
        let values = setting::values(reader, host.org, Scope::Kb(kb)).await?;
        let of_org = setting::values(reader, host.org, Scope::Org).await?;
        let hosts = Host::of_org(reader, host.org).await?;
        Ok(Some(Self {
            org: host.org,
            kb,
            title: Some(setting::value(&values, "title").to_owned())
                .filter(|set| !set.is_empty())
                .unwrap_or(title),
            brand,
            brand_title,
            accent,
            is_default_brand,
            origin: host.origin.clone(),
            origins: hosts.into_iter().filter(|host| host.kb == Some(kb)).map(|host| host.origin).collect(),
            portal: PortalSettings::from_values(&values),
            sign_on_secrets: sign_on::secrets_of(reader, host.org, kb, keys).await?,
            shows_details: detail::is_any(reader, host.org, kb).await?,
            is_internal_on: setting::value(&of_org, "knowledge-base.internal") == "on",
            look,
        }))
    }

    /// The site of a brand, under the name that links are built from.
    pub(crate) async fn of_brand(view: &View<System>, brand: BrandId) -> Result<Option<Self>, Fault> {
        let (reader, org) = (view.reader(), view.org());
        let Some(kb) = Kb::of_brand(reader, org, brand).await? else { return Ok(None) };
        let Some(host) = Host::of_kb(reader, org, kb.id).await? else { return Ok(None) };
        Self::load(reader, &host, view.desk().keys()).await
    }

    /// The one of its addresses by which search engines know its pages, and links to it are built from.
    pub fn canonical(&self) -> &Origin {
        self.origins.iter().min_by_key(|origin| origin.rank()).unwrap_or(&self.origin)
    }

    /// The language of the site that is this one, or else the nearest to it.
    pub fn speaks(&self, language: &Language) -> Option<&Language> {
        let languages = &self.portal.languages;
        let related = || languages.iter().find(|known| known.base() == language.base());
        languages.iter().find(|known| *known == language).or_else(related)
    }

    /// Whether users read here: both switches are on (I1).
    pub fn lets_team_in(&self) -> bool {
        self.portal.agents && self.is_internal_on
    }

    /// The language shown to whom nothing else is known of.
    pub fn default_language(&self) -> &Language {
        self.portal.languages.first().unwrap_or(&self.portal.fallback)
    }
}

impl Origin {
    /// Parses `https://help.example.com` or `http://localhost:8080`.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.trim_end_matches('/').split_once("://")?;
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) => (host, Some(port.parse().ok()?)),
            None => (rest, None),
        };
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
        let good = matches!(scheme, "http" | "https") && !host.is_empty() && host.chars().all(is_name);
        good.then(|| Self { scheme: scheme.to_owned(), host: host.to_owned(), port })
    }

    /// The address at which the API of an organization answers on this machine, out of the box.
    pub fn of_api(organization: &str, port: Option<u32>) -> Self {
        Self { scheme: "http".to_owned(), host: format!("{organization}.api.localhost"), port }
    }

    /// Of several, links are built from the least: a short name, and one that others reach too.
    fn rank(&self) -> (bool, usize) {
        (self.is_loopback(), self.host.len())
    }

    /// Whether only this machine reaches it.
    pub fn is_loopback(&self) -> bool {
        self.host == "localhost" || self.host.ends_with(".localhost") || self.host == "127.0.0.1"
    }
}

/// `scheme://host[:port]`, without a slash at the end.
impl std::fmt::Display for Origin {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}://{}", self.scheme, self.host)?;
        self.port.map_or(Ok(()), |port| write!(formatter, ":{port}"))
    }
}

db::columns!(Kb: id, title);

impl FromRow for Host {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let origin = Origin { scheme: row.get(4)?, host: row.get(5)?, port: row.get(6)? };
        Ok(Self {
            org: row.get(0)?,
            kb: row.get(1)?,
            serves_app: row.get(2)?,
            serves_api: row.get(3)?,
            origin,
        })
    }
}
