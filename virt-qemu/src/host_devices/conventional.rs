//! Which PCI devices of the host are of conventional PCI.

use std::fs;

use virt_core::config::domain::PciAddress;
use virt_host::pci::ConfigSpace;
use virt_hostdev::Places;

/// Whether the device is there and is of conventional PCI. Without privileges its capabilities
/// cannot be read; then the size of its configuration space tells.
pub(crate) fn is_conventional(address: &PciAddress) -> bool {
    let devices = Places::of_this_host().sysfs.join("bus/pci/devices");
    let file = devices.join(address.to_string()).join("config");
    fs::metadata(&file).is_ok_and(|found| found.len() <= ConfigSpace::SIZE as u64)
        && ConfigSpace::read(&file).is_ok_and(|space| !space.is_express())
}
