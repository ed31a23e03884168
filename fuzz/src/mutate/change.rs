//! One change at one place.

use fastrand::Rng;
use virt_core::xml::{Content, Element};

use super::grow::{grown, set_text};
use super::place::Place;
use crate::words;

type Change = fn(&mut Element, &Site<'_>, &mut Rng) -> Option<()>;

/// All changes; what leads further is there more than once.
const CHANGES: &[Change] = &[
    set_known,
    set_known,
    set_known,
    set_known,
    add_known,
    add_known,
    add_known,
    choose,
    choose,
    set_any,
    set_value,
    set_value,
    repeat,
    remove_child,
    remove_child,
    remove_attribute,
    copy_here,
    swap,
    copy_value,
    copy_value,
    nest,
    misspell,
];

/// Where a change is made, and what there is beside.
struct Site<'s> {
    place: &'s Place,
    /// An element from somewhere in the same document.
    other: Option<Element>,
}

/// Changes the element at `place`; where a change cannot be made, another one is tried.
pub(super) fn change(root: &mut Element, place: &Place, places: &[Place], rng: &mut Rng) {
    let other = places[rng.usize(..places.len())].find(root).cloned();
    let site = Site { place, other };
    let Some(element) = place.find_mut(root) else { return };
    for _ in 0..8 {
        if CHANGES[rng.usize(..CHANGES.len())](element, &site, rng).is_some() {
            return;
        }
    }
}

fn one_of<'i, T>(items: &'i [T], rng: &mut Rng) -> Option<&'i T> {
    items.get(rng.usize(..items.len().max(1)))
}

/// An attribute that the model knows, with a value of its kind.
fn set_known(element: &mut Element, site: &Site<'_>, rng: &mut Rng) -> Option<()> {
    let attributes = site.place.parts.attributes();
    let known = one_of(&attributes, rng)?;
    element.set_attribute(known.name, &words::value(Some(known.check), rng));
    Some(())
}

/// A child that the model knows, among those that are there.
fn add_known(element: &mut Element, site: &Site<'_>, rng: &mut Rng) -> Option<()> {
    let children = site.place.parts.children();
    let child = grown(one_of(&children, rng)?, rng);
    let at = rng.usize(..=element.content().len());
    element.content_mut().insert(at, Content::Element(child));
    Some(())
}

/// Another variant of the element.
fn choose(element: &mut Element, site: &Site<'_>, rng: &mut Rng) -> Option<()> {
    let variants = site.place.parts.variants();
    let variants = one_of(&variants, rng)?;
    let (word, _) = one_of(variants.shapes, rng)?;
    element.set_attribute(variants.attribute, word);
    Some(())
}

/// Another value for an attribute that is there.
fn set_any(element: &mut Element, site: &Site<'_>, rng: &mut Rng) -> Option<()> {
    let names: Vec<String> = element.attributes().map(|(name, _)| name.to_owned()).collect();
    let name = one_of(&names, rng)?;
    let value = words::value(site.place.parts.check_of(name), rng);
    element.set_attribute(name, &value);
    Some(())
}

/// Another text.
fn set_value(element: &mut Element, site: &Site<'_>, rng: &mut Rng) -> Option<()> {
    let check = site.place.parts.text();
    if check.is_none() && rng.u8(..16) > 0 {
        return None;
    }
    set_text(element, &words::value(check, rng));
    Some(())
}

/// The same child once more, or very often.
fn repeat(element: &mut Element, _: &Site<'_>, rng: &mut Rng) -> Option<()> {
    let at = rng.usize(..element.content().len().max(1));
    let content = element.content().get(at)?.clone();
    let times = *one_of(&[1, 1, 1, 1, 2, 3, 10, 100, 1000], rng)?;
    // Many of what has many in it would be more than fits in memory, and in an input.
    let times = times.min(1 + MANY / size(&content));
    element.content_mut().splice(at..at, std::iter::repeat_n(content, times));
    Some(())
}

/// How many elements and texts one change makes of one, about.
const MANY: usize = 3000;

fn size(content: &Content) -> usize {
    let (mut size, mut waiting) = (0, vec![content]);
    while let Some(content) = waiting.pop() {
        size += 1;
        if let Content::Element(element) = content {
            waiting.extend(element.content());
        }
    }
    size
}

fn remove_child(element: &mut Element, _: &Site<'_>, rng: &mut Rng) -> Option<()> {
    let at = rng.usize(..element.content().len().max(1));
    (at < element.content().len()).then(|| _ = element.content_mut().remove(at))
}

fn remove_attribute(element: &mut Element, _: &Site<'_>, rng: &mut Rng) -> Option<()> {
    let at = rng.usize(..element.attributes().count().max(1));
    let kept = element.attributes().enumerate().filter(|(number, _)| *number != at);
    *element = with(element, element.name(), kept.map(|(_, attribute)| attribute));
    Some(())
}

/// The element with other attributes.
fn with<'a>(
    element: &Element,
    name: &str,
    attributes: impl Iterator<Item = (&'a str, &'a str)>,
) -> Element {
    let mut changed = Element::new(name);
    attributes.for_each(|(name, value)| changed.set_attribute(name, value));
    changed.content_mut().extend_from_slice(element.content());
    changed
}

/// A copy of some other element, as a child.
fn copy_here(element: &mut Element, site: &Site<'_>, rng: &mut Rng) -> Option<()> {
    let at = rng.usize(..=element.content().len());
    element.content_mut().insert(at, Content::Element(site.other.clone()?));
    Some(())
}

fn swap(element: &mut Element, _: &Site<'_>, rng: &mut Rng) -> Option<()> {
    let count = element.content().len();
    if count < 2 {
        return None;
    }
    element.content_mut().swap(rng.usize(..count), rng.usize(..count));
    Some(())
}

/// The value of an attribute of some other element: names collide, references meet.
fn copy_value(element: &mut Element, site: &Site<'_>, rng: &mut Rng) -> Option<()> {
    let other = site.other.as_ref()?;
    let values: Vec<_> = other.attributes().collect();
    let (name, value) = *one_of(&values, rng)?;
    let own: Vec<String> = element.attributes().map(|(name, _)| name.to_owned()).collect();
    let name = own.iter().find(|own| *own == name).or_else(|| one_of(&own, rng))?;
    element.set_attribute(name, value);
    Some(())
}

/// The element within itself, a few times or far too deep.
fn nest(element: &mut Element, _: &Site<'_>, rng: &mut Rng) -> Option<()> {
    let shell = with(&Element::new(""), element.name(), element.attributes());
    for _ in 0..*one_of(&[1, 1, 2, 5, 100, 260], rng)? {
        let inner = std::mem::replace(element, shell.clone());
        element.content_mut().push(Content::Element(inner));
    }
    Some(())
}

/// A name with a letter too much.
fn misspell(element: &mut Element, _: &Site<'_>, rng: &mut Rng) -> Option<()> {
    let letter = char::from(rng.u8(b'a'..=b'z'));
    if rng.bool() {
        let (name, value) = element.attributes().next()?;
        let (name, value) = (format!("{name}{letter}"), value.to_owned());
        element.set_attribute(&name, &value);
    } else {
        *element = with(element, &format!("{}{letter}", element.name()), element.attributes());
    }
    Some(())
}
