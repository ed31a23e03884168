//! `<capabilities>`: what a host can do.

use uuid::Uuid;

pub use super::domain::{CellDistance, CellDistances, HostPages, PageUnit};

use super::domain::{Cpu, NumaCache, NumaInterconnects};
use crate::cpu_set::CpuSet;
use crate::units::MemorySize;
use crate::xml::{self, Switch, Unmodelled, XmlElement};
use crate::{ErrorOrigin, Result};

/// What a host can do, and which guests it runs: `<capabilities>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Capabilities {
    /// The host itself.
    #[xml(child)]
    pub host: CapabilitiesHost,
    /// The kinds of guests that it runs.
    #[xml(child = "guest")]
    pub guests: Vec<GuestCapabilities>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

impl Capabilities {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// `XmlDetail` when the text is not well-formed, `XmlError` when a value is not accepted.
    pub fn parse(text: &str) -> Result<Self> {
        xml::from_str("capabilities", text).map_err(|err| err.or_origin(ErrorOrigin::Capabilities))
    }

    /// Writes the document, with libvirt's blank lines around host and guests.
    pub fn to_xml(&self) -> String {
        let plain = xml::to_string("capabilities", self);
        let spaced = plain.replacen("\n  <host", "\n\n  <host", 1);
        spaced
            .replace("\n  </host>\n", "\n  </host>\n\n")
            .replace("\n  </guest>\n", "\n  </guest>\n\n")
    }
}

/// The host itself: `<host>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
#[xml(order = "uuid cpu power_management iommu migration_features netprefix topology cache
    memory_bandwidth secmodel")]
pub struct CapabilitiesHost {
    /// The host's identity.
    #[xml(value)]
    pub uuid: Option<Uuid>,
    /// The host's CPU.
    #[xml(child)]
    pub cpu: Option<Box<Cpu>>,
    /// Which sleep states the host has; none where nobody could find out.
    #[xml(child = "power_management")]
    pub power_management: Option<HostPowerManagement>,
    /// Whether devices can be handed to guests.
    #[xml(path = "iommu/@support")]
    pub iommu: Option<bool>,
    /// How guests can be moved to other hosts.
    #[xml(child)]
    pub migration_features: Option<MigrationFeatures>,
    /// How CPUs and memory make up NUMA cells.
    #[xml(child)]
    pub topology: Option<HostTopology>,
    /// How guests are confined.
    #[xml(child = "secmodel")]
    pub security_models: Vec<SecurityModel>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// Which sleep states a host has: `<power_management>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct HostPowerManagement {
    /// Sleep in memory.
    #[xml(flag)]
    pub suspend_mem: bool,
    /// Sleep on disk.
    #[xml(flag)]
    pub suspend_disk: bool,
    /// Sleep in memory, with the disk as a safety net.
    #[xml(flag)]
    pub suspend_hybrid: bool,
}

/// How guests can be moved to other hosts: `<migration_features>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct MigrationFeatures {
    /// While they run.
    #[xml(flag)]
    pub live: bool,
    /// By which schemes of URIs.
    #[xml(child)]
    pub uri_transports: Option<UriTransports>,
}

/// Schemes of URIs: `<uri_transports>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct UriTransports {
    /// The schemes.
    #[xml(value = "uri_transport")]
    pub names: Vec<String>,
}

/// How CPUs and memory make up NUMA cells: `<topology>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct HostTopology {
    /// The cells.
    #[xml(child)]
    pub cells: HostCells,
    /// How fast the ways between them are.
    #[xml(child)]
    pub interconnects: Option<NumaInterconnects>,
}

/// NUMA cells: `<cells num='2'>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct HostCells {
    /// How many there are.
    #[xml(attribute, default)]
    pub num: u32,
    /// The cells.
    #[xml(child = "cell")]
    pub cells: Vec<HostCell>,
}

impl From<Vec<HostCell>> for HostCells {
    fn from(cells: Vec<HostCell>) -> Self {
        HostCells { num: u32::try_from(cells.len()).unwrap_or(u32::MAX), cells }
    }
}

/// A NUMA cell: `<cell id='0'>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct HostCell {
    /// The number.
    #[xml(attribute)]
    pub id: u32,
    /// How much memory it has.
    #[xml(child)]
    pub memory: Option<MemorySize>,
    /// How many pages of which size.
    #[xml(child)]
    pub pages: Vec<HostPages>,
    /// How far the other cells are.
    #[xml(child)]
    pub distances: Option<CellDistances>,
    /// Caches of the memory's.
    #[xml(child = "cache")]
    pub caches: Vec<NumaCache>,
    /// The CPUs.
    #[xml(child)]
    pub cpus: HostCpus,
}

/// The CPUs of a cell: `<cpus num='8'>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct HostCpus {
    /// How many there are.
    #[xml(attribute, default)]
    pub num: u32,
    /// The CPUs.
    #[xml(child = "cpu")]
    pub cpus: Vec<HostCellCpu>,
}

impl From<Vec<HostCellCpu>> for HostCpus {
    fn from(cpus: Vec<HostCellCpu>) -> Self {
        HostCpus { num: u32::try_from(cpus.len()).unwrap_or(u32::MAX), cpus }
    }
}

/// A CPU of a cell: `<cpu id='0' socket_id='0' die_id='0' core_id='0' siblings='0-1'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct HostCellCpu {
    /// The number.
    #[xml(attribute)]
    pub id: u32,
    /// The socket.
    #[xml(attribute)]
    pub socket_id: Option<u32>,
    /// The die in the socket.
    #[xml(attribute)]
    pub die_id: Option<u32>,
    /// The cluster in the die.
    #[xml(attribute)]
    pub cluster_id: Option<u32>,
    /// The core in the cluster.
    #[xml(attribute)]
    pub core_id: Option<u32>,
    /// The threads of the core, this one among them.
    #[xml(attribute)]
    pub siblings: Option<CpuSet>,
}

/// How guests are confined: `<secmodel>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct SecurityModel {
    /// The model: `selinux`, `apparmor`, `dac`.
    #[xml(value, default)]
    pub model: String,
    /// The domain of interpretation.
    #[xml(value, default)]
    pub doi: String,
    /// The labels that guests get by default.
    #[xml(child = "baselabel")]
    pub base_labels: Vec<BaseLabel>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// The label that guests of a kind get: `<baselabel type='kvm'>+64055:+64055</baselabel>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct BaseLabel {
    /// The kind of guests.
    #[xml(attribute = "type", default)]
    pub domain_type: String,
    /// The label.
    #[xml(text, default)]
    pub label: String,
}

/// A kind of guests that a host runs: `<guest>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct GuestCapabilities {
    /// The kind of machine: `hvm`, `xen`, `exe`.
    #[xml(value)]
    pub os_type: String,
    /// The architecture, and who runs it.
    #[xml(child)]
    pub arch: GuestArch,
    /// What its machines have.
    #[xml(child)]
    pub features: Option<GuestFeatures>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// A guest's architecture: `<arch name='x86_64'>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct GuestArch {
    /// The architecture.
    #[xml(attribute)]
    pub name: String,
    /// How many bits a word has.
    #[xml(value = "wordsize")]
    pub word_size: Option<u32>,
    /// The program that runs the guests.
    #[xml(value)]
    pub emulator: Option<String>,
    /// The program that loads paravirtual guests.
    #[xml(value)]
    pub loader: Option<String>,
    /// The machines.
    #[xml(child = "machine")]
    pub machines: Vec<GuestMachine>,
    /// Who runs the guests, with what differs from the above.
    #[xml(child = "domain")]
    pub domains: Vec<GuestDomain>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// A machine: `<machine canonical='pc-q35-10.0' maxCpus='4096'>q35</machine>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct GuestMachine {
    /// What the name stands for at present.
    #[xml(attribute)]
    pub canonical: Option<String>,
    /// How many CPUs it can have.
    #[xml(attribute = "maxCpus")]
    pub max_cpus: Option<u32>,
    /// Whether it is going away.
    #[xml(attribute)]
    pub deprecated: Option<bool>,
    /// The name.
    #[xml(text, default)]
    pub name: String,
}

/// Who runs guests: `<domain type='kvm'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct GuestDomain {
    /// The type of domain.
    #[xml(attribute = "type")]
    pub domain_type: String,
    /// The program, where it is another one.
    #[xml(value)]
    pub emulator: Option<String>,
    /// The machines, where they are other ones.
    #[xml(child = "machine")]
    pub machines: Vec<GuestMachine>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// What a kind of machine has: `<features>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct GuestFeatures {
    /// Addresses beyond 4 GiB.
    #[xml(flag)]
    pub pae: bool,
    /// Doing without them.
    #[xml(flag)]
    pub nonpae: bool,
    /// ACPI.
    #[xml(child)]
    pub acpi: Option<GuestToggle>,
    /// The local interrupt controllers.
    #[xml(child)]
    pub apic: Option<GuestToggle>,
    /// Choosing a CPU.
    #[xml(flag = "cpuselection")]
    pub cpu_selection: bool,
    /// Booting from a device by its order.
    #[xml(flag = "deviceboot")]
    pub device_boot: bool,
    /// Snapshots of disks.
    #[xml(child = "disksnapshot")]
    pub disk_snapshot: Option<GuestToggle>,
    /// Snapshots beyond the host's files.
    #[xml(flag = "externalSnapshot")]
    pub external_snapshot: bool,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// A feature with a default: `<acpi default='on' toggle='yes'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct GuestToggle {
    /// Whether it is there if nobody asks.
    #[xml(attribute)]
    pub default: Option<Switch>,
    /// Whether that can be changed.
    #[xml(attribute)]
    pub toggle: Option<bool>,
}
