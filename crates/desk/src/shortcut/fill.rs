//! Dynamic text: places of a shortcut that are filled when it is put into an answer.

use super::Shortcut;

/// What the places of a shortcut are filled with.
#[derive(Clone, Debug, Default)]
pub struct Filling {
    /// The customer's name; may be empty.
    pub customer: String,
    /// The conversation's subject; may be empty.
    pub subject: String,
    /// Its number.
    pub number: i64,
    /// Its brand.
    pub brand: String,
    /// Who answers.
    pub user: String,
}

/// A place's name, and what it is filled with.
type Place = (&'static str, fn(&Filling) -> String);

/// Every place, as it is written between `{{` and `}}`.
pub static PLACES: &[Place] = &[
    ("customer.name", |filling| filling.customer.clone()),
    ("customer.firstName", |filling| first(&filling.customer)),
    ("conversation.subject", |filling| filling.subject.clone()),
    ("conversation.number", |filling| filling.number.to_string()),
    ("brand.name", |filling| filling.brand.clone()),
    ("user.name", |filling| filling.user.clone()),
    ("user.firstName", |filling| first(&filling.user)),
];

impl Shortcut {
    /// The text with its places filled. What nobody knows is what stands behind a bar: `{{customer.firstName|there}}`.
    /// A place of another name stays as it is, to be seen by whoever sends it.
    pub fn filled(&self, filling: &Filling) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut rest = self.text.as_str();
        while let Some((before, behind)) = rest.split_once("{{") {
            out.push_str(before);
            match behind.split_once("}}") {
                Some((place, behind)) if filled(place, filling, &mut out) => rest = behind,
                _ => {
                    out.push_str("{{");
                    rest = behind;
                }
            }
        }
        out + rest
    }
}

/// Whether the place is one of ours.
fn filled(place: &str, filling: &Filling, out: &mut String) -> bool {
    let (name, otherwise) = place.split_once('|').unwrap_or((place, ""));
    let Some((_, fill)) = PLACES.iter().find(|(known, _)| *known == name.trim()) else { return false };
    let value = fill(filling);
    out.push_str(if value.is_empty() { otherwise.trim() } else { &value });
    true
}

fn first(name: &str) -> String {
    name.split_whitespace().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use kernel::{Id, Random, Time};

    use super::{Filling, Shortcut};

    fn filled(text: &str) -> String {
        let filling = Filling {
            customer: "Cleo Customer".to_owned(),
            number: 1_001,
            brand: "Acme".to_owned(),
            user: "Ana".to_owned(),
            ..Filling::default()
        };
        let id = Id::new(Time(1_790_000_000_000), &Random::seeded(1));
        Shortcut { id, name: String::new(), text: text.to_owned(), is_shared: false }.filled(&filling)
    }

    #[test]
    fn w2_places_are_filled_and_what_is_none_stays() {
        for (text, expected) in [
            ("Dear {{customer.firstName}},", "Dear Cleo,"),
            ("{{ customer.name }} #{{conversation.number}}", "Cleo Customer #1001"),
            ("Re {{conversation.subject|your question}}", "Re your question"),
            ("{{conversation.subject}}.", "."),
            ("{{user.firstName}}, {{brand.name|us}}", "Ana, Acme"),
            ("{{customer.password}} {{ {{user.name}} }} {{", "{{customer.password}} {{ Ana }} {{"),
            ("{{{{user.name}}}}", "{{Ana}}"),
            ("", ""),
        ] {
            assert_eq!(filled(text), expected, "{text}");
        }
    }
}
