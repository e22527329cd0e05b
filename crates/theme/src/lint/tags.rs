//! A drawn page or mail as its reader's program takes it apart.

use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer,
    TokenizerOpts,
};

/// A part of it.
pub(super) enum Part<'a> {
    /// A tag that opens an element.
    Open(&'a Tag),
    /// Text of a style sheet.
    Style(&'a str),
}

/// Shows each part with its line.
pub(super) fn read(html: &str, look: impl FnMut(&Part<'_>, u64)) {
    let sink = Sink { look: RefCell::new(look), is_in_style: Cell::new(false) };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // It stops behind each script, for whoever would run one.
    while !input.is_empty() {
        drop(tokenizer.feed(&input));
    }
    tokenizer.end();
}

struct Sink<F> {
    look: RefCell<F>,
    is_in_style: Cell<bool>,
}

impl<F: FnMut(&Part<'_>, u64)> TokenSink for Sink<F> {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        match token {
            CharacterTokens(text) if self.is_in_style.get() => {
                (self.look.borrow_mut())(&Part::Style(&text), line);
            }
            TagToken(tag) => return self.tag(&tag, line),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl<F: FnMut(&Part<'_>, u64)> Sink<F> {
    fn tag(&self, tag: &Tag, line: u64) -> TokenSinkResult<()> {
        self.is_in_style.set(tag.kind == StartTag && &*tag.name == "style");
        if tag.kind != StartTag {
            return TokenSinkResult::Continue;
        }
        (self.look.borrow_mut())(&Part::Open(tag), line);
        match &*tag.name {
            "script" => TokenSinkResult::RawData(ScriptData),
            "style" => TokenSinkResult::RawData(Rawtext),
            "textarea" | "title" => TokenSinkResult::RawData(Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}
