//! `<devices>`: which devices guests can have.

use super::SupportedEnums;
use crate::xml::XmlElement;

/// Which devices guests can have: `<devices>`. A kind that is missing is one that nobody asked
/// the hypervisor about.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DeviceCapabilities {
    /// Disks: `diskDevice`, `bus`, `model`.
    #[xml(child)]
    pub disk: Option<SupportedEnums>,
    /// Graphics: `type`.
    #[xml(child)]
    pub graphics: Option<SupportedEnums>,
    /// Video cards: `modelType`.
    #[xml(child)]
    pub video: Option<SupportedEnums>,
    /// Devices of the host: `mode`, `startupPolicy`, `subsysType`, `capsType`, `pciBackend`.
    #[xml(child)]
    pub hostdev: Option<SupportedEnums>,
    /// Random number generators: `model`, `backendModel`.
    #[xml(child)]
    pub rng: Option<SupportedEnums>,
    /// Shared folders: `driverType`.
    #[xml(child)]
    pub filesystem: Option<SupportedEnums>,
    /// Trusted platform modules: `model`, `backendModel`, `backendVersion`.
    #[xml(child)]
    pub tpm: Option<SupportedEnums>,
    /// USB devices of whoever watches: `bus`.
    #[xml(child)]
    pub redirdev: Option<SupportedEnums>,
    /// Channels: `type`.
    #[xml(child)]
    pub channel: Option<SupportedEnums>,
    /// Crypto devices: `model`, `type`, `backendModel`.
    #[xml(child)]
    pub crypto: Option<SupportedEnums>,
    /// Network interfaces: `backendType`.
    #[xml(child)]
    pub interface: Option<SupportedEnums>,
    /// Devices that tell of a crash: `model`.
    #[xml(child)]
    pub panic: Option<SupportedEnums>,
}
