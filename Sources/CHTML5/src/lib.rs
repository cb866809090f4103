//! The C interface of the HTML5 reader; html5.h says what each part means.

mod arena;
mod attribute_count;
mod guard;
mod limits;

use arena::{Arena, Attribute, Name, Node};
use attribute_count::AttributeCount;
use guard::Guard;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts, TokenizerResult};
use limits::{Limits, Refusal};
use std::panic::{catch_unwind, set_hook};
use std::sync::Once;

const READ: u32 = 0;
const BEYOND_LIMITS: u32 = 1;
const FAILED: u32 = 2;

/// Bytes that are read before attributes are counted again, at most.
const PIECE: usize = 256;

#[repr(C)]
pub struct Tree {
    status: u32,
    root: u32,
    nodes: *const Node,
    node_count: usize,
    attributes: *const Attribute,
    names: *const Name,
    name_count: usize,
    text: *const u8,
    steps: u64,
    /// Holds what the pointers point to; C does not see it.
    _arena: Option<Arena>,
}

impl Tree {
    fn of(arena: Arena) -> Tree {
        let root = arena.first_child(Arena::FRAGMENT);
        Tree {
            status: READ,
            root,
            nodes: arena.nodes.as_ptr(),
            node_count: arena.nodes.len(),
            attributes: arena.attributes.as_ptr(),
            names: arena.name_ranges.as_ptr(),
            name_count: arena.name_ranges.len(),
            text: arena.text.as_ptr(),
            steps: arena.steps.get(),
            _arena: Some(arena),
        }
    }

    fn refused(status: u32) -> Tree {
        Tree {
            status,
            root: 0,
            nodes: std::ptr::null(),
            node_count: 0,
            attributes: std::ptr::null(),
            names: std::ptr::null(),
            name_count: 0,
            text: std::ptr::null(),
            steps: 0,
            _arena: None,
        }
    }
}

/// # Safety
/// Each pointer must lead to as many bytes as the count behind it says, or the count must be 0.
#[no_mangle]
pub unsafe extern "C" fn html5_read(
    bytes: *const u8,
    count: usize,
    attributes: *const u8,
    attributes_count: usize,
    limits: Limits,
) -> *const Tree {
    // What Rust would print of a panic is not for a terminal: it may hold words from outside.
    static SILENCE: Once = Once::new();
    SILENCE.call_once(|| set_hook(Box::new(|_| {})));

    let read = catch_unwind(|| {
        let (bytes, attributes) = (slice(bytes, count), slice(attributes, attributes_count));
        match (std::str::from_utf8(bytes), std::str::from_utf8(attributes)) {
            (Ok(html), Ok(attributes)) => read(html, attributes, limits),
            _ => Tree::refused(FAILED),
        }
    });
    let tree = read.unwrap_or_else(|panic| {
        Tree::refused(if panic.is::<Refusal>() { BEYOND_LIMITS } else { FAILED })
    });
    Box::into_raw(Box::new(tree))
}

/// # Safety
/// The tree must come from `html5_read`, and must not be used afterwards.
#[no_mangle]
pub unsafe extern "C" fn html5_free(tree: *const Tree) {
    if !tree.is_null() {
        drop(Box::from_raw(tree as *mut Tree));
    }
}

unsafe fn slice<'a>(start: *const u8, count: usize) -> &'a [u8] {
    if count == 0 || start.is_null() {
        &[]
    } else {
        std::slice::from_raw_parts(start, count)
    }
}

fn read(html: &str, attributes: &str, limits: Limits) -> Tree {
    let html = StrTendril::from_slice(html);
    let guard = Guard::new(Arena::new(attributes, limits), limits);
    let mut tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let mut queue = BufferQueue::new();
    let mut count = AttributeCount::new();
    let mut start = 0;
    while start < html.len() {
        let end = piece_end(&html, start);
        let piece = html.subtendril(start as u32, (end - start) as u32);
        let is_tag = count.take(&piece);
        if is_tag && count.attributes() > limits.attributes {
            Refusal::raise();
        }
        queue.push_back(piece);
        while let TokenizerResult::Script(_) = tokenizer.feed(&mut queue) {}
        count.settle(tokenizer.sink.tokens);
        start = end;
    }
    tokenizer.end();
    Tree::of(tokenizer.sink.builder.sink)
}

/// A `<` is a piece of its own, since with it a tag may begin.
fn piece_end(html: &str, start: usize) -> usize {
    let rest = &html.as_bytes()[start..];
    if rest[0] == b'<' {
        return start + 1;
    }
    let most = rest.len().min(PIECE);
    let mut length = rest[..most].iter().position(|&byte| byte == b'<').unwrap_or(most);
    while !html.is_char_boundary(start + length) {
        length += 1;
    }
    start + length
}
