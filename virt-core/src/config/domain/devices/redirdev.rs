//! `<redirdev>`: a USB device that somebody who looks at the guest plugs in.

use super::DeviceInfo;
use super::character::{CharacterBackend, CharacterLog, fill_log};
use crate::config::{Problems, Validate};
use crate::xml::{XmlElement, XmlValue};

/// A USB device that comes over a line: `<redirdev bus='usb' type='spicevmc'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(empty = "open")]
pub struct RedirectedDevice {
    /// The bus that it is plugged into. Default: USB.
    #[xml(attribute)]
    pub bus: Option<RedirectedBus>,
    /// Where it comes from.
    #[xml(flatten, tag = "type")]
    pub backend: CharacterBackend,
    /// A copy of what goes over the line.
    #[xml(child, once)]
    pub log: Option<CharacterLog>,
    /// Name, place, part in booting.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

impl RedirectedDevice {
    /// A USB device that comes from here.
    pub fn new(backend: CharacterBackend) -> Self {
        let bus = Some(RedirectedBus::Usb);
        RedirectedDevice { bus, backend, log: None, info: DeviceInfo::default() }
    }
}

impl RedirectedDevice {
    pub(crate) fn fill_defaults(&mut self) {
        self.bus.get_or_insert(RedirectedBus::Usb);
        self.backend.fill_defaults();
        fill_log(&mut self.log);
    }
}

/// A bus whose devices can come over a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum RedirectedBus {
    /// USB.
    Usb,
}

impl Validate for RedirectedDevice {
    fn collect_problems(&self, problems: &mut Problems) {
        self.backend.check(problems);
    }
}
