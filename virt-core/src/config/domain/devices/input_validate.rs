//! What cannot work about input devices, whichever driver runs the guest.

use super::{Input, InputBus, InputConnection, InputSource, InputType, VirtioOptions};
use crate::config::Problems;
use crate::config::domain::Address;

impl Input {
    /// Reports what the device cannot have; `connection` is how the machine connects such devices.
    pub(crate) fn check(&self, connection: InputConnection, problems: &mut Problems) {
        self.check_bus(connection, problems);
        self.check_source(problems);
        if self.bus == Some(InputBus::Virtio) {
            return;
        }
        if let Some(model) = self.model {
            let message = format!("an input device of model '{model}' has bus='virtio'");
            problems.unsupported_at("@model", message);
        }
        if self.driver.is_some_and(|driver| driver != VirtioOptions::default()) {
            let message = "iommu, ats, packed and page_per_vq are for bus='virtio' alone";
            problems.unsupported_at("driver", message);
        }
    }

    fn check_bus(&self, connection: InputConnection, problems: &mut Problems) {
        let Some(bus) = self.bus else { return };
        let wrong = match (self.input_type, bus) {
            (InputType::Passthrough, InputBus::Virtio) => None,
            (InputType::Passthrough, _) => {
                Some("a device of type 'passthrough' has bus='virtio'".to_owned())
            }
            (InputType::Evdev, _) => {
                Some("a device of type 'evdev' is on no bus of its own; drop 'bus'".to_owned())
            }
            (kind, bus) => (!connection.knows(kind, bus))
                .then(|| format!("the machine connects no {kind} by the bus '{bus}'")),
        };
        if let Some(message) = wrong {
            problems.unsupported_at("@bus", message);
        }
        let elsewhere = |address: &Address| !matches!(address, Address::Usb(_));
        if bus == InputBus::Usb && self.info.address.as_ref().is_some_and(elsewhere) {
            problems.report_at("address/@type", "a USB device has an address of type 'usb'");
        }
    }

    fn check_source(&self, problems: &mut Problems) {
        let source = self.source.as_deref();
        let path = |path: fn(&InputSource) -> Option<&String>| source.and_then(path).is_none();
        match self.input_type {
            InputType::Passthrough if path(|source| source.evdev.as_ref()) => {
                let message = "say which device of the host it is: <source evdev='/dev/input/…'/>";
                problems.report_at("source/@evdev", message);
            }
            InputType::Evdev if path(|source| source.dev.as_ref()) => {
                let message = "say which device of the host it is: <source dev='/dev/input/…'/>";
                problems.report_at("source/@dev", message);
            }
            _ => {}
        }
    }
}

impl InputConnection {
    /// Whether the machine can connect such a device by this bus.
    fn knows(self, input_type: InputType, bus: InputBus) -> bool {
        let tablet = input_type == InputType::Tablet;
        match self {
            InputConnection::Bus(InputBus::Xen) => bus == InputBus::Xen && !tablet,
            InputConnection::Bus(InputBus::Parallels) => bus == InputBus::Parallels && !tablet,
            _ => bus != InputBus::Xen && !(bus == InputBus::Ps2 && tablet),
        }
    }
}
