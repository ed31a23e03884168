//! USB devices of guests that have no USB.

use super::hostdev::{HostDeviceMode, SubsystemDevice};
use super::{ControllerModel, ControllerType, Devices, InputBus};
use crate::ErrorKind;
use crate::config::Problems;

impl Devices {
    /// Reports devices that can only be on a bus that is switched off.
    pub(crate) fn check_usb_devices(&self, problems: &mut Problems) {
        let off = self.controllers.iter().any(|controller| {
            controller.controller_type == ControllerType::Usb
                && controller.model == Some(ControllerModel::None)
        });
        if !off {
            return;
        }
        let check = |is_usb: bool, problems: &mut Problems| {
            if is_usb {
                let message = "the guest has no USB; drop <controller type='usb' model='none'/>";
                problems.report_as(ErrorKind::ConfigUnsupported, message);
            }
        };
        problems.each("input", &self.inputs, |input, problems| {
            check(input.bus == Some(InputBus::Usb), problems);
        });
        problems.each("hub", &self.hubs, |_, problems| check(true, problems));
        problems.each("redirdev", &self.redirected_devices, |_, problems| check(true, problems));
        problems.each("hostdev", &self.host_devices, |device, problems| {
            let usb = |mode: &HostDeviceMode| {
                matches!(mode, HostDeviceMode::Subsystem(SubsystemDevice::Usb(_)))
            };
            check(usb(&device.device), problems);
        });
    }
}
