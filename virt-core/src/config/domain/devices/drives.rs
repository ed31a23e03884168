//! Places of disks on their controllers, and the controllers that they need.

use std::collections::{BTreeSet, HashMap};

use super::{
    ChannelTarget, ConsoleTargetType, Controller, ControllerType, DeviceInfo, Devices, Disk,
    DiskBus, DiskTarget,
};
use crate::config::domain::Address;
use crate::config::domain::address::DriveAddress;

impl DiskTarget {
    /// The number that the name ends in: `vda` is 0, `sdb` is 1, `hdaa` is 26. None for what is
    /// no disk's name.
    pub fn number(&self) -> Option<u32> {
        let prefixes = ["fd", "hd", "sd", "vd", "xvd", "ubd"];
        let rest = prefixes.iter().find_map(|prefix| self.dev.strip_prefix(prefix))?;
        let letters = rest.trim_end_matches(|letter: char| letter.is_ascii_digit());
        if letters.is_empty() {
            return None;
        }
        let next = |number: u32, letter: u8| {
            let digit = letter.is_ascii_lowercase().then(|| u32::from(letter - b'a') + 1)?;
            number.checked_mul(26)?.checked_add(digit)
        };
        letters.bytes().try_fold(0, next).map(|number| number - 1)
    }

    /// Whether the name ends in a partition's number, as in `xvda1`.
    pub fn is_partition(&self) -> bool {
        self.dev.ends_with(|last: char| last.is_ascii_digit()) && self.number().is_some()
    }
}

impl DiskBus {
    /// The controllers that disks of this bus sit on by number; the others have places of
    /// another kind.
    pub fn controller_type(self) -> Option<ControllerType> {
        match self {
            DiskBus::Ide => Some(ControllerType::Ide),
            DiskBus::Fdc => Some(ControllerType::Fdc),
            DiskBus::Scsi => Some(ControllerType::Scsi),
            DiskBus::Sata => Some(ControllerType::Sata),
            _ => None,
        }
    }

    /// The place on a controller that the disk with this number has.
    fn place(self, number: u32, wide_scsi: bool) -> Option<DriveAddress> {
        let place = |controller, bus, unit| DriveAddress { controller, bus, target: 0, unit };
        Some(match self {
            DiskBus::Ide => place(number / 4, number % 4 / 2, number % 2),
            DiskBus::Fdc => place(number / 2, 0, number % 2),
            DiskBus::Sata => place(number / 6, 0, number % 6),
            DiskBus::Scsi if wide_scsi => {
                // Of the 16 units of a bus, the one in the middle is the controller itself.
                let unit = number % 15;
                place(number / 15, 0, if unit < 7 { unit } else { unit + 1 })
            }
            DiskBus::Scsi => place(number / 7, 0, number % 7),
            _ => return None,
        })
    }
}

impl Devices {
    /// Gives disks the places that their names stand for.
    pub(crate) fn place_disks(&mut self, wide_scsi: bool) {
        sort(&mut self.disks);
        for disk in self.disks.iter_mut().filter(|disk| disk.info.address.is_none()) {
            let Some(target) = &disk.target else { continue };
            let (Some(bus), Some(number)) = (target.bus, target.number()) else { continue };
            disk.info.address = bus.place(number, wide_scsi).map(Address::Drive);
        }
    }

    /// Adds the controllers that the disks' places speak of.
    pub(crate) fn add_disk_controllers(&mut self) {
        for bus in [DiskBus::Scsi, DiskBus::Fdc, DiskBus::Ide, DiskBus::Sata] {
            let Some(kind) = bus.controller_type() else { continue };
            let disks = self.disks.iter().filter(|disk| disk.bus() == Some(bus));
            let numbers = disks.filter_map(|disk| match &disk.info.address {
                Some(Address::Drive(place)) => Some(place.controller),
                _ => None,
            });
            let numbers: BTreeSet<u32> = numbers.collect();
            self.add_controllers(kind, &numbers);
        }
    }

    /// Adds the controllers that virtio ports are on, without a place on the first one.
    pub(crate) fn add_port_controllers(&mut self) {
        let channels = self.channels.iter();
        let channels =
            channels.filter(|channel| matches!(channel.target, ChannelTarget::Virtio(_)));
        let virtio = Some(ConsoleTargetType::Virtio);
        let consoles = self.consoles.iter().filter(|console| console.target_type() == virtio);
        let infos = channels.map(|port| &port.info).chain(consoles.map(|port| &port.info));
        let controller = |info: &DeviceInfo| match &info.address {
            Some(Address::VirtioSerial(place)) => Some(place.controller),
            Some(_) => None,
            None => Some(0),
        };
        let numbers: BTreeSet<u32> = infos.filter_map(controller).collect();
        self.add_missing(ControllerType::VirtioSerial, numbers);
    }

    /// Adds controllers up to the last one in `numbers`.
    pub(super) fn add_controllers(&mut self, kind: ControllerType, numbers: &BTreeSet<u32>) {
        let Some(last) = numbers.last() else { return };
        let all = (0..=*last).take(MOST_CONTROLLERS).chain(numbers.iter().copied());
        self.add_missing(kind, all.collect());
    }

    /// Adds those controllers of `numbers` that are not there, each where
    /// [`Devices::insert_controller`] would put it.
    pub(super) fn add_missing(&mut self, kind: ControllerType, mut numbers: BTreeSet<u32>) {
        let same = |known: &Controller| known.controller_type == kind;
        let there = self.controllers.iter().filter(|known| same(known));
        there.filter_map(|known| known.index).for_each(|index| _ = numbers.remove(&index));
        let end = self.controllers.iter().rposition(same).map(|place| place + 1);
        let mut missing = numbers.into_iter().map(|index| Controller::new(kind, index)).peekable();
        let before = std::mem::take(&mut self.controllers);
        for (place, controller) in before.into_iter().enumerate() {
            if Some(place) == end {
                self.controllers.extend(missing.by_ref());
            }
            let is_greater = |new: &Controller| same(&controller) && controller.index > new.index;
            while let Some(new) = missing.next_if(is_greater) {
                self.controllers.push(new);
            }
            self.controllers.push(controller);
        }
        self.controllers.extend(missing);
    }

    /// Puts the controllers of each kind beside each other, by number.
    pub(crate) fn sort_controllers(&mut self) {
        for controller in std::mem::take(&mut self.controllers) {
            self.insert_controller(controller);
        }
    }

    /// Puts a controller among those of its kind, by number, or at the end. A USB controller goes
    /// before its companions.
    pub fn insert_controller(&mut self, controller: Controller) {
        let same = |known: &Controller| known.controller_type == controller.controller_type;
        let greater = |known: &Controller| {
            let companion = known.info.master_start_port.is_some()
                && controller.info.master_start_port.is_none();
            same(known)
                && controller.index.is_some()
                && (known.index > controller.index || companion && known.index == controller.index)
        };
        let first_greater = self.controllers.iter().position(greater);
        let place = first_greater
            .or_else(|| self.controllers.iter().rposition(same).map(|place| place + 1));
        self.controllers.insert(place.unwrap_or(self.controllers.len()), controller);
    }
}

/// The units of a SCSI bus. Of the 16 of a wide one, the one in the middle is the controller itself.
pub(super) fn scsi_units(wide: bool) -> impl Iterator<Item = u32> {
    (0..if wide { 16 } else { 7 }).filter(|unit| *unit != 7)
}

/// What a typing error makes of a number must not fill the memory.
const MOST_CONTROLLERS: usize = 256;

/// Puts disks of the same bus beside each other, by name: the order in which the guest's firmware
/// sees them.
fn sort(disks: &mut [Disk]) {
    let mut buses = HashMap::new();
    for disk in disks.iter() {
        let next = buses.len();
        buses.entry(disk.bus()).or_insert(next);
    }
    let number = |disk: &Disk| disk.target.as_ref().and_then(DiskTarget::number);
    disks.sort_by_cached_key(|disk| (buses.get(&disk.bus()).copied(), number(disk)));
}
