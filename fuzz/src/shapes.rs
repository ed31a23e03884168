//! What an element can have, by the shapes of the models.

use virt_core::xml::{AttributeShape, Check, ChildKind, ChildShape, Element, Shape, Variants};

/// The shape of an element with all that stands on the same element.
#[derive(Clone, Default)]
pub(crate) struct Parts {
    shapes: Vec<&'static Shape>,
    /// What its text must be, where it has nothing else.
    text: Option<Check>,
}

impl Parts {
    /// What `element` can have if it is of this shape.
    pub(crate) fn of(element: &Element, shape: &'static Shape) -> Self {
        let mut parts = vec![shape];
        let mut at = 0;
        while let Some(shape) = parts.get(at).copied() {
            parts.extend(shape.flattened.iter().map(|flattened| (flattened.shape)()));
            if let Some(variants) = &shape.variants {
                let word = element.attribute(variants.attribute).or(variants.default);
                let chosen = variants.shapes.iter().find(|(known, _)| Some(*known) == word);
                parts.extend(chosen.map(|(_, shape)| shape()));
            }
            at += 1;
        }
        Parts { shapes: parts, text: None }
    }

    pub(crate) fn attributes(&self) -> Vec<&'static AttributeShape> {
        self.shapes.iter().flat_map(|shape| shape.attributes).collect()
    }

    pub(crate) fn children(&self) -> Vec<&'static ChildShape> {
        self.shapes.iter().flat_map(|shape| shape.children).collect()
    }

    pub(crate) fn variants(&self) -> Vec<&'static Variants> {
        self.shapes.iter().filter_map(|shape| shape.variants.as_ref()).collect()
    }

    pub(crate) fn text(&self) -> Option<Check> {
        self.text.or_else(|| self.shapes.iter().find_map(|shape| shape.text))
    }

    /// What must hold for the attribute `name`, if it is known.
    pub(crate) fn check_of(&self, name: &str) -> Option<Check> {
        self.attributes().into_iter().find(|known| known.name == name).map(|known| known.check)
    }

    /// What a child of this element can have.
    pub(crate) fn child(&self, child: &Element) -> Parts {
        let known = self.children().into_iter().find(|known| known.name == child.name());
        match known.map(|known| &known.kind) {
            Some(ChildKind::Element(shape)) => Parts::of(child, shape()),
            Some(ChildKind::Value(check)) => Parts { text: Some(*check), ..Parts::default() },
            _ => Parts::default(),
        }
    }
}
