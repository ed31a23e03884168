//! `<features>`: what of the machine is on or off.

use crate::xml::{Switch, Unmodelled, XmlElement, XmlValue};

/// Features of the machine: `<features>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Features {
    /// ACPI, which a guest needs to hear its power button.
    #[xml(flag)]
    pub acpi: bool,
    /// The local interrupt controllers.
    #[xml(child)]
    pub apic: Option<Apic>,
    /// Addresses beyond 4 GiB for 32-bit guests.
    #[xml(flag)]
    pub pae: bool,
    /// Hardware-assisted paging, on Xen.
    #[xml(child)]
    pub hap: Option<SwitchedFeature>,
    /// The hypervisor's interface for Windows, on Xen.
    #[xml(flag)]
    pub viridian: bool,
    /// A network namespace of its own, for containers.
    #[xml(flag)]
    pub privnet: bool,
    /// The hypervisor's interface for Windows.
    #[xml(child)]
    pub hyperv: Option<Hyperv>,
    /// Spin locks that yield to other guests.
    #[xml(child)]
    pub pvspinlock: Option<SwitchedFeature>,
    /// Performance counters.
    #[xml(child)]
    pub pmu: Option<SwitchedFeature>,
    /// VMware's port, for its mouse.
    #[xml(child)]
    pub vmport: Option<SwitchedFeature>,
    /// The interrupt controller of ARM machines.
    #[xml(child)]
    pub gic: Option<Gic>,
    /// System management mode, which Secure Boot needs.
    #[xml(child)]
    pub smm: Option<SwitchedFeature>,
    /// Who emulates the I/O APIC.
    #[xml(child)]
    pub ioapic: Option<IoApic>,
    /// A device that tells the hypervisor where to find a crash dump's notes.
    #[xml(child)]
    pub vmcoreinfo: Option<SwitchedFeature>,
    /// The PS/2 controller.
    #[xml(child)]
    pub ps2: Option<SwitchedFeature>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// A feature with a switch: `<pmu state='off'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct SwitchedFeature {
    /// On or off. Default: on, since the element is there.
    #[xml(attribute)]
    pub state: Option<Switch>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

impl SwitchedFeature {
    /// Whether it is on.
    pub fn is_on(&self) -> bool {
        self.state != Some(Switch::Off)
    }
}

/// The local interrupt controllers: `<apic eoi='on'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct Apic {
    /// Whether the guest can signal the end of an interrupt without a trap.
    #[xml(attribute)]
    pub eoi: Option<Switch>,
}

/// The interrupt controller of ARM machines: `<gic version='3'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct Gic {
    /// Which one. Default: the best that the host has.
    #[xml(attribute)]
    pub version: Option<GicVersion>,
}

/// A version of the interrupt controller of ARM machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum GicVersion {
    /// The host's.
    Host,
    /// Version 2.
    #[xml(name = "2")]
    V2,
    /// Version 3.
    #[xml(name = "3")]
    V3,
    /// Version 4.
    #[xml(name = "4")]
    V4,
}

/// Who emulates the I/O APIC: `<ioapic driver='kvm'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct IoApic {
    /// Who it is. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub driver: Option<IoApicDriver>,
}

/// Who emulates the I/O APIC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum IoApicDriver {
    /// The kernel.
    Kvm,
    /// QEMU.
    Qemu,
}

/// The hypervisor's interface for Windows: `<hyperv mode='custom'>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Hyperv {
    /// Whether the elements below choose, or the hypervisor hands on all it has. Default: custom.
    #[xml(attribute)]
    pub mode: Option<HypervMode>,
    /// Relaxed checks of the guest's timers.
    #[xml(child)]
    pub relaxed: Option<HypervFeature>,
    /// A virtual APIC.
    #[xml(child)]
    pub vapic: Option<HypervFeature>,
    /// Spin locks that yield.
    #[xml(child)]
    pub spinlocks: Option<HypervSpinlocks>,
    /// An index of the virtual processors.
    #[xml(child)]
    pub vpindex: Option<HypervFeature>,
    /// The time that processors spent in the guest.
    #[xml(child)]
    pub runtime: Option<HypervFeature>,
    /// The synthetic interrupt controller.
    #[xml(child)]
    pub synic: Option<HypervFeature>,
    /// Synthetic timers.
    #[xml(child)]
    pub stimer: Option<HypervStimer>,
    /// A reset by the hypervisor.
    #[xml(child)]
    pub reset: Option<HypervFeature>,
    /// The vendor that the guest sees.
    #[xml(child)]
    pub vendor_id: Option<HypervVendorId>,
    /// The frequencies of TSC and APIC.
    #[xml(child)]
    pub frequencies: Option<HypervFeature>,
    /// Notice of a change of frequency after a migration.
    #[xml(child)]
    pub reenlightenment: Option<HypervFeature>,
    /// Flushing the TLBs of other processors.
    #[xml(child)]
    pub tlbflush: Option<HypervFeature>,
    /// Interrupts between processors.
    #[xml(child)]
    pub ipi: Option<HypervFeature>,
    /// The enlightened VMCS, for hypervisors in the guest.
    #[xml(child)]
    pub evmcs: Option<HypervFeature>,
    /// Hardware APICs beside the synthetic controller.
    #[xml(child)]
    pub avic: Option<HypervFeature>,
    /// A bitmap of MSRs, for hypervisors in the guest.
    #[xml(child)]
    pub emsr_bitmap: Option<HypervFeature>,
    /// Hypercalls with arguments in XMM registers.
    #[xml(child)]
    pub xmm_input: Option<HypervFeature>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// Who chooses the features for Windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum HypervMode {
    /// The definition.
    Custom,
    /// The hypervisor: all that it has.
    Passthrough,
}

/// A feature for Windows: `<relaxed state='on'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct HypervFeature {
    /// On or off.
    #[xml(attribute)]
    pub state: Switch,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// Spin locks that yield: `<spinlocks state='on' retries='8191'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct HypervSpinlocks {
    /// On or off.
    #[xml(attribute)]
    pub state: Switch,
    /// How often a lock is tried before it yields; at least 4095.
    #[xml(attribute)]
    pub retries: Option<u32>,
}

/// Synthetic timers: `<stimer state='on'><direct state='on'/></stimer>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct HypervStimer {
    /// On or off.
    #[xml(attribute)]
    pub state: Switch,
    /// Whether a timer ends in an interrupt of its own.
    #[xml(path = "direct/@state")]
    pub direct: Option<Switch>,
}

/// The vendor that the guest sees: `<vendor_id state='on' value='KVM Hv'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct HypervVendorId {
    /// On or off.
    #[xml(attribute)]
    pub state: Switch,
    /// The vendor: up to 12 characters.
    #[xml(attribute)]
    pub value: Option<String>,
}
