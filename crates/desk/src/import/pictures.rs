//! Pictures within the text of a mail: which of its files each one is.

use std::cell::RefCell;
use std::collections::BTreeMap;

use markup::Html;

/// What the name of a picture in stored HTML begins with; the place of its file among the message's files follows.
const FILE: &str = "file-";
/// The name of a picture whose file did not come along.
const GONE: &str = "gone";
/// How the name of a picture stands in its tag.
const NAME: &str = " data-cid=\"";

/// The place, among its message's files, of a picture in stored HTML: what [`Html::sanitise_mail`] asks for by the name
/// it finds there.
pub fn picture_place(name: &str) -> Option<usize> {
    name.strip_prefix(FILE)?.parse().ok()
}

/// Names each picture by the place of its file instead of by the content id its sender chose, which nothing that is
/// stored knows.
pub(super) fn place(html: &Html, places: &BTreeMap<String, usize>) -> Html {
    if !html.as_str().contains(NAME) {
        return html.clone();
    }
    let mut names = names(html, places).into_iter();
    // In clean HTML `<` begins nothing but a tag.
    let mut tags = html.as_str().split("<img");
    let before = tags.next().unwrap_or_default().to_owned();
    let renamed = tags.fold(before, |out, tag| out + "<img" + &renamed(tag, &mut names));
    Html::sanitise(&renamed)
}

/// A tag and what follows, with the next name in the place of the picture's own.
fn renamed(tag: &str, names: &mut impl Iterator<Item = String>) -> String {
    let Some((head, value)) = tag.split_once(NAME).filter(|(head, _)| !head.contains('>')) else {
        return tag.to_owned();
    };
    // In clean HTML a value holds no quotation mark.
    let behind = value.split_once('"').map_or("", |(_, behind)| behind);
    format!("{head}{NAME}{}\"{behind}", names.next().unwrap_or_else(|| GONE.to_owned()))
}

/// The new name of each picture, in order.
fn names(html: &Html, places: &BTreeMap<String, usize>) -> Vec<String> {
    let names = RefCell::new(Vec::new());
    Html::sanitise_mail(html.as_str(), |id| {
        let name = places.get(id).map_or_else(|| GONE.to_owned(), |place| format!("{FILE}{place}"));
        names.borrow_mut().push(name);
        None
    });
    names.into_inner()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use markup::Html;

    use super::{picture_place, place};

    #[test]
    fn n3_pictures_are_named_by_the_place_of_their_file() {
        let places = BTreeMap::from([("a@x".to_owned(), 0), ("b&c".to_owned(), 2)]);
        let raw = "<p>data-cid=\"a@x\" <img src='cid:b&amp;c' alt='<img data-cid=\"a@x\">'><img src='cid:a%40x'>\
            <img src='cid:file-1'><img src='https://x.test/a.png' alt=far></p>";
        let stored = place(&Html::sanitise(raw), &places);
        let shown = Html::sanitise_mail(stored.as_str(), |name| Some(format!("/{}", picture_place(name)?)));
        let sources: Vec<&str> =
            shown.as_str().split(" src=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(sources, ["/2", "/0"], "{shown}");
        assert_eq!(picture_place("gone"), None);
        assert_eq!(picture_place("file--1"), None);
    }
}
