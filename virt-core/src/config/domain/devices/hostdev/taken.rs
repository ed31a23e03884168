//! Devices of the host that a guest is given twice.

use std::collections::HashSet;

use super::{CapabilityDevice, HostDevice, HostDeviceMode, ScsiDeviceSource, SubsystemDevice};
use crate::config::domain::Address;
use crate::config::domain::address::DriveAddress;
use crate::config::domain::devices::interface_source::{HostDeviceAddress, InterfaceSource};
use crate::config::domain::devices::{Devices, DiskBus, Interface};
use crate::config::{Problems, Validate};

impl Devices {
    /// Reports devices of the host that are handed over twice, and places that two of them share.
    pub(crate) fn check_host_devices(&self, problems: &mut Problems) {
        let mut taken: HashSet<String> = HashSet::new();
        let mut take = |name: Option<String>, problems: &mut Problems| match name {
            Some(name) if taken.contains(&name) => {
                problems.report(format!("the guest has {name} of the host already"));
            }
            name => taken.extend(name),
        };
        problems.each("interface", &self.interfaces, |interface, problems| {
            take(interface.taken(), problems);
        });
        let mut places: HashSet<_> = self.scsi_places().into_iter().collect();
        let mut framebuffer = false;
        problems.each("hostdev", &self.host_devices, |device, problems| {
            device.collect_problems(problems);
            take(device.taken(), problems);
            if device.scsi_place().is_some_and(|place| !places.insert(place)) {
                let message = "another SCSI device of the guest has this address";
                problems.unsupported_at("address", message);
            }
            if device.has_ramfb() && std::mem::replace(&mut framebuffer, true) {
                problems.unsupported_at("@ramfb", "another device has ramfb='on'; one can have it");
            }
        });
    }
}

impl Interface {
    /// The device of the host that it is, in words.
    fn taken(&self) -> Option<String> {
        let InterfaceSource::Hostdev(device) = &self.source else { return None };
        match device.source.address.as_ref()? {
            HostDeviceAddress::Pci(address) => Some(format!("the PCI device {address}")),
            HostDeviceAddress::Usb(address) => Some(format!("the USB device {address}")),
        }
    }
}

impl HostDevice {
    /// The device of the host that it is, in words.
    pub(crate) fn taken(&self) -> Option<String> {
        match &self.device {
            HostDeviceMode::Subsystem(device) => device.taken(),
            HostDeviceMode::Capabilities(device) => Some(device.taken()),
        }
    }

    /// Its place on a SCSI controller.
    pub(crate) fn scsi_place(&self) -> Option<DriveAddress> {
        match (&self.device, &self.info.address) {
            (
                HostDeviceMode::Subsystem(SubsystemDevice::Scsi(_)),
                Some(Address::Drive(address)),
            ) => Some(*address),
            _ => None,
        }
    }

    fn has_ramfb(&self) -> bool {
        matches!(&self.device, HostDeviceMode::Subsystem(device) if device.has_ramfb())
    }
}

impl SubsystemDevice {
    fn taken(&self) -> Option<String> {
        Some(match self {
            SubsystemDevice::Usb(device) => {
                let source = &device.source;
                match (source.address, source.vendor, source.product) {
                    (Some(address), ..) => format!("the USB device {address}"),
                    (None, Some(vendor), Some(product)) => {
                        format!("the USB device {vendor}:{product}")
                    }
                    _ => return None,
                }
            }
            SubsystemDevice::Pci(device) => format!("the PCI device {}", device.source.address),
            SubsystemDevice::Scsi(device) => device.source.taken(),
            SubsystemDevice::ScsiHost(device) => format!("the target {}", device.source.wwpn),
            SubsystemDevice::Mdev(device) => {
                format!("the mediated device {}", device.source.uuid)
            }
        })
    }
}

impl ScsiDeviceSource {
    fn taken(&self) -> String {
        match self {
            ScsiDeviceSource::Adapter(source) => {
                let (name, place) = (&source.adapter.name, source.address);
                let (bus, target, unit) = (place.bus, place.target, place.unit);
                format!("the SCSI device {bus}:{target}:{unit} on {name}")
            }
            ScsiDeviceSource::Iscsi(source) => format!("the iSCSI device {}", source.name),
        }
    }
}

impl CapabilityDevice {
    fn taken(&self) -> String {
        match self {
            CapabilityDevice::Storage(device) => format!("the device {}", device.source.block),
            CapabilityDevice::Misc(device) => format!("the device {}", device.source.char),
            CapabilityDevice::Net(device) => format!("the interface {}", device.source.interface),
        }
    }
}

impl Devices {
    /// The places on SCSI controllers that disks have.
    pub(crate) fn scsi_places(&self) -> Vec<DriveAddress> {
        let disks = self.disks.iter().filter(|disk| disk.bus() == Some(DiskBus::Scsi));
        let places = disks.filter_map(|disk| match &disk.info.address {
            Some(Address::Drive(address)) => Some(*address),
            _ => None,
        });
        places.collect()
    }
}
