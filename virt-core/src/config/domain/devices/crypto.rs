//! `<crypto>`: a device that encrypts for the guest.

use super::{DeviceInfo, VirtioOptions};
use crate::xml::{XmlElement, XmlValue};

/// A device that encrypts for the guest: `<crypto model='virtio' type='qemu'>`. Since libvirt 9.0.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Crypto {
    /// What the guest sees.
    #[xml(attribute)]
    pub model: CryptoModel,
    /// Who does it.
    #[xml(attribute = "type")]
    pub crypto_type: CryptoType,
    /// How it is done.
    #[xml(child, once)]
    pub backend: CryptoBackend,
    /// How the hypervisor handles it.
    #[xml(child)]
    pub driver: Option<VirtioOptions>,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// A kind of device that encrypts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum CryptoModel {
    /// virtio's.
    Virtio,
}

/// Who encrypts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum CryptoType {
    /// QEMU.
    Qemu,
}

/// How a device encrypts: `<backend model='builtin' queues='1'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlElement)]
pub struct CryptoBackend {
    /// What does it.
    #[xml(attribute)]
    pub model: CryptoBackendModel,
    /// How many queues there are. Default: 1.
    #[xml(attribute)]
    pub queues: Option<u32>,
}

/// What encrypts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum CryptoBackendModel {
    /// The hypervisor itself.
    Builtin,
    /// The host's kernel.
    Lkcf,
}

impl Crypto {
    /// Drops what says nothing.
    pub(crate) fn fill_defaults(&mut self) {
        self.backend.queues.take_if(|queues| *queues == 0);
        self.driver.take_if(|driver| *driver == VirtioOptions::default());
    }
}
