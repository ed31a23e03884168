//! How input devices are connected if nobody says so.

use super::{Input, InputBus, InputSource, InputType, VirtioOptions};
use crate::config::domain::{DomainType, OsTypeName};
use crate::config::{Architecture, DomainConfig};

/// How a machine connects its mouse and keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InputConnection {
    /// As PCs do: by PS/2, and what that does not know by USB.
    Pc,
    /// By this bus, whatever it is.
    Bus(InputBus),
}

impl InputConnection {
    /// How the machine of this definition does it.
    pub(crate) fn of(config: &DomainConfig) -> Self {
        let os_type = config.os.as_ref().and_then(|os| os.os_type.as_ref());
        let name = os_type.and_then(|os_type| os_type.name);
        let paravirtual = match config.domain_type {
            DomainType::Xen => name != Some(OsTypeName::Hvm),
            _ => matches!(name, Some(OsTypeName::Xen | OsTypeName::XenPvh)),
        };
        if paravirtual {
            return InputConnection::Bus(InputBus::Xen);
        }
        if matches!(config.domain_type, DomainType::Vz | DomainType::Parallels)
            && name != Some(OsTypeName::Hvm)
        {
            return InputConnection::Bus(InputBus::Parallels);
        }
        match os_type.and_then(|os_type| os_type.arch) {
            None | Some(Architecture::I686 | Architecture::X86_64) => InputConnection::Pc,
            Some(Architecture::S390 | Architecture::S390x) => {
                InputConnection::Bus(InputBus::Virtio)
            }
            Some(_) => InputConnection::Bus(InputBus::Usb),
        }
    }

    fn bus(self, input_type: InputType) -> InputBus {
        match self {
            InputConnection::Bus(bus) => bus,
            InputConnection::Pc if input_type == InputType::Tablet => InputBus::Usb,
            InputConnection::Pc => InputBus::Ps2,
        }
    }
}

impl Input {
    /// Completes what the author left out, and drops what has no meaning for such a device.
    pub(crate) fn fill_defaults(&mut self, connection: InputConnection) {
        match self.input_type {
            // The guest sees its own mouse and keyboard.
            InputType::Evdev => _ = self.bus.take_if(|bus| *bus == InputBus::None),
            InputType::Passthrough => _ = self.bus.get_or_insert(InputBus::Virtio),
            other => _ = self.bus.get_or_insert_with(|| connection.bus(other)),
        }
        self.driver.take_if(|driver| *driver == VirtioOptions::default());
        let input_type = self.input_type;
        self.source.take_if(|source| {
            source.keep_for(input_type);
            **source == InputSource::default()
        });
    }
}

impl InputSource {
    /// Drops what such a device does not have.
    fn keep_for(&mut self, input_type: InputType) {
        match input_type {
            InputType::Evdev => self.evdev = None,
            InputType::Passthrough => {
                *self = InputSource { evdev: self.evdev.take(), ..InputSource::default() };
            }
            _ => *self = InputSource::default(),
        }
    }
}
