//! The devices that a guest has although its definition does not name them: what every PC has, and
//! what libvirt gives every guest.

use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::hostdev::{MediatedDeviceModel, SubsystemDevice};
use virt_core::config::domain::devices::{
    Controller, ControllerModel, ControllerType, DeviceInfo, Devices, HostDeviceMode, Input,
    InputBus, InputType, Interface, InterfaceModel, InterfaceModelName, InterfaceSource,
    MemoryBalloon, MemoryBalloonModel, PanicModel, Serial, SerialModel, SerialTargetType, Video,
    VideoType, Watchdog, WatchdogAction, WatchdogModel,
};
use virt_core::config::domain::{Address, DomainType};
use virt_core::xml::Switch;

use super::machine::Chipset;
use crate::capabilities::QemuCapabilities;

pub(super) fn add(config: &mut DomainConfig, chipset: Chipset, qemu: &QemuCapabilities) {
    let devices = config.devices.get_or_insert_default();
    devices.emulator.get_or_insert_with(|| qemu.binary.display().to_string());
    add_controllers(devices, chipset, qemu);
    for serial in &mut devices.serials {
        complete_serial(serial);
    }
    complete_models(devices, &config.domain_type, qemu);
    add_input(devices, InputType::Mouse);
    add_input(devices, InputType::Keyboard);
    if chipset == Chipset::Q35 {
        add_itco(devices);
    }
    devices.memory_balloon.get_or_insert_with(|| MemoryBalloon::new(MemoryBalloonModel::Virtio));
    if !chipset.has_pci() {
        devices.memory_balloon = Some(MemoryBalloon::new(MemoryBalloonModel::None));
    }
}

fn add_controllers(devices: &mut Devices, chipset: Chipset, qemu: &QemuCapabilities) {
    let has = |devices: &Devices, kind: ControllerType, index: u32| {
        let mut all = devices.controllers.iter();
        all.any(|known| known.controller_type == kind && known.index == Some(index))
    };
    let add = |devices: &mut Devices, kind: ControllerType, model: Option<ControllerModel>| {
        if !has(devices, kind, 0) {
            let mut controller = Controller::new(kind, 0);
            controller.model = model;
            devices.insert_controller(controller);
        }
    };
    let usb = devices.controllers.iter().any(|known| known.controller_type == ControllerType::Usb);
    if !usb && chipset.has_pci() {
        add(devices, ControllerType::Usb, default_usb(chipset, qemu));
    }
    match chipset {
        Chipset::I440fx => add(devices, ControllerType::Pci, Some(ControllerModel::PciRoot)),
        Chipset::Q35 => {
            add(devices, ControllerType::Sata, None);
            add(devices, ControllerType::Pci, Some(ControllerModel::PcieRoot));
        }
        Chipset::IsaPc => {}
    }
}

/// Gives every controller the model that QEMU has for its kind.
pub(super) fn complete_controllers(devices: &mut Devices, qemu: &QemuCapabilities) {
    for controller in &mut devices.controllers {
        let model = match controller.controller_type {
            ControllerType::Usb => ControllerModel::Piix3Uhci,
            ControllerType::Scsi if qemu.has_type("lsi53c895a") || qemu.has_type("lsi") => {
                ControllerModel::LsiLogic
            }
            ControllerType::Scsi => ControllerModel::VirtioScsi,
            _ => continue,
        };
        controller.model.get_or_insert(model);
    }
}

/// The USB controller of a guest that names none.
fn default_usb(chipset: Chipset, qemu: &QemuCapabilities) -> Option<ControllerModel> {
    let choices: &[(&str, ControllerModel)] = match chipset {
        Chipset::Q35 => {
            &[("qemu-xhci", ControllerModel::QemuXhci), ("nec-usb-xhci", ControllerModel::NecXhci)]
        }
        _ => &[],
    };
    let found = choices.iter().find(|(device, _)| qemu.has_type(device));
    found.map(|(_, model)| *model).or(Some(ControllerModel::Piix3Uhci))
}

fn complete_serial(serial: &mut Serial) {
    let target = serial.target.get_or_insert_default();
    let kind = *target.target_type.get_or_insert(match &serial.info.address {
        Some(Address::Usb(_)) => SerialTargetType::UsbSerial,
        Some(Address::Pci(_)) => SerialTargetType::PciSerial,
        _ => SerialTargetType::IsaSerial,
    });
    let model = match kind {
        SerialTargetType::IsaSerial => SerialModel::IsaSerial,
        SerialTargetType::UsbSerial => SerialModel::UsbSerial,
        SerialTargetType::PciSerial => SerialModel::PciSerial,
        SerialTargetType::IsaDebug => SerialModel::IsaDebugConsole,
        // These are on machines of other architectures.
        _ => return,
    };
    target.model.get_or_insert(model);
}

fn complete_models(devices: &mut Devices, domain_type: &DomainType, qemu: &QemuCapabilities) {
    let first_nic = ["rtl8139", "e1000", "virtio-net-pci"];
    let nic = first_nic.into_iter().find(|device| qemu.has_type(device)).unwrap_or("rtl8139");
    let nic = match nic {
        "virtio-net-pci" => InterfaceModelName::Virtio,
        "e1000" => InterfaceModelName::E1000,
        _ => InterfaceModelName::Rtl8139,
    };
    let emulated =
        |interface: &&mut Interface| !matches!(interface.source, InterfaceSource::Hostdev(_));
    for interface in devices.interfaces.iter_mut().filter(emulated) {
        interface.model.get_or_insert_with(|| InterfaceModel::new(nic.clone()));
    }
    let card = match qemu.has_type("cirrus-vga") {
        true => VideoType::Cirrus,
        false => VideoType::Vga,
    };
    for video in &mut devices.videos {
        complete_video(video, domain_type, card);
    }
    for host in &mut devices.host_devices {
        if let HostDeviceMode::Subsystem(SubsystemDevice::Mdev(device)) = &mut host.device
            && device.model == MediatedDeviceModel::VfioPci
        {
            device.display.get_or_insert(Switch::Off);
        }
    }
    for panic in &mut devices.panics {
        panic.model.get_or_insert(PanicModel::Isa);
    }
    for watchdog in &mut devices.watchdogs {
        watchdog.action.get_or_insert(WatchdogAction::Reset);
    }
}

/// Memory sizes are the guest's hardware: they are written down so that they never change.
fn complete_video(video: &mut Video, domain_type: &DomainType, default: VideoType) {
    video.model.get_or_insert_default().video_type.get_or_insert(default);
    video.complete(domain_type);
    if let Some(model) = &mut video.model
        && model.video_type == Some(VideoType::Qxl)
    {
        model.vgamem = Some(power_of_two(model.vgamem.unwrap_or(16 << 10)));
    }
}

/// QEMU rounds up; the guest sees what it made of it.
fn power_of_two(kib: u32) -> u32 {
    kib.checked_next_power_of_two().unwrap_or(1 << 31)
}

fn add_input(devices: &mut Devices, input_type: InputType) {
    let there = devices
        .inputs
        .iter()
        .any(|input| input.input_type == input_type && input.bus == Some(InputBus::Ps2));
    if !there {
        devices.inputs.push(Input { bus: Some(InputBus::Ps2), ..Input::new(input_type) });
    }
}

/// Its chipset always has this watchdog; the definition only says what happens when it fires.
fn add_itco(devices: &mut Devices) {
    if devices.watchdogs.iter().any(|watchdog| watchdog.model == WatchdogModel::Itco) {
        return;
    }
    let action = devices.watchdogs.first().and_then(|watchdog| watchdog.action);
    devices.watchdogs.push(Watchdog {
        model: WatchdogModel::Itco,
        action: Some(action.unwrap_or(WatchdogAction::Reset)),
        info: DeviceInfo::default(),
    });
}
