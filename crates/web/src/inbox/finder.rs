//! What lists can be narrowed by, and what menus offer: everybody and everything there is to choose from.

use desk::attribute::Object;
use desk::brand::Brand;
use desk::conversation::inbox::Shelf;
use desk::conversation::{Answerer, Channel, Status};
use desk::right::Right;
use desk::user::Team;
use desk::{User, View};
use kernel::Fault;

use super::AppVisit;
use super::asked::Asked;
use super::pages::{FilterOption, Finder, FinderField};
use super::url;

/// Who can answer, and the organization's teams, tags and brands.
pub(super) struct Known {
    pub(super) users: Vec<Answerer>,
    pub(super) teams: Vec<Team>,
    pub(super) tags: Vec<String>,
    brands: Vec<Brand>,
    /// Those that can be looked for: id and display name.
    attributes: Vec<(String, String)>,
}

impl Known {
    pub(super) async fn of(view: &View<User>, visit: &AppVisit) -> Result<Self, Fault> {
        Ok(Self {
            users: view.answerers().await?,
            teams: view.teams().await?,
            tags: view.tags().await?,
            brands: view.brands().await?,
            attributes: wanted(view, visit).await?,
        })
    }

    /// The search with its filters as they are set. One with nothing to choose is left out.
    pub(super) fn finder(&self, asked: &Asked, view: Shelf) -> Finder {
        let fields = asked.filters().into_iter().map(|(name, value)| FinderField {
            name: name.to_owned(),
            value: (!value.is_empty()).then(|| value.to_owned()),
            options: self.options(name),
        });
        Finder {
            url: url::CONVERSATIONS.to_owned(),
            q: asked.q.clone(),
            customer: asked.customer().map(|id| id.to_string()),
            active: asked.active(),
            clear_url: Asked::shelf_url(view),
            save_url: url::SEARCHES.to_owned(),
            save_query: asked.is_narrowed().then(|| asked.list(view)),
            save_name: None,
            fields: fields.filter(|field| !field.options.is_empty()).collect(),
            value: (!self.attributes.is_empty()).then(|| asked.value().to_owned()),
        }
    }

    fn options(&self, filter: &str) -> Vec<FilterOption> {
        match filter {
            "status" => Status::ALL.iter().map(|status| told(status.name(), "inbox-status-")).collect(),
            "assignee" => {
                let users = self.users.iter().map(|user| named(&user.id.to_string(), &user.name));
                [told("me", "inbox-assignee-"), told("none", "inbox-assignee-")]
                    .into_iter()
                    .chain(users)
                    .collect()
            }
            "team" => self.teams.iter().map(|team| named(&team.id.to_string(), &team.name)).collect(),
            "tag" => self.tags.iter().map(|tag| named(tag, tag)).collect(),
            "channel" => Channel::ALL.iter().map(|channel| told(channel.name(), "app-channel-")).collect(),
            "brand" if self.brands.len() < 2 => Vec::new(),
            "brand" => self.brands.iter().map(|brand| named(&brand.id.to_string(), &brand.title)).collect(),
            "priority" => ["5", "4", "3", "2", "1"].map(|priority| told(priority, "inbox-priority-")).into(),
            "attribute" => {
                let option = |(id, name): &(String, String)| named(id, name);
                self.attributes.iter().map(option).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The attributes by whose values somebody may look, each with its display name.
async fn wanted(view: &View<User>, visit: &AppVisit) -> Result<Vec<(String, String)>, Fault> {
    let user = view.who();
    let mut all = view.attributes(Object::Conversation).await?;
    all.retain(|attribute| !attribute.is_sensitive || user.may(Right::SeeSensitive));
    let said = view.say(all.iter().map(|attribute| &attribute.label), &[visit.language(Some(user))]).await?;
    Ok(all.iter().map(|attribute| (attribute.id.to_string(), attribute.title(&said))).collect())
}

/// A value that has a text in every language.
fn told(value: &str, prefix: &str) -> FilterOption {
    FilterOption { value: value.to_owned(), key: Some(format!("{prefix}{value}")), label: None }
}

/// A value that has a name.
fn named(value: &str, label: &str) -> FilterOption {
    FilterOption { value: value.to_owned(), key: None, label: Some(label.to_owned()) }
}
