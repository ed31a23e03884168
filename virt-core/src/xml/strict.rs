//! Strict mode: everything in a document that its model does not know, with its place.

use std::fmt;

use super::document::{Attribute, Node};
use super::position::Position;
use super::shape::{ChildKind, Shape};
use super::value::ValueError;
use super::vocabulary;
use crate::ErrorKind;

/// One thing in a document that is not as the model wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where it stands.
    pub position: Position,
    /// The way to it from the root; an attribute is `/domain/@type`.
    pub path: String,
    /// What is wrong.
    pub kind: FindingKind,
}

/// What is wrong with a part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FindingKind {
    /// Nobody knows the element; the nearest name that is known here, if one is near.
    UnknownElement {
        /// The nearest name that may stand here.
        nearest: Option<String>,
    },
    /// Nobody knows the attribute.
    UnknownAttribute {
        /// The nearest name that may stand here.
        nearest: Option<String>,
    },
    /// The value is none that is accepted.
    BadValue {
        /// What was written.
        value: String,
        /// What is accepted.
        reason: ValueError,
    },
    /// The element is nothing without this attribute, which the path names.
    MissingAttribute,
    /// The element around it is nothing without this element, which the path names.
    MissingElement,
    /// The element may be there once, and this is not the first one.
    RepeatedElement,
    /// There is text where none is expected.
    UnexpectedText,
    /// Everything is known and has a value of its type, but it cannot work.
    Invalid {
        /// The kind of error that validation makes of it.
        kind: ErrorKind,
        /// What is wrong and, where that is known, what to do.
        message: String,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: ", self.position, self.path)?;
        let near = |f: &mut fmt::Formatter<'_>, nearest: &Option<String>| match nearest {
            Some(name) => write!(f, ", did you mean '{name}'?"),
            None => Ok(()),
        };
        match &self.kind {
            FindingKind::UnknownElement { nearest } => {
                f.write_str("unknown element")?;
                near(f, nearest)
            }
            FindingKind::UnknownAttribute { nearest } => {
                f.write_str("unknown attribute")?;
                near(f, nearest)
            }
            FindingKind::BadValue { value, reason } => {
                write!(f, "invalid value '{value}', {reason}")?;
                match reason.words().and_then(|words| nearest(value, words.iter().copied())) {
                    Some(word) => write!(f, "; did you mean '{word}'?"),
                    None => Ok(()),
                }
            }
            FindingKind::RepeatedElement => f.write_str("the element may be there once only"),
            FindingKind::MissingAttribute => f.write_str("the attribute is missing"),
            FindingKind::MissingElement => f.write_str("the element is missing"),
            FindingKind::UnexpectedText => f.write_str("unexpected text"),
            FindingKind::Invalid { message, .. } => f.write_str(message),
        }
    }
}

/// Compares the element `root` and all in it with `shape`, and lists what is unknown or bad in
/// the order of the text. Stops at a thousand findings: by then the document is another kind.
pub fn check(root: Node<'_>, shape: &'static Shape) -> Vec<Finding> {
    let mut checker = Checker { waiting: vec![(root, Rule::Shape(shape))], findings: Vec::new() };
    while let Some((node, rule)) = checker.waiting.pop() {
        if checker.findings.len() >= ENOUGH {
            break;
        }
        match rule {
            Rule::Shape(shape) => checker.check_shape(node, shape),
            Rule::Vocabulary => checker.check_vocabulary(node),
        }
    }
    checker.findings.sort_by_key(|finding| finding.position);
    checker.findings
}

const ENOUGH: usize = 1000;

/// What an element is compared with.
#[derive(Clone, Copy)]
enum Rule {
    Shape(&'static Shape),
    /// It is libvirt's, and no model knows it: its names are looked up in libvirt's vocabulary.
    Vocabulary,
}

/// Walks without recursion, so a deep document costs no stack.
struct Checker<'d> {
    waiting: Vec<(Node<'d>, Rule)>,
    findings: Vec<Finding>,
}

impl<'d> Checker<'d> {
    fn check_shape(&mut self, node: Node<'d>, shape: &'static Shape) {
        let shapes = shapes_of(node, shape);
        if shapes.iter().any(|shape| shape.open) {
            return;
        }
        for attribute in node.attributes() {
            self.check_attribute(attribute, &shapes);
        }
        let mut seen: Vec<&str> = Vec::new();
        for child in node.children() {
            self.check_child(child, &shapes, &mut seen);
        }
        self.check_required(node, &shapes);
        match shapes.iter().find_map(|shape| shape.text) {
            Some(check) => self.check_text(node, check),
            None => self.check_no_text(node),
        }
    }

    fn check_attribute(&mut self, attribute: Attribute<'d>, shapes: &[&'static Shape]) {
        let name = attribute.name();
        if name == "xmlns" || name.starts_with("xmlns:") || name.starts_with("xml:") {
            return;
        }
        let mut known = shapes.iter().flat_map(|shape| shape.attributes);
        let value = attribute.value();
        if let Some(known) = known.find(|known| known.name == name) {
            if let Err(reason) = (known.check)(&value) {
                self.bad_attribute(attribute, reason);
            }
            return;
        }
        let mut variants = shapes.iter().filter_map(|shape| shape.variants.as_ref());
        if let Some(variants) = variants.find(|variants| variants.attribute == name) {
            if !variants.shapes.iter().any(|(word, _)| *word == value) {
                let words = variants.shapes.iter().map(|(word, _)| *word).collect();
                self.bad_attribute(attribute, ValueError::NoneOf(words));
            }
            return;
        }
        if vocabulary::knows_attribute(attribute.node(), name) {
            return;
        }
        let names = shapes.iter().flat_map(|shape| shape.attributes).map(|known| known.name);
        let tags = shapes.iter().filter_map(|shape| shape.variants.as_ref());
        let names = names.chain(tags.map(|variants| variants.attribute));
        let nearest = nearest(name, names.chain(vocabulary::attributes(attribute.node())));
        self.add_attribute(attribute, FindingKind::UnknownAttribute { nearest });
    }

    fn bad_attribute(&mut self, attribute: Attribute<'d>, reason: ValueError) {
        let value = attribute.value().into_owned();
        self.add_attribute(attribute, FindingKind::BadValue { value, reason });
    }

    fn add_attribute(&mut self, attribute: Attribute<'d>, kind: FindingKind) {
        let path = format!("{}/@{}", attribute.node().path(), attribute.name());
        self.findings.push(Finding { position: attribute.position(), path, kind });
    }

    fn check_child(&mut self, child: Node<'d>, shapes: &[&'static Shape], seen: &mut Vec<&'d str>) {
        let known = shapes.iter().flat_map(|shape| shape.children);
        let Some(known) = known.clone().find(|known| known.describes(child)) else {
            if vocabulary::knows_element(child) {
                self.waiting.push((child, Rule::Vocabulary));
                return;
            }
            let names = known.map(|known| known.name).chain(vocabulary::siblings(child));
            let nearest = nearest(child.name(), names);
            self.add(child, FindingKind::UnknownElement { nearest });
            return;
        };
        if !known.repeats {
            match seen.contains(&child.name()) {
                true => self.add(child, FindingKind::RepeatedElement),
                false => seen.push(child.name()),
            }
        }
        match known.kind {
            ChildKind::Element(shape) => self.waiting.push((child, Rule::Shape(shape()))),
            ChildKind::Value(check) => {
                self.check_bare(child);
                self.check_text(child, check);
            }
            ChildKind::Flag => {
                self.check_bare(child);
                self.check_no_text(child);
            }
            ChildKind::Any => {}
        }
    }

    /// What the element is nothing without.
    fn check_required(&mut self, node: Node<'d>, shapes: &[&'static Shape]) {
        let all = shapes.iter().flat_map(|shape| shape.attributes);
        // What a model says goes before what another one says that stands on the same element.
        let first = |name| all.clone().find(|known| known.name == name);
        let attributes = all.clone().filter(|known| known.required).map(|known| known.name);
        let attributes = attributes.filter(|name| first(*name).is_some_and(|known| known.required));
        let tags = shapes.iter().filter_map(|shape| shape.variants.as_ref());
        let tags = tags.filter(|tag| tag.default.is_none()).map(|tag| tag.attribute);
        for name in attributes.chain(tags).filter(|name| node.attribute(name).is_none()) {
            let path = format!("{}/@{name}", node.path());
            let kind = FindingKind::MissingAttribute;
            self.findings.push(Finding { position: node.position(), path, kind });
        }
        let children = shapes.iter().flat_map(|shape| shape.children);
        for known in children.filter(|known| known.required) {
            if node.children().any(|child| known.describes(child)) {
                continue;
            }
            let path = format!("{}/{}", node.path(), known.name);
            let kind = FindingKind::MissingElement;
            self.findings.push(Finding { position: node.position(), path, kind });
        }
    }

    /// An element without attributes and children, for all that the model knows.
    fn check_bare(&mut self, node: Node<'d>) {
        for attribute in node.attributes() {
            self.check_attribute(attribute, &[]);
        }
        for child in node.children() {
            self.check_child(child, &[], &mut Vec::new());
        }
    }

    fn check_text(&mut self, node: Node<'d>, check: super::shape::Check) {
        let text = node.text();
        if text.is_empty() {
            return;
        }
        if let Err(reason) = check(&text) {
            let value = text.into_owned();
            self.add(node, FindingKind::BadValue { value, reason });
        }
    }

    fn check_no_text(&mut self, node: Node<'d>) {
        if !node.text().trim_ascii().is_empty() {
            self.add(node, FindingKind::UnexpectedText);
        }
    }

    fn check_vocabulary(&mut self, node: Node<'d>) {
        if !vocabulary::is_open(node) {
            self.check_bare(node);
        }
    }

    fn add(&mut self, node: Node<'d>, kind: FindingKind) {
        self.findings.push(Finding { position: node.position(), path: node.path(), kind });
    }
}

/// The shape with all that stands on the same element, for the variants that `node` chooses.
fn shapes_of(node: Node<'_>, shape: &'static Shape) -> Vec<&'static Shape> {
    let mut shapes = vec![shape];
    let mut at = 0;
    while let Some(shape) = shapes.get(at).copied() {
        shapes.extend(shape.flattened.iter().map(|flattened| flattened()));
        if let Some(variants) = &shape.variants {
            let chosen = node.attribute(variants.attribute);
            let chosen = chosen.as_deref().or(variants.default);
            let variant = variants.shapes.iter().find(|(word, _)| Some(*word) == chosen);
            shapes.extend(variant.map(|(_, shape)| shape()));
        }
        at += 1;
    }
    shapes
}

/// The name that `wrong` is a typo of, if one of `names` is near enough.
fn nearest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    if wrong.len() > 64 {
        return None;
    }
    let allowed = 1 + wrong.chars().count() / 4;
    names
        .map(|name| (distance(wrong, name), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name.to_owned())
}

/// How many letters must be put in, taken out, replaced or swapped with their neighbour to get
/// from one name to the other; case counts for nothing.
fn distance(from: &str, to: &str) -> usize {
    let from: Vec<char> = from.to_lowercase().chars().collect();
    let to: Vec<char> = to.to_lowercase().chars().collect();
    let mut before_last = vec![0; to.len() + 1];
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (line, letter) in from.iter().enumerate() {
        let mut row = vec![line + 1];
        for (column, other) in to.iter().enumerate() {
            let replaced = last[column] + usize::from(letter != other);
            let mut best = replaced.min(last[column + 1] + 1).min(row[column] + 1);
            let swapped =
                line > 0 && column > 0 && from[line - 1] == *other && to[column - 1] == *letter;
            if swapped {
                best = best.min(before_last[column - 1] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[to.len()]
}
