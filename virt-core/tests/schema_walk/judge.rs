//! What a model makes of a document: everything that is unknown to it, refused, lost or changed.

use std::collections::BTreeMap;

use crate::rules::{HOLLOW, IGNORED};
use crate::spelling;
use virt_core::xml::{self, ChildKind, Document, FindingKind, Form, Node, Shape, XmlElement};

/// One thing that a model does not do right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Gap {
    pub(crate) kind: Kind,
    /// Where: the names of the elements around, without numbers.
    pub(crate) path: String,
    /// What exactly.
    pub(crate) detail: String,
}

/// What is not right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Strict mode does not know an element or attribute.
    Unknown,
    /// Strict mode does not accept a value.
    Value,
    /// It is kept verbatim, not in a field of its own.
    Verbatim,
    /// The document is not read.
    Refused,
    /// Writing leaves it out.
    Lost,
    /// Writing says something else.
    Changed,
    /// What was written is not read as what was written.
    Unstable,
}

const SECURE: Form = Form { secure: true, inactive: false, migratable: false };

/// Reads `text` as a document whose root is called `root`, writes it, and lists what is not right.
pub(crate) fn judge<T: XmlElement>(root: &str, text: &str) -> Vec<Gap> {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(err) => return vec![gap(Kind::Refused, "", err)],
    };
    let mut gaps = strict(&document, root, T::shape());
    verbatim(document.root(), T::shape(), &format!("/{root}"), &mut gaps);
    let model: T = match xml::from_str(root, text) {
        Ok(model) => model,
        Err(err) => {
            let refusal = refusal(&err.to_string());
            if gaps.iter().all(|gap| gap.kind != Kind::Value || gap.path != refusal.path) {
                gaps.push(refusal);
            }
            return gaps;
        }
    };
    let written = xml::to_string_as(root, &model, SECURE);
    match xml::from_str::<T>(root, &written) {
        Ok(again) => unstable(&written, &xml::to_string_as(root, &again, SECURE), &mut gaps),
        Err(err) => gaps.push(gap(Kind::Unstable, "", format!("is not read: {err}"))),
    }
    // What is refused is told once.
    let again = Document::parse(&written).unwrap();
    compare(document.root(), again.root(), &mut gaps);
    gaps.retain(|gap| !is_ignored(gap));
    gaps
}

/// Whether the gap is about what libvirt does not keep either.
fn is_ignored(gap: &Gap) -> bool {
    let inside = |end: &str| match gap.path.find(end) {
        Some(at) => matches!(gap.path.as_bytes().get(at + end.len()), None | Some(b'/')),
        None => false,
    };
    gap.kind != Kind::Refused && IGNORED.iter().any(|(end, _)| inside(end))
}

fn gap(kind: Kind, path: &str, detail: impl ToString) -> Gap {
    Gap { kind, path: path.to_owned(), detail: detail.to_string() }
}

fn unstable(written: &str, again: &str, gaps: &mut Vec<Gap>) {
    if let Some((first, second)) = written.lines().zip(again.lines()).find(|(a, b)| a != b) {
        let path = first.trim().split([' ', '>']).next().unwrap_or_default();
        gaps.push(gap(Kind::Unstable, path, format!("{first} is written as {second}")));
    }
}

fn strict(document: &Document<'_>, root: &str, shape: &'static Shape) -> Vec<Gap> {
    let findings = match xml::check_root(document, root, shape) {
        Ok(findings) => findings,
        Err(err) => return vec![refusal(&err.to_string())],
    };
    let gap = |finding: &xml::Finding| {
        let kind = match finding.kind {
            FindingKind::BadValue { .. } => Kind::Value,
            _ => Kind::Unknown,
        };
        let words = finding.to_string();
        let detail = words.split_once(": ").map_or("", |(_, rest)| rest);
        let detail = detail.split_once(": ").map_or("", |(_, rest)| rest);
        gap(kind, &without_numbers(&finding.path), detail)
    };
    findings.iter().map(gap).collect()
}

/// An error of reading: `at line 3, column 5, /domain/devices: …`.
fn refusal(message: &str) -> Gap {
    let message =
        message.split_once("at line").map_or(message, |(before, _)| &message[before.len()..]);
    let place = message.split_once(": ").filter(|(place, _)| place.starts_with("at line"));
    let (place, detail) = place.unwrap_or(("", message));
    let path = place.rsplit_once(", ").map_or("", |(_, path)| path);
    gap(Kind::Refused, &without_numbers(path), detail)
}

/// A path without the numbers of siblings.
fn without_numbers(path: &str) -> String {
    let mut pieces = path.split('[');
    let first = pieces.next().unwrap_or_default().to_owned();
    let rest = pieces.map(|piece| piece.split_once(']').map_or("", |(_, rest)| rest));
    rest.fold(first, |path, piece| path + piece)
}

/// Lists what has no field in a model, at `node` and below.
fn verbatim(node: Node<'_>, shape: &'static Shape, path: &str, gaps: &mut Vec<Gap>) {
    let shapes = shapes_of(node, shape);
    if shapes.iter().any(|shape| shape.open) {
        return;
    }
    for attribute in node.attributes().filter(|found| !found.name().starts_with("xmlns")) {
        let name = attribute.name();
        let known = shapes.iter().any(|shape| {
            shape.attributes.iter().any(|known| known.name == name)
                || shape.variants.as_ref().is_some_and(|variants| variants.attribute == name)
        });
        if !known {
            gaps.push(gap(Kind::Verbatim, &format!("{path}/@{name}"), ""));
        }
    }
    for child in node.children() {
        let path = format!("{path}/{}", full_name(child));
        let mut known = shapes.iter().flat_map(|shape| shape.children);
        match known.find(|known| known.describes(child)) {
            None => gaps.push(gap(Kind::Verbatim, &path, "")),
            Some(known) => match known.kind {
                ChildKind::Element(shape) => verbatim(child, shape(), &path, gaps),
                ChildKind::Any => {}
                _ => verbatim(child, &NOTHING, &path, gaps),
            },
        }
    }
}

/// The shape of an element that holds text alone.
static NOTHING: Shape = Shape {
    attributes: &[],
    children: &[],
    text: None,
    flattened: &[],
    variants: None,
    open: false,
};

/// The shape with all that stands on the same element, for the variants that `node` chooses.
fn shapes_of(node: Node<'_>, shape: &'static Shape) -> Vec<&'static Shape> {
    let mut shapes = vec![shape];
    let mut at = 0;
    while let Some(shape) = shapes.get(at).copied() {
        let flattened = shape.flattened.iter().filter(|found| found.is_on(node));
        shapes.extend(flattened.map(|flattened| (flattened.shape)()));
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

/// What is said at each path, in any order.
type Said = BTreeMap<String, Vec<String>>;

/// Lists what `before` says and `after` does not.
fn compare(before: Node<'_>, after: Node<'_>, gaps: &mut Vec<Gap>) {
    let (mut said, mut kept) = (Said::new(), Said::new());
    collect(before, String::new(), &mut said);
    collect(after, String::new(), &mut kept);
    for (path, values) in said {
        let mut kept = kept.remove(&path).unwrap_or_default();
        if kept.len() < values.len() {
            let detail = format!("{} of {}: {:?}", values.len() - kept.len(), values.len(), values);
            gaps.push(gap(Kind::Lost, &path, detail));
            continue;
        }
        let mut lost = Vec::new();
        for value in values {
            match kept.iter().position(|kept| spelling::same(&path, &value, kept)) {
                Some(at) => _ = kept.remove(at),
                None => lost.push(value),
            }
        }
        if !lost.is_empty() {
            gaps.push(gap(Kind::Changed, &path, format!("{lost:?} became {kept:?}")));
        }
    }
}

fn collect(node: Node<'_>, above: String, said: &mut Said) {
    let path = format!("{above}/{}", full_name(node));
    let text = match node.children().next() {
        None => node.text().into_owned(),
        Some(_) => String::new(),
    };
    if is_hollow(node) && HOLLOW.iter().any(|end| path.ends_with(end)) {
        return;
    }
    let unit = node.attribute("unit").and_then(|unit| spelling::bytes(&text, &unit));
    let size = unit.map(|bytes| format!("{bytes} bytes"));
    said.entry(path.clone()).or_default().push(size.unwrap_or(text));
    // Where a namespace is declared, and under which prefix, is no part of what is said.
    for attribute in node.attributes().filter(|found| !found.name().starts_with("xmlns:")) {
        let path = format!("{path}/@{}", attribute.name());
        let value = match attribute.name() {
            "unit" => String::new(),
            "value" => size_in_attributes(node).unwrap_or_else(|| attribute.value().into_owned()),
            _ => attribute.value().into_owned(),
        };
        said.entry(path).or_default().push(value);
    }
    for child in node.children() {
        collect(child, path.clone(), said);
    }
}

/// The size in an element such as `<size value='10' unit='MiB'/>`. libvirt writes it in KiB, rounded
/// up.
fn size_in_attributes(node: Node<'_>) -> Option<String> {
    let (value, unit) = (node.attribute("value")?, node.attribute("unit")?);
    let bytes = spelling::bytes(&value, &unit)?;
    Some(format!("{} KiB", bytes.div_ceil(1024)))
}

/// Whether an element holds nothing, or nothing but such elements.
fn is_hollow(node: Node<'_>) -> bool {
    node.attributes().next().is_none()
        && node.text().trim().is_empty()
        && node.children().all(is_hollow)
}

fn full_name(node: Node<'_>) -> String {
    match node.name().split_once(':') {
        Some((prefix, name)) => format!("{{{}}}{name}", node.namespace_of(prefix).unwrap()),
        None => node.name().to_owned(),
    }
}
