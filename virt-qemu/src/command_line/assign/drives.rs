//! Places of disks on their controllers, and the controllers for them.

use virt_core::config::DomainConfig;
use virt_core::config::domain::Address;
use virt_core::config::domain::address::DriveAddress;
use virt_core::config::domain::devices::{Controller, ControllerType, Disk, DiskBus};
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

use super::implicit::insert;
use super::machine::Chipset;

pub(super) fn assign(config: &mut DomainConfig, chipset: Chipset) -> Result<()> {
    let Some(devices) = &mut config.devices else { return Ok(()) };
    sort(&mut devices.disks);
    let mut needed = Vec::new();
    for disk in &mut devices.disks {
        let Some((bus, kind)) = controller_of(disk) else { continue };
        if bus == DiskBus::Ide && chipset == Chipset::Q35 {
            return Err(error(format!(
                "disk '{}' is on an IDE bus, which this machine does not have; use sata or virtio",
                name(disk)
            )));
        }
        if disk.info.address.is_none() {
            disk.info.address = Some(Address::Drive(place(disk, bus)?));
        }
        let Some(Address::Drive(address)) = &disk.info.address else {
            return Err(error(format!("disk '{}' needs an address of type drive", name(disk))));
        };
        needed.push((kind, address.controller));
    }
    for (kind, index) in needed {
        let there =
            |known: &Controller| known.controller_type == kind && known.index == Some(index);
        if !devices.controllers.iter().any(there) {
            insert(devices, Controller::new(kind, index));
        }
    }
    Ok(())
}

/// Puts disks of the same bus beside each other, by name: the order in which the guest's firmware
/// sees them.
fn sort(disks: &mut Vec<Disk>) {
    let mut sorted: Vec<Disk> = Vec::with_capacity(disks.len());
    let key = |disk: &Disk| {
        let bus = disk.target.as_ref().and_then(|target| target.bus);
        (bus, target_index(name(disk)))
    };
    for disk in disks.drain(..) {
        let (bus, index) = key(&disk);
        let before = |known: &Disk| key(known).0 == bus && key(known).1 > index;
        let behind = sorted.iter().rposition(|known| key(known).0 == bus);
        let place = match sorted.iter().position(before) {
            Some(place) => place,
            None => behind.map_or(sorted.len(), |place| place + 1),
        };
        sorted.insert(place, disk);
    }
    *disks = sorted;
}

/// The bus of a disk that sits on a controller of its own kind.
fn controller_of(disk: &Disk) -> Option<(DiskBus, ControllerType)> {
    let bus = disk.target.as_ref()?.bus?;
    let kind = match bus {
        DiskBus::Ide => ControllerType::Ide,
        DiskBus::Sata => ControllerType::Sata,
        DiskBus::Scsi => ControllerType::Scsi,
        DiskBus::Fdc => ControllerType::Fdc,
        _ => return None,
    };
    Some((bus, kind))
}

/// The place that the disk's name stands for, as libvirt counts.
fn place(disk: &Disk, bus: DiskBus) -> Result<DriveAddress> {
    let index = target_index(name(disk)).ok_or_else(|| {
        error(format!("'{}' is not a name for a disk; one such as sda is", name(disk)))
    })?;
    let place = |controller, bus, unit| DriveAddress { controller, bus, target: 0, unit };
    Ok(match bus {
        DiskBus::Ide => place(index / 4, index % 4 / 2, index % 2),
        DiskBus::Sata => place(index / 6, 0, index % 6),
        DiskBus::Fdc => place(index / 2, 0, index % 2),
        _ => {
            // Of the 16 places on a bus, the one in the middle is the controller's own.
            let unit = index % 15;
            place(index / 15, 0, if unit < 7 { unit } else { unit + 1 })
        }
    })
}

/// The number that a disk's name ends in: `vda` is 0, `sdb` is 1, `hdaa` is 26.
pub(super) fn target_index(name: &str) -> Option<u32> {
    let letters =
        ["fd", "hd", "sd", "vd", "xvd", "ubd"].iter().find_map(|p| name.strip_prefix(p))?;
    let (letters, number) = match letters.find(|c: char| c.is_ascii_digit()) {
        Some(at) => letters.split_at(at),
        None => (letters, ""),
    };
    let digits = number.chars().all(|c| c.is_ascii_digit());
    if letters.is_empty() || !digits || !letters.chars().all(|c| c.is_ascii_lowercase()) {
        return None;
    }
    letters
        .bytes()
        .try_fold(0_u32, |index, letter| {
            index.checked_mul(26)?.checked_add(u32::from(letter - b'a') + 1)
        })
        .map(|index| index - 1)
}

fn name(disk: &Disk) -> &str {
    disk.target.as_ref().map_or("", |target| &target.dev)
}

fn error(message: String) -> Error {
    Error::new(ErrorKind::ConfigUnsupported, message).with_origin(ErrorOrigin::Qemu)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_disks_count_like_columns_of_a_spreadsheet() {
        let index = |name| target_index(name);
        assert_eq!((index("vda"), index("sdb"), index("hdz")), (Some(0), Some(1), Some(25)));
        assert_eq!((index("sdaa"), index("sdba"), index("xvdc1")), (Some(26), Some(52), Some(2)));
        assert_eq!(
            (index("sd"), index("sd1"), index("nvme0"), index("sdA")),
            (None, None, None, None)
        );
        assert_eq!(index("sdzzzzzzzzzz"), None);
    }
}
