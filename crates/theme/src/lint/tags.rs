//! A drawn page or mail as its reader's program takes it apart.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, CommentToken, DoctypeToken, NullCharacterToken, ParseError, StartTag, Tag,
    TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// A part of it.
pub(super) enum Part<'a> {
    /// A tag that opens an element.
    Open(&'a Tag),
    /// A whole style sheet.
    Style(&'a str),
    /// A comment, which some programs read all the same.
    Comment,
    /// Text that is read.
    Text(&'a str),
    /// What other programs may take for something else.
    Doubtful,
}

/// Shows each part with its line.
pub(super) fn read(html: &str, look: impl FnMut(&Part<'_>, u64)) {
    let sink = Sink { look: RefCell::new(look), style: RefCell::default() };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // It stops behind each script, for whoever would run one.
    while !input.is_empty() {
        drop(tokenizer.feed(&input));
    }
    tokenizer.end();
    tokenizer.sink.end_style(0);
}

struct Sink<F> {
    look: RefCell<F>,
    /// The style sheet that is open: it comes in pieces.
    style: RefCell<Option<String>>,
}

impl<F: FnMut(&Part<'_>, u64)> TokenSink for Sink<F> {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        match token {
            CharacterTokens(text) => {
                if let Some(style) = &mut *self.style.borrow_mut() {
                    style.push_str(&text);
                } else {
                    self.show(&Part::Text(&text), line);
                }
            }
            CommentToken(_) => self.show(&Part::Comment, line),
            DoctypeToken(doctype) if doctype.public_id.is_some() || doctype.system_id.is_some() => {
                self.show(&Part::Doubtful, line);
            }
            NullCharacterToken => self.show(&Part::Doubtful, line),
            // An attribute that stands twice, of which others may read the other; a tag without an end, which whoever adds a
            // line to the mail ends.
            ParseError(why) if why.contains("Duplicate attribute") || why.contains("EOF") => {
                self.show(&Part::Doubtful, line);
            }
            TagToken(tag) => return self.tag(&tag, line),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl<F: FnMut(&Part<'_>, u64)> Sink<F> {
    fn tag(&self, tag: &Tag, line: u64) -> TokenSinkResult<()> {
        self.end_style(line);
        if tag.kind != StartTag {
            return TokenSinkResult::Continue;
        }
        if &*tag.name == "style" {
            *self.style.borrow_mut() = Some(String::new());
        }
        self.show(&Part::Open(tag), line);
        match &*tag.name {
            "script" => TokenSinkResult::RawData(ScriptData),
            "style" => TokenSinkResult::RawData(Rawtext),
            "textarea" | "title" => TokenSinkResult::RawData(Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    fn end_style(&self, line: u64) {
        if let Some(style) = self.style.take() {
            self.show(&Part::Style(&style), line);
        }
    }

    fn show(&self, part: &Part<'_>, line: u64) {
        (self.look.borrow_mut())(part, line);
    }
}
