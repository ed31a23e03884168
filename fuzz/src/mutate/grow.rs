//! New elements, as a shape wants them.

use fastrand::Rng;
use virt_core::xml::{ChildKind, ChildShape, Content, Element};

use crate::shapes::Parts;
use crate::words;

/// How many levels a new element has at most.
const DEEPEST: u8 = 4;

/// An element with what it must have, and some of what it can have.
pub(super) fn grown(known: &ChildShape, rng: &mut Rng) -> Element {
    grown_to(known, DEEPEST, rng)
}

fn grown_to(known: &ChildShape, levels: u8, rng: &mut Rng) -> Element {
    let mut element = Element::new(known.name);
    if let Some(namespace) = known.namespace {
        element = Element::new(&format!("n:{}", known.name));
        element.set_attribute("xmlns:n", namespace);
    }
    match known.kind {
        ChildKind::Element(shape) => fill(&mut element, shape(), levels, rng),
        ChildKind::Value(check) => set_text(&mut element, &words::value(Some(check), rng)),
        ChildKind::Flag | ChildKind::Any => {}
    }
    element
}

fn fill(element: &mut Element, shape: &'static virt_core::xml::Shape, levels: u8, rng: &mut Rng) {
    for _ in 0..3 {
        // A variant can have variants of its own.
        for variants in Parts::of(element, shape).variants() {
            let (word, _) = variants.shapes[rng.usize(..variants.shapes.len())];
            if element.attribute(variants.attribute).is_none() && rng.u8(..8) > 0 {
                element.set_attribute(variants.attribute, word);
            }
        }
    }
    let parts = Parts::of(element, shape);
    for known in parts.attributes() {
        if known.required || rng.u8(..4) == 0 {
            element.set_attribute(known.name, &words::value(Some(known.check), rng));
        }
    }
    if let Some(check) = parts.text() {
        set_text(element, &words::value(Some(check), rng));
    }
    let Some(levels) = levels.checked_sub(1) else { return };
    for known in parts.children() {
        if known.required || rng.u8(..8) == 0 {
            let child = grown_to(known, levels, rng);
            element.content_mut().push(Content::Element(child));
        }
    }
}

/// Puts `text` in place of the element's texts.
pub(super) fn set_text(element: &mut Element, text: &str) {
    element.content_mut().retain(|content| matches!(content, Content::Element(_)));
    if !text.is_empty() {
        element.content_mut().push(Content::Text(text.into()));
    }
}
