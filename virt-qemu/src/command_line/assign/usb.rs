//! Ports of USB controllers.

use std::collections::{BTreeMap, BTreeSet};

use virt_core::config::DomainConfig;
use virt_core::config::domain::Address;
use virt_core::config::domain::address::{UsbAddress, UsbPort};
use virt_core::config::domain::devices::hostdev::SubsystemDevice;
use virt_core::config::domain::devices::interface_source::HostDeviceAddress;
use virt_core::config::domain::devices::{
    ControllerModel, ControllerType, DeviceInfo, Devices, DiskBus, HostDeviceMode, InputBus,
    InterfaceSource, SerialTargetType, SoundModel,
};
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

use super::machine::Chipset;

pub(super) fn assign(config: &mut DomainConfig, chipset: Chipset) -> Result<()> {
    let Some(devices) = &mut config.devices else { return Ok(()) };
    let mut ports = ports(devices);
    let mut taken = BTreeSet::new();
    for (what, info) in users(devices) {
        let Some(Address::Usb(UsbAddress { bus, port: Some(port) })) = &info.address else {
            continue;
        };
        if !taken.insert((*bus, *port)) {
            let message = format!("{what} is at USB port {bus}:{port}, as another device is");
            return Err(Error::new(ErrorKind::XmlError, message).with_origin(ErrorOrigin::Qemu));
        }
        if let Some(free) = ports.get_mut(bus) {
            free.retain(|known| *known != *port);
        }
    }
    for (what, info) in users(devices) {
        let wanted = match &info.address {
            Some(Address::Usb(UsbAddress { port: Some(_), .. })) => continue,
            Some(Address::Usb(address)) => Some(address.bus),
            _ => None,
        };
        let mut buses =
            ports.iter_mut().filter(|(bus, _)| wanted.is_none_or(|wanted| wanted == **bus));
        let Some((bus, free)) = buses.find(|(_, free)| !free.is_empty()) else {
            let why = match chipset {
                Chipset::IsaPc => "this machine has no USB",
                _ => {
                    "all USB ports are in use; add a controller with more, such as \
                      <controller type='usb' model='qemu-xhci' ports='15'/>"
                }
            };
            let message = format!("{what} has no place: {why}");
            return Err(
                Error::new(ErrorKind::ConfigUnsupported, message).with_origin(ErrorOrigin::Qemu)
            );
        };
        let port = Some(free.remove(0));
        info.address = Some(Address::Usb(UsbAddress { bus: *bus, port }));
    }
    Ok(())
}

/// The ports of every USB bus. Companions of a faster controller share its ports.
fn ports(devices: &Devices) -> BTreeMap<u32, Vec<UsbPort>> {
    let mut ports: BTreeMap<u32, u32> = BTreeMap::new();
    for controller in &devices.controllers {
        let (ControllerType::Usb, Some(index)) = (controller.controller_type, controller.index)
        else {
            continue;
        };
        let count = match controller.model {
            Some(ControllerModel::None) => 0,
            Some(ControllerModel::QemuXhci | ControllerModel::NecXhci) => {
                controller.ports.unwrap_or(4)
            }
            Some(ControllerModel::Ehci | ControllerModel::Ich9Ehci1) => 6,
            Some(ControllerModel::Vt82c686bUhci | ControllerModel::PciOhci) => 3,
            _ => 2,
        };
        let most = ports.entry(index).or_default();
        *most = count.max(*most);
    }
    let names = |count: u32| (1..=count.min(15)).map(UsbPort::new).collect();
    ports.into_iter().map(|(bus, count)| (bus, names(count))).collect()
}

/// The devices on USB, in the order in which they are given ports, with a name for errors.
fn users(devices: &mut Devices) -> impl Iterator<Item = (String, &mut DeviceInfo)> {
    let mut host = Vec::new();
    for (index, interface) in devices.interfaces.iter_mut().enumerate() {
        if let InterfaceSource::Hostdev(device) = &interface.source
            && !matches!(device.source.address, Some(HostDeviceAddress::Pci(_)))
        {
            host.push((format!("network interface {index}"), &mut interface.info));
        }
    }
    for (index, device) in devices.host_devices.iter_mut().enumerate() {
        if let HostDeviceMode::Subsystem(SubsystemDevice::Usb(_)) = device.device {
            host.push((format!("host device {index}"), &mut device.info));
        }
    }
    let disks = devices.disks.iter_mut().filter_map(|disk| {
        let target = disk.target.as_ref()?;
        let usb = target.bus == Some(DiskBus::Usb);
        usb.then(|| (format!("disk '{}'", target.dev), &mut disk.info))
    });
    let inputs = devices.inputs.iter_mut().enumerate().filter_map(|(index, input)| {
        let usb = input.bus == Some(InputBus::Usb);
        usb.then(|| (format!("input device {index}"), &mut input.info))
    });
    let serials = devices.serials.iter_mut().enumerate().filter_map(|(index, serial)| {
        (serial.target_type() == Some(SerialTargetType::UsbSerial))
            .then(|| (format!("serial port {index}"), &mut serial.info))
    });
    let sounds = devices.sounds.iter_mut().enumerate().filter_map(|(index, sound)| {
        let usb = sound.model == SoundModel::Usb;
        usb.then(|| (format!("sound card {index}"), &mut sound.info))
    });
    host.into_iter().chain(disks).chain(inputs).chain(serials).chain(sounds)
}
