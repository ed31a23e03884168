//! `<guest>`: a kind of guests that a host runs.

use crate::xml::{Switch, XmlElement};

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
    /// The byte order of big ends, on IA-64.
    #[xml(flag)]
    pub ia64_be: bool,
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
    /// Paging by the hardware.
    #[xml(child)]
    pub hap: Option<GuestToggle>,
    /// Snapshots beyond the host's files.
    #[xml(flag = "externalSnapshot")]
    pub external_snapshot: bool,
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
