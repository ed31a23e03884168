//! `<domain>` of a snapshot: whole, or by identity alone.

use uuid::Uuid;

use crate::Result;
use crate::config::DomainConfig;
use crate::config::domain::DomainType;
use crate::xml::{AttributeShape, FlattenedShape, Node, Shape, Writer, XmlElement, private};
#[cfg(feature = "serde")]
use crate::{
    data::{Data, DataError, Fields},
    xml::XmlValue,
};

/// The domain that a snapshot is of.
#[derive(Debug, Clone, PartialEq)]
pub enum SnapshotDomain {
    /// By identity, as old snapshots have it.
    Uuid(Uuid),
    /// As it was.
    Full(Box<DomainConfig>),
}

/// A whole domain has a type; one without is told by its UUID.
impl XmlElement for SnapshotDomain {
    fn shape() -> &'static Shape {
        static SHAPE: Shape = Shape {
            attributes: &[AttributeShape {
                name: "type",
                check: private::check_value::<DomainType>,
                required: false,
            }],
            children: &[],
            text: None,
            flattened: &[FlattenedShape { shape: DomainConfig::shape, with: None }],
            variants: None,
            open: false,
        };
        &SHAPE
    }

    fn read(node: Node<'_>) -> Result<Self> {
        if node.attribute("type").is_some() {
            return DomainConfig::read(node).map(|config| SnapshotDomain::Full(Box::new(config)));
        }
        match node.child("uuid") {
            Some(uuid) => private::text(uuid).map(SnapshotDomain::Uuid),
            None => Err(private::missing_child(node, "uuid")),
        }
    }

    fn write_attributes(&self, writer: &mut Writer) {
        if let SnapshotDomain::Full(config) = self {
            config.write_attributes(writer);
        }
    }

    fn write_content(&self, writer: &mut Writer) {
        match self {
            SnapshotDomain::Uuid(uuid) => writer.value("uuid", uuid),
            SnapshotDomain::Full(config) => config.write_content(writer),
        }
    }

    #[cfg(feature = "serde")]
    fn to_data(&self) -> Data {
        match self {
            SnapshotDomain::Uuid(uuid) => Data::from_iter([("uuid", uuid.to_scalar())]),
            SnapshotDomain::Full(config) => config.to_data(),
        }
    }

    #[cfg(feature = "serde")]
    fn from_data(data: Data) -> Result<Self, DataError> {
        if data.member("domain_type").is_some() {
            return XmlElement::from_data(data).map(SnapshotDomain::Full);
        }
        let mut fields = Fields::new(data, &["uuid", "domain_type"])?;
        fields.required("uuid", XmlValue::from_scalar).map(SnapshotDomain::Uuid)
    }
}

crate::with_serde! {
    crate::serde_impls!(SnapshotDomain, XmlElement::to_data, XmlElement::from_data);
}
