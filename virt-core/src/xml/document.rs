//! The element tree: an index into the text that it was read from.

use std::borrow::Cow;
use std::fmt;

use super::finding::{Finding, FindingKind};
use super::parse::parse;
use super::position::Position;
use super::text;
use crate::{Error, ErrorKind, ErrorOrigin, Result};

/// A well-formed document, as an index of elements and attributes into its text.
///
/// Names and values are slices of the text, decoded when they are asked for. Elements lie in one
/// vector, so however deep a document nests, dropping it recurses nowhere.
pub struct Document<'s> {
    pub(super) source: &'s str,
    pub(super) nodes: Vec<NodeData<'s>>,
    pub(super) attributes: Vec<AttributeData<'s>>,
}

pub(super) struct NodeData<'s> {
    pub(super) name: &'s str,
    /// Offset of the start tag's `<`.
    pub(super) tag: u32,
    /// Offset behind the start tag's `>`.
    pub(super) content: u32,
    /// Offset of the end tag's `<`; equal to `content` in `<x/>`.
    pub(super) end: u32,
    pub(super) parent: u32,
    /// 0 where there is none, since the root is nobody's child.
    pub(super) first_child: u32,
    pub(super) next: u32,
    pub(super) first_attribute: u32,
}

pub(super) struct AttributeData<'s> {
    pub(super) name: &'s str,
    pub(super) raw: &'s str,
    /// There is nothing to decode in `raw`.
    pub(super) plain: bool,
}

impl<'s> AttributeData<'s> {
    #[inline]
    pub(super) fn value(&self) -> Cow<'s, str> {
        match self.plain {
            true => Cow::Borrowed(self.raw),
            false => Cow::Owned(text::attribute(self.raw)),
        }
    }
}

impl<'s> Document<'s> {
    /// Reads `source`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::XmlDetail`] with line and column when the text is not well-formed, has a
    /// DOCTYPE or an entity other than the five predefined ones, or exceeds a
    /// [limit](super::limits).
    pub fn parse(source: &'s str) -> Result<Self> {
        parse(source).map_err(refused)
    }

    /// Reads `source`, which must be UTF-8.
    ///
    /// # Errors
    ///
    /// As [`Document::parse`]; also where the bytes stop being UTF-8.
    pub fn parse_bytes(source: &'s [u8]) -> Result<Self> {
        Document::read(source).map_err(refused)
    }

    /// Reads `source`, and tells apart where it stops being a document and why.
    ///
    /// # Errors
    ///
    /// [`FindingKind::NotWellFormed`] for what [`Document::parse_bytes`] refuses.
    pub fn read(source: &'s [u8]) -> std::result::Result<Self, Finding> {
        let source = std::str::from_utf8(source).map_err(|err| Finding {
            position: Position::of_bytes(source, err.valid_up_to()),
            path: String::new(),
            kind: FindingKind::NotWellFormed("the document is not UTF-8 from here on".to_owned()),
        })?;
        parse(source)
    }

    /// The document's one outermost element.
    pub fn root(&self) -> Node<'_> {
        Node { document: self, index: 0 }
    }

    /// The text that the document was read from.
    pub fn source(&self) -> &'s str {
        self.source
    }
}

fn refused(finding: Finding) -> Error {
    let Finding { position, path, kind } = finding;
    let comma = if path.is_empty() { "" } else { ", " };
    let message = format!("at {position}{comma}{path}: {kind}");
    Error::new(ErrorKind::XmlDetail, message).with_origin(ErrorOrigin::Xml)
}

impl fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("root", &self.root().name())
            .field("elements", &self.nodes.len())
            .finish()
    }
}

/// One element of a [`Document`]; cheap to copy.
#[derive(Clone, Copy)]
pub struct Node<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) index: u32,
}

impl<'d> Node<'d> {
    pub(super) fn data(self) -> &'d NodeData<'d> {
        &self.document.nodes[self.index as usize]
    }

    /// The name as it is written, with its prefix.
    pub fn name(self) -> &'d str {
        self.data().name
    }

    /// Whether the element is called `local` in `namespace`, under whatever prefix.
    pub fn is(self, namespace: &str, local: &str) -> bool {
        self.name().split_once(':').is_some_and(|(prefix, name)| {
            name == local && self.namespace_of(prefix).as_deref() == Some(namespace)
        })
    }

    /// The namespace that `prefix` stands for at this element.
    pub fn namespace_of(self, prefix: &str) -> Option<Cow<'d, str>> {
        let mut node = Some(self);
        while let Some(at) = node {
            let declared = at.attributes().find(|attribute| {
                attribute.name().strip_prefix("xmlns:").is_some_and(|name| name == prefix)
            });
            if let Some(attribute) = declared {
                return Some(attribute.value());
            }
            node = at.parent();
        }
        None
    }

    /// The element around this one; none for the root.
    pub fn parent(self) -> Option<Node<'d>> {
        (self.index != 0).then(|| Node { document: self.document, index: self.data().parent })
    }

    /// The attributes in the order of the text, namespace declarations among them.
    pub fn attributes(self) -> impl Iterator<Item = Attribute<'d>> + Clone {
        let first = self.data().first_attribute as usize;
        let all = &self.document.attributes;
        let end = match self.document.nodes.get(self.index as usize + 1) {
            Some(next) => next.first_attribute as usize,
            None => all.len(),
        };
        all[first..end].iter().map(move |data| Attribute { node: self, data })
    }

    /// The decoded value of the attribute `name`.
    pub fn attribute(self, name: &str) -> Option<Cow<'d, str>> {
        self.attributes().find(|attribute| attribute.name() == name).map(Attribute::value)
    }

    /// The child elements in order.
    pub fn children(self) -> Children<'d> {
        Children { document: self.document, next: self.data().first_child }
    }

    /// The first child element called `name`.
    pub fn child(self, name: &str) -> Option<Node<'d>> {
        self.children().find(|child| child.name() == name)
    }

    /// The element's own text, decoded: CDATA included, comments and child elements left out.
    pub fn text(self) -> Cow<'d, str> {
        let data = self.data();
        if data.first_child == 0 {
            return text::content(&self.document.source[data.content as usize..data.end as usize]);
        }
        // Between the children only: each level would read all that is below it again.
        let mut text = Cow::Borrowed("");
        let mut at = data.content as usize;
        for child in self.children() {
            text += text::content(&self.document.source[at..child.offset()]);
            at = child.behind();
        }
        text + text::content(&self.document.source[at..data.end as usize])
    }

    /// Where the element's start tag stands.
    pub fn position(self) -> Position {
        Position::of(self.document.source, self.offset())
    }

    /// The byte at which the element's start tag stands.
    pub(crate) fn offset(self) -> usize {
        self.data().tag as usize
    }

    /// The elements behind this one in the same element.
    pub(super) fn siblings_behind(self) -> Children<'d> {
        Children { document: self.document, next: self.data().next }
    }

    /// The way from the root, with an index (from 1) where siblings share the name:
    /// `/domain/devices/disk[2]/target`.
    pub fn path(self) -> String {
        let mut steps = Vec::new();
        let mut node = Some(self);
        while let Some(at) = node {
            steps.push(at.step());
            node = at.parent();
        }
        steps.reverse();
        steps.concat()
    }

    fn step(self) -> String {
        let twins = |node: &Node<'_>| node.name() == self.name();
        let Some(parent) = self.parent() else { return format!("/{}", self.name()) };
        if parent.children().filter(twins).nth(1).is_none() {
            return format!("/{}", self.name());
        }
        let before = parent.children().filter(twins).take_while(|node| node.index != self.index);
        format!("/{}[{}]", self.name(), before.count() + 1)
    }

    /// An error of `kind` about this element: `line 3, column 5, /domain/devices: …`.
    pub fn error(self, kind: ErrorKind, message: impl fmt::Display) -> Error {
        Error::new(kind, format!("at {}, {}: {message}", self.position(), self.path()))
    }

    /// The element with its tags, as it stands in the text.
    pub(super) fn outer(self) -> &'d str {
        &self.document.source[self.offset()..self.behind()]
    }

    /// The byte behind the element's end tag.
    fn behind(self) -> usize {
        let data = self.data();
        let source = self.document.source;
        let end = data.end as usize;
        match source[..data.content as usize].ends_with("/>") {
            true => end,
            false => source[end..].find('>').map_or(source.len(), |at| end + at + 1),
        }
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.path(), self.position())
    }
}

/// The child elements of a [`Node`], in order.
#[derive(Clone)]
pub struct Children<'d> {
    document: &'d Document<'d>,
    next: u32,
}

impl<'d> Iterator for Children<'d> {
    type Item = Node<'d>;

    #[inline]
    fn next(&mut self) -> Option<Node<'d>> {
        if self.next == 0 {
            return None;
        }
        let node = Node { document: self.document, index: self.next };
        self.next = node.data().next;
        Some(node)
    }
}

/// One attribute of a [`Node`].
#[derive(Clone, Copy)]
pub struct Attribute<'d> {
    node: Node<'d>,
    data: &'d AttributeData<'d>,
}

impl<'d> Attribute<'d> {
    /// The name as it is written, with its prefix.
    #[inline]
    pub fn name(self) -> &'d str {
        self.data.name
    }

    /// The value, decoded and with white space normalised as XML asks.
    #[inline]
    pub fn value(self) -> Cow<'d, str> {
        self.data.value()
    }

    /// The element that has the attribute.
    pub fn node(self) -> Node<'d> {
        self.node
    }

    /// Where the attribute's name stands.
    pub fn position(self) -> Position {
        Position::of(self.node.document.source, self.offset())
    }

    /// The byte at which the attribute's name stands.
    pub(crate) fn offset(self) -> usize {
        let source = self.node.document.source;
        // Both are slices of the same text, so the difference of their addresses is an offset.
        (self.data.name.as_ptr() as usize).saturating_sub(source.as_ptr() as usize)
    }
}

impl fmt::Debug for Attribute<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}='{}' of {:?}", self.name(), self.data.raw, self.node)
    }
}
