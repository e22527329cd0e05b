//! A drawn page or mail as its reader's program takes it apart.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, CommentToken, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer,
    TokenizerOpts,
};

/// A part of it.
pub(super) enum Part<'a> {
    /// A tag that opens an element.
    Open(&'a Tag),
    /// A whole style sheet.
    Style(&'a str),
    /// A comment, which some programs read all the same.
    Comment(&'a str),
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
                }
            }
            CommentToken(text) => (self.look.borrow_mut())(&Part::Comment(&text), line),
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
        (self.look.borrow_mut())(&Part::Open(tag), line);
        match &*tag.name {
            "script" => TokenSinkResult::RawData(ScriptData),
            "style" => TokenSinkResult::RawData(Rawtext),
            "textarea" | "title" => TokenSinkResult::RawData(Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    fn end_style(&self, line: u64) {
        if let Some(style) = self.style.take() {
            (self.look.borrow_mut())(&Part::Style(&style), line);
        }
    }
}
