//! `<cpu>`: the CPU that a guest sees, or that a host has.

mod defaults;
mod host;
mod interconnects;
mod model;
mod numa;
mod numa_defaults;
mod numa_validate;
mod topology;
mod validate;

pub use host::{CpuCounter, CpuCounterName, CpuHostFeatures, CpuSignature, HostPages, PageUnit};
pub use interconnects::{
    NumaAccessType, NumaBandwidth, NumaInterconnect, NumaInterconnects, NumaLatency,
};
pub use model::{CpuFeature, CpuFeaturePolicy, CpuModel, CpuModelFallback};
pub use numa::{
    CellDistance, CellDistances, CpuCell, CpuNuma, NumaCache, NumaCacheAssociativity,
    NumaCacheLine, NumaCachePolicy, NumaCacheSize,
};
pub use topology::{CpuCache, CpuCacheMode, CpuTopology, MaxPhysAddress, MaxPhysAddressMode};

use crate::config::Architecture;
use crate::config::root::root_element;
use crate::xml::{Switch, XmlElement, XmlValue};

/// The CPU that a guest sees, or that a host has: `<cpu mode='host-model'/>`.
///
/// It is a part of a domain and of a host's capabilities, and a document of its own where CPUs are
/// compared. What only hosts' CPUs have, such as the architecture, is nothing in a guest's.
///
/// ```
/// use virt_core::config::domain::Cpu;
///
/// let cpu = Cpu::parse("<cpu><arch>x86_64</arch><model>Nehalem</model></cpu>")?;
/// assert_eq!(cpu.model.and_then(|model| model.name).as_deref(), Some("Nehalem"));
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
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
    /// Whether features that prevent migration are left out. Only a host's own CPU has it, and the
    /// hypervisor's best.
    #[xml(attribute)]
    pub migratable: Option<Switch>,
    /// Whether features that the hypervisor is going to drop are there. Since libvirt 10.6.
    #[xml(attribute)]
    pub deprecated_features: Option<Switch>,
    /// The architecture of a host's CPU.
    #[xml(value)]
    pub arch: Option<Architecture>,
    /// The model.
    #[xml(child)]
    pub model: Option<CpuModel>,
    /// The vendor that the host must have, or has.
    #[xml(value)]
    pub vendor: Option<String>,
    /// The version of a host CPU's microcode.
    #[xml(path = "microcode/@version")]
    pub microcode: Option<u32>,
    /// The numbers that tell the kind of a host's CPU.
    #[xml(child)]
    pub signature: Option<Box<CpuSignature>>,
    /// The counter of time that a host's CPU has.
    #[xml(child)]
    pub counter: Option<Box<CpuCounter>>,
    /// How CPUs make up cores and sockets.
    #[xml(child)]
    pub topology: Option<CpuTopology>,
    /// The cache that the guest sees.
    #[xml(child)]
    pub cache: Option<CpuCache>,
    /// How long physical addresses are.
    #[xml(child = "maxphysaddr")]
    pub max_phys_address: Option<MaxPhysAddress>,
    /// What a host's CPU could do, in the words of libvirt's first versions.
    #[xml(child = "features")]
    pub host_features: Option<CpuHostFeatures>,
    /// Features on top of the model's, or taken from it.
    #[xml(child = "feature")]
    pub features: Vec<CpuFeature>,
    /// The sizes of pages that a host's CPU has.
    #[xml(child)]
    pub pages: Vec<HostPages>,
    /// How CPUs and memory make up NUMA cells.
    #[xml(child)]
    pub numa: Option<Box<CpuNuma>>,
}

root_element!(Cpu, "cpu", Cpu);

impl Cpu {
    /// The name of the model, where one is named.
    pub fn model_name(&self) -> Option<&str> {
        self.model.as_ref()?.name.as_deref()
    }
}

/// Where a guest's CPU comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
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
