//! Names of devices, under which QEMU and the events of a running guest speak of them.

use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::{
    Controller, ControllerModel, ControllerType, DeviceInfo, Devices, Disk, DiskBus,
    InterfaceSource,
};
use virt_core::config::domain::{Address, Alias};

use super::machine::Chipset;

/// Names every device of a guest that is about to start; names that its user gave stay.
pub(crate) fn assign_aliases(config: &mut DomainConfig) {
    let machine = config.os.as_ref().and_then(|os| os.os_type.as_ref()?.machine.as_deref());
    let chipset = machine.and_then(Chipset::of).unwrap_or(Chipset::I440fx);
    let Some(devices) = &mut config.devices else { return };
    let narrow = narrow_scsi(devices);
    for controller in &mut devices.controllers {
        let name = controller_name(controller, chipset);
        set(&mut controller.info, name);
    }
    for index in 0..devices.disks.len() {
        let name = disk_name(&devices.disks, index, &narrow);
        set(&mut devices.disks[index].info, name);
    }
    name_interfaces(devices);
    number("serial", devices.serials.iter_mut().map(|serial| &mut serial.info));
    number("parallel", devices.parallels.iter_mut().map(|parallel| &mut parallel.info));
    number("channel", devices.channels.iter_mut().map(|channel| &mut channel.info));
    number("input", devices.inputs.iter_mut().map(|input| &mut input.info));
    number("sound", devices.sounds.iter_mut().map(|sound| &mut sound.info));
    number("video", devices.videos.iter_mut().map(|video| &mut video.info));
    number("watchdog", devices.watchdogs.iter_mut().map(|watchdog| &mut watchdog.info));
    number("rng", devices.rngs.iter_mut().map(|rng| &mut rng.info));
    number("panic", devices.panics.iter_mut().map(|panic| &mut panic.info));
    number("balloon", devices.memory_balloon.iter_mut().map(|balloon| &mut balloon.info));
    number("console", devices.consoles.iter_mut().map(|console| &mut console.info));
    devices.share_first_console();
}

fn set(info: &mut DeviceInfo, name: String) {
    if !info.alias.as_ref().is_some_and(Alias::is_user) {
        info.alias = Some(Alias { name });
    }
}

fn number<'d>(kind: &str, devices: impl Iterator<Item = &'d mut DeviceInfo>) {
    for (index, info) in devices.enumerate() {
        set(info, format!("{kind}{index}"));
    }
}

/// Interfaces that are devices of the host are numbered with these, and before them.
fn name_interfaces(devices: &mut Devices) {
    let mut interfaces = Vec::new();
    let mut handed_over = Vec::new();
    for (index, interface) in devices.interfaces.iter_mut().enumerate() {
        match interface.source {
            InterfaceSource::Hostdev(_) => handed_over.push(&mut interface.info),
            _ => interfaces.push((index, &mut interface.info)),
        }
    }
    interfaces.into_iter().for_each(|(index, info)| set(info, format!("net{index}")));
    handed_over.extend(devices.host_devices.iter_mut().map(|device| &mut device.info));
    let named = |info: &DeviceInfo| info.alias.as_ref().is_some_and(Alias::is_user);
    handed_over.retain(|info| !named(info));
    number("hostdev", handed_over.into_iter());
}

fn controller_name(controller: &Controller, chipset: Chipset) -> String {
    let index = controller.index.unwrap_or(0);
    match controller.controller_type {
        // Buses that are part of the chipset have QEMU's own names.
        ControllerType::Pci if index == 0 => chipset.root_bus().to_owned(),
        ControllerType::Pci => format!("pci.{index}"),
        ControllerType::Ide if index == 0 => "ide".to_owned(),
        ControllerType::Sata if index == 0 && chipset == Chipset::Q35 => "ide".to_owned(),
        ControllerType::Usb if index == 0 => "usb".to_owned(),
        ControllerType::Ide => format!("ide{index}"),
        ControllerType::Sata => format!("sata{index}"),
        ControllerType::Usb => format!("usb{index}"),
        ControllerType::Scsi => format!("scsi{index}"),
        ControllerType::Fdc => format!("fdc{index}"),
        ControllerType::VirtioSerial => format!("virtio-serial{index}"),
        ControllerType::Ccid => format!("ccid{index}"),
        _ => format!("controller{index}"),
    }
}

/// SCSI controllers whose disks have a place of three numbers instead of four.
fn narrow_scsi(devices: &Devices) -> Vec<u32> {
    let scsi = devices.controllers.iter().filter(|known| {
        known.controller_type == ControllerType::Scsi
            && known.model == Some(ControllerModel::LsiLogic)
    });
    scsi.filter_map(|known| known.index).collect()
}

fn disk_name(disks: &[Disk], index: usize, narrow: &[u32]) -> String {
    let disk = &disks[index];
    let bus = disk.target.as_ref().and_then(|target| target.bus);
    let prefix = match bus {
        Some(DiskBus::Ide) => "ide",
        Some(DiskBus::Sata) => "sata",
        Some(DiskBus::Scsi) => "scsi",
        Some(DiskBus::Fdc) => "fdc",
        Some(DiskBus::Virtio) => "virtio-disk",
        Some(DiskBus::Usb) => "usb-disk",
        Some(DiskBus::Sd) => "sd",
        _ => "disk",
    };
    match &disk.info.address {
        Some(Address::Drive(place)) => {
            let (controller, bus, unit) = (place.controller, place.bus, place.unit);
            if prefix == "scsi" && !narrow.contains(&controller) {
                format!("scsi{controller}-{bus}-{}-{unit}", place.target)
            } else {
                format!("{prefix}{controller}-{bus}-{unit}")
            }
        }
        _ => {
            let number = disk.target.as_ref().and_then(|target| target.number());
            let number = number.map_or(index, |number| number as usize);
            format!("{prefix}{number}")
        }
    }
}
