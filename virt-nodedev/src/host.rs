//! What can be asked about a host's devices: sysfs, udev's database, lists of names, the kernel.

mod devlink;
mod ethtool;
mod names;
mod sysfs;
mod udev;
mod uevent;

pub(crate) use sysfs::{Sysfs, base_name, parent_path};
pub(crate) use udev::{UdevDatabase, UdevRecord};
pub(crate) use uevent::Uevent;

use virt_core::config::node_device::NetFeatureName;

use crate::places::Places;
use names::PciNames;

/// A host, as the driver looks at it.
#[derive(Debug)]
pub(crate) struct Host {
    pub(crate) sysfs: Sysfs,
    pub(crate) udev: UdevDatabase,
    pub(crate) pci_names: PciNames,
    pub(crate) is_this_host: bool,
}

impl Host {
    pub(crate) fn new(places: Places) -> Host {
        Host {
            sysfs: Sysfs::new(places.sys),
            udev: UdevDatabase::new(places.udev),
            pci_names: PciNames::new(places.pci_ids),
            is_this_host: places.is_this_host,
        }
    }

    /// What the network interface `name` takes off the host's hands, as the kernel says; nothing
    /// where there is no kernel to ask.
    pub(crate) fn net_features(&self, name: &str) -> Vec<NetFeatureName> {
        if self.is_this_host { ethtool::features(name) } else { Vec::new() }
    }

    /// Whether the PCI device at `address` is a switch that the host can program.
    pub(crate) fn is_switchdev(&self, address: &str) -> bool {
        self.is_this_host && devlink::is_switchdev(address)
    }
}

pub(crate) use names::usb_names;
