//! What a document has and its canonical form has not.

use std::collections::{HashMap, HashSet};

use super::paths::{PathId, Paths};
use super::{DocumentKind, Rewriting};
use crate::Result;
use crate::config::Problems;
use crate::xml::{
    Comment, Document, Finding, FindingKind, Form, LeftOut, Node, Places, Position, comments,
};

/// How often each path is there, without the numbers of elements.
type Counts = HashMap<PathId, usize>;

/// What writing the document again leaves out, in the order of the text.
pub(super) fn left_out(kind: &DocumentKind, text: &str, how: Rewriting) -> Result<Vec<Finding>> {
    let document = Document::parse(text)?;
    let mut found = unknown(kind, text)?;
    let told = found.iter().map(|finding| finding.position).collect();

    // What filling in takes out counts, and what it adds makes up for nothing.
    let all = Form { secure: true, inactive: false, ..how.form };
    let mut paths = Paths::default();
    let mut kept =
        |form| counts_of(kind, text, Rewriting { form, fill_defaults: false }, &mut paths);
    let mut in_all = kept(all)?;
    let without_secrets = match how.form.secure {
        true => None,
        false => Some(kept(Form { secure: false, ..all })?),
    };
    if how.fill_defaults {
        let how = Rewriting { form: all, fill_defaults: true };
        let filled = counts_of(kind, text, how, &mut paths)?;
        for (path, count) in &mut in_all {
            *count = filled.get(path).copied().unwrap_or_default().min(*count);
        }
    }
    let without_secrets = without_secrets.unwrap_or_else(|| in_all.clone());
    let places = Places::of(&document);
    let mut search = Search { told, paths, places, in_all, without_secrets, found: Vec::new() };
    search.element(document.root(), Paths::START);
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

fn counts_of(kind: &DocumentKind, text: &str, how: Rewriting, paths: &mut Paths) -> Result<Counts> {
    let written = (kind.write)(text, how)?;
    let document = Document::parse(&written)?;
    let mut counts = Counts::new();
    count(document.root(), Paths::START, paths, &mut counts);
    Ok(counts)
}

fn count(node: Node<'_>, above: PathId, paths: &mut Paths, counts: &mut Counts) {
    let declared = paths.enter(node);
    let path = paths.of_element(above, node);
    for attribute in node.attributes() {
        *counts.entry(paths.of_attribute(path, attribute.name())).or_default() += 1;
    }
    for child in node.children() {
        count(child, path, paths, counts);
    }
    *counts.entry(path).or_default() += 1;
    paths.leave(declared);
}

/// Goes through a document beside what was written of it.
struct Search<'d> {
    /// The places of what the model does not know.
    told: HashSet<Position>,
    paths: Paths,
    places: Places<'d>,
    /// What is left to be found in what was written, secrets included.
    in_all: Counts,
    /// The same without secrets.
    without_secrets: Counts,
    found: Vec<Finding>,
}

impl<'d> Search<'d> {
    /// Goes through an element in the one whose path is `above`.
    fn element(&mut self, node: Node<'d>, above: PathId) {
        let position = self.places.position_of(node);
        if self.found.len() >= Problems::MOST || self.told.contains(&position) {
            return;
        }
        let declared = self.paths.enter(node);
        let path = self.paths.of_element(above, node);
        match self.reason(path) {
            Some(reason) => self.add(position, node, "", reason),
            None => {
                self.attributes(node, path);
                node.children().for_each(|child| self.element(child, path));
            }
        }
        self.paths.leave(declared);
    }

    fn attributes(&mut self, node: Node<'d>, path: PathId) {
        for attribute in node.attributes() {
            let name = attribute.name();
            if name == "xmlns" || name.starts_with("xmlns:") || name.starts_with("xml:") {
                continue;
            }
            let position = self.places.position(attribute.offset());
            if self.told.contains(&position) {
                continue;
            }
            let own = self.paths.of_attribute(path, name);
            if let Some(reason) = self.reason(own) {
                self.add(position, node, &format!("/@{name}"), reason);
            }
        }
    }

    fn add(&mut self, position: Position, node: Node<'d>, below: &str, reason: LeftOut) {
        let path = self.places.path(node) + below;
        self.found.push(Finding { position, path, kind: FindingKind::LeftOut(reason) });
    }

    /// Why one more of `path` is not there.
    fn reason(&mut self, path: PathId) -> Option<LeftOut> {
        let take = |counts: &mut Counts| match counts.get_mut(&path) {
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
