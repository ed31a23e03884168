//! What belongs to libvirt's vocabulary but not yet to a model: kept as it is.

use super::document::{Attribute, Node};
use super::element::Element;
use super::vocabulary;
use super::writer::Writer;

/// Attributes and child elements that libvirt knows at their place and the model does not.
///
/// A definition must not lose what its author wrote and libvirt would have kept, so these are
/// held verbatim and written back, at their place where the model says which one that is. Names
/// that libvirt does not know either are dropped, as libvirt drops them, and listed by strict mode.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Unmodelled(Option<Box<Kept>>);

#[derive(Debug, Clone, PartialEq, Default)]
struct Kept {
    attributes: Vec<(Box<str>, Box<str>)>,
    elements: Vec<Element>,
}

/// Keeps what is in an element, whether libvirt knows it or not.
impl From<Element> for Unmodelled {
    fn from(element: Element) -> Self {
        let attributes = element.attributes().map(|(name, value)| (name.into(), value.into()));
        let kept = Kept {
            attributes: attributes.collect(),
            elements: element.children().cloned().collect(),
        };
        let is_empty = kept.attributes.is_empty() && kept.elements.is_empty();
        Unmodelled((!is_empty).then(|| Box::new(kept)))
    }
}

impl Unmodelled {
    /// Whether the model knew everything.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The attributes, with name and value.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.0.iter().flat_map(|kept| &kept.attributes);
        all.map(|(name, value)| (&**name, &**value))
    }

    /// The elements.
    pub fn elements(&self) -> &[Element] {
        self.0.as_ref().map_or(&[], |kept| &kept.elements)
    }

    /// Drops the elements for which `stays` says no.
    pub fn retain_elements(&mut self, stays: impl FnMut(&Element) -> bool) {
        let Some(kept) = &mut self.0 else { return };
        kept.elements.retain(stays);
        if kept.elements.is_empty() && kept.attributes.is_empty() {
            self.0 = None;
        }
    }

    /// Keeps `attribute`, if libvirt would.
    #[cold]
    pub fn keep_attribute(&mut self, attribute: Attribute<'_>) {
        if vocabulary::knows_attribute(attribute.node(), attribute.name()) {
            let pair = (attribute.name().into(), attribute.value().into());
            self.0.get_or_insert_default().attributes.push(pair);
        }
    }

    /// Keeps the element `child`, if libvirt would.
    #[cold]
    pub fn keep_child(&mut self, child: Node<'_>) {
        if vocabulary::knows_element(child) {
            self.0.get_or_insert_default().elements.push(Element::from(child));
        }
    }

    /// Writes the attributes.
    #[inline]
    pub fn write_attributes(&self, writer: &mut Writer) {
        for (name, value) in self.attributes() {
            writer.attribute_text(name, value);
        }
    }

    /// Writes the elements whose names are in `names`, in that order.
    #[inline]
    pub fn write_only(&self, names: &[&str], writer: &mut Writer) {
        for name in names.iter().filter(|_| !self.is_empty()) {
            for element in self.elements().iter().filter(|element| element.name() == *name) {
                element.write_canonical(writer);
            }
        }
    }

    /// Writes the elements whose names are not in `names`.
    #[inline]
    pub fn write_content_but(&self, names: &[&str], writer: &mut Writer) {
        for element in self.elements().iter().filter(|found| !names.contains(&found.name())) {
            element.write_canonical(writer);
        }
    }
}
