//! Places of smart cards and of the host's SCSI devices, and the controllers that they need.

use std::collections::{BTreeSet, HashSet};

use super::drives::scsi_units;
use super::hostdev::{HostDevice, HostDeviceMode, SubsystemDevice};
use super::{Controller, ControllerType, Devices};
use crate::config::domain::Address;
use crate::config::domain::address::{CcidAddress, DriveAddress};

impl Devices {
    /// Puts smart cards without a place into the first reader, behind all others.
    pub(crate) fn place_smartcards(&mut self) {
        let taken = self.smartcards.iter().filter_map(|card| match &card.info.address {
            Some(Address::Ccid(place)) if place.controller == 0 => Some(place.slot),
            _ => None,
        });
        let mut slot = taken.max().map_or(0, |last| last.saturating_add(1));
        for card in self.smartcards.iter_mut().filter(|card| card.info.address.is_none()) {
            card.info.address = Some(Address::Ccid(CcidAddress { controller: 0, slot }));
            slot = slot.saturating_add(1);
        }
    }

    /// Gives SCSI devices of the host without a place the first unit that is free. They keep to the
    /// first units, which buses of any width have.
    pub(crate) fn place_scsi_devices(&mut self) {
        let mut taken: HashSet<DriveAddress> = self.scsi_places().into_iter().collect();
        taken.extend(self.host_devices.iter().filter_map(HostDevice::scsi_place));
        let places = (0..=u32::MAX).flat_map(|controller| {
            let place = DriveAddress { controller, ..DriveAddress::default() };
            scsi_units(false).map(move |unit| DriveAddress { unit, ..place })
        });
        let free = places.filter(|place| !taken.contains(place));
        let unplaced = self.host_devices.iter_mut().filter(|device| {
            let is_scsi =
                matches!(device.device, HostDeviceMode::Subsystem(SubsystemDevice::Scsi(_)));
            is_scsi && device.info.address.is_none()
        });
        let mut numbers = BTreeSet::new();
        for (device, place) in unplaced.zip(free) {
            device.info.address = Some(Address::Drive(place));
            numbers.insert(place.controller);
        }
        self.add_alike_controllers(&numbers);
    }

    /// Adds the SCSI controllers `numbers` beside those that are there, of the model that the last of
    /// them has. The first one of all has no model to follow; [`Devices::add_card_controllers`] adds
    /// it.
    fn add_alike_controllers(&mut self, numbers: &BTreeSet<u32>) {
        for number in numbers {
            let mut known = self.controllers.iter();
            let is_scsi = |known: &&Controller| known.controller_type == ControllerType::Scsi;
            let Some(last) = known.rfind(is_scsi) else { return };
            let model = last.model;
            if !self.controllers.iter().any(|known| known.is(ControllerType::Scsi, *number)) {
                let controller = Controller::new(ControllerType::Scsi, *number);
                self.insert_controller(Controller { model, ..controller });
            }
        }
    }

    /// Adds the controllers that the places of smart cards and of the host's SCSI devices speak of.
    pub(crate) fn add_card_controllers(&mut self) {
        let readers = self.smartcards.iter().filter_map(|card| match &card.info.address {
            Some(Address::Ccid(place)) => Some(place.controller),
            _ => None,
        });
        let readers: BTreeSet<u32> = readers.collect();
        self.add_missing(ControllerType::Ccid, readers);
        let scsi = self.host_devices.iter().filter_map(HostDevice::scsi_place);
        let scsi: BTreeSet<u32> = scsi.map(|place| place.controller).collect();
        self.add_controllers(ControllerType::Scsi, &scsi);
    }
}
