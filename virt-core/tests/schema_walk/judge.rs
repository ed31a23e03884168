//! What a model makes of a document: everything that is unknown to it, refused, lost or changed.

use std::collections::BTreeSet;

use virt_core::xml::{self, Document, FindingKind, Form, Node, Shape, XmlElement};

use crate::compare::compare;
use crate::rules::{self, IGNORED};
use crate::verbatim::verbatim;

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
    gaps.extend(round_trip::<T>(root, text, &document, &gaps));
    let foreign = foreign_paths(document.root());
    gaps.retain(|gap| !is_ignored(gap, &foreign));
    gaps
}

/// Reads and writes the document `text` in which `known` gaps were found already.
fn round_trip<T: XmlElement>(
    root: &str,
    text: &str,
    before: &Document<'_>,
    known: &[Gap],
) -> Vec<Gap> {
    let model: T = match xml::from_str(root, text) {
        Ok(model) => model,
        Err(err) => {
            let refusal = refusal(&err.to_string());
            // What is refused is told once.
            let is_known =
                known.iter().any(|gap| gap.kind == Kind::Value && gap.path == refusal.path);
            return if is_known { Vec::new() } else { vec![refusal] };
        }
    };
    let mut gaps = Vec::new();
    let written = xml::to_string_as(root, &model, SECURE);
    match xml::from_str::<T>(root, &written) {
        Ok(again) => unstable(&written, &xml::to_string_as(root, &again, SECURE), &mut gaps),
        Err(err) => gaps.push(gap(Kind::Unstable, "", format!("is not read: {err}"))),
    }
    let after = Document::parse(&written).unwrap();
    compare(before.root(), after.root(), &mut gaps);
    gaps
}

/// Whether the gap is about what libvirt does not keep either; `foreign` are paths where the
/// document has what its devices have not.
fn is_ignored(gap: &Gap, foreign: &BTreeSet<String>) -> bool {
    let inside = |end: &str| match gap.path.find(end) {
        Some(at) => matches!(gap.path.as_bytes().get(at + end.len()), None | Some(b'/')),
        None => false,
    };
    let is_foreign = || {
        let mut ends = gap.path.match_indices('/').map(|(at, _)| at).chain([gap.path.len()]);
        matches!(gap.kind, Kind::Unknown | Kind::Value)
            && ends.any(|end| foreign.contains(&gap.path[..end]))
    };
    gap.kind != Kind::Refused && (IGNORED.iter().any(|(end, _)| inside(end)) || is_foreign())
}

/// The paths of all that belongs to other types of its devices.
fn foreign_paths(root: Node<'_>) -> BTreeSet<String> {
    fn add(node: Node<'_>, above: &str, found: &mut BTreeSet<String>) {
        let path = format!("{above}/{}", node.name());
        if rules::is_foreign(node, None) {
            found.insert(path);
            return;
        }
        for attribute in node.attributes() {
            if rules::is_foreign(node, Some(attribute.name())) {
                found.insert(format!("{path}/@{}", attribute.name()));
            }
        }
        node.children().for_each(|child| add(child, &path, found));
    }
    let mut found = BTreeSet::new();
    add(root, "", &mut found);
    found
}

pub(crate) fn gap(kind: Kind, path: &str, detail: impl ToString) -> Gap {
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
