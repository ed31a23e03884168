//! What is wrong with controllers, whichever driver would have to serve them.

use std::collections::HashSet;

use super::disk_validate::unsupported;
use super::{Controller, ControllerModel, ControllerTarget, ControllerType, Devices};
use crate::ErrorKind;
use crate::config::{Problems, Validate};

impl Validate for Controller {
    fn collect_problems(&self, problems: &mut Problems) {
        let kind = self.controller_type;
        if let Some(model) = self.model.filter(|model| !ControllerModel::of(kind).contains(model)) {
            let message = match ControllerModel::of(kind) {
                [] => format!("controllers of type {kind} have no model"),
                models => {
                    let words: Vec<_> = models.iter().map(|known| known.as_str()).collect();
                    let words = words.join(", ");
                    format!("{model} is no model of {kind} controllers; these are: {words}")
                }
            };
            unsupported(problems, "@model", &message);
        }
        self.check_threads(problems);
        if kind == ControllerType::Pci {
            self.check_pci(problems);
        }
    }
}

impl Controller {
    fn check_threads(&self, problems: &mut Problems) {
        let Some(driver) = &self.driver else { return };
        let virtio = self.controller_type == ControllerType::Scsi
            && self.model.is_some_and(ControllerModel::is_virtio_scsi);
        if driver.iothread.is_some() && !virtio {
            let message = "only SCSI controllers of virtio have a thread for requests; use \
                           model='virtio-scsi'";
            problems.report_at("driver/@iothread", message);
        }
        if driver.iothreads.is_some() && !virtio {
            let message = "only SCSI controllers of virtio have threads for requests; use \
                           model='virtio-scsi'";
            unsupported(problems, "driver/iothreads", message);
        }
        if driver.iothread.is_some() && driver.iothreads.is_some() {
            let message = "iothread and <iothreads> exclude each other";
            problems.report_at("driver/@iothread", message);
        }
    }

    fn check_pci(&self, problems: &mut Problems) {
        let root = self.model.is_some_and(ControllerModel::is_pci_root);
        if root && self.info.address.is_some() {
            unsupported(problems, "address", "a root of PCI sits nowhere, so it has no <address>");
        }
        let Some(target) = &self.target else { return };
        problems.within("target", |problems| target.collect_problems(problems));
        if let (Some(own), Some(target)) = (self.index, target.index)
            && (own == 0) != (target == 0)
            && root
        {
            let message =
                "the PCI controller with index 0 has the target index 0, and no other has";
            unsupported(problems, "target/@index", message);
        }
        if self.index == Some(0) && target.node.is_some() {
            let message = "the first root of PCI is near to no NUMA cell in particular";
            unsupported(problems, "target/node", message);
        }
    }
}

impl Validate for ControllerTarget {
    fn collect_problems(&self, problems: &mut Problems) {
        let ranges = [
            ("@chassisNr", self.chassis_nr, 1..=255),
            ("@chassis", self.chassis, 0..=255),
            ("@port", self.port, 0..=255),
            ("@busNr", self.bus_nr, 1..=254),
            ("@index", self.index, 0..=30),
        ];
        for (place, number, range) in ranges {
            let Some(number) = number.filter(|number| !range.contains(number)) else { continue };
            let name = place.trim_start_matches('@');
            let (first, last) = range.into_inner();
            let message = format!("{name} is from {first} to {last}, not {number}");
            unsupported(problems, place, &message);
        }
    }
}

impl Devices {
    /// What single controllers do not see.
    pub(crate) fn check_controllers(&self, problems: &mut Problems) {
        let is_usb = |known: &&Controller| known.controller_type == ControllerType::Usb;
        let usb: Vec<&Controller> = self.controllers.iter().filter(is_usb).collect();
        let masters = usb.iter().filter(|known| known.info.master_start_port.is_none());
        let masters: HashSet<Option<u32>> = masters.map(|known| known.index).collect();
        let mut taken = HashSet::new();
        problems.each("controller", &self.controllers, |controller, problems| {
            controller.collect_problems(problems);
            let (kind, index) = (controller.controller_type, controller.index);
            if kind == ControllerType::Usb {
                return controller.check_usb(usb.len() == 1, &masters, problems);
            }
            if let Some(index) = index
                && !taken.insert((kind, index))
            {
                let message = format!("there is a {kind} controller with index {index} already");
                problems.report_at("@index", message);
            }
        });
    }
}

impl Controller {
    /// Checks a controller that may be the only one for USB, beside those that need no other one.
    fn check_usb(&self, is_only: bool, masters: &HashSet<Option<u32>>, problems: &mut Problems) {
        if self.model == Some(ControllerModel::None) && !is_only {
            problems.within("@model", |problems| {
                let message = "a guest without USB has no other USB controller";
                problems.report_as(ErrorKind::XmlDetail, message);
            });
        }
        if self.info.master_start_port.is_some() && !masters.contains(&self.index) {
            problems.within("master", |problems| {
                let message = "a companion needs the controller that it is one of, with the same \
                               index and without <master>, such as model='ich9-ehci1'";
                problems.report_as(ErrorKind::XmlDetail, message);
            });
        }
    }
}
