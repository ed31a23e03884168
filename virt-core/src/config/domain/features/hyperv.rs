//! `<hyperv>`: the hypervisor's interface for Windows.

use super::FeatureState;
use crate::xml::{Switch, XmlElement, XmlValue};

/// The hypervisor's interface for Windows: `<hyperv mode='custom'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(empty = "open", unknown = "HyperV enlightenment")]
pub struct Hyperv {
    /// Whether the elements below choose, or the hypervisor hands on all it has. Default: custom.
    #[xml(attribute)]
    pub mode: Option<HypervMode>,
    /// Relaxed checks of the guest's timers.
    #[xml(child)]
    pub relaxed: Option<FeatureState>,
    /// A virtual APIC.
    #[xml(child)]
    pub vapic: Option<FeatureState>,
    /// Spin locks that yield.
    #[xml(child)]
    pub spinlocks: Option<HypervSpinlocks>,
    /// An index of the virtual processors.
    #[xml(child)]
    pub vpindex: Option<FeatureState>,
    /// The time that processors spent in the guest.
    #[xml(child)]
    pub runtime: Option<FeatureState>,
    /// The synthetic interrupt controller.
    #[xml(child)]
    pub synic: Option<FeatureState>,
    /// Synthetic timers.
    #[xml(child)]
    pub stimer: Option<HypervStimer>,
    /// A reset by the hypervisor.
    #[xml(child)]
    pub reset: Option<FeatureState>,
    /// The vendor that the guest sees.
    #[xml(child)]
    pub vendor_id: Option<HypervVendorId>,
    /// The frequencies of TSC and APIC.
    #[xml(child)]
    pub frequencies: Option<FeatureState>,
    /// Notice of a change of frequency after a migration.
    #[xml(child)]
    pub reenlightenment: Option<FeatureState>,
    /// Flushing the TLBs of other processors.
    #[xml(child)]
    pub tlbflush: Option<HypervTlbFlush>,
    /// Interrupts between processors.
    #[xml(child)]
    pub ipi: Option<FeatureState>,
    /// The enlightened VMCS, for hypervisors in the guest.
    #[xml(child)]
    pub evmcs: Option<FeatureState>,
    /// Hardware APICs beside the synthetic controller.
    #[xml(child)]
    pub avic: Option<FeatureState>,
    /// A bitmap of MSRs, for hypervisors in the guest. Since libvirt 10.7.
    #[xml(child)]
    pub emsr_bitmap: Option<FeatureState>,
    /// Hypercalls with arguments in XMM registers. Since libvirt 10.7.
    #[xml(child)]
    pub xmm_input: Option<FeatureState>,
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

/// Spin locks that yield: `<spinlocks state='on' retries='8191'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct HypervSpinlocks {
    /// On or off.
    #[xml(attribute)]
    pub state: Switch,
    /// How often a lock is tried before it yields; at least 4095. It must be said where the
    /// feature is on.
    #[xml(attribute)]
    pub retries: Option<u32>,
}

/// Synthetic timers: `<stimer state='on'><direct state='on'/></stimer>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct HypervStimer {
    /// On or off.
    #[xml(attribute)]
    pub state: Switch,
    /// Whether a timer ends in an interrupt of its own. Default: off.
    #[xml(child)]
    pub direct: Option<FeatureState>,
}

/// Flushing the TLBs of other processors: `<tlbflush state='on'><extended state='on'/></tlbflush>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct HypervTlbFlush {
    /// On or off.
    #[xml(attribute)]
    pub state: Switch,
    /// Whether guests of the guest can ask for it. Default: off. Since libvirt 11.0.
    #[xml(child)]
    pub direct: Option<FeatureState>,
    /// Whether only a part of the TLB can be flushed. Default: off. Since libvirt 11.0.
    #[xml(child)]
    pub extended: Option<FeatureState>,
}

/// The vendor that the guest sees: `<vendor_id state='on' value='KVM Hv'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct HypervVendorId {
    /// On or off.
    #[xml(attribute)]
    pub state: Switch,
    /// The vendor: up to 12 characters without a comma. It must be said where the feature is on.
    #[xml(attribute)]
    pub value: Option<String>,
}
