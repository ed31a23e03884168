//! `<xen>`: what Xen shows to its guests.

use super::FeatureState;
use crate::xml::{Switch, XmlElement, XmlValue};

/// What Xen shows to its guests: `<xen>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
#[xml(empty = "open", unknown = "Xen feature")]
pub struct XenFeatures {
    /// Whether a paravirtual guest's map of memory is the host's.
    #[xml(child)]
    pub e820_host: Option<FeatureState>,
    /// Whether devices of the host can be handed to the guest while it runs.
    #[xml(child)]
    pub passthrough: Option<XenPassthrough>,
}

/// Whether devices of the host can be handed to a guest: `<passthrough state='on' mode='sync_pt'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct XenPassthrough {
    /// On or off.
    #[xml(attribute)]
    pub state: Switch,
    /// Which page tables the IOMMU uses. Default: Xen's choice.
    #[xml(attribute)]
    pub mode: Option<XenPassthroughMode>,
}

/// Which page tables the IOMMU uses for a guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum XenPassthroughMode {
    /// Its own, which follow those of the processors.
    #[xml(name = "sync_pt")]
    SyncPageTables,
    /// Those of the processors.
    #[xml(name = "share_pt")]
    SharePageTables,
}
