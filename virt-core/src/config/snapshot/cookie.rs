//! `<cookie>`: what a driver keeps beside a snapshot.

use crate::Result;
use crate::xml::{Element, Node, Shape, Writer, XmlElement};

/// What a driver keeps beside a snapshot: `<cookie>`. The words in it are the driver's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SnapshotCookie {
    /// The elements.
    pub elements: Vec<Element>,
}

impl XmlElement for SnapshotCookie {
    fn shape() -> &'static Shape {
        static SHAPE: Shape = Shape {
            attributes: &[],
            children: &[],
            text: None,
            flattened: &[],
            variants: None,
            open: true,
        };
        &SHAPE
    }

    fn read(node: Node<'_>) -> Result<Self> {
        Ok(SnapshotCookie { elements: node.children().map(Element::from).collect() })
    }

    fn write_attributes(&self, _writer: &mut Writer) {}

    fn write_content(&self, writer: &mut Writer) {
        for element in &self.elements {
            element.write_canonical(writer);
        }
    }
}
