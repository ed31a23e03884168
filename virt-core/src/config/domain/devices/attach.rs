//! Devices that are added to a definition and taken out of it, and which one a description means.

use super::hostdev::{ScsiDeviceSource, SubsystemDevice, UsbDeviceSource};
use super::{
    Controller, Device, DeviceInfo, DeviceKind, Devices, HostDeviceMode, Interface, Lease,
};
use crate::config::domain::Address;
use crate::xml::{Element, Form};
use crate::{Error, ErrorKind, ErrorOrigin, Result};

/// Which device of a definition it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DevicePlace {
    /// Its kind.
    pub kind: DeviceKind,
    /// Its number among its kind, from 0.
    pub index: usize,
}

/// Whose devices are looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Searched {
    /// Those of a stored definition, where only names that users gave count.
    Stored,
    /// Those of a running domain.
    Live,
}

impl Devices {
    /// Adds a device behind the others of its kind, as libvirt attaches it to a definition. Nothing
    /// is filled in: that is for the driver, and puts disks and controllers in their order.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationInvalid`] when the place of the device is taken, or the device of the
    /// host is the guest's already; [`ErrorKind::OperationUnsupported`] for a console that is a
    /// serial port by another name.
    pub fn attach(&mut self, device: Device) -> Result<DevicePlace> {
        let kind = device.kind();
        if let Device::Console(console) = &device
            && console.is_serial()
        {
            let message = "a console that is a serial port is attached as <serial>";
            return Err(error(ErrorKind::OperationUnsupported, message));
        }
        if self.of_kind(kind).iter().any(|known| clashes(&device, known)) {
            let message = format!("the domain has {} already", words(&device));
            return Err(error(ErrorKind::OperationInvalid, message));
        }
        self.add(device).map_err(|err| error(ErrorKind::OperationInvalid, err.message()))?;
        Ok(DevicePlace { kind, index: self.count(kind).saturating_sub(1) })
    }

    /// Finds the one device that `description` means. Disks are known by their target, controllers
    /// by type and number, interfaces by whatever is said of hardware address, place and name,
    /// devices of the host by what they are there; of every other device all that the description
    /// says has to be so.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::DeviceMissing`] when there is none, [`ErrorKind::OperationFailed`] when there
    /// are several.
    pub fn find(&self, description: &Device, searched: Searched) -> Result<DevicePlace> {
        let kind = description.kind();
        let all = self.of_kind(kind);
        let matching = all.iter().enumerate();
        let mut matching = matching.filter(|(_, known)| means(description, known, searched));
        match (matching.next(), matching.next()) {
            (Some((index, _)), None) => Ok(DevicePlace { kind, index }),
            (None, _) => {
                let message = format!("the domain does not have {}", words(description));
                Err(error(ErrorKind::DeviceMissing, message))
            }
            _ => {
                let message = format!(
                    "the domain has {} more than once; say its <alias> or <address> as well",
                    words(description)
                );
                Err(error(ErrorKind::OperationFailed, message))
            }
        }
    }

    /// Finds the device with this alias.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::DeviceMissing`] when there is none.
    pub fn find_alias(&self, alias: &str) -> Result<DevicePlace> {
        let named = |device: &Device| {
            let known = device.info().and_then(|info| info.alias.as_ref());
            known.is_some_and(|known| known.name == alias)
        };
        for kind in DeviceKind::ALL {
            if let Some(index) = self.of_kind(*kind).iter().position(named) {
                return Ok(DevicePlace { kind: *kind, index });
            }
        }
        let message = format!("no device of the domain has the alias '{alias}'");
        Err(error(ErrorKind::DeviceMissing, message))
    }

    /// The device at a place.
    pub fn device(&self, place: DevicePlace) -> Option<Device> {
        self.of_kind(place.kind).into_iter().nth(place.index)
    }

    /// Takes the device at a place out, with the console that is a serial port by another name.
    pub fn detach(&mut self, place: DevicePlace) -> Option<Device> {
        let shared = self.own_consoles().len() < self.consoles.len();
        let device = self.remove(place.kind, place.index);
        match place {
            DevicePlace { kind: DeviceKind::Serial, index: 0 } if shared => {
                self.consoles.remove(0);
            }
            DevicePlace { kind: DeviceKind::Console, index: 0 } if shared => {
                self.serials.remove(0);
            }
            _ => {}
        }
        device
    }
}

/// Whether a device cannot be there beside another one.
fn clashes(device: &Device, known: &Device) -> bool {
    match (device, known) {
        (Device::Disk(one), Device::Disk(other)) => {
            let dev = |disk: &super::Disk| disk.target.as_ref().map(|target| target.dev.clone());
            dev(one).is_some() && dev(one) == dev(other)
        }
        (Device::Controller(one), Device::Controller(other)) => {
            one.index.is_some() && is_same_controller(one, other)
        }
        (Device::Filesystem(one), Device::Filesystem(other)) => {
            one.target.is_some() && one.target == other.target
        }
        (Device::Lease(one), Device::Lease(other)) => is_same_lease(one, other),
        (Device::HostDevice(one), Device::HostDevice(other)) => {
            is_host_device(&one.device, &other.device)
        }
        _ => false,
    }
}

/// Whether `known` is the device that `description` means.
fn means(description: &Device, known: &Device, searched: Searched) -> bool {
    match (description, known) {
        (Device::Interface(wanted), Device::Interface(known)) => is_interface(wanted, known),
        (
            Device::Disk(_)
            | Device::Controller(_)
            | Device::Filesystem(_)
            | Device::Lease(_)
            | Device::HostDevice(_),
            _,
        ) => clashes(description, known),
        _ => {
            let form =
                Form { secure: true, inactive: searched == Searched::Stored, migratable: false };
            let element = |device: &Device| Element::parse(&device.to_xml_as(form)).ok();
            match (element(description), element(known)) {
                (Some(part), Some(whole)) => is_part(&part, &whole),
                _ => false,
            }
        }
    }
}

fn is_same_controller(one: &Controller, other: &Controller) -> bool {
    one.controller_type == other.controller_type && one.index == other.index
}

fn is_same_lease(one: &Lease, other: &Lease) -> bool {
    one.lockspace == other.lockspace && one.key == other.key
}

fn is_interface(wanted: &Interface, known: &Interface) -> bool {
    let mac = wanted.mac_address();
    mac.is_none_or(|mac| known.mac_address() == Some(mac)) && is_at(&wanted.info, &known.info)
}

/// Whether what is said of place and name is so.
fn is_at(wanted: &DeviceInfo, known: &DeviceInfo) -> bool {
    let place = match &wanted.address {
        Some(Address::Pci(address)) if address.is_empty() => None,
        place => place.as_ref(),
    };
    let alias = wanted.alias.as_ref();
    let same_alias =
        known.alias.is_none() || alias.is_none_or(|alias| known.alias.as_ref() == Some(alias));
    place.is_none_or(|place| known.address.as_ref() == Some(place)) && same_alias
}

/// Whether two elements speak of the same device of the host.
fn is_host_device(wanted: &HostDeviceMode, known: &HostDeviceMode) -> bool {
    use SubsystemDevice::{Mdev, Pci, Scsi, ScsiHost, Usb};

    let (HostDeviceMode::Subsystem(wanted), HostDeviceMode::Subsystem(known)) = (wanted, known)
    else {
        return wanted == known;
    };
    match (wanted, known) {
        (Pci(one), Pci(other)) => {
            let place = |device: &super::hostdev::PciDevice| device.source.address.to_string();
            place(one) == place(other)
        }
        (Usb(one), Usb(other)) => is_usb(&one.source, &other.source),
        (Scsi(one), Scsi(other)) => is_scsi(&one.source, &other.source),
        (ScsiHost(one), ScsiHost(other)) => one.source.wwpn == other.source.wwpn,
        (Mdev(one), Mdev(other)) => one.source.uuid == other.source.uuid,
        _ => false,
    }
}

/// A USB device is known by its place, or else by what it is.
fn is_usb(wanted: &UsbDeviceSource, known: &UsbDeviceSource) -> bool {
    match (wanted.address, known.address) {
        (Some(wanted), Some(known)) => wanted == known,
        (None, _) => (wanted.vendor, wanted.product) == (known.vendor, known.product),
        (Some(_), None) => false,
    }
}

fn is_scsi(wanted: &ScsiDeviceSource, known: &ScsiDeviceSource) -> bool {
    match (wanted, known) {
        (ScsiDeviceSource::Adapter(one), ScsiDeviceSource::Adapter(other)) => {
            one.adapter.name == other.adapter.name && one.address == other.address
        }
        (ScsiDeviceSource::Iscsi(one), ScsiDeviceSource::Iscsi(other)) => one.name == other.name,
        _ => false,
    }
}

/// Whether all that `part` says stands in `whole`.
fn is_part(part: &Element, whole: &Element) -> bool {
    let text = part.text();
    let text = text.trim();
    part.name() == whole.name()
        && part.attributes().all(|(name, value)| whole.attribute(name) == Some(value))
        && (text.is_empty() || text == whole.text().trim())
        && part.children().all(|child| whole.children().any(|known| is_part(child, known)))
}

/// The device as errors call it.
fn words(device: &Device) -> String {
    match device {
        Device::Disk(disk) => {
            let target = disk.target.as_ref().map_or("", |target| &target.dev);
            format!("a disk with the target '{target}'")
        }
        Device::Controller(controller) => {
            let index = controller.index.unwrap_or(0);
            format!("a controller of type '{}' with the index {index}", controller.controller_type)
        }
        Device::Filesystem(filesystem) => {
            let target = filesystem.target.as_deref().unwrap_or_default();
            format!("a file system with the target '{target}'")
        }
        Device::Interface(interface) => match interface.mac_address() {
            Some(mac) => format!("a network interface with the address {mac}"),
            None => "a network interface as described".to_owned(),
        },
        Device::HostDevice(host) => host.taken().unwrap_or_else(|| "the device of the host".into()),
        other => format!("a <{}> as described", other.kind()),
    }
}

fn error(kind: ErrorKind, message: impl Into<String>) -> Error {
    Error::new(kind, message).with_origin(ErrorOrigin::Domain)
}
