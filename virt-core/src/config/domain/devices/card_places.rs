//! Places of smart cards and of the host's SCSI devices, and the controllers that they need.

use std::collections::{BTreeSet, HashSet};

use super::drives::scsi_units;
use super::hostdev::{HostDevice, HostDeviceMode, SubsystemDevice};
use super::{ControllerType, Devices};
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
        let mut free = places.filter(|place| !taken.contains(place));
        let unplaced = self.host_devices.iter_mut().filter(|device| {
            let is_scsi =
                matches!(device.device, HostDeviceMode::Subsystem(SubsystemDevice::Scsi(_)));
            is_scsi && device.info.address.is_none()
        });
        for device in unplaced {
            device.info.address = free.next().map(Address::Drive);
        }
    }

    /// Adds the controllers that the places of smart cards and of the host's SCSI devices speak of.
    pub(crate) fn add_card_controllers(&mut self) {
        let readers = self.smartcards.iter().filter_map(|card| match &card.info.address {
            Some(Address::Ccid(place)) => Some(place.controller),
            _ => None,
        });
        let readers: BTreeSet<u32> = readers.collect();
        self.add_controllers(ControllerType::Ccid, &readers);
        let scsi = self.host_devices.iter().filter_map(HostDevice::scsi_place);
        let scsi: BTreeSet<u32> = scsi.map(|place| place.controller).collect();
        self.add_controllers(ControllerType::Scsi, &scsi);
    }
}
