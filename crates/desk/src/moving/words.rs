//! Refusals in an operator's words.

use kernel::{Fault, Kind};

use crate::file::FileRefused;

/// What a refusal of an article, a category or a redirect means; other codes are told by their names.
const MEANINGS: &[(&str, &str)] = &[
    ("article_changed", "somebody changed it at this moment; import it again"),
    (
        "article_large",
        "it is larger than 15 MB with the files it shows, or its files are more than 64 MB together",
    ),
    ("categories_many", "there are as many categories as the setting knowledge-base.categories allows"),
    ("category_deep", "it is deeper than ten levels"),
    ("category_elsewhere", "a category of it is another knowledge base's"),
    ("redirect_loop", "this address would lead back to itself"),
    ("redirect_own", "this address is a page's own"),
    ("redirect_path", "the old address is no path of this site"),
    ("redirect_target", "the new address is no path of this site"),
    ("redirects_many", "there are a thousand old addresses already"),
    ("state_changed", "somebody changed it at this moment; import it again"),
    ("tags_many", "it has more than 20 tags"),
    ("text_broken", "a title, a tag or a description has signs that cannot be shown"),
    ("text_empty", "it has no title, or is published and says nothing"),
    (
        "text_too_long",
        "a title has more than 200 letters, a tag more than 50, or a description more than 500",
    ),
    ("time_past", "the moment to publish it or take it back is over"),
    ("too_many", "it has more than 20 categories or 50 readers"),
];

/// What was refused, in words; what is no refusal goes on as the fault it is.
pub(super) fn refused(fault: Fault) -> Result<String, Fault> {
    if matches!(fault.kind(), Kind::Unavailable | Kind::Internal) {
        return Err(fault);
    }
    let name = fault.code().name;
    let meaning = MEANINGS.iter().find(|(known, _)| *known == name);
    Ok(meaning.map_or_else(|| fault.to_string(), |(_, meaning)| (*meaning).to_owned()))
}

/// Why a file was not taken.
pub(super) fn not_taken(refused: FileRefused) -> &'static str {
    match refused {
        FileRefused::Empty => "it is empty",
        FileRefused::TooLarge => "it is larger than 9.5 MB",
        FileRefused::TypeNotAllowed => "files of this type are not taken",
        FileRefused::TypeMismatch => "it is something other than its name says",
        FileRefused::Damaged => "it is damaged",
        FileRefused::TooManyPixels => "it is a picture of more than 50 megapixels",
        FileRefused::Macros => "it has macros",
        FileRefused::Encrypted => "it is encrypted",
        FileRefused::Bomb => "it would grow beyond measure when it is opened",
    }
}
