//! `<cpu>`: the CPU that the guest sees.

use crate::Result;
use crate::units::{MemorySize, read_scaled};
use crate::xml::{
    AttributeShape, Node, Shape, Switch, Unmodelled, Writer, XmlElement, XmlValue, private,
};

/// The CPU that the guest sees: `<cpu mode='host-model'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Cpu {
    /// Where the CPU comes from. Default: custom, where a model is named.
    #[xml(attribute)]
    pub mode: Option<CpuMode>,
    /// How the named CPU must compare with the one that the guest gets. Default: exact.
    #[xml(attribute = "match")]
    pub match_policy: Option<CpuMatch>,
    /// How that is checked when the guest starts.
    #[xml(attribute)]
    pub check: Option<CpuCheck>,
    /// Whether features that prevent migration are left out.
    #[xml(attribute)]
    pub migratable: Option<Switch>,
    /// The model.
    #[xml(child)]
    pub model: Option<CpuModel>,
    /// The vendor that the host must have.
    #[xml(value)]
    pub vendor: Option<String>,
    /// How CPUs make up cores and sockets.
    #[xml(child)]
    pub topology: Option<CpuTopology>,
    /// The cache that the guest sees.
    #[xml(child)]
    pub cache: Option<CpuCache>,
    /// How long physical addresses are.
    #[xml(child = "maxphysaddr")]
    pub max_phys_address: Option<MaxPhysAddress>,
    /// Features on top of the model's, or taken from it.
    #[xml(child = "feature")]
    pub features: Vec<CpuFeature>,
    /// How CPUs and memory make up NUMA cells.
    #[xml(child)]
    pub numa: Option<CpuNuma>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// Where a guest's CPU comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum CpuMode {
    /// The definition describes it.
    Custom,
    /// It is the known model nearest to the host's.
    HostModel,
    /// It is the host's.
    HostPassthrough,
    /// It is the best that the hypervisor can do.
    Maximum,
}

/// How a CPU must compare with a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum CpuMatch {
    /// It has at least that.
    Minimum,
    /// It has that and no more.
    Exact,
    /// The host has that and no more.
    Strict,
}

/// How the CPU that a guest gets is checked when it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum CpuCheck {
    /// Not at all.
    None,
    /// Against the host's, before the start.
    Partial,
    /// Also against what the hypervisor says that the guest got.
    Full,
}

/// A CPU's model: `<model fallback='allow'>Skylake-Client</model>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct CpuModel {
    /// Whether a near model will do where the hypervisor lacks this one. Default: allow.
    #[xml(attribute)]
    pub fallback: Option<CpuModelFallback>,
    /// The vendor that the guest sees: 12 characters.
    #[xml(attribute)]
    pub vendor_id: Option<String>,
    /// The model's name.
    #[xml(text)]
    pub name: Option<String>,
}

/// Whether another model will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum CpuModelFallback {
    /// It will.
    Allow,
    /// It will not.
    Forbid,
}

/// How CPUs make up cores and sockets: `<topology sockets='1' cores='4' threads='2'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct CpuTopology {
    /// Sockets.
    #[xml(attribute)]
    pub sockets: u32,
    /// Dies of a socket. Default: 1.
    #[xml(attribute)]
    pub dies: Option<u32>,
    /// Clusters of a die. Default: 1.
    #[xml(attribute)]
    pub clusters: Option<u32>,
    /// Cores of a cluster.
    #[xml(attribute)]
    pub cores: u32,
    /// Threads of a core.
    #[xml(attribute)]
    pub threads: u32,
}

impl CpuTopology {
    /// How many CPUs it makes; the largest number there is, if that is less.
    pub fn cpus(&self) -> u32 {
        let parts = [self.dies.unwrap_or(1), self.clusters.unwrap_or(1), self.cores, self.threads];
        parts.iter().fold(self.sockets, |product, part| product.saturating_mul(*part))
    }
}

/// The cache that the guest sees: `<cache level='3' mode='emulate'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct CpuCache {
    /// Which level is described. Default: all.
    #[xml(attribute)]
    pub level: Option<u32>,
    /// What the guest sees of it.
    #[xml(attribute)]
    pub mode: CpuCacheMode,
}

/// What a guest sees of a CPU's cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum CpuCacheMode {
    /// A made-up one.
    Emulate,
    /// The host's.
    Passthrough,
    /// None.
    Disable,
}

/// How long physical addresses are: `<maxphysaddr mode='emulate' bits='42'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct MaxPhysAddress {
    /// Where the length comes from.
    #[xml(attribute)]
    pub mode: MaxPhysAddressMode,
    /// The length, when it is emulated.
    #[xml(attribute)]
    pub bits: Option<u32>,
    /// The most that is handed on from the host.
    #[xml(attribute)]
    pub limit: Option<u32>,
}

/// Where the length of physical addresses comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum MaxPhysAddressMode {
    /// The definition.
    Emulate,
    /// The host.
    Passthrough,
}

/// A feature of a CPU: `<feature policy='disable' name='lahf_lm'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct CpuFeature {
    /// What is to be done about it. Default: require.
    #[xml(attribute)]
    pub policy: Option<CpuFeaturePolicy>,
    /// The feature.
    #[xml(attribute)]
    pub name: String,
}

/// What is to be done about a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum CpuFeaturePolicy {
    /// The guest sees it, whether or not the host has it.
    Force,
    /// The guest sees it, and the host must have it.
    Require,
    /// The guest sees it if the host has it.
    Optional,
    /// The guest does not see it.
    Disable,
    /// The guest does not see it, and the host must not have it.
    Forbid,
}

/// How CPUs and memory make up NUMA cells: `<numa>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct CpuNuma {
    /// The cells.
    #[xml(child = "cell")]
    pub cells: Vec<CpuCell>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// A NUMA cell: `<cell id='0' cpus='0-3' memory='512000' unit='KiB'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct CpuCell {
    /// The number. Default: the place in the list.
    #[xml(attribute)]
    pub id: Option<u32>,
    /// The virtual CPUs, such as `0-3,5`.
    #[xml(attribute)]
    pub cpus: Option<String>,
    /// How much memory there is.
    #[xml(flatten)]
    pub memory: CellMemory,
    /// Whether the host can share the memory with other processes.
    #[xml(attribute = "memAccess")]
    pub memory_access: Option<String>,
    /// Whether the memory's content is given up when the guest stops.
    #[xml(attribute)]
    pub discard: Option<bool>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// A NUMA cell's memory: the attributes `memory` and `unit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellMemory(pub MemorySize);

impl XmlElement for CellMemory {
    fn shape() -> &'static Shape {
        static SHAPE: Shape = Shape {
            attributes: &[
                AttributeShape {
                    name: "memory",
                    check: private::check_value::<u64>,
                    required: true,
                },
                AttributeShape {
                    name: "unit",
                    check: |unit| MemorySize::scaled(0, unit).map(|_| ()),
                    required: false,
                },
            ],
            children: &[],
            text: None,
            flattened: &[],
            variants: None,
            open: false,
        };
        &SHAPE
    }

    fn read(node: Node<'_>) -> Result<Self> {
        let memory = node.attributes().find(|attribute| attribute.name() == "memory");
        let memory = memory.ok_or_else(|| private::missing_attribute(node, "memory"))?;
        read_scaled(node, private::attribute(memory)?).map(CellMemory)
    }

    fn write_attributes(&self, writer: &mut Writer) {
        writer.attribute("memory", &self.0);
        writer.attribute_text("unit", "KiB");
    }

    fn write_content(&self, _writer: &mut Writer) {}
}
