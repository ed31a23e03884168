//! `<serial>` and `<parallel>`: ports of the guest.

use super::DeviceInfo;
use super::character::{CharacterBackend, CharacterLog};
use crate::xml::{XmlElement, XmlValue};

/// A serial port: `<serial type='pty'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Serial {
    /// What the host's end is.
    #[xml(flatten)]
    pub backend: CharacterBackend,
    /// The terminal, in a running domain, as old versions wrote it: the same as the source's path.
    #[xml(attribute, live)]
    pub tty: Option<String>,
    /// A copy of what the guest writes.
    #[xml(child, once)]
    pub log: Option<CharacterLog>,
    /// What the guest sees.
    #[xml(child)]
    pub target: Option<SerialTarget>,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

impl Serial {
    /// A serial port of the machine's usual kind.
    pub fn new(backend: CharacterBackend) -> Self {
        Serial { backend, tty: None, log: None, target: None, info: DeviceInfo::default() }
    }

    /// What kind of device it is, where that is said.
    pub fn target_type(&self) -> Option<SerialTargetType> {
        self.target?.target_type
    }

    /// The number of the port, where it has one.
    pub fn port(&self) -> Option<u32> {
        self.target?.port
    }
}

/// What the guest sees of a serial port: `<target type='isa-serial' port='0'>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct SerialTarget {
    /// What kind of device it is. Default: the machine's.
    #[xml(attribute = "type")]
    pub target_type: Option<SerialTargetType>,
    /// The number of the port. Default: one more than the highest.
    #[xml(attribute)]
    pub port: Option<u32>,
    /// The device itself: `<model name='isa-serial'/>`. Default: the kind's.
    #[xml(path = "model/@name", blank)]
    pub model: Option<SerialModel>,
}

/// A kind of serial port: what it is connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum SerialTargetType {
    /// The ISA bus.
    IsaSerial,
    /// A USB controller.
    UsbSerial,
    /// A PCI slot.
    PciSerial,
    /// The virtual bus of a POWER machine.
    SpaprVioSerial,
    /// The board itself.
    SystemSerial,
    /// The service controller of an IBM Z machine.
    SclpSerial,
    /// The ISA bus, for what firmware writes while it starts. Since libvirt 8.1.
    IsaDebug,
}

/// A serial device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the devices' own names")]
pub enum SerialModel {
    IsaSerial,
    UsbSerial,
    PciSerial,
    SpaprVty,
    Pl011,
    #[xml(name = "16550a")]
    Uart16550a,
    #[xml(name = "sclpconsole")]
    SclpConsole,
    #[xml(name = "sclplmconsole")]
    SclpLmConsole,
    #[xml(name = "isa-debugcon")]
    IsaDebugConsole,
}

/// A parallel port: `<parallel type='dev'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Parallel {
    /// What the host's end is.
    #[xml(flatten)]
    pub backend: CharacterBackend,
    /// The terminal, in a running domain, as old versions wrote it: the same as the source's path.
    #[xml(attribute, live)]
    pub tty: Option<String>,
    /// A copy of what the guest writes.
    #[xml(child, once)]
    pub log: Option<CharacterLog>,
    /// The number of the port. Default: one more than the highest before it.
    #[xml(path = "target/@port")]
    pub port: Option<u32>,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}
