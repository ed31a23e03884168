//! Ports of virtio-serial controllers for channels, and the controllers for them.

use std::collections::BTreeSet;

use virt_core::config::DomainConfig;
use virt_core::config::domain::Address;
use virt_core::config::domain::address::VirtioSerialAddress;
use virt_core::config::domain::devices::{
    ChannelTarget, ConsoleTargetType, Controller, ControllerType, Devices,
};
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

/// How many ports a controller has that does not say.
const PORTS: u32 = 31;

pub(super) fn assign(config: &mut DomainConfig) -> Result<()> {
    let Some(devices) = &mut config.devices else { return Ok(()) };
    let mut taken = taken(devices);
    for index in 0..devices.channels.len() {
        let channel = &devices.channels[index];
        if !matches!(channel.target, ChannelTarget::Virtio(_)) {
            continue;
        }
        let wanted = match &channel.info.address {
            Some(Address::VirtioSerial(VirtioSerialAddress {
                port: Some(1..),
                controller,
                ..
            })) => {
                add_controller(devices, *controller);
                continue;
            }
            Some(Address::VirtioSerial(address)) => Some(address.controller),
            _ => None,
        };
        let (controller, port) = free_port(devices, &taken, wanted)?;
        taken.insert((controller, port));
        let address = VirtioSerialAddress { controller, bus: 0, port: Some(port) };
        devices.channels[index].info.address = Some(Address::VirtioSerial(address));
    }
    let virtio = |kind| kind == Some(ConsoleTargetType::Virtio);
    let consoles = devices.consoles.iter();
    if consoles.map(|console| console.target.and_then(|target| target.target_type)).any(virtio) {
        add_controller(devices, 0);
    }
    Ok(())
}

fn taken(devices: &Devices) -> BTreeSet<(u32, u32)> {
    let channels = devices.channels.iter().map(|channel| &channel.info.address);
    let consoles = devices.consoles.iter().map(|console| &console.info.address);
    channels
        .chain(consoles)
        .filter_map(|address| match address {
            Some(Address::VirtioSerial(address)) => Some((address.controller, address.port?)),
            _ => None,
        })
        .collect()
}

/// The next port, counted from 1: port 0 is for the guest's console.
fn free_port(
    devices: &mut Devices,
    taken: &BTreeSet<(u32, u32)>,
    wanted: Option<u32>,
) -> Result<(u32, u32)> {
    if let Some(controller) = wanted {
        add_controller(devices, controller);
    }
    let on = |controller: u32, ports: u32| {
        (1..ports).find(|port| !taken.contains(&(controller, *port))).map(|port| (controller, port))
    };
    let controllers = devices.controllers.iter().filter(|known| {
        known.controller_type == ControllerType::VirtioSerial
            && wanted.is_none_or(|wanted| known.index == Some(wanted))
    });
    let free = controllers
        .filter_map(|known| on(known.index?, known.ports.unwrap_or(PORTS)))
        .min_by_key(|(controller, _)| *controller);
    if let Some(free) = free {
        return Ok(free);
    }
    if let Some(controller) = wanted {
        return Err(Error::new(
            ErrorKind::ConfigUnsupported,
            format!("virtio-serial controller {controller} has no free port for another channel"),
        )
        .with_origin(ErrorOrigin::Qemu));
    }
    let last = devices
        .controllers
        .iter()
        .filter(|known| known.controller_type == ControllerType::VirtioSerial);
    let next = last.filter_map(|known| known.index).max().map_or(0, |last| last + 1);
    add_controller(devices, next);
    Ok((next, 1))
}

fn add_controller(devices: &mut Devices, index: u32) {
    let there = |known: &Controller| {
        known.controller_type == ControllerType::VirtioSerial && known.index == Some(index)
    };
    if !devices.controllers.iter().any(there) {
        devices.insert_controller(Controller::new(ControllerType::VirtioSerial, index));
    }
}
