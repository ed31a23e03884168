//! Elements that stand alone: what users keep in `<metadata>`, and what no model knows yet.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::mem;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::document::{Document, Node};
use super::escape::Escaped;
use super::tag;
use super::text;
use super::writer::{Writer, indent};
use crate::Result;

/// An element with everything in it, independent of the text that it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    content: Vec<Content>,
}

/// What stands between an element's tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A child element.
    Element(Element),
    /// Text, decoded.
    Text(Box<str>),
    /// Text that is written as a CDATA section.
    CData(Box<str>),
    /// A comment.
    Comment(Box<str>),
    /// A processing instruction.
    Instruction(Box<str>),
}

impl Element {
    /// Makes an empty element.
    pub fn new(name: &str) -> Self {
        Element { name: name.into(), attributes: Vec::new(), content: Vec::new() }
    }

    /// Reads the root element of `source`.
    ///
    /// # Errors
    ///
    /// As [`Document::parse`].
    pub fn parse(source: &str) -> Result<Self> {
        Document::parse(source).map(|document| Element::from(document.root()))
    }

    /// The name with its prefix.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The attributes in order, namespace declarations among them.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (&**name, &**value))
    }

    /// The value of the attribute `name`.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Sets the attribute `name`, behind the others if it is new.
    pub fn set_attribute(&mut self, name: &str, value: &str) {
        match self.attributes.iter_mut().find(|(known, _)| &**known == name) {
            Some((_, old)) => *old = value.into(),
            None => self.attributes.push((name.into(), value.into())),
        }
    }

    /// The content in order.
    pub fn content(&self) -> &[Content] {
        &self.content
    }

    /// The content, to be changed.
    pub fn content_mut(&mut self) -> &mut Vec<Content> {
        &mut self.content
    }

    /// The child elements in order.
    pub fn children(&self) -> impl Iterator<Item = &Element> {
        self.content.iter().filter_map(|content| match content {
            Content::Element(child) => Some(child),
            _ => None,
        })
    }

    /// The first child element called `name`.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children().find(|child| &*child.name == name)
    }

    /// The element's own text.
    pub fn text(&self) -> String {
        let pieces = self.content.iter().map(|content| match content {
            Content::Text(text) | Content::CData(text) => &**text,
            _ => "",
        });
        pieces.collect()
    }

    /// Writes the element as lines of text, the first one indented by `depth` levels.
    pub fn to_xml(&self, depth: usize) -> String {
        let mut out = String::new();
        self.write(&mut out, depth, Style::Verbatim);
        out
    }

    /// The element as libvirt writes its own, with single quotes, on lines of its own and without
    /// the last line end.
    pub fn to_canonical(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0, Style::Canonical);
        out.truncate(out.trim_end_matches('\n').len());
        out
    }

    /// Writes the element the way libvirt hands on foreign elements.
    pub fn write_verbatim(&self, writer: &mut Writer) {
        writer.verbatim(|out, depth| self.write(out, depth, Style::Verbatim));
    }

    /// Writes the element the way libvirt writes its own.
    pub fn write_canonical(&self, writer: &mut Writer) {
        writer.verbatim(|out, depth| self.write(out, depth, Style::Canonical));
    }

    fn write(&self, out: &mut String, depth: usize, style: Style) {
        indent(out, depth);
        self.write_inline(out, Some(depth), style);
        out.push('\n');
    }

    /// `depth` is none inside of text, where a blank more would be a change.
    fn write_inline(&self, out: &mut String, depth: Option<usize>, style: Style) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            style.attribute(out, name, value);
        }
        if self.content.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        let depth = depth.filter(|_| !self.content.iter().any(Content::is_text));
        if depth.is_some() {
            out.push('\n');
        }
        for content in &self.content {
            if let Some(depth) = depth {
                style.indent(out, depth + 1);
            }
            match content {
                Content::Element(child) => {
                    child.write_inline(out, depth.map(|depth| depth + 1), style);
                }
                Content::Text(text) => style.text(out, text),
                Content::CData(text) => out.extend(["<![CDATA[", text, "]]>"]),
                Content::Comment(text) => out.extend(["<!--", text, "-->"]),
                Content::Instruction(text) => out.extend(["<?", text, "?>"]),
            }
            if depth.is_some() {
                out.push('\n');
            }
        }
        if let Some(depth) = depth {
            style.indent(out, depth);
        }
        out.extend(["</", &self.name, ">"]);
    }
}

impl Content {
    fn is_text(&self) -> bool {
        matches!(self, Content::Text(_) | Content::CData(_))
    }
}

/// The element on lines of its own, without the last line end.
impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.to_xml(0).trim_end_matches('\n'))
    }
}

/// Takes children apart one by one: a tree that somebody nested deeply must not end in a stack
/// overflow when it goes.
impl Drop for Element {
    fn drop(&mut self) {
        let mut waiting = mem::take(&mut self.content);
        while let Some(content) = waiting.pop() {
            if let Content::Element(mut child) = content {
                waiting.append(&mut child.content);
            }
        }
    }
}

/// Copies an element out of its document. Prefixes that are declared further up come along.
impl From<Node<'_>> for Element {
    fn from(node: Node<'_>) -> Self {
        let mut builder = Builder::default();
        builder.run(node.outer());
        let mut element = builder.done.unwrap_or_default();
        for prefix in element.free_prefixes() {
            if let Some(namespace) = node.namespace_of(&prefix) {
                element.set_attribute(&format!("xmlns:{prefix}"), &namespace);
            }
        }
        element
    }
}

impl Element {
    /// The prefixes that are used inside and declared outside.
    fn free_prefixes(&self) -> Vec<String> {
        let mut prefixes = Prefixes::default();
        self.collect_free_prefixes(&mut prefixes);
        prefixes.free
    }

    fn collect_free_prefixes<'e>(&'e self, prefixes: &mut Prefixes<'e>) {
        let declared = || self.attributes().filter_map(|(name, _)| name.strip_prefix("xmlns:"));
        declared().for_each(|prefix| *prefixes.declared.entry(prefix).or_default() += 1);
        let names = [self.name()].into_iter().chain(self.attributes().map(|(name, _)| name));
        for (prefix, _) in names.filter_map(|name| name.split_once(':')) {
            let is_declared = prefixes.declared.get(prefix).is_some_and(|count| *count > 0);
            let known = prefix == "xmlns" || prefix == "xml" || is_declared;
            if !known && prefixes.seen.insert(prefix) {
                prefixes.free.push(prefix.to_owned());
            }
        }
        for child in self.children() {
            child.collect_free_prefixes(prefixes);
        }
        for prefix in declared() {
            prefixes.declared.entry(prefix).and_modify(|count| *count -= 1);
        }
    }
}

/// What an element says of prefixes.
#[derive(Default)]
struct Prefixes<'e> {
    /// How often each is declared by the elements that are open.
    declared: HashMap<&'e str, usize>,
    /// Those that are used and declared nowhere inside, in the order of their first use.
    free: Vec<String>,
    seen: HashSet<&'e str>,
}

/// The two ways to write an element.
#[derive(Clone, Copy)]
enum Style {
    /// As libxml2 does it: double quotes.
    Verbatim,
    /// As libvirt writes what it knows: single quotes.
    Canonical,
}

impl Style {
    fn indent(self, out: &mut String, depth: usize) {
        match self {
            Style::Canonical => indent(out, depth),
            // libxml2 goes no further than 60 blanks.
            Style::Verbatim => indent(out, depth.min(30)),
        }
    }

    fn attribute(self, out: &mut String, name: &str, value: &str) {
        out.extend([" ", name]);
        match self {
            Style::Canonical => {
                out.push_str("='");
                Escaped::attribute(out).write(value);
                out.push('\'');
            }
            Style::Verbatim => {
                out.push_str("=\"");
                value.chars().for_each(|character| match character {
                    '"' => out.push_str("&quot;"),
                    '\t' => out.push_str("&#9;"),
                    '\n' => out.push_str("&#10;"),
                    _ => markup(out, character),
                });
                out.push('"');
            }
        }
    }

    fn text(self, out: &mut String, text: &str) {
        match self {
            Style::Canonical => Escaped::text(out).write(text),
            Style::Verbatim => text.chars().for_each(|character| markup(out, character)),
        }
    }
}

fn markup(out: &mut String, character: char) {
    match character {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '\r' => out.push_str("&#13;"),
        _ => out.push(character),
    }
}

/// Builds an element from a text that was read without errors before.
#[derive(Default)]
struct Builder {
    open: Vec<Element>,
    done: Option<Element>,
}

impl Builder {
    fn run(&mut self, source: &str) {
        let mut reader = Reader::from_str(source);
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(tag) => self.open.push(start(&tag)),
                Event::Empty(tag) => {
                    self.open.push(start(&tag));
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(text) => self.text(&text::newlines(&text)),
                Event::GeneralRef(name) => {
                    let mut buffer = [0; 4];
                    if let Some(character) = text::entity(&name) {
                        self.text(character.encode_utf8(&mut buffer));
                    }
                }
                Event::CData(text) => self.push(Content::CData(text::newlines(&text).into())),
                Event::Comment(text) => self.push(Content::Comment(text::newlines(&text).into())),
                Event::PI(text) => {
                    let text: &str = &text;
                    self.push(Content::Instruction(text.into()));
                }
                Event::Eof => return,
                Event::Decl(_) | Event::DocType(_) => {}
            }
        }
    }

    fn push(&mut self, content: Content) {
        if let Some(element) = self.open.last_mut() {
            element.content.push(content);
        }
    }

    /// Text comes in pieces, cut at references.
    fn text(&mut self, piece: &str) {
        let Some(element) = self.open.last_mut() else { return };
        match element.content.last_mut() {
            Some(Content::Text(text)) => {
                let mut longer = mem::take(text).into_string();
                longer.push_str(piece);
                *text = longer.into();
            }
            _ => element.content.push(Content::Text(piece.into())),
        }
    }

    fn end(&mut self) {
        let Some(mut element) = self.open.pop() else { return };
        element.drop_indentation();
        match self.open.last_mut() {
            Some(parent) => parent.content.push(Content::Element(element)),
            None => self.done = Some(element),
        }
    }
}

impl Element {
    /// Blank text between elements is layout, unless there is other text beside it.
    fn drop_indentation(&mut self) {
        let blank = |content: &Content| match content {
            Content::Text(text) => text.trim_ascii().is_empty(),
            _ => false,
        };
        let text = self.content.iter().any(|content| content.is_text() && !blank(content));
        let leaf = self.content.iter().all(Content::is_text);
        if !text && !leaf {
            self.content.retain(|content| !blank(content));
        }
    }
}

fn start(tag: &BytesStart<'_>) -> Element {
    let mut attributes = Vec::new();
    // The document was read once already, so there are no errors left to find.
    let _ = tag::scan(tag.attributes_raw(), &mut attributes);
    let mut element = Element::new(tag.name().as_ref());
    element.attributes =
        attributes.iter().map(|found| (found.name.into(), found.value().into())).collect();
    element
}
