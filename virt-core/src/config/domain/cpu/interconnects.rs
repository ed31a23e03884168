//! `<interconnects>`: how fast the ways between NUMA cells are.

use crate::Result;
use crate::units::MemorySize;
use crate::xml::{ChildKind, ChildShape, Node, Shape, Writer, XmlElement, XmlValue};

/// How fast the ways between NUMA cells are: `<interconnects>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumaInterconnects {
    /// What is said about the ways, in the author's order.
    pub ways: Vec<NumaInterconnect>,
}

/// What is said about the way between two NUMA cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NumaInterconnect {
    /// `<latency>`
    Latency(NumaLatency),
    /// `<bandwidth>`
    Bandwidth(NumaBandwidth),
}

/// How long it takes: `<latency initiator='0' target='1' type='access' value='5'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct NumaLatency {
    /// The cell whose CPUs ask.
    #[xml(attribute)]
    pub initiator: u32,
    /// The cell whose memory is asked.
    #[xml(attribute)]
    pub target: u32,
    /// The level of the memory's cache that answers. Default: the memory does.
    #[xml(attribute)]
    pub cache: Option<u32>,
    /// What is done.
    #[xml(attribute = "type")]
    pub access: NumaAccessType,
    /// The time, in nanoseconds.
    #[xml(attribute)]
    pub value: u64,
}

/// How much gets through: `<bandwidth initiator='0' target='1' type='read' value='3' unit='MiB'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct NumaBandwidth {
    /// The cell whose CPUs ask.
    #[xml(attribute)]
    pub initiator: u32,
    /// The cell whose memory is asked.
    #[xml(attribute)]
    pub target: u32,
    /// The level of the memory's cache that answers. Default: the memory does.
    #[xml(attribute)]
    pub cache: Option<u32>,
    /// What is done.
    #[xml(attribute = "type")]
    pub access: NumaAccessType,
    /// How much it is in a second.
    #[xml(scaled)]
    pub value: MemorySize,
}

/// What is done with memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum NumaAccessType {
    /// It is read and written.
    Access,
    /// It is read.
    Read,
    /// It is written.
    Write,
}

/// Two kinds of elements stand in one list, whose order is kept.
impl XmlElement for NumaInterconnects {
    fn shape() -> &'static Shape {
        const fn way(name: &'static str, shape: fn() -> &'static Shape) -> ChildShape {
            let kind = ChildKind::Element(shape);
            ChildShape { name, namespace: None, repeats: true, required: false, unless: None, kind }
        }
        static SHAPE: Shape = Shape {
            children: &[way("latency", NumaLatency::shape), way("bandwidth", NumaBandwidth::shape)],
            ..Shape::EMPTY
        };
        &SHAPE
    }

    fn read(node: Node<'_>) -> Result<Self> {
        let mut ways = Vec::new();
        for child in node.children() {
            match child.name() {
                "latency" => ways.push(NumaLatency::read(child).map(NumaInterconnect::Latency)?),
                "bandwidth" => {
                    ways.push(NumaBandwidth::read(child).map(NumaInterconnect::Bandwidth)?);
                }
                _ => {}
            }
        }
        Ok(NumaInterconnects { ways })
    }

    fn write_attributes(&self, _writer: &mut Writer) {}

    fn write_content(&self, writer: &mut Writer) {
        for way in &self.ways {
            match way {
                NumaInterconnect::Latency(latency) => writer.element("latency", latency),
                NumaInterconnect::Bandwidth(bandwidth) => writer.element("bandwidth", bandwidth),
            }
        }
    }

    #[cfg(feature = "serde")]
    fn to_data(&self) -> crate::data::Data {
        let item = |way: &NumaInterconnect| match way {
            NumaInterconnect::Latency(it) => crate::data::tagged("type", "latency", it.to_data()),
            NumaInterconnect::Bandwidth(it) => {
                crate::data::tagged("type", "bandwidth", it.to_data())
            }
        };
        crate::data::Data::List(self.ways.iter().map(item).collect())
    }

    #[cfg(feature = "serde")]
    fn from_data(data: crate::data::Data) -> Result<Self, crate::data::DataError> {
        let item = |data| {
            let (word, data) = crate::data::untagged(data, "type", None)?;
            match &*word {
                "latency" => NumaLatency::from_data(data).map(NumaInterconnect::Latency),
                "bandwidth" => NumaBandwidth::from_data(data).map(NumaInterconnect::Bandwidth),
                _ => {
                    let words = &["latency", "bandwidth"];
                    Err(crate::data::not_one_of(&word, words).in_member("type"))
                }
            }
        };
        crate::data::items(data, item).map(|ways| NumaInterconnects { ways })
    }
}

crate::with_serde! {
    crate::serde_impls!(NumaInterconnects, XmlElement::to_data, XmlElement::from_data);
}

impl NumaInterconnect {
    /// The element's name.
    pub fn name(&self) -> &'static str {
        match self {
            NumaInterconnect::Latency(_) => "latency",
            NumaInterconnect::Bandwidth(_) => "bandwidth",
        }
    }

    /// Caches are counted from 1 on, so 0 is none of them.
    pub(super) fn fill_defaults(&mut self) {
        let cache = match self {
            NumaInterconnect::Latency(it) => &mut it.cache,
            NumaInterconnect::Bandwidth(it) => &mut it.cache,
        };
        cache.take_if(|cache| *cache == 0);
    }

    /// Which way it is about: the cell that asks, the one that is asked, the cache, the access.
    pub(super) fn way(&self) -> (u32, u32, Option<u32>, NumaAccessType) {
        let (initiator, target, cache, access) = match self {
            NumaInterconnect::Latency(it) => (it.initiator, it.target, it.cache, it.access),
            NumaInterconnect::Bandwidth(it) => (it.initiator, it.target, it.cache, it.access),
        };
        (initiator, target, cache.filter(|cache| *cache > 0), access)
    }
}
