//! Which virtio device the guest sees.

use crate::xml::XmlValue;

/// Which virtio device the guest sees, where there are several of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlValue)]
#[non_exhaustive]
pub enum VirtioModel {
    /// The one that fits the bus.
    #[default]
    Virtio,
    /// One that drivers of virtio 0.9 know too.
    VirtioTransitional,
    /// One that only drivers of virtio 1.0 know.
    VirtioNonTransitional,
}
