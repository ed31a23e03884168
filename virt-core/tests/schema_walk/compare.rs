//! What a document says that another one does not say.

use std::borrow::Cow;
use std::collections::BTreeMap;

use virt_core::xml::Node;

use crate::judge::{Gap, Kind, gap};
use crate::rules::{self, HOLLOW};
use crate::spelling;

/// What is said at each path, in any order.
type Said = BTreeMap<String, Vec<String>>;

/// Lists what `before` says and `after` does not.
pub(crate) fn compare(before: Node<'_>, after: Node<'_>, gaps: &mut Vec<Gap>) {
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
    let says_nothing = is_hollow(node) && HOLLOW.iter().any(|end| path.ends_with(end));
    if says_nothing || rules::is_foreign(node, None) || !rules::is_first(node, &path) {
        return;
    }
    let unit = unit_of(node);
    let size = |text: &str| {
        let bytes = spelling::bytes(text, unit.as_deref()?)?;
        Some(format!("{bytes} bytes"))
    };
    said.entry(path.clone()).or_default().push(size(&text).unwrap_or(text));
    for attribute in node.attributes().filter(|found| counts(node, found.name())) {
        let path = format!("{path}/@{}", attribute.name());
        let value = attribute.value().into_owned();
        let value = match attribute.name() {
            "unit" | "units" => String::new(),
            "value" | "size" | "memory" | "usage" => size(&value).unwrap_or(value),
            _ => value,
        };
        said.entry(path).or_default().push(value);
    }
    for child in node.children() {
        collect(child, path.clone(), said);
    }
}

/// The unit that a size in `node` has.
fn unit_of(node: Node<'_>) -> Option<Cow<'_, str>> {
    node.attribute("unit").or_else(|| node.attribute("units"))
}

/// Whether an attribute says something. Where a namespace is declared, and under which prefix, is no
/// part of what is said.
fn counts(node: Node<'_>, attribute: &str) -> bool {
    !attribute.starts_with("xmlns:")
        && !rules::is_foreign(node, Some(attribute))
        && !rules::says_nothing(node, attribute)
}

/// Whether an element holds nothing, or nothing but such elements.
fn is_hollow(node: Node<'_>) -> bool {
    !node.attributes().any(|found| counts(node, found.name()))
        && node.text().trim().is_empty()
        && node.children().all(|child| rules::is_foreign(child, None) || is_hollow(child))
}

/// The name with its namespace, under whatever prefix.
pub(crate) fn full_name(node: Node<'_>) -> String {
    match node.name().split_once(':') {
        Some((prefix, name)) => format!("{{{}}}{name}", node.namespace_of(prefix).unwrap()),
        None => node.name().to_owned(),
    }
}
