//! `<serial>` and `<parallel>`: ports of the guest.

use super::DeviceInfo;
use super::character::{CharacterBackend, CharacterLog};
use crate::xml::{Unmodelled, XmlElement};

/// A serial port: `<serial type='pty'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Serial {
    /// What the host's end is.
    #[xml(flatten)]
    pub backend: CharacterBackend,
    /// A copy of what the guest writes.
    #[xml(child)]
    pub log: Option<CharacterLog>,
    /// What the guest sees.
    #[xml(child)]
    pub target: Option<SerialTarget>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// What the guest sees of a serial port: `<target type='isa-serial' port='0'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct SerialTarget {
    /// What kind of device it is, such as `isa-serial`. Default: the machine's.
    #[xml(attribute = "type")]
    pub target_type: Option<String>,
    /// The number of the port. Default: the next one that is free.
    #[xml(attribute)]
    pub port: Option<u32>,
    /// The device's model.
    #[xml(child)]
    pub model: Option<SerialTargetModel>,
}

/// A serial device's model: `<model name='isa-serial'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct SerialTargetModel {
    /// The hypervisor's name for it.
    #[xml(attribute)]
    pub name: String,
}

/// A parallel port: `<parallel type='dev'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Parallel {
    /// What the host's end is.
    #[xml(flatten)]
    pub backend: CharacterBackend,
    /// A copy of what the guest writes.
    #[xml(child)]
    pub log: Option<CharacterLog>,
    /// The number of the port. Default: the next one that is free.
    #[xml(path = "target/@port")]
    pub port: Option<u32>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}
