//! What a document has and its canonical form has not.

use std::collections::{HashMap, HashSet};

use super::{DocumentKind, Rewriting};
use crate::Result;
use crate::config::Problems;
use crate::xml::{
    Comment, Document, Finding, FindingKind, Form, LeftOut, Node, Position, comments,
};

/// How often each path is there, without the numbers of elements.
type Counts = HashMap<String, usize>;

/// What writing the document again leaves out, in the order of the text.
pub(super) fn left_out(kind: &DocumentKind, text: &str, how: Rewriting) -> Result<Vec<Finding>> {
    let document = Document::parse(text)?;
    let mut found = unknown(kind, text)?;
    let told: HashSet<_> = found.iter().map(|finding| finding.path.clone()).collect();

    // What filling in takes out counts, and what it adds makes up for nothing.
    let all = Form { secure: true, inactive: false, ..how.form };
    let kept = |form| counts_of(kind, text, Rewriting { form, fill_defaults: false });
    let mut in_all = kept(all)?;
    if how.fill_defaults {
        let filled = counts_of(kind, text, Rewriting { form: all, fill_defaults: true })?;
        for (path, count) in &mut in_all {
            *count = filled.get(path).copied().unwrap_or_default().min(*count);
        }
    }
    let without_secrets = match how.form.secure {
        true => in_all.clone(),
        false => kept(Form { secure: false, ..all })?,
    };
    let mut search = Search { told, in_all, without_secrets, found: Vec::new() };
    let root = document.root();
    search.element(root, &format!("/{}", root.name()), &format!("/{}", full_name(root)));
    found.append(&mut search.found);
    found.extend(lost_comments(kind, text, how)?);
    found.sort_by_key(|finding| finding.position);
    Ok(found)
}

/// What the model does not know. What it knows and finds wrong is another matter.
fn unknown(kind: &DocumentKind, text: &str) -> Result<Vec<Finding>> {
    let mut found = kind.diagnose(text)?;
    found.retain(|finding| {
        matches!(
            finding.kind,
            FindingKind::UnknownElement { .. }
                | FindingKind::UnknownAttribute { .. }
                | FindingKind::RepeatedElement
                | FindingKind::UnexpectedText
        )
    });
    Ok(found)
}

fn counts_of(kind: &DocumentKind, text: &str, how: Rewriting) -> Result<Counts> {
    let written = (kind.write)(text, how)?;
    let document = Document::parse(&written)?;
    let mut counts = Counts::new();
    count(document.root(), String::new(), &mut counts);
    Ok(counts)
}

fn count(node: Node<'_>, above: String, counts: &mut Counts) {
    let path = format!("{above}/{}", full_name(node));
    for attribute in node.attributes() {
        *counts.entry(format!("{path}/@{}", attribute.name())).or_default() += 1;
    }
    for child in node.children() {
        count(child, path.clone(), counts);
    }
    *counts.entry(path).or_default() += 1;
}

/// The name with its namespace, under whatever prefix.
fn full_name(node: Node<'_>) -> String {
    let namespace = node
        .name()
        .split_once(':')
        .and_then(|(prefix, name)| Some(format!("{{{}}}{name}", node.namespace_of(prefix)?)));
    namespace.unwrap_or_else(|| node.name().to_owned())
}

/// Goes through a document beside what was written of it.
struct Search {
    /// The paths of what the model does not know.
    told: HashSet<String>,
    /// What is left to be found in what was written, secrets included.
    in_all: Counts,
    /// The same without secrets.
    without_secrets: Counts,
    found: Vec<Finding>,
}

impl Search {
    /// Goes through the element at `place`, whose path without numbers is `path`.
    fn element(&mut self, node: Node<'_>, place: &str, path: &str) {
        if self.found.len() >= Problems::MOST || self.told.contains(place) {
            return;
        }
        if let Some(reason) = self.reason(path) {
            self.add(node.position(), place.to_owned(), reason);
            return;
        }
        for attribute in node.attributes() {
            let name = attribute.name();
            if name == "xmlns" || name.starts_with("xmlns:") || name.starts_with("xml:") {
                continue;
            }
            let own = format!("{place}/@{name}");
            if self.told.contains(&own) {
                continue;
            }
            if let Some(reason) = self.reason(&format!("{path}/@{name}")) {
                self.add(attribute.position(), own, reason);
            }
        }
        self.children(node, place, path);
    }

    fn children(&mut self, node: Node<'_>, place: &str, path: &str) {
        let mut all: HashMap<&str, usize> = HashMap::new();
        node.children().for_each(|child| *all.entry(child.name()).or_default() += 1);
        let mut before: HashMap<&str, usize> = HashMap::new();
        for child in node.children() {
            let name = child.name();
            let number = before.entry(name).or_default();
            *number += 1;
            let place = match all.get(name) {
                Some(2..) => format!("{place}/{name}[{number}]"),
                _ => format!("{place}/{name}"),
            };
            self.element(child, &place, &format!("{path}/{}", full_name(child)));
        }
    }

    fn add(&mut self, position: Position, path: String, reason: LeftOut) {
        self.found.push(Finding { position, path, kind: FindingKind::LeftOut(reason) });
    }

    /// Why one more of `path` is not there.
    fn reason(&mut self, path: &str) -> Option<LeftOut> {
        let take = |counts: &mut Counts| match counts.get_mut(path) {
            Some(count @ 1..) => {
                *count -= 1;
                true
            }
            _ => false,
        };
        match (take(&mut self.in_all), take(&mut self.without_secrets)) {
            (false, _) => Some(LeftOut::Other),
            (true, false) => Some(LeftOut::Secret),
            (true, true) => None,
        }
    }
}

/// The comments that are not kept, as those in `<metadata>` are.
fn lost_comments(kind: &DocumentKind, text: &str, how: Rewriting) -> Result<Vec<Finding>> {
    let mut lost = comments(text, Problems::MOST);
    if !lost.is_empty() {
        let written = (kind.write)(text, how)?;
        for kept in comments(&written, Problems::MOST) {
            let same =
                lost.iter().position(|lost| (&lost.path, &lost.text) == (&kept.path, &kept.text));
            same.map(|at| lost.remove(at));
        }
    }
    let finding = |comment: Comment| Finding {
        position: comment.position,
        path: comment.path,
        kind: FindingKind::LeftOut(LeftOut::Comment),
    };
    Ok(lost.into_iter().map(finding).collect())
}
