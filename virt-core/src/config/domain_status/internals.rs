//! What a driver keeps for itself inside of a definition.

use std::collections::{HashMap, HashSet};

use crate::xml::{Content, Element};

/// Something inside of a definition that belongs to its driver alone, such as the names that
/// QEMU's block layer has for a disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Internal {
    /// The way to the element that it belongs to, from the root of the definition.
    place: Vec<Step>,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Attribute {
        name: Box<str>,
        value: Box<str>,
    },
    /// An element, and the one before it that is no internal.
    Element {
        element: Element,
        after: Option<Step>,
    },
}

/// One of an element's children. A device keeps its alias when others come and go.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Step {
    name: Box<str>,
    alias: Option<Box<str>>,
    /// The place among those of the same name and alias.
    number: usize,
}

impl Internal {
    /// What `whole` has beyond `known`, which is what a model made of it.
    pub(super) fn collect(whole: &Element, known: &Element) -> Vec<Internal> {
        let mut found = Vec::new();
        compare(whole, known, &mut Vec::new(), &mut found);
        found
    }

    /// Puts `all` back into the definition `root`, each if the element that it belongs to is still
    /// there.
    pub(super) fn restore(all: &[Internal], root: &mut Element) {
        let mut lost = Vec::new();
        for internal in all {
            let Some(way) = internal.way(root) else { continue };
            match &internal.what {
                What::Attribute { name, value } => {
                    if let Some(element) = at(root, &way) {
                        element.set_attribute(name, value);
                    }
                }
                What::Element { element, after } => {
                    let Some(parent) = at(root, &way) else { continue };
                    let before = after.as_ref().and_then(|after| position(parent, after));
                    let place = before.map_or(0, |before| before + 1);
                    lost.push((way, place, element));
                }
            }
        }
        // From the end, so that all that comes before stays where it was found.
        lost.sort_by(|(a, a_place, _), (b, b_place, _)| {
            b.iter().chain([b_place]).cmp(a.iter().chain([a_place]))
        });
        for (way, place, element) in lost {
            if let Some(parent) = at(root, &way) {
                // What was empty on two lines is not text.
                if parent.children().next().is_none() && parent.text().trim().is_empty() {
                    parent.content_mut().clear();
                }
                parent.content_mut().insert(place, Content::Element(element.clone()));
            }
        }
    }

    /// The way to the element that it belongs to, as numbers of contents.
    fn way(&self, root: &Element) -> Option<Vec<usize>> {
        let mut element = root;
        let mut way = Vec::new();
        for step in &self.place {
            let place = position(element, step)?;
            way.push(place);
            element = match element.content().get(place) {
                Some(Content::Element(child)) => child,
                _ => return None,
            };
        }
        Some(way)
    }
}

fn at<'e>(root: &'e mut Element, way: &[usize]) -> Option<&'e mut Element> {
    way.iter().try_fold(root, |element, place| match element.content_mut().get_mut(*place) {
        Some(Content::Element(child)) => Some(child),
        _ => None,
    })
}

fn compare(whole: &Element, known: &Element, place: &mut Vec<Step>, found: &mut Vec<Internal>) {
    for (name, value) in whole.attributes() {
        if known.attribute(name).is_none() && !name.starts_with("xmlns") {
            let what = What::Attribute { name: name.into(), value: value.into() };
            found.push(Internal { place: place.clone(), what });
        }
    }
    let modelled: HashMap<Step, &Element> = steps(known).collect();
    let aliases: HashSet<_> = known.children().map(|child| (child.name(), alias(child))).collect();
    let last: HashMap<Box<str>, Step> =
        steps(known).map(|(step, _)| (step.name.clone(), step)).collect();
    let mut after: Option<Step> = None;
    // Of several in a row the last comes first, so that each can be put behind the same one.
    let mut behind = Vec::new();
    // An alias that the model does not know tells nobody which child it is.
    let alias =
        |child| alias(child).filter(|alias| aliases.contains(&(child.name(), Some(*alias))));
    for (step, child) in steps_by(whole, alias) {
        match modelled.get(&step) {
            Some(known) => {
                found.extend(behind.drain(..).rev());
                place.push(step.clone());
                compare(child, known, place, found);
                place.pop();
                after = Some(step);
            }
            None => {
                // Where the model takes the first of a name, the others stay behind that one.
                let after = last.get(&step.name).or(after.as_ref()).cloned();
                let what = What::Element { element: child.clone(), after };
                behind.push(Internal { place: place.clone(), what });
            }
        }
    }
    found.extend(behind.into_iter().rev());
}

/// The children of an element, each with its step.
fn steps(element: &Element) -> impl Iterator<Item = (Step, &Element)> {
    steps_by(element, alias)
}

fn alias(device: &Element) -> Option<&str> {
    device.child("alias")?.attribute("name")
}

fn steps_by<'e>(
    element: &'e Element,
    alias: impl Fn(&'e Element) -> Option<&'e str>,
) -> impl Iterator<Item = (Step, &'e Element)> {
    let mut numbers: HashMap<(&str, Option<&str>), usize> = HashMap::new();
    element.children().map(move |child| {
        let alias = alias(child);
        let number = numbers.entry((child.name(), alias)).or_default();
        *number += 1;
        let step =
            Step { name: child.name().into(), alias: alias.map(Into::into), number: *number };
        (step, child)
    })
}

/// The place of a child in the content of an element.
fn position(element: &Element, step: &Step) -> Option<usize> {
    let (_, child) = steps(element).find(|(found, _)| found == step)?;
    let is_it = |content: &Content| matches!(content, Content::Element(found) if std::ptr::eq(found, child));
    element.content().iter().position(is_it)
}
