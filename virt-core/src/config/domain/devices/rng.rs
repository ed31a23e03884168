//! `<rng>`: a random number generator.

use super::{DeviceInfo, VirtioOptions};
use crate::xml::{Unmodelled, XmlElement, XmlValue};

/// A random number generator: `<rng model='virtio'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Rng {
    /// What the guest sees.
    #[xml(attribute)]
    pub model: RngModel,
    /// How much it gives.
    #[xml(child)]
    pub rate: Option<RngRate>,
    /// Where the numbers come from.
    #[xml(child)]
    pub backend: RngBackend,
    /// How the hypervisor handles it.
    #[xml(child)]
    pub driver: Option<VirtioOptions>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// A kind of random number generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are virtio's own names")]
pub enum RngModel {
    Virtio,
    VirtioTransitional,
    VirtioNonTransitional,
}

/// How much a generator gives: `<rate bytes='1234' period='2000'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct RngRate {
    /// So many bytes.
    #[xml(attribute)]
    pub bytes: u32,
    /// In so many milliseconds. Default: 1000.
    #[xml(attribute)]
    pub period: Option<u32>,
}

/// Where random numbers come from: `<backend model='random'>/dev/urandom</backend>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct RngBackend {
    /// `random` for a device of the host, `egd` for a server, `builtin` for the hypervisor's own.
    #[xml(attribute)]
    pub model: String,
    /// The host's device. Default: /dev/urandom.
    #[xml(text)]
    pub path: Option<String>,
    /// What libvirt knows here and this model does not yet: the server.
    #[xml(rest)]
    pub other: Unmodelled,
}
