//! What a model keeps verbatim, having no field for it.

use virt_core::xml::{ChildKind, Node, Shape};

use crate::compare::full_name;
use crate::judge::{Gap, Kind, gap};
use crate::rules;

/// Lists what has no field in a model, at `node` and below.
pub(crate) fn verbatim(node: Node<'_>, shape: &'static Shape, path: &str, gaps: &mut Vec<Gap>) {
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
        if !known && !rules::is_foreign(node, Some(name)) {
            gaps.push(gap(Kind::Verbatim, &format!("{path}/@{name}"), ""));
        }
    }
    for child in node.children().filter(|child| !rules::is_foreign(*child, None)) {
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
