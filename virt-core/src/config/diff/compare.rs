//! Goes through two definitions side by side.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;

use super::change::{Change, ChangeKind};
use super::group::Group;
use super::identity::Identity;
use super::order::longest_rise;
use super::pairing::pair;
use super::part::Part;
use crate::xml::Element;

/// Lists what differs.
pub(super) fn compare(old: &Element, new: &Element) -> Vec<Change> {
    let keys = RandomState::new();
    let (old, new) = (Part::new(old, &keys), Part::new(new, &keys));
    let mut comparison = Comparison { path: format!("/{}", old.name()), changes: Vec::new() };
    comparison.elements(&old, &new);
    comparison.changes
}

struct Comparison {
    /// The way to the elements that are compared.
    path: String,
    changes: Vec<Change>,
}

impl Comparison {
    fn elements(&mut self, old: &Part<'_>, new: &Part<'_>) {
        if old.is_mixed() || new.is_mixed() {
            let (old, new) = (old.xml(), new.xml());
            if old != new {
                self.add(ChangeKind::Element, Some(old), Some(new));
            }
            return;
        }
        self.attributes(old.element, new.element);
        let (old_text, new_text) = (old.text(), new.text());
        if old_text != new_text {
            self.add(ChangeKind::Value, old_text, new_text);
        }
        self.children(old, new);
    }

    fn attributes(&mut self, old: &Element, new: &Element) {
        let added = new.attributes().filter(|(name, _)| old.attribute(name).is_none());
        for (name, _) in old.attributes().chain(added) {
            let value = |element: &Element| element.attribute(name).map(ToOwned::to_owned);
            let (old, new) = (value(old), value(new));
            if old != new {
                self.within(&format!("@{name}"), |here| here.add(ChangeKind::Value, old, new));
            }
        }
    }

    /// Goes through the children name by name.
    fn children(&mut self, old: &Part<'_>, new: &Part<'_>) {
        let mut names: Vec<&str> = Vec::new();
        let mut groups: HashMap<&str, Group<'_, '_>> = HashMap::new();
        for (side, parent) in [old, new].into_iter().enumerate() {
            for (at, child) in parent.children.iter().enumerate() {
                let group = groups.entry(child.name()).or_insert_with(|| {
                    names.push(child.name());
                    Group::new(Identity::of(old.name(), child.name()))
                });
                group.sides[side].parts.push(child);
                group.sides[side].places.push(at);
            }
        }
        let mut ordered = Vec::new();
        for name in names {
            let Some(group) = groups.get_mut(name) else { continue };
            group.count_keys();
            self.group(name, group, &mut ordered);
        }
        self.order(ordered);
    }

    /// Compares the children of one name. Those whose order counts go on to `ordered`.
    fn group(&mut self, name: &str, group: &Group<'_, '_>, ordered: &mut Vec<Kept>) {
        let [old, new] = &group.sides;
        let (to_new, to_old) = pair(&old.parts, &new.parts, group.identity);
        for (at, to) in to_new.iter().enumerate() {
            let Some(to) = *to else {
                let step = group.step(name, &group.sides[0], at);
                self.within(&step, |here| {
                    here.add(ChangeKind::Element, Some(old.parts[at].xml()), None);
                });
                continue;
            };
            let step = group.common_step(name, at, to);
            self.within(&step, |here| here.elements(old.parts[at], new.parts[to]));
            if group.identity.ordered {
                ordered.push(Kept { step, old: old.places[at], new: new.places[to] });
            }
        }
        for (at, _) in to_old.iter().enumerate().filter(|(_, to)| to.is_none()) {
            let step = group.step(name, &group.sides[1], at);
            self.within(&step, |here| {
                here.add(ChangeKind::Element, None, Some(new.parts[at].xml()));
            });
        }
    }

    /// Tells which of the children whose order counts have other ones before them than before.
    fn order(&mut self, mut kept: Vec<Kept>) {
        kept.sort_by_key(|kept| kept.old);
        let mut by_new: Vec<_> = kept.iter().map(|kept| kept.new).collect();
        let stay = longest_rise(&by_new);
        by_new.sort_unstable();
        let mut stay = stay.into_iter().peekable();
        for (at, kept) in kept.iter().enumerate() {
            if stay.next_if_eq(&at).is_some() {
                continue;
            }
            let place = by_new.partition_point(|new| *new < kept.new);
            let number = |place: usize| Some((place + 1).to_string());
            self.within(&kept.step, |here| {
                here.add(ChangeKind::Order, number(at), number(place));
            });
        }
    }

    fn within(&mut self, step: &str, compare: impl FnOnce(&mut Comparison)) {
        let length = self.path.len();
        self.path.push('/');
        self.path.push_str(step);
        compare(self);
        self.path.truncate(length);
    }

    fn add(&mut self, kind: ChangeKind, old: Option<String>, new: Option<String>) {
        self.changes.push(Change { path: self.path.clone(), kind, old, new });
    }
}

/// An element that is there in both, with its places among all children.
struct Kept {
    step: String,
    old: usize,
    new: usize,
}
