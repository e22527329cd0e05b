//! Two edits of one text put together.

use super::ArticleHtml;

/// Texts of which more lines than this changed on both sides are not merged: comparing costs their square.
const MAX_LINES: usize = 10_000;

/// Two edits that cannot be put together without losing a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The stored text with both sides between marks as Git's (`<<<<<<<`, `=======`, `>>>>>>>`): for somebody to read and
    /// decide, never to be shown as HTML. Nothing where the texts are too long or what came of them was none.
    pub marked: Option<String>,
}

impl ArticleHtml {
    /// Puts two edits of this text together, line by line.
    ///
    /// Where both changed the same lines, or the lines together are no longer an article, that is a [`Conflict`].
    pub fn merge(&self, ours: &ArticleHtml, theirs: &ArticleHtml) -> Result<ArticleHtml, Conflict> {
        if ours == theirs || theirs == self {
            return Ok(ours.clone());
        }
        if ours == self {
            return Ok(theirs.clone());
        }
        if self.changed_by(ours) + self.changed_by(theirs) > MAX_LINES {
            return Err(Conflict { marked: None });
        }
        let whole = |article: &ArticleHtml| format!("{}\n", article.0);
        let merged = diffy::merge(&whole(self), &whole(ours), &whole(theirs))
            .map_err(|marked| Conflict { marked: Some(marked) })?;
        let article = ArticleHtml::clean(&merged);
        let is_whole = article.0 == merged.trim_end_matches('\n');
        is_whole.then_some(article).ok_or(Conflict { marked: None })
    }

    /// How many lines lie between the first and the last that differ.
    fn changed_by(&self, other: &ArticleHtml) -> usize {
        let lines = self.0.lines().count().max(other.0.lines().count());
        let begin = self.0.lines().zip(other.0.lines()).take_while(|(one, other)| one == other).count();
        let end =
            self.0.lines().rev().zip(other.0.lines().rev()).take_while(|(one, other)| one == other).count();
        lines.saturating_sub(begin + end)
    }
}
