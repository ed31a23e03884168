//! Places of disks on their controllers, and the controllers for them.

use virt_core::config::DomainConfig;
use virt_core::config::domain::Address;
use virt_core::config::domain::devices::{Disk, DiskBus};
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

use super::machine::Chipset;

/// Checks that disks have places that this machine has, and adds their controllers. The places
/// that their names stand for are filled in before.
pub(super) fn assign(config: &mut DomainConfig, chipset: Chipset) -> Result<()> {
    for disk in config.devices.iter().flat_map(|devices| &devices.disks) {
        check(disk, chipset)?;
    }
    config.add_implicit_controllers();
    Ok(())
}

fn check(disk: &Disk, chipset: Chipset) -> Result<()> {
    let name = disk.target.as_ref().map_or("", |target| &target.dev);
    let Some(bus) = disk.bus().filter(|bus| bus.controller_type().is_some()) else {
        return Ok(());
    };
    if bus == DiskBus::Ide && chipset == Chipset::Q35 {
        return Err(error(format!(
            "disk '{name}' is on an IDE bus, which this machine does not have; use sata or virtio"
        )));
    }
    match &disk.info.address {
        Some(Address::Drive(_)) => Ok(()),
        None => Err(error(format!("'{name}' is not a name for a disk; one such as sda is"))),
        Some(_) => Err(error(format!("disk '{name}' needs an address of type drive"))),
    }
}

fn error(message: String) -> Error {
    Error::new(ErrorKind::ConfigUnsupported, message).with_origin(ErrorOrigin::Qemu)
}
