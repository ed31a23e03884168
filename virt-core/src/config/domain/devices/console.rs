//! `<console>`: the guest's console.

use super::DeviceInfo;
use super::character::{CharacterBackend, CharacterLog};
use crate::xml::{XmlElement, XmlValue};

/// The guest's console: `<console type='pty'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Console {
    /// What the host's end is.
    #[xml(flatten)]
    pub backend: CharacterBackend,
    /// The terminal, in a running domain; the same as the source's path.
    #[xml(attribute, live)]
    pub tty: Option<String>,
    /// A copy of what the guest writes.
    #[xml(child, once)]
    pub log: Option<CharacterLog>,
    /// What the guest sees.
    #[xml(child)]
    pub target: Option<ConsoleTarget>,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

impl Console {
    /// A console of the hypervisor's usual kind.
    pub fn new(backend: CharacterBackend) -> Self {
        Console { backend, tty: None, log: None, target: None, info: DeviceInfo::default() }
    }

    /// What kind of device it is, where that is said.
    pub fn target_type(&self) -> Option<ConsoleTargetType> {
        self.target?.target_type
    }

    /// Whether it is a serial port, or would be one in a whole machine.
    pub fn is_serial(&self) -> bool {
        matches!(self.target_type(), None | Some(ConsoleTargetType::Serial))
    }
}

/// What the guest sees of a console: `<target type='virtio' port='0'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct ConsoleTarget {
    /// What kind of device it is. Default: serial in a whole machine, else the hypervisor's own.
    #[xml(attribute = "type")]
    pub target_type: Option<ConsoleTargetType>,
    /// The number of the console: its place among them. The one that is a serial port has that
    /// port's number.
    #[xml(attribute)]
    pub port: Option<u32>,
}

/// What kind of device a console is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the devices' own names")]
pub enum ConsoleTargetType {
    Serial,
    Xen,
    Uml,
    Virtio,
    Lxc,
    #[xml(name = "openvz")]
    OpenVz,
    Sclp,
    #[xml(name = "sclplm")]
    SclpLm,
}
