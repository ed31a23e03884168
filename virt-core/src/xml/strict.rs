//! Strict mode: everything in a document that its model does not know, with its place.

use super::document::{Attribute, Node};
use super::finding::{Finding, FindingKind, Misspelled};
use super::places::Places;
use super::shape::{AttributeShape, Check, ChildKind, ChildShape, FlattenedShape, Shape, Variants};
use super::spelling::nearest;
use super::value::ValueError;

/// Compares the element `root` and all in it with `shape`, and lists what is unknown or bad in
/// the order of the text. Stops at a thousand findings: by then the document is another kind.
pub fn check(root: Node<'_>, shape: &'static Shape) -> Vec<Finding> {
    let mut checker = Checker { waiting: vec![(root, shape)], found: Vec::new() };
    while let Some((node, shape)) = checker.waiting.pop() {
        if checker.is_full() {
            break;
        }
        let later = checker.waiting.len();
        checker.check_shape(node, shape);
        // The first of the children has its turn first.
        checker.waiting[later..].reverse();
    }
    let mut findings = located(root, checker.found);
    let misspelled = Misspelled::of(&findings);
    findings.retain(|finding| match finding.kind {
        FindingKind::MissingAttribute | FindingKind::MissingElement => {
            !misspelled.explains(&finding.path)
        }
        _ => true,
    });
    findings
}

/// What was found, in the order of the text and with its places.
fn located<'d>(root: Node<'d>, mut found: Vec<Found<'d>>) -> Vec<Finding> {
    found.sort_by_key(|found| found.offset);
    let mut places = Places::of(root.document);
    let locate = |Found { node, offset, below, kind }| {
        let path = places.path(node) + &below;
        Finding { position: places.position(offset), path, kind }
    };
    found.into_iter().map(locate).collect()
}

const ENOUGH: usize = 1000;

/// Walks without recursion, so a deep document costs no stack.
struct Checker<'d> {
    /// Elements with the shapes that they are compared with.
    waiting: Vec<(Node<'d>, &'static Shape)>,
    found: Vec<Found<'d>>,
}

/// A finding whose place is not told yet.
struct Found<'d> {
    node: Node<'d>,
    offset: usize,
    /// The rest of its path, behind that of the element.
    below: String,
    kind: FindingKind,
}

impl<'d> Checker<'d> {
    fn is_full(&self) -> bool {
        self.found.len() >= ENOUGH
    }

    fn check_shape(&mut self, node: Node<'d>, shape: &'static Shape) {
        let known = Known::of(node, shape);
        for attribute in node.attributes() {
            self.check_attribute(attribute, &known);
        }
        let mut seen: Vec<&str> = Vec::new();
        for child in node.children() {
            self.check_child(child, &known, &mut seen);
        }
        self.check_required(node, &known.certain);
        match known.certain.iter().find_map(|shape| shape.text) {
            Some(check) => self.check_text(node, check),
            None if known.is_open() || known.possible.iter().any(|shape| shape.text.is_some()) => {}
            None => self.check_no_text(node),
        }
    }

    fn check_attribute(&mut self, attribute: Attribute<'d>, known: &Known) {
        let name = attribute.name();
        if self.is_full()
            || name == "xmlns"
            || name.starts_with("xmlns:")
            || name.starts_with("xml:")
        {
            return;
        }
        let value = attribute.value();
        if let Some(known) = known.attributes().find(|known| known.name == name) {
            if let Err(reason) = (known.check)(&value) {
                self.bad_attribute(attribute, reason);
            }
            return;
        }
        if let Some(variants) = known.variants().find(|variants| variants.attribute == name) {
            if !variants.shapes.iter().any(|(word, _)| *word == value) {
                let words = variants.shapes.iter().map(|(word, _)| *word).collect();
                self.bad_attribute(attribute, ValueError::NoneOf(words));
            }
            return;
        }
        if known.possible.iter().any(|shape| shape.knows_attribute(name)) {
            return;
        }
        let names = known.attributes().map(|known| known.name);
        let names = names.chain(known.variants().map(|variants| variants.attribute));
        let possible = known.possible.iter().flat_map(|shape| shape.attributes);
        let names = names.chain(possible.map(|known| known.name));
        let flattened = known.certain.iter().flat_map(|shape| shape.flattened);
        let names = names.chain(flattened.filter_map(|flattened| flattened.with));
        let nearest = nearest(name, names);
        self.add_attribute(attribute, FindingKind::UnknownAttribute { nearest });
    }

    fn bad_attribute(&mut self, attribute: Attribute<'d>, reason: ValueError) {
        let value = attribute.value().into_owned();
        self.add_attribute(attribute, FindingKind::BadValue { value, reason });
    }

    fn add_attribute(&mut self, attribute: Attribute<'d>, kind: FindingKind) {
        let below = format!("/@{}", attribute.name());
        let (node, offset) = (attribute.node(), attribute.offset());
        self.found.push(Found { node, offset, below, kind });
    }

    fn check_child(&mut self, child: Node<'d>, known: &Known, seen: &mut Vec<&'d str>) {
        if self.is_full() {
            return;
        }
        let Some(known) = known.children().find(|known| known.describes(child)) else {
            return self.check_unknown_child(child, known);
        };
        if !known.repeats {
            match seen.contains(&child.name()) {
                true => self.add(child, FindingKind::RepeatedElement),
                false => seen.push(child.name()),
            }
        }
        match known.kind {
            ChildKind::Element(shape) => self.waiting.push((child, shape())),
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

    fn check_unknown_child(&mut self, child: Node<'d>, known: &Known) {
        if known.is_open() || known.possible.iter().any(|shape| shape.knows_child(child.name())) {
            return;
        }
        let possible = known.possible.iter().flat_map(|shape| shape.children);
        let nearest = nearest_child(child, known.children().chain(possible));
        self.add(child, FindingKind::UnknownElement { nearest });
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
            self.add_below(node, format!("/@{name}"), FindingKind::MissingAttribute);
        }
        let children = shapes.iter().flat_map(|shape| shape.children);
        for known in children.filter(|known| known.required) {
            if node.children().any(|child| known.describes(child)) {
                continue;
            }
            self.add_below(node, format!("/{}", known.name), FindingKind::MissingElement);
        }
    }

    /// An element without attributes and children, for all that the model knows.
    fn check_bare(&mut self, node: Node<'d>) {
        for attribute in node.attributes() {
            self.check_attribute(attribute, &Known::default());
        }
        for child in node.children() {
            self.check_child(child, &Known::default(), &mut Vec::new());
        }
    }

    fn check_text(&mut self, node: Node<'d>, check: Check) {
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

    fn add(&mut self, node: Node<'d>, kind: FindingKind) {
        self.add_below(node, String::new(), kind);
    }

    /// Adds what is or should be at the end of the element's path and `below`.
    fn add_below(&mut self, node: Node<'d>, below: String, kind: FindingKind) {
        self.found.push(Found { node, offset: node.offset(), below, kind });
    }
}

/// What may stand on an element and in it.
#[derive(Default)]
struct Known {
    /// The element's shape with all that stands on the same element, for the variants that it
    /// chooses.
    certain: Vec<&'static Shape>,
    /// The variants that it could choose, where it does not tell which.
    possible: Vec<&'static Shape>,
}

impl Known {
    fn of(node: Node<'_>, shape: &'static Shape) -> Self {
        let mut known = Known { certain: vec![shape], possible: Vec::new() };
        let mut at = 0;
        while let Some(shape) = known.certain.get(at).copied() {
            let there = shape.flattened.iter().filter(|flattened| is_meant(node, flattened));
            known.certain.extend(there.map(|flattened| (flattened.shape)()));
            if let Some(variants) = &shape.variants {
                match chosen(node, variants) {
                    Some(variant) => known.certain.push(variant),
                    None => known.possible.extend(variants.shapes.iter().map(|(_, shape)| shape())),
                }
            }
            at += 1;
        }
        known
    }

    /// Whether other children and texts go too.
    fn is_open(&self) -> bool {
        self.certain.iter().any(|shape| shape.open)
    }

    fn attributes(&self) -> impl Iterator<Item = &'static AttributeShape> {
        self.certain.iter().flat_map(|shape| shape.attributes)
    }

    fn children(&self) -> impl Iterator<Item = &'static ChildShape> {
        self.certain.iter().flat_map(|shape| shape.children)
    }

    fn variants(&self) -> impl Iterator<Item = &'static Variants> {
        self.certain.iter().filter_map(|shape| shape.variants.as_ref())
    }
}

/// What `child` was meant to be among what is known of its namespace, with its prefix.
fn nearest_child(
    child: Node<'_>,
    known: impl Iterator<Item = &'static ChildShape>,
) -> Option<String> {
    let Some((prefix, local)) = child.name().split_once(':') else {
        let plain = known.filter(|known| known.namespace.is_none());
        return nearest(child.name(), plain.map(|known| known.name));
    };
    let namespace = child.namespace_of(prefix)?;
    let same = known.filter(|known| known.namespace == Some(&*namespace));
    nearest(local, same.map(|known| known.name)).map(|meant| format!("{prefix}:{meant}"))
}

/// Whether a model stands on an element, or does but for the misspelled name of its attribute.
fn is_meant(node: Node<'_>, flattened: &FlattenedShape) -> bool {
    let Some(with) = flattened.with else { return true };
    let mut names = node.attributes().map(|attribute| attribute.name());
    names.any(|name| nearest(name, std::iter::once(with)).is_some())
}

/// The variant that an element chooses or, by a misspelled word, means.
fn chosen(node: Node<'_>, variants: &'static Variants) -> Option<&'static Shape> {
    let word = node.attribute(variants.attribute);
    let word = word.as_deref().or(variants.default)?;
    let named = |word: &str| variants.shapes.iter().find(|(known, _)| *known == word);
    let found = named(word).or_else(|| {
        let words = variants.shapes.iter().map(|(known, _)| *known);
        nearest(word, words).and_then(|meant| named(&meant))
    });
    found.map(|(_, shape)| shape())
}
