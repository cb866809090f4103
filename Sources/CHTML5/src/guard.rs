//! Stands between html5ever's tokenizer and its tree builder and keeps the work within its limits.
//!
//! The tree builder looks through its open elements for almost every tag. So their number is bounded, as it is in
//! browsers: what would nest deeper is left out as an element, and its words stay where they are.

use crate::arena::{is_formatting, Arena, Handle};
use crate::limits::{Limits, Refusal};
use html5ever::interface::Tracer;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{create_element, TreeBuilder, TreeBuilderOpts};
use html5ever::{local_name, namespace_url, ns, LocalName, QualName};
use std::cell::Cell;

pub struct Guard {
    pub builder: TreeBuilder<Handle, Arena>,
    /// Tokens that came, without the tokenizer's complaints.
    pub tokens: u64,
    limits: Limits,
    starts: u32,
    ends: u32,
    /// The names of elements that were left out and are still open.
    left_out: Vec<LocalName>,
}

type Outcome = TokenSinkResult<Handle>;

impl Guard {
    pub fn new(mut arena: Arena, limits: Limits) -> Guard {
        let body = create_element(&mut arena, QualName::new(None, ns!(html), local_name!("body")), vec![]);
        let builder = TreeBuilder::new_for_fragment(arena, body, None, TreeBuilderOpts::default());
        Guard { builder, tokens: 0, limits, starts: 0, ends: 0, left_out: vec![] }
    }

    fn pass(&mut self, token: Token, line: u64) -> Outcome {
        self.builder.sink.count(1);
        self.builder.process_token(token, line)
    }

    fn start(&mut self, mut tag: Tag, line: u64) -> Outcome {
        self.starts += 1;
        if self.starts > self.limits.tags {
            Refusal::raise();
        }
        // Office programs write XML, where such an element is empty; in HTML all that follows would stand in it.
        if tag.self_closing && tag.name.contains(':') {
            return TokenSinkResult::Continue;
        }
        let arena = &self.builder.sink;
        tag.attrs.retain(|attribute| arena.keeps(attribute));
        if is_empty(&tag.name) || is_raw_text(&tag.name) || self.has_room_for(&tag.name) {
            return self.pass(Token::TagToken(tag), line);
        }
        self.left_out.push(tag.name.clone());
        self.part(&tag.name, line)
    }

    fn end(&mut self, tag: Tag, line: u64) -> Outcome {
        self.ends += 1;
        if self.ends > self.limits.tags {
            Refusal::raise();
        }
        if self.left_out.last() == Some(&tag.name) {
            self.left_out.pop();
            return self.part(&tag.name, line);
        }
        self.pass(Token::TagToken(tag), line)
    }

    fn has_room_for(&self, name: &LocalName) -> bool {
        let open = OpenElements { arena: &self.builder.sink, all: Cell::new(0), formatting: Cell::new(0) };
        self.builder.trace_handles(&open);
        self.builder.sink.count(open.all.get() as usize);
        let is_formatting = is_formatting(&QualName::new(None, ns!(html), name.clone()));
        // A formatting element is traced twice: as an open element, and as one to be opened again.
        open.all.get() < self.limits.depth
            && (!is_formatting || open.formatting.get() < 2 * self.limits.formatting)
            && self.builder.sink.has_room_for(name)
    }

    /// Where an element that holds more than words is left out, its words must not run into the next.
    fn part(&mut self, name: &LocalName, line: u64) -> Outcome {
        if is_inline(name) {
            return TokenSinkResult::Continue;
        }
        let name = local_name!("br");
        // Closed by itself, since in SVG a `br` would stay open.
        self.pass(Token::TagToken(Tag { kind: TagKind::StartTag, name, self_closing: true, attrs: vec![] }), line)
    }
}

impl TokenSink for Guard {
    type Handle = Handle;

    fn process_token(&mut self, token: Token, line: u64) -> Outcome {
        if let Token::ParseError(_) = token {
            return TokenSinkResult::Continue;
        }
        self.tokens += 1;
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => self.start(tag, line),
            Token::TagToken(tag) => self.end(tag, line),
            // HTML drops a null, which would make one number of two.
            Token::NullCharacterToken => self.pass(Token::CharacterTokens(StrTendril::from_slice(" ")), line),
            token => self.pass(token, line),
        }
    }

    fn end(&mut self) {
        self.builder.end()
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts what html5ever holds open.
struct OpenElements<'a> {
    arena: &'a Arena,
    all: Cell<u32>,
    formatting: Cell<u32>,
}

impl Tracer for OpenElements<'_> {
    type Handle = Handle;

    fn trace_handle(&self, &node: &Handle) {
        self.all.set(self.all.get() + 1);
        if node != Arena::FRAGMENT && is_formatting(self.arena.name(node)) {
            self.formatting.set(self.formatting.get() + 1);
        }
    }
}

/// Elements without an end tag never stay open.
fn is_empty(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("basefont")
            | local_name!("bgsound")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("frame")
            | local_name!("hr")
            | local_name!("image")
            | local_name!("img")
            | local_name!("input")
            | local_name!("keygen")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
    )
}

/// Elements that change how the text behind them is read, up to their end tag: they hold no others.
fn is_raw_text(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("plaintext")
            | local_name!("script")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("xmp")
    )
}

/// Elements that do not part the words before them from those in them.
fn is_inline(name: &LocalName) -> bool {
    is_formatting(&QualName::new(None, ns!(html), name.clone()))
        || matches!(
            *name,
            local_name!("abbr")
                | local_name!("bdi")
                | local_name!("bdo")
                | local_name!("cite")
                | local_name!("del")
                | local_name!("dfn")
                | local_name!("ins")
                | local_name!("kbd")
                | local_name!("mark")
                | local_name!("q")
                | local_name!("samp")
                | local_name!("span")
                | local_name!("sub")
                | local_name!("sup")
                | local_name!("var")
        )
}
