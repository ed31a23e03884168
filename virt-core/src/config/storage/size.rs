//! Sizes of storage: bytes, where memory counts in KiB.

use std::fmt;
use std::str::FromStr;

use crate::units::MemorySize;
use crate::xml::{Node, Shape, ValueError, Writer, XmlElement, private};
use crate::{ErrorKind, Result};

/// A size of storage: `<capacity unit='GiB'>20</capacity>`.
///
/// Without a unit the number is in bytes, and it is always written in bytes.
///
/// ```
/// use virt_core::config::storage::StorageSize;
///
/// let size: StorageSize = "20GiB".parse()?;
/// assert_eq!(size.bytes(), 20 << 30);
/// assert_eq!(size.to_string(), "20GiB");
/// # Ok::<(), virt_core::xml::ValueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct StorageSize(u64);

impl StorageSize {
    /// A size of so many bytes.
    pub const fn from_bytes(bytes: u64) -> Self {
        StorageSize(bytes)
    }

    /// A size of so many units of 1024 × 1024 bytes; the largest there is, if that is less.
    pub const fn from_mib(mib: u64) -> Self {
        StorageSize(mib.saturating_mul(1 << 20))
    }

    /// A size of so many units of 1024³ bytes; the largest there is, if that is less.
    pub const fn from_gib(gib: u64) -> Self {
        StorageSize(gib.saturating_mul(1 << 30))
    }

    /// The size in bytes.
    pub const fn bytes(self) -> u64 {
        self.0
    }
}

impl FromStr for StorageSize {
    type Err = ValueError;

    /// Reads a number with a unit behind it; a number alone is in bytes.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        let text = text.trim_ascii();
        let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
        let (number, unit) = text.split_at(end);
        let number = number.parse().map_err(|_| ValueError::Expected("a size such as 20GiB"))?;
        scaled(number, unit.trim_ascii()).map(StorageSize)
    }
}

/// In the largest unit that gives a whole number: `20GiB`.
impl fmt::Display for StorageSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        MemorySize::from_bytes(self.0).fmt(f)
    }
}

impl XmlElement for StorageSize {
    fn shape() -> &'static Shape {
        MemorySize::shape()
    }

    fn read(node: Node<'_>) -> Result<Self> {
        read(node).map(StorageSize)
    }

    fn write_attributes(&self, writer: &mut Writer) {
        writer.attribute_text("unit", "bytes");
    }

    fn write_content(&self, writer: &mut Writer) {
        writer.text(&self.0);
    }

    #[cfg(feature = "serde")]
    fn to_data(&self) -> crate::data::Data {
        crate::data::text_of(self)
    }

    #[cfg(feature = "serde")]
    fn from_data(data: crate::data::Data) -> Result<Self, crate::data::DataError> {
        crate::data::parsed(data)
    }
}

crate::with_serde! { crate::serde_impls!(StorageSize, XmlElement::to_data, XmlElement::from_data); }

/// The size of an image's clusters: `<clusterSize unit='B'>131072</clusterSize>`.
///
/// Without a unit the number is in bytes, and it is always written in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ClusterSize(u64);

impl ClusterSize {
    /// A size of so many bytes.
    pub const fn from_bytes(bytes: u64) -> Self {
        ClusterSize(bytes)
    }

    /// The size in bytes.
    pub const fn bytes(self) -> u64 {
        self.0
    }
}

impl XmlElement for ClusterSize {
    fn shape() -> &'static Shape {
        MemorySize::shape()
    }

    fn read(node: Node<'_>) -> Result<Self> {
        read(node).map(ClusterSize)
    }

    fn write_attributes(&self, writer: &mut Writer) {
        writer.attribute_text("unit", "B");
    }

    fn write_content(&self, writer: &mut Writer) {
        writer.text(&self.0);
    }

    #[cfg(feature = "serde")]
    fn to_data(&self) -> crate::data::Data {
        StorageSize(self.0).to_data()
    }

    #[cfg(feature = "serde")]
    fn from_data(data: crate::data::Data) -> Result<Self, crate::data::DataError> {
        StorageSize::from_data(data).map(|size| ClusterSize(size.0))
    }
}

crate::with_serde! { crate::serde_impls!(ClusterSize, XmlElement::to_data, XmlElement::from_data); }

fn read(node: Node<'_>) -> Result<u64> {
    let number: u64 = private::text(node)?;
    let unit = node.attribute("unit");
    let unit = unit.as_deref().unwrap_or_default();
    scaled(number, unit).map_err(|reason| {
        node.error(ErrorKind::XmlError, format!("invalid size '{number} {unit}', {reason}"))
    })
}

fn scaled(number: u64, unit: &str) -> Result<u64, ValueError> {
    match unit {
        "" => Ok(number),
        unit => MemorySize::scaled(number, unit).map(MemorySize::bytes),
    }
}
