//! `<cookie>`: what a driver keeps beside a snapshot.

use crate::Result;
#[cfg(feature = "serde")]
use crate::data::{self, Data, DataError, Fields, Object};
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

    #[cfg(feature = "serde")]
    fn to_data(&self) -> Data {
        let mut object = Object::new();
        object.add_list("elements", self.elements.iter().map(data::element_of));
        object.into()
    }

    #[cfg(feature = "serde")]
    fn from_data(data: Data) -> Result<Self, DataError> {
        let mut fields = Fields::new(data, &["elements"])?;
        Ok(SnapshotCookie { elements: fields.list("elements", data::element)? })
    }
}

crate::with_serde! {
    crate::serde_impls!(SnapshotCookie, XmlElement::to_data, XmlElement::from_data);
}
