//! Which devices are on PCI, and what they can be plugged into, in the order in which they are
//! given slots. The order is libvirt's: it decides what a guest's devices are called.

use virt_core::config::domain::devices::hostdev::{MediatedDeviceModel, SubsystemDevice};
use virt_core::config::domain::devices::interface_source::HostDeviceAddress;
use virt_core::config::domain::devices::{
    Controller, ControllerModel, ControllerType, DeviceInfo, Devices, DiskBus, HostDevice,
    HostDeviceMode, InputBus, InterfaceSource, MemoryBalloonModel, PanicModel, SerialTargetType,
    SoundModel, VideoType, VirtioModel, WatchdogModel,
};
use virt_core::config::domain::{Address, PciAddress};

use super::machine::Chipset;

/// A device on PCI.
pub(super) struct PciDevice<'d> {
    /// What errors call it.
    pub(super) name: String,
    pub(super) place: Place,
    /// The bus that it makes.
    pub(super) bus: Option<u32>,
    pub(super) info: &'d mut DeviceInfo,
}

/// Where a device goes that has no address.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Place {
    /// Where the chipset has it, if that place is free.
    Fixed(PciAddress),
    /// Wherever a bus takes it.
    Free(Plug),
    /// Into the slot of the USB controllers with the same number.
    Companion { index: u32, function: u8 },
}

/// What a device is plugged into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plug {
    /// A slot of conventional PCI.
    Pci,
    /// A port of PCI Express.
    Pcie,
    /// A slot of conventional PCI; also one that nothing can be plugged into at run time.
    PciBridge,
    /// The root of PCI Express, beside other root ports.
    RootPort,
    /// The root of PCI Express, in a slot of its own.
    Integrated,
    /// A PCI Express switch.
    SwitchPort,
}

/// What the slots of a machine depend on beside its devices.
#[derive(Debug, Clone, Copy)]
pub(super) struct Board<'b> {
    pub(super) chipset: Chipset,
    /// Devices of the host that are of conventional PCI, where that makes a difference.
    pub(super) conventional: &'b [PciAddress],
}

impl Board<'_> {
    fn host_plug(self, address: &PciAddress) -> Plug {
        if self.conventional.contains(address) { Plug::Pci } else { Plug::Pcie }
    }
}

/// The devices of the host that have no place in the machine yet.
pub(super) fn unplaced_host_devices(devices: &Devices) -> impl Iterator<Item = &PciAddress> {
    let interfaces = devices.interfaces.iter().filter_map(|nic| match &nic.source {
        InterfaceSource::Hostdev(device) => match device.source.address.as_ref()? {
            HostDeviceAddress::Pci(address) => Some((address, &nic.info)),
            _ => None,
        },
        _ => None,
    });
    let others = devices.host_devices.iter().filter_map(|device| match &device.device {
        HostDeviceMode::Subsystem(SubsystemDevice::Pci(pci)) => {
            Some((&pci.source.address, &device.info))
        }
        _ => None,
    });
    interfaces.chain(others).filter(|(_, info)| !is_placed(&info.address)).map(|(host, _)| host)
}

/// Whether an address says where its device is.
pub(super) fn is_placed(address: &Option<Address>) -> bool {
    match address {
        Some(Address::Pci(address)) => !address.is_empty(),
        other => other.is_some(),
    }
}

/// The devices on PCI, in the order in which they are placed.
pub(super) fn devices_on_pci<'d>(
    devices: &'d mut Devices,
    board: Board<'_>,
) -> impl Iterator<Item = PciDevice<'d>> {
    let chipset = board.chipset;
    let plug = move |plug| if chipset == Chipset::Q35 { plug } else { Plug::Pci };
    let named = |name: &str, index: usize, place, info| PciDevice {
        name: format!("{name} {index}"),
        place,
        bus: None,
        info,
    };

    let mut buses = Vec::new();
    let mut controllers = Vec::new();
    for controller in &mut devices.controllers {
        let Some(place) = controller_place(controller, chipset) else { continue };
        let kind = controller.controller_type;
        let index = controller.index.unwrap_or(0);
        let name = format!("{} controller {index}", kind_name(kind));
        let bus = (kind == ControllerType::Pci).then_some(index);
        let device = PciDevice { name, place, bus, info: &mut controller.info };
        match kind {
            ControllerType::Pci => buses.push((index, device)),
            _ => controllers.push(device),
        }
    }
    buses.sort_by_key(|(index, _)| *index);
    let mut interfaces = Vec::new();
    let mut handed_over = Vec::new();
    for (index, nic) in devices.interfaces.iter_mut().enumerate() {
        match &nic.source {
            InterfaceSource::Hostdev(device) => {
                if let Some(HostDeviceAddress::Pci(address)) = &device.source.address {
                    let place = Place::Free(plug(board.host_plug(address)));
                    handed_over.push(named("network interface", index, place, &mut nic.info));
                }
            }
            _ => interfaces.push((index, nic)),
        }
    }
    for (index, device) in devices.host_devices.iter_mut().enumerate() {
        if let Some(place) = host_device_plug(device, board) {
            let place = Place::Free(plug(place));
            handed_over.push(named("host device", index, place, &mut device.info));
        }
    }
    let interfaces = interfaces.into_iter().filter_map(move |(index, nic)| {
        let place = match nic.model.as_ref()?.name.as_str() {
            "usb-net" | "ne2k_isa" => return None,
            "e1000e" | "vmxnet3" | "igb" => plug(Plug::Pcie),
            name if name.starts_with("virtio") => plug(virtio_plug(name)),
            _ => plug(Plug::Pci),
        };
        Some(named("network interface", index, Place::Free(place), &mut nic.info))
    });
    let sounds = devices.sounds.iter_mut().enumerate().filter_map(move |(index, sound)| {
        let place = match sound.model {
            SoundModel::Usb | SoundModel::Sb16 | SoundModel::PcSpeaker => return None,
            SoundModel::Ich9 if chipset == Chipset::Q35 => {
                Place::Fixed(PciAddress::new(0, 0x1B, 0))
            }
            SoundModel::Virtio => Place::Free(plug(Plug::Pcie)),
            _ => Place::Free(plug(Plug::Pci)),
        };
        Some(named("sound card", index, place, &mut sound.info))
    });
    let disks = devices.disks.iter_mut().filter_map(move |disk| {
        let target = disk.target.as_ref()?;
        let place = match disk.model {
            Some(VirtioModel::VirtioTransitional) => Plug::Pci,
            _ => Plug::Pcie,
        };
        let place = Place::Free(plug(place));
        let virtio = target.bus == Some(DiskBus::Virtio);
        virtio.then(|| PciDevice {
            name: format!("disk '{}'", target.dev),
            place,
            bus: None,
            info: &mut disk.info,
        })
    });
    let balloon = devices.memory_balloon.iter_mut().filter_map(move |balloon| {
        let place = match balloon.model {
            MemoryBalloonModel::Virtio | MemoryBalloonModel::VirtioNonTransitional => Plug::Pcie,
            MemoryBalloonModel::VirtioTransitional => Plug::Pci,
            _ => return None,
        };
        Some(named("memory balloon", 0, Place::Free(plug(place)), &mut balloon.info))
    });
    let rngs = devices.rngs.iter_mut().enumerate().map(move |(index, rng)| {
        let place = match rng.model {
            VirtioModel::VirtioTransitional => Plug::Pci,
            _ => Plug::Pcie,
        };
        named("random number generator", index, Place::Free(plug(place)), &mut rng.info)
    });
    let watchdogs = devices.watchdogs.iter_mut().enumerate().filter_map(move |(index, dog)| {
        let pci = dog.model == WatchdogModel::I6300Esb;
        pci.then(|| named("watchdog", index, Place::Free(plug(Plug::Pci)), &mut dog.info))
    });
    let videos = devices.videos.iter_mut().enumerate().filter_map(move |(index, video)| {
        let slot = if chipset == Chipset::Q35 { 1 } else { 2 };
        let place = match video.video_type()? {
            VideoType::None | VideoType::Ramfb => return None,
            _ if index == 0 => Place::Fixed(PciAddress::new(0, slot, 0)),
            VideoType::Virtio | VideoType::Bochs => Place::Free(plug(Plug::Pcie)),
            _ => Place::Free(plug(Plug::Pci)),
        };
        Some(named("video card", index, place, &mut video.info))
    });
    let inputs = devices.inputs.iter_mut().enumerate().filter_map(move |(index, input)| {
        let place = match input.model {
            Some(VirtioModel::VirtioTransitional) => Plug::Pci,
            _ => Plug::Pcie,
        };
        let virtio = input.bus == Some(InputBus::Virtio);
        virtio.then(|| named("input device", index, Place::Free(plug(place)), &mut input.info))
    });
    let serials = devices.serials.iter_mut().enumerate().filter_map(move |(index, serial)| {
        let place = Place::Free(plug(Plug::Pci));
        (serial.target_type() == Some(SerialTargetType::PciSerial))
            .then(|| named("serial port", index, place, &mut serial.info))
    });
    let panics = devices.panics.iter_mut().enumerate().filter_map(move |(index, panic)| {
        let place = Place::Free(plug(Plug::Integrated));
        (panic.model == Some(PanicModel::Pvpanic))
            .then(|| named("panic device", index, place, &mut panic.info))
    });

    buses
        .into_iter()
        .map(|(_, device)| device)
        .chain(interfaces)
        .chain(sounds)
        .chain(controllers)
        .chain(disks)
        .chain(handed_over)
        .chain(balloon)
        .chain(rngs)
        .chain(watchdogs)
        .chain(videos)
        .chain(inputs)
        .chain(serials)
        .chain(panics)
}

/// What a device of the host is plugged into; none for what is on another bus, or nowhere.
fn host_device_plug(device: &HostDevice, board: Board<'_>) -> Option<Plug> {
    let HostDeviceMode::Subsystem(subsystem) = &device.device else { return None };
    if device.info.address == Some(Address::Unassigned) {
        return None;
    }
    match subsystem {
        SubsystemDevice::Pci(pci) => Some(board.host_plug(&pci.source.address)),
        SubsystemDevice::ScsiHost(host) => {
            Some(virtio_plug(host.model.map_or("virtio", VirtioModel::as_str)))
        }
        SubsystemDevice::Mdev(mdev) if mdev.model == MediatedDeviceModel::VfioPci => {
            Some(Plug::Pcie)
        }
        _ => None,
    }
}

/// A transitional device has the ports of the old interface, which PCI Express does not carry.
fn virtio_plug(model: &str) -> Plug {
    match model {
        "virtio-transitional" => Plug::Pci,
        _ => Plug::Pcie,
    }
}

fn controller_place(controller: &Controller, chipset: Chipset) -> Option<Place> {
    let plug = |plug| if chipset == Chipset::Q35 { plug } else { Plug::Pci };
    let index = controller.index.unwrap_or(0);
    let model = controller.model;
    let fixed = |slot, function| Some(Place::Fixed(PciAddress::new(0, slot, function)));
    match (controller.controller_type, chipset) {
        (ControllerType::Ide, Chipset::I440fx) if index == 0 => fixed(1, 1),
        (ControllerType::Sata, Chipset::Q35) if index == 0 => fixed(0x1F, 2),
        (ControllerType::Usb, Chipset::I440fx)
            if index == 0 && model == Some(ControllerModel::Piix3Uhci) =>
        {
            fixed(1, 2)
        }
        (ControllerType::Sata, _) => Some(Place::Free(plug(Plug::Pci))),
        (ControllerType::Usb, _) => usb_place(model?, index, chipset),
        (ControllerType::Scsi, _) => Some(Place::Free(plug(match model? {
            ControllerModel::VirtioScsi | ControllerModel::VirtioNonTransitional => Plug::Pcie,
            _ => Plug::Pci,
        }))),
        (ControllerType::VirtioSerial, _) => Some(Place::Free(plug(match model {
            Some(ControllerModel::VirtioTransitional) => Plug::Pci,
            _ => Plug::Pcie,
        }))),
        (ControllerType::Pci, _) => bus_place(model?),
        _ => None,
    }
}

fn usb_place(model: ControllerModel, index: u32, chipset: Chipset) -> Option<Place> {
    let function = match model {
        ControllerModel::None => return None,
        ControllerModel::QemuXhci | ControllerModel::NecXhci if chipset == Chipset::Q35 => {
            return Some(Place::Free(Plug::Pcie));
        }
        ControllerModel::Ich9Ehci1 => 7,
        ControllerModel::Ich9Uhci1 => 0,
        ControllerModel::Ich9Uhci2 => 1,
        ControllerModel::Ich9Uhci3 => 2,
        _ => return Some(Place::Free(Plug::Pci)),
    };
    Some(Place::Companion { index, function })
}

fn bus_place(model: ControllerModel) -> Option<Place> {
    Some(Place::Free(match model {
        ControllerModel::PciRoot | ControllerModel::PcieRoot => return None,
        ControllerModel::PcieRootPort => Plug::RootPort,
        ControllerModel::PcieToPciBridge | ControllerModel::PcieSwitchUpstreamPort => Plug::Pcie,
        ControllerModel::PcieSwitchDownstreamPort => Plug::SwitchPort,
        ControllerModel::DmiToPciBridge => Plug::Integrated,
        _ => Plug::PciBridge,
    }))
}

fn kind_name(kind: ControllerType) -> &'static str {
    match kind {
        ControllerType::Pci => "PCI",
        ControllerType::Usb => "USB",
        ControllerType::Ide => "IDE",
        ControllerType::Sata => "SATA",
        ControllerType::Scsi => "SCSI",
        ControllerType::VirtioSerial => "virtio-serial",
        _ => "other",
    }
}
