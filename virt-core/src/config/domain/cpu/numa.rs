//! `<numa>`: how CPUs and memory make up NUMA cells.

use super::NumaInterconnects;
use crate::Result;
use crate::config::domain::MemoryAccess;
use crate::cpu_set::CpuSet;
use crate::units::{MemorySize, scaled_by};
use crate::xml::{AttributeShape, Node, Shape, Writer, XmlElement, XmlValue, private};

/// How CPUs and memory make up NUMA cells: `<numa>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct CpuNuma {
    /// The cells.
    #[xml(child = "cell")]
    pub cells: Vec<CpuCell>,
    /// How fast the ways between them are.
    #[xml(child)]
    pub interconnects: Option<NumaInterconnects>,
}

impl CpuNuma {
    /// The memory of all cells together; the largest size there is, if that is less.
    pub fn memory(&self) -> MemorySize {
        let sum = |sum: u64, cell: &CpuCell| sum.saturating_add(cell.memory.kib());
        MemorySize::from_kib(self.cells.iter().fold(0, sum))
    }
}

/// A NUMA cell: `<cell id='0' cpus='0-3' memory='512000' unit='KiB'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct CpuCell {
    /// The number. Default: the place in the list.
    #[xml(attribute)]
    pub id: Option<u32>,
    /// The virtual CPUs. Default: none.
    #[xml(attribute)]
    pub cpus: Option<CpuSet>,
    /// How much memory there is.
    #[xml(scaled)]
    pub memory: MemorySize,
    /// Whether the host can share the memory with other processes. Default: as for all memory.
    #[xml(attribute = "memAccess")]
    pub memory_access: Option<MemoryAccess>,
    /// Whether the memory's content is given up when the guest stops. Default: as for all memory.
    #[xml(attribute)]
    pub discard: Option<bool>,
    /// How far other cells are. Default: 20.
    #[xml(child)]
    pub distances: Option<CellDistances>,
    /// Caches of the memory's.
    #[xml(child = "cache")]
    pub caches: Vec<NumaCache>,
}

/// How far other cells are: `<distances>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct CellDistances {
    /// One for each cell.
    #[xml(child = "sibling")]
    pub siblings: Vec<CellDistance>,
}

/// How far another cell is: `<sibling id='1' value='20'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct CellDistance {
    /// The other cell.
    #[xml(attribute)]
    pub id: u32,
    /// The distance, up to 255; a cell is 10 from itself.
    #[xml(attribute)]
    pub value: u32,
}

/// A cache of a cell's memory: `<cache level='1' associativity='direct' policy='writeback'>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct NumaCache {
    /// The level, from 1 on.
    #[xml(attribute)]
    pub level: u32,
    /// Where it can hold what.
    #[xml(attribute)]
    pub associativity: NumaCacheAssociativity,
    /// When what it holds is written.
    #[xml(attribute)]
    pub policy: NumaCachePolicy,
    /// How much it holds.
    #[xml(child)]
    pub size: NumaCacheSize,
    /// How much it holds of one place.
    #[xml(child)]
    pub line: NumaCacheLine,
}

/// Where a cache can hold what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum NumaCacheAssociativity {
    /// Nobody says.
    None,
    /// Everything has one place.
    Direct,
    /// Anything can be anywhere.
    Full,
}

/// When what a cache holds is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum NumaCachePolicy {
    /// Nobody says.
    None,
    /// When the place is needed.
    #[xml(name = "writeback")]
    WriteBack,
    /// At once.
    #[xml(name = "writethrough")]
    WriteThrough,
}

/// How much a cache holds: `<size value='8' unit='KiB'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct NumaCacheSize {
    /// The size.
    #[xml(scaled)]
    pub value: MemorySize,
}

/// How much a cache holds of one place: `<line value='64' unit='B'/>`.
///
/// Without a unit the number is in bytes, and it is always written in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NumaCacheLine(pub MemorySize);

impl XmlElement for NumaCacheLine {
    fn shape() -> &'static Shape {
        static SHAPE: Shape = Shape {
            attributes: &[
                AttributeShape {
                    name: "value",
                    check: private::check_value::<u64>,
                    required: true,
                },
                AttributeShape { name: "unit", check: private::check_unit, required: false },
            ],
            ..Shape::EMPTY
        };
        &SHAPE
    }

    fn read(node: Node<'_>) -> Result<Self> {
        let value = node.attributes().find(|attribute| attribute.name() == "value");
        let value = value.ok_or_else(|| private::missing_attribute(node, "value"))?;
        scaled_by(node, private::attribute(value)?, "B").map(NumaCacheLine)
    }

    fn write_attributes(&self, writer: &mut Writer) {
        writer.attribute("value", &self.0.bytes());
        writer.attribute_text("unit", "B");
    }

    fn write_content(&self, _writer: &mut Writer) {}

    #[cfg(feature = "serde")]
    fn to_data(&self) -> crate::data::Data {
        self.0.to_data()
    }

    #[cfg(feature = "serde")]
    fn from_data(data: crate::data::Data) -> Result<Self, crate::data::DataError> {
        MemorySize::from_data(data).map(NumaCacheLine)
    }
}

crate::with_serde! {
    crate::serde_impls!(NumaCacheLine, XmlElement::to_data, XmlElement::from_data);
}
