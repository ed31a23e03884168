//! `<kvm>`: what KVM shows to its guests.

use super::FeatureState;
use crate::xml::{Switch, XmlElement};

/// What KVM shows to its guests: `<kvm>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
#[xml(empty = "open", unknown = "KVM feature")]
pub struct Kvm {
    /// Whether guests do not see that they run on KVM.
    #[xml(child)]
    pub hidden: Option<FeatureState>,
    /// A hint that each virtual CPU has one of the host's to itself.
    #[xml(child = "hint-dedicated")]
    pub hint_dedicated: Option<FeatureState>,
    /// Whether the guest may poll in the host's place before a CPU idles.
    #[xml(child = "poll-control")]
    pub poll_control: Option<FeatureState>,
    /// Interrupts between processors by one call.
    #[xml(child = "pv-ipi")]
    pub pv_ipi: Option<FeatureState>,
    /// Notes about changed memory in a ring. Since libvirt 8.0.
    #[xml(child = "dirty-ring")]
    pub dirty_ring: Option<KvmDirtyRing>,
}

/// Notes about changed memory in a ring: `<dirty-ring state='on' size='4096'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct KvmDirtyRing {
    /// On or off.
    #[xml(attribute)]
    pub state: Switch,
    /// How many notes the ring of a virtual CPU holds: a power of 2 from 1024 to 65536. It must be
    /// said where the feature is on.
    #[xml(attribute)]
    pub size: Option<u32>,
}
