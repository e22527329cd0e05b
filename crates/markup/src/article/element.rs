//! What becomes of each element of a source, as data. One that is not here gives way to what is in it.

use crate::article::block::Callout;
use crate::article::inline::Marks;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Ends a paragraph before and behind it and is nothing else.
    Break,
    Heading(u8),
    Mark(Marks),
    /// Only its style says something.
    Span,
    Link,
    List {
        is_numbered: bool,
    },
    Item,
    Quote,
    Table,
    Section {
        is_head: bool,
    },
    Row,
    Cell {
        is_header: bool,
    },
    Caption,
    Figure,
    FigureCaption,
    Details,
    Summary,
    Code,
    LineEnd,
    Rule,
    Picture,
    Check,
    Frame,
    /// Goes with all that is in it.
    Dropped,
}

/// In alphabetical order.
const ELEMENTS: [(&str, Role); 86] = [
    ("a", Role::Link),
    ("address", Role::Break),
    ("article", Role::Break),
    ("aside", Role::Break),
    ("audio", Role::Dropped),
    ("b", Role::Mark(Marks::STRONG)),
    ("blockquote", Role::Quote),
    ("body", Role::Break),
    ("br", Role::LineEnd),
    ("canvas", Role::Dropped),
    ("caption", Role::Caption),
    ("center", Role::Break),
    ("cite", Role::Mark(Marks::EM)),
    ("code", Role::Mark(Marks::CODE)),
    ("datalist", Role::Dropped),
    ("dd", Role::Break),
    ("del", Role::Mark(Marks::STRIKE)),
    ("details", Role::Details),
    ("dfn", Role::Mark(Marks::EM)),
    ("dir", Role::List { is_numbered: false }),
    ("div", Role::Break),
    ("dl", Role::Break),
    ("dt", Role::Break),
    ("em", Role::Mark(Marks::EM)),
    ("fieldset", Role::Break),
    ("figcaption", Role::FigureCaption),
    ("figure", Role::Figure),
    ("font", Role::Span),
    ("footer", Role::Break),
    ("form", Role::Break),
    ("h1", Role::Heading(1)),
    ("h2", Role::Heading(2)),
    ("h3", Role::Heading(3)),
    ("h4", Role::Heading(4)),
    ("h5", Role::Heading(5)),
    ("h6", Role::Heading(6)),
    ("header", Role::Break),
    ("hgroup", Role::Break),
    ("hr", Role::Rule),
    ("html", Role::Break),
    ("i", Role::Mark(Marks::EM)),
    ("iframe", Role::Frame),
    ("img", Role::Picture),
    ("input", Role::Check),
    ("ins", Role::Mark(Marks::UNDERLINE)),
    ("kbd", Role::Mark(Marks::KBD)),
    ("legend", Role::Break),
    ("li", Role::Item),
    ("listing", Role::Code),
    ("main", Role::Break),
    ("mark", Role::Mark(Marks::MARK)),
    ("menu", Role::List { is_numbered: false }),
    ("nav", Role::Break),
    ("ol", Role::List { is_numbered: true }),
    ("optgroup", Role::Break),
    ("option", Role::Break),
    ("p", Role::Break),
    ("pre", Role::Code),
    ("rp", Role::Dropped),
    ("s", Role::Mark(Marks::STRIKE)),
    ("samp", Role::Mark(Marks::CODE)),
    ("search", Role::Break),
    ("section", Role::Break),
    ("select", Role::Dropped),
    ("small", Role::Span),
    ("span", Role::Span),
    ("strike", Role::Mark(Marks::STRIKE)),
    ("strong", Role::Mark(Marks::STRONG)),
    ("sub", Role::Mark(Marks::SUB)),
    ("summary", Role::Summary),
    ("sup", Role::Mark(Marks::SUP)),
    ("table", Role::Table),
    ("tbody", Role::Section { is_head: false }),
    ("td", Role::Cell { is_header: false }),
    ("tfoot", Role::Section { is_head: false }),
    ("th", Role::Cell { is_header: true }),
    ("thead", Role::Section { is_head: true }),
    ("title", Role::Dropped),
    ("tr", Role::Row),
    ("tt", Role::Mark(Marks::CODE)),
    ("u", Role::Mark(Marks::UNDERLINE)),
    ("ul", Role::List { is_numbered: false }),
    ("var", Role::Mark(Marks::EM)),
    ("video", Role::Dropped),
    ("xml", Role::Dropped),
    ("xmp", Role::Code),
];

/// The name as the table has it, and what becomes of the element.
pub(super) fn role(name: &str) -> Option<(&'static str, Role)> {
    ELEMENTS.binary_search_by(|(known, _)| (*known).cmp(name)).ok().map(|at| ELEMENTS[at])
}

/// Classes of elements that are callouts here or where texts come from.
const CALLOUTS: [(&str, Callout); 22] = [
    ("callout-info", Callout::Info),
    ("callout-success", Callout::Success),
    ("callout-warning", Callout::Warning),
    ("callout-danger", Callout::Danger),
    ("callout-note", Callout::Info),
    ("callout-tip", Callout::Success),
    ("markdown-alert-note", Callout::Info),
    ("markdown-alert-tip", Callout::Success),
    ("markdown-alert-important", Callout::Warning),
    ("markdown-alert-warning", Callout::Warning),
    ("markdown-alert-caution", Callout::Danger),
    ("alert-info", Callout::Info),
    ("alert-success", Callout::Success),
    ("alert-warning", Callout::Warning),
    ("alert-danger", Callout::Danger),
    ("admonition-note", Callout::Info),
    ("admonition-info", Callout::Info),
    ("admonition-tip", Callout::Success),
    ("admonition-warning", Callout::Warning),
    ("admonition-caution", Callout::Warning),
    ("admonition-danger", Callout::Danger),
    ("callout", Callout::Info),
];

/// The callout that an element of these classes is.
pub(super) fn callout(classes: &str) -> Option<Callout> {
    let has = |class: &str| classes.split_ascii_whitespace().any(|one| one == class);
    CALLOUTS.iter().find(|(class, _)| has(class)).map(|(_, callout)| *callout)
}

/// What Markdown's alerts are headed with, which says no more than their colour.
pub(super) const ALERT_TITLES: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_stand_in_order() {
        assert!(ELEMENTS.is_sorted_by(|(one, _), (next, _)| one < next));
    }
}
