//! What libvirt fills in of controllers whichever driver will run the guest.

use std::collections::{HashMap, HashSet};

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
        let mut numbers: HashMap<ControllerType, Numbers> = HashMap::new();
        for controller in &self.controllers {
            numbers.entry(controller.controller_type).or_default().taken.extend(controller.index);
        }
        let mut parts = Parts::default();
        for controller in &mut self.controllers {
            let number = match controller.index {
                Some(number) => number,
                None => {
                    let own = numbers.entry(controller.controller_type).or_default();
                    let shared = controller.model.and_then(|model| parts.lacking(model));
                    shared.unwrap_or_else(|| own.next_free())
                }
            };
            controller.index = Some(number);
            numbers.entry(controller.controller_type).or_default().taken.insert(number);
            if let Some(model) = controller.model
                && controller.controller_type == ControllerType::Usb
            {
                parts.add(model, number);
            }
        }
    }
}

/// The numbers of one kind of controllers.
#[derive(Default)]
struct Numbers {
    taken: HashSet<u32>,
    /// All lower ones are taken.
    lowest: u32,
}

impl Numbers {
    fn next_free(&mut self) -> u32 {
        while self.taken.contains(&self.lowest) {
            self.lowest += 1;
        }
        self.lowest
    }
}

/// The USB 2 controllers so far, whose parts share a number.
#[derive(Default)]
struct Parts {
    /// The number of each part, in the order of the definition.
    numbers: Vec<u32>,
    there: HashSet<(ControllerModel, u32)>,
    /// How many of the first numbers have a part of a model.
    complete: HashMap<ControllerModel, usize>,
}

impl Parts {
    const MODELS: [ControllerModel; 4] = [
        ControllerModel::Ich9Ehci1,
        ControllerModel::Ich9Uhci1,
        ControllerModel::Ich9Uhci2,
        ControllerModel::Ich9Uhci3,
    ];

    fn add(&mut self, model: ControllerModel, number: u32) {
        if Self::MODELS.contains(&model) {
            self.numbers.push(number);
            self.there.insert((model, number));
        }
    }

    /// The first number that lacks the part `model` yet.
    fn lacking(&mut self, model: ControllerModel) -> Option<u32> {
        if !Self::MODELS.contains(&model) {
            return None;
        }
        let complete = self.complete.entry(model).or_default();
        while let Some(number) = self.numbers.get(*complete) {
            if !self.there.contains(&(model, *number)) {
                return Some(*number);
            }
            *complete += 1;
        }
        None
    }
}
