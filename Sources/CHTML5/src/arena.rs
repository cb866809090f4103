//! The tree that html5ever builds: nodes in one row, linked by their places in it, and all text in one buffer.
//!
//! Nothing is freed node by node and nothing is walked by recursion, so that no depth can exhaust the stack.

use crate::limits::{Limits, Refusal};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{expanded_name, local_name, namespace_url, ns};
use html5ever::{Attribute as HTMLAttribute, ExpandedName, LocalName, QualName};
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;

#[derive(Clone, Copy, PartialEq)]
#[repr(u32)]
pub enum Kind {
    Fragment = 0,
    Element = 1,
    Foreign = 2,
    Text = 3,
    Comment = 4,
}

#[repr(C)]
pub struct Node {
    kind: Kind,
    name: u32,
    first_child: u32,
    next_sibling: u32,
    start: u32,
    length: u32,
}

#[repr(C)]
pub struct Attribute {
    name: u32,
    start: u32,
    length: u32,
}

#[repr(C)]
pub struct Name {
    start: u32,
    length: u32,
}

/// What only the building needs of a node.
#[derive(Clone, Copy, Default)]
struct Links {
    parent: Handle,
    last_child: Handle,
    previous: Handle,
    /// The fragment that holds what is in a `template`.
    contents: Handle,
    is_integration_point: bool,
}

pub type Handle = u32;

const NONE: Handle = 0;

/// An attribute that html5ever asks for, but not the caller.
const OWN: u32 = u32::MAX;

pub struct Arena {
    pub nodes: Vec<Node>,
    pub attributes: Vec<Attribute>,
    pub name_ranges: Vec<Name>,
    pub text: Vec<u8>,
    pub steps: Cell<u64>,
    links: Vec<Links>,
    names: Vec<QualName>,
    name_numbers: HashMap<QualName, u32>,
    kept: HashMap<LocalName, u32>,
    limits: Limits,
}

impl Arena {
    pub const FRAGMENT: Handle = 0;

    pub fn new(attributes: &str, limits: Limits) -> Arena {
        // A `hidden` input stays in its table, a `font` with a colour ends SVG, and `annotation-xml` may hold HTML.
        let own = ["type", "encoding", "color", "face", "size"];
        let mut kept: HashMap<LocalName, u32> = own.iter().map(|&name| (LocalName::from(name), OWN)).collect();
        for (number, name) in attributes.split(' ').enumerate() {
            kept.insert(LocalName::from(name), number as u32);
        }
        let mut arena = Arena {
            nodes: Vec::new(),
            attributes: Vec::new(),
            name_ranges: Vec::new(),
            text: Vec::new(),
            steps: Cell::new(0),
            links: Vec::new(),
            names: Vec::new(),
            name_numbers: HashMap::new(),
            kept,
            limits,
        };
        arena.add(Kind::Fragment, 0, 0..0);
        arena
    }

    pub fn keeps(&self, attribute: &HTMLAttribute) -> bool {
        self.kept.contains_key(&attribute.name.local)
    }

    /// Whether an element of that name can be made without one name too many.
    pub fn has_room_for(&self, name: &LocalName) -> bool {
        self.names.len() < self.limits.names as usize
            || self.name_numbers.contains_key(&QualName::new(None, ns!(html), name.clone()))
    }

    pub fn name(&self, node: Handle) -> &QualName {
        &self.names[self.nodes[node as usize].name as usize]
    }

    pub fn first_child(&self, node: Handle) -> Handle {
        self.nodes[node as usize].first_child
    }

    pub fn count(&self, steps: usize) {
        let counted = self.steps.get() + steps as u64;
        self.steps.set(counted);
        if counted > self.limits.steps {
            Refusal::raise();
        }
    }

    fn add(&mut self, kind: Kind, name: u32, range: std::ops::Range<usize>) -> Handle {
        if self.nodes.len() >= self.limits.nodes as usize {
            Refusal::raise();
        }
        self.count(1);
        let (start, length) = (range.start as u32, range.len() as u32);
        self.nodes.push(Node { kind, name, first_child: NONE, next_sibling: NONE, start, length });
        self.links.push(Links::default());
        (self.nodes.len() - 1) as Handle
    }

    fn add_text(&mut self, text: &str) -> std::ops::Range<usize> {
        let start = self.text.len();
        self.text.extend_from_slice(text.as_bytes());
        start..self.text.len()
    }

    fn number(&mut self, name: QualName) -> u32 {
        if let Some(&number) = self.name_numbers.get(&name) {
            return number;
        }
        let range = self.add_text(&name.local);
        let number = self.names.len() as u32;
        self.name_ranges.push(Name { start: range.start as u32, length: range.len() as u32 });
        self.name_numbers.insert(name.clone(), number);
        self.names.push(name);
        number
    }

    /// Puts a node, or a text, between two siblings; either may be none.
    fn insert(&mut self, parent: Handle, previous: Handle, next: Handle, child: NodeOrText<Handle>) {
        self.count(1);
        let child = match child {
            NodeOrText::AppendNode(node) => node,
            NodeOrText::AppendText(text) if self.lengthens(previous) => {
                let added = self.add_text(&text).len() as u32;
                self.nodes[previous as usize].length += added;
                return;
            }
            NodeOrText::AppendText(text) => {
                let range = self.add_text(&text);
                self.add(Kind::Text, 0, range)
            }
        };
        self.detach(child);
        self.links[child as usize].parent = parent;
        self.link(parent, previous, child);
        self.link(parent, child, next);
    }

    /// Whether a text that follows can become part of this one: it is a text, and the last that was read.
    fn lengthens(&self, node: Handle) -> bool {
        let text = &self.nodes[node as usize];
        node != NONE && text.kind == Kind::Text && (text.start + text.length) as usize == self.text.len()
    }

    /// Makes two nodes neighbours; none stands for the parent's end.
    fn link(&mut self, parent: Handle, previous: Handle, next: Handle) {
        match previous {
            NONE => self.nodes[parent as usize].first_child = next,
            _ => self.nodes[previous as usize].next_sibling = next,
        }
        match next {
            NONE => self.links[parent as usize].last_child = previous,
            _ => self.links[next as usize].previous = previous,
        }
    }

    fn detach(&mut self, node: Handle) {
        let Links { parent, previous, .. } = self.links[node as usize];
        let next = self.nodes[node as usize].next_sibling;
        let is_linked = previous != NONE || self.nodes[parent as usize].first_child == node;
        if is_linked {
            self.link(parent, previous, next);
        }
        self.links[node as usize].parent = NONE;
        self.links[node as usize].previous = NONE;
        self.nodes[node as usize].next_sibling = NONE;
    }

    fn has_parent(&self, node: Handle) -> bool {
        let Links { parent, previous, .. } = self.links[node as usize];
        parent != NONE || previous != NONE || self.nodes[Self::FRAGMENT as usize].first_child == node
    }
}

impl TreeSink for Arena {
    type Handle = Handle;
    type Output = Arena;

    fn finish(self) -> Arena {
        self
    }

    fn parse_error(&mut self, _: Cow<'static, str>) {}

    fn get_document(&mut self) -> Handle {
        Self::FRAGMENT
    }

    /// Every walk over the open elements asks for their names: so these are the steps of the whole reading.
    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        self.count(1);
        self.name(*target).expanded()
    }

    fn create_element(&mut self, name: QualName, attributes: Vec<HTMLAttribute>, flags: ElementFlags) -> Handle {
        let kind = if name.ns == ns!(html) { Kind::Element } else { Kind::Foreign };
        let number = self.number(name);
        let start = self.attributes.len();
        for attribute in attributes {
            match self.kept.get(&attribute.name.local) {
                Some(&name) if name != OWN => {
                    let value = self.add_text(&attribute.value);
                    let (start, length) = (value.start as u32, value.len() as u32);
                    self.attributes.push(Attribute { name, start, length });
                }
                _ => {}
            }
        }
        let element = self.add(kind, number, start..self.attributes.len());
        self.links[element as usize].is_integration_point = flags.mathml_annotation_xml_integration_point;
        if flags.template {
            self.links[element as usize].contents = self.add(Kind::Fragment, 0, 0..0);
        }
        element
    }

    fn create_comment(&mut self, text: StrTendril) -> Handle {
        let range = self.add_text(&text);
        self.add(Kind::Comment, 0, range)
    }

    fn create_pi(&mut self, _: StrTendril, _: StrTendril) -> Handle {
        self.add(Kind::Comment, 0, 0..0)
    }

    fn append(&mut self, parent: &Handle, child: NodeOrText<Handle>) {
        let last = self.links[*parent as usize].last_child;
        self.insert(*parent, last, NONE, child);
    }

    fn append_based_on_parent_node(&mut self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        if self.has_parent(*element) {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&mut self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&mut self, target: &Handle) -> Handle {
        self.links[*target as usize].contents
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        self.count(1);
        one == other
    }

    fn set_quirks_mode(&mut self, _: QuirksMode) {}

    fn append_before_sibling(&mut self, sibling: &Handle, child: NodeOrText<Handle>) {
        if let NodeOrText::AppendNode(node) = child {
            self.detach(node);
        }
        let Links { parent, previous, .. } = self.links[*sibling as usize];
        self.insert(parent, previous, *sibling, child);
    }

    /// Only `html` and `body` get attributes later, and theirs mean nothing in a fragment.
    fn add_attrs_if_missing(&mut self, _: &Handle, _: Vec<HTMLAttribute>) {}

    fn remove_from_parent(&mut self, target: &Handle) {
        self.count(1);
        self.detach(*target);
    }

    fn reparent_children(&mut self, node: &Handle, new_parent: &Handle) {
        while self.first_child(*node) != NONE {
            let child = self.first_child(*node);
            self.append(new_parent, NodeOrText::AppendNode(child));
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, node: &Handle) -> bool {
        self.links[*node as usize].is_integration_point
    }
}

/// The names whose elements HTML opens again by itself.
pub fn is_formatting(name: &QualName) -> bool {
    matches!(
        name.expanded(),
        expanded_name!(html "a")
            | expanded_name!(html "b")
            | expanded_name!(html "big")
            | expanded_name!(html "code")
            | expanded_name!(html "em")
            | expanded_name!(html "font")
            | expanded_name!(html "i")
            | expanded_name!(html "nobr")
            | expanded_name!(html "s")
            | expanded_name!(html "small")
            | expanded_name!(html "strike")
            | expanded_name!(html "strong")
            | expanded_name!(html "tt")
            | expanded_name!(html "u")
    )
}
