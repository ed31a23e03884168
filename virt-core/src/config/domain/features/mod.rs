//! `<features>`: what of the machine is on or off.

mod capabilities;
mod defaults;
mod hyperv;
mod kvm;
mod platform;
mod switched;
mod validate;
mod xen;

pub use capabilities::{CapabilitiesPolicy, ContainerCapabilities};
pub use hyperv::{
    Hyperv, HypervMode, HypervSpinlocks, HypervStimer, HypervTlbFlush, HypervVendorId,
};
pub use kvm::{Kvm, KvmDirtyRing};
pub use platform::{
    Aia, AiaMode, Apic, AsyncTeardown, Gic, GicVersion, Hpt, HptResizing, IndirectBranchSafety,
    IndirectBranchSpeculation, IoApic, IoApicDriver, Mitigation, MitigationLevel, Msrs,
    SystemManagementMode, TcgFeatures, TranslationSegment, UnknownMsrs,
};
pub use switched::{FeatureState, SwitchedFeature};
pub use xen::{XenFeatures, XenPassthrough, XenPassthroughMode};

use crate::xml::XmlElement;

/// Features of the machine: `<features>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
#[xml(unknown = "feature")]
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
    pub hyperv: Option<Box<Hyperv>>,
    /// What KVM shows to its guests.
    #[xml(child)]
    pub kvm: Option<Box<Kvm>>,
    /// Spin locks that yield to other guests.
    #[xml(child)]
    pub pvspinlock: Option<SwitchedFeature>,
    /// The kernel's capabilities that a container has.
    #[xml(child)]
    pub capabilities: Option<Box<ContainerCapabilities>>,
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
    pub smm: Option<SystemManagementMode>,
    /// Who emulates the I/O APIC.
    #[xml(child)]
    pub ioapic: Option<IoApic>,
    /// The hash page table of POWER machines.
    #[xml(child)]
    pub hpt: Option<Hpt>,
    /// A device that tells the hypervisor where to find a crash dump's notes.
    #[xml(child)]
    pub vmcoreinfo: Option<SwitchedFeature>,
    /// Transactional memory, on POWER.
    #[xml(child)]
    pub htm: Option<FeatureState>,
    /// Guests of its own for the guest, on POWER.
    #[xml(child = "nested-hv")]
    pub nested_hv: Option<FeatureState>,
    /// What happens when a guest uses a model-specific register that nobody knows.
    #[xml(child)]
    pub msrs: Option<Msrs>,
    /// Help of the hardware for flushing the count cache, on POWER.
    #[xml(child = "ccf-assist")]
    pub ccf_assist: Option<FeatureState>,
    /// What Xen shows to its guests.
    #[xml(child)]
    pub xen: Option<XenFeatures>,
    /// Whether the cache is flushed when the privilege changes, on POWER.
    #[xml(child)]
    pub cfpc: Option<Mitigation>,
    /// Whether bounds are checked before speculation, on POWER.
    #[xml(child)]
    pub sbbc: Option<Mitigation>,
    /// Whether indirect branches are safe from speculation, on POWER.
    #[xml(child)]
    pub ibs: Option<IndirectBranchSpeculation>,
    /// How QEMU's own emulation works.
    #[xml(child)]
    pub tcg: Option<TcgFeatures>,
    /// Whether a process of its own frees the memory of a guest that ended. Since libvirt 9.6.
    #[xml(child = "async-teardown")]
    pub async_teardown: Option<AsyncTeardown>,
    /// Whether the host tells the guest of errors in its hardware, on ARM. Since libvirt 10.4.
    #[xml(child)]
    pub ras: Option<FeatureState>,
    /// The PS/2 controller. Since libvirt 10.7.
    #[xml(child)]
    pub ps2: Option<FeatureState>,
    /// The interrupt controller of RISC-V machines. Since libvirt 11.1.
    #[xml(child)]
    pub aia: Option<Aia>,
}
