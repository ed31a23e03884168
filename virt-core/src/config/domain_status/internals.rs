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

    /// Puts it back into the definition `root`, if the element that it belongs to is still there.
    pub(super) fn restore(&self, root: &mut Element) {
        let Some(element) = self.place.iter().try_fold(root, |at, step| child_mut(at, step)) else {
            return;
        };
        match &self.what {
            What::Attribute { name, value } => element.set_attribute(name, value),
            What::Element { element: lost, after } => {
                let at = after.as_ref().and_then(|after| position(element, after));
                let at = at.map_or(0, |at| at + 1);
                element.content_mut().insert(at, Content::Element(lost.clone()));
            }
        }
    }
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
                let what = What::Element { element: child.clone(), after: after.clone() };
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

fn child_mut<'e>(element: &'e mut Element, step: &Step) -> Option<&'e mut Element> {
    let at = position(element, step)?;
    match element.content_mut().get_mut(at) {
        Some(Content::Element(child)) => Some(child),
        _ => None,
    }
}
