//! What libvirt fills in of controllers whichever driver will run the guest.

use super::disk_defaults::drop_zero;
use super::{
    Controller, ControllerDriver, ControllerModel, ControllerTarget, ControllerType, Devices,
    IoThreadMapping,
};

impl Controller {
    pub(crate) fn fill_defaults(&mut self) {
        self.drop_what_others_have();
        if let Some(driver) = &mut self.driver {
            driver.fill_defaults();
        }
        self.driver.take_if(|driver| *driver == ControllerDriver::default());
        self.target.take_if(|target| **target == ControllerTarget::default());
        let companion = match self.model {
            Some(ControllerModel::Ich9Uhci1) => 0,
            Some(ControllerModel::Ich9Uhci2) => 2,
            Some(ControllerModel::Ich9Uhci3) => 4,
            _ => return,
        };
        self.info.master_start_port.get_or_insert(companion);
    }

    /// What only controllers of another kind have means nothing.
    fn drop_what_others_have(&mut self) {
        let kind = self.controller_type;
        let serial = kind == ControllerType::VirtioSerial;
        self.ports.take_if(|_| !serial && kind != ControllerType::Usb);
        self.vectors.take_if(|_| !serial);
        self.max_grant_frames.take_if(|_| kind != ControllerType::XenBus);
        self.max_event_channels.take_if(|_| kind != ControllerType::XenBus);
        self.device.take_if(|_| kind != ControllerType::Pci);
        self.target.take_if(|_| kind != ControllerType::Pci);
        let root = self.model.is_some_and(ControllerModel::is_pci_root);
        self.pcihole64.take_if(|size| !root || size.bytes() == 0);
    }
}

impl ControllerDriver {
    fn fill_defaults(&mut self) {
        let numbers =
            [&mut self.queues, &mut self.cmd_per_lun, &mut self.max_sectors, &mut self.iothread];
        numbers.into_iter().for_each(drop_zero);
        self.iothreads.take_if(|threads| *threads == IoThreadMapping::default());
    }
}

impl Devices {
    /// Controllers without a number get the next one that is free among their kind. The parts of
    /// Intel's USB 2 controller share one.
    pub(crate) fn number_controllers(&mut self) {
        for at in 0..self.controllers.len() {
            let (before, rest) = self.controllers.split_at(at);
            let Some((controller, after)) = rest.split_first() else { continue };
            if controller.index.is_some() {
                continue;
            }
            let kind = controller.controller_type;
            let same = before.iter().chain(after).filter(|known| known.controller_type == kind);
            let taken: Vec<u32> = same.filter_map(|known| known.index).collect();
            let shared = controller.model.and_then(|model| shared_number(before, model));
            let free = (0..).find(|number| !taken.contains(number));
            if let Some(controller) = self.controllers.get_mut(at) {
                controller.index = shared.or(free);
            }
        }
    }
}

/// The number of a USB 2 controller among `before` that lacks the part `model` yet.
fn shared_number(before: &[Controller], model: ControllerModel) -> Option<u32> {
    use ControllerModel::{Ich9Ehci1, Ich9Uhci1, Ich9Uhci2, Ich9Uhci3};

    let is_part =
        |model: ControllerModel| matches!(model, Ich9Ehci1 | Ich9Uhci1 | Ich9Uhci2 | Ich9Uhci3);
    let parts = before.iter().filter(|known| {
        known.controller_type == ControllerType::Usb && known.model.is_some_and(is_part)
    });
    let there =
        |index| parts.clone().any(|known| known.index == index && known.model == Some(model));
    let lacking = parts.clone().map(|known| known.index).find(|index| !there(*index));
    lacking.filter(|_| is_part(model)).flatten()
}
