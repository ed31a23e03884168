//! `-device` for controllers.

use virt_core::Result;
use virt_core::config::domain::Address;
use virt_core::config::domain::devices::{Controller, ControllerModel, ControllerType, DiskBus};

use super::argv::CommandLine;
use super::assign::Chipset;
use super::build::Plan;
use super::device::{alias, virtio, virtio_driver};
use super::error::{invalid, unsupported};
use super::props::Props;

/// The order in which QEMU hears of them: a controller before what is plugged into it.
const ORDER: &[ControllerType] = &[
    ControllerType::Pci,
    ControllerType::Usb,
    ControllerType::Scsi,
    ControllerType::Ide,
    ControllerType::Sata,
    ControllerType::VirtioSerial,
    ControllerType::Ccid,
    ControllerType::Fdc,
];

pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    for controller in &plan.devices.controllers {
        let kind = controller.controller_type;
        if !ORDER.contains(&kind) {
            return Err(unsupported(format!(
                "a controller of type '{}' is not supported by this driver yet",
                kind.as_str()
            )));
        }
    }
    for kind in ORDER {
        let same = plan.devices.controllers.iter().filter(|known| known.controller_type == *kind);
        let mut same: Vec<&Controller> = same.collect();
        if *kind == ControllerType::Usb {
            // A controller comes before its companions, which have its number.
            same.sort_by_key(|known| (known.index, is_companion(known)));
        }
        for controller in same {
            if *kind == ControllerType::Fdc {
                write_floppy(plan, line, controller.index.unwrap_or(0))?;
                continue;
            }
            if let Some(props) = props(plan, controller)? {
                line.json("device", &props);
            }
        }
    }
    Ok(())
}

fn is_companion(controller: &Controller) -> bool {
    controller.info.master_start_port.is_some()
        || matches!(
            controller.model,
            Some(
                ControllerModel::Ich9Uhci1
                    | ControllerModel::Ich9Uhci2
                    | ControllerModel::Ich9Uhci3
            )
        )
}

fn name(controller: &Controller) -> String {
    let index = controller.index.unwrap_or(0);
    format!("the {} controller {index}", controller.controller_type.as_str())
}

/// The properties; none for what is part of the chipset.
fn props(plan: &Plan<'_>, controller: &Controller) -> Result<Option<Props>> {
    let index = controller.index.unwrap_or(0);
    let what = name(controller);
    let props = match (controller.controller_type, plan.chipset) {
        (ControllerType::Ide, Chipset::Q35) => {
            return Err(unsupported("an IDE controller: this machine has none, use sata"));
        }
        (ControllerType::Ide, _) if index == 0 => return Ok(None),
        (ControllerType::Ide, _) => {
            return Err(unsupported("more than one IDE controller: this machine has one"));
        }
        (ControllerType::Sata, Chipset::Q35) if index == 0 => return Ok(None),
        (ControllerType::Sata, _) => {
            Props::device("ahci").text("id", alias(&controller.info, &what)?)
        }
        (ControllerType::Pci, _) => match pci(controller)? {
            Some(props) => props,
            None => return Ok(None),
        },
        (ControllerType::Usb, _) => match usb(plan, controller)? {
            Some(props) => props,
            None => return Ok(None),
        },
        (ControllerType::Scsi, _) => scsi(controller, &what)?,
        (ControllerType::VirtioSerial, _) => {
            let model = controller.model.map(ControllerModel::as_str);
            let props = Props::device(&virtio_driver("virtio-serial-pci", model, &what)?);
            options(props, controller)
                .text("id", alias(&controller.info, &what)?)
                .maybe(controller.ports, |props, ports| props.number("max_ports", ports))
                .maybe(controller.vectors, |props, vectors| props.number("vectors", vectors))
        }
        _ => {
            return Err(unsupported(format!("{what} is not supported by this driver yet")));
        }
    };
    plan.places.add(props, &controller.info, &what).map(Some)
}

/// QEMU's floppy controller is part of `pc`; on `q35` it is a device.
fn write_floppy(plan: &Plan<'_>, line: &mut CommandLine, index: u32) -> Result<()> {
    if index > 0 {
        return Err(unsupported("more than one floppy controller"));
    }
    let mut props = Props::device("isa-fdc");
    for (disk, boot) in plan.devices.disks.iter().zip(&plan.boot.disks) {
        let bus = disk.target.as_ref().and_then(|target| target.bus);
        let (Some(DiskBus::Fdc), Some(Address::Drive(place)), Some(boot)) =
            (bus, &disk.info.address, boot)
        else {
            continue;
        };
        let name = if place.unit == 0 { "bootindexA" } else { "bootindexB" };
        if plan.chipset == Chipset::Q35 {
            props = props.number(name, *boot);
        } else {
            line.option("global", format!("isa-fdc.{name}={boot}"));
        }
    }
    if plan.chipset == Chipset::Q35 {
        line.json("device", &props);
    }
    Ok(())
}

fn pci(controller: &Controller) -> Result<Option<Props>> {
    let what = name(controller);
    let Some(model) = controller.model else {
        return Err(unsupported(format!("{what} without a model")));
    };
    if matches!(model, ControllerModel::PciRoot | ControllerModel::PcieRoot) {
        return Ok(None);
    }
    let Some(device) = controller.device else {
        return Err(unsupported(format!(
            "{what} of model '{model}' is not supported by this driver yet"
        )));
    };
    let target = controller.target.clone().unwrap_or_default();
    let id = alias(&controller.info, &what)?;
    let props = Props::device(device.as_str());
    // What a controller of another model says there means nothing to its device.
    let props = match model {
        ControllerModel::PciBridge => props
            .maybe(target.chassis_nr, |props, number| props.number("chassis_nr", number))
            .text("id", id),
        ControllerModel::PcieRootPort | ControllerModel::PcieSwitchDownstreamPort => props
            .maybe(target.port, |props, port| props.number("port", port))
            .maybe(target.chassis, |props, chassis| props.number("chassis", chassis))
            .text("id", id)
            .maybe(target.hotplug, |props, on| props.bool("hotplug", on.is_on())),
        _ => props.text("id", id),
    };
    Ok(Some(props))
}

fn usb(plan: &Plan<'_>, controller: &Controller) -> Result<Option<Props>> {
    let what = name(controller);
    let index = controller.index.unwrap_or(0);
    let device = match controller.model.unwrap_or(ControllerModel::Piix3Uhci) {
        ControllerModel::None => return Ok(None),
        ControllerModel::Piix3Uhci => "piix3-usb-uhci",
        ControllerModel::Piix4Uhci => "piix4-usb-uhci",
        ControllerModel::Ehci => "usb-ehci",
        ControllerModel::Ich9Ehci1 => "ich9-usb-ehci1",
        ControllerModel::Ich9Uhci1 => "ich9-usb-uhci1",
        ControllerModel::Ich9Uhci2 => "ich9-usb-uhci2",
        ControllerModel::Ich9Uhci3 => "ich9-usb-uhci3",
        ControllerModel::Vt82c686bUhci => "vt82c686b-usb-uhci",
        ControllerModel::PciOhci => "pci-ohci",
        ControllerModel::NecXhci => "nec-usb-xhci",
        ControllerModel::QemuXhci => "qemu-xhci",
        other => return Err(unsupported(format!("{what} of model '{other}'"))),
    };
    if !plan.qemu.has_type(device) {
        return Err(unsupported(format!(
            "{what}: '{}' has no device '{device}'",
            plan.qemu.binary.display()
        )));
    }
    let props = Props::device(device);
    let props = match controller.ports {
        Some(ports) if device.ends_with("xhci") => props.number("p2", ports).number("p3", ports),
        Some(_) => return Err(unsupported(format!("a number of ports of {what}"))),
        None => props,
    };
    // Slow devices are the companions' part of the ports of the fast controller.
    let companion = match device {
        "ich9-usb-uhci1" => Some(0_u32),
        "ich9-usb-uhci2" => Some(2),
        "ich9-usb-uhci3" => Some(4),
        _ => None,
    };
    let companion = controller.info.master_start_port.or(companion);
    Ok(Some(match companion {
        Some(first) => {
            let bus = main_usb(plan, index, &what)?;
            props.text("masterbus", format!("{bus}.0")).number("firstport", first)
        }
        None => props.text("id", alias(&controller.info, &what)?),
    }))
}

/// The name of the controller whose companions have its number.
fn main_usb<'p>(plan: &'p Plan<'_>, index: u32, what: &str) -> Result<&'p str> {
    let mut same =
        plan.devices.controllers.iter().filter(|known| {
            known.controller_type == ControllerType::Usb && known.index == Some(index)
        });
    let main = same.find(|known| !is_companion(known));
    let main = main.ok_or_else(|| invalid(format!("{what} is nobody's companion")))?;
    alias(&main.info, "a controller")
}

fn scsi(controller: &Controller, what: &str) -> Result<Props> {
    let driver = match controller.model.unwrap_or(ControllerModel::LsiLogic) {
        ControllerModel::LsiLogic | ControllerModel::Auto => "lsi".to_owned(),
        ControllerModel::VirtioScsi => "virtio-scsi-pci".to_owned(),
        ControllerModel::VirtioTransitional => "virtio-scsi-pci-transitional".to_owned(),
        ControllerModel::VirtioNonTransitional => "virtio-scsi-pci-non-transitional".to_owned(),
        ControllerModel::LsiSas1068 => "mptsas1068".to_owned(),
        ControllerModel::LsiSas1078 => "megasas".to_owned(),
        ControllerModel::Am53c974 => "am53c974".to_owned(),
        ControllerModel::Dc390 => "dc-390".to_owned(),
        other => return Err(unsupported(format!("{what} of model '{other}'"))),
    };
    let props = Props::device(&driver);
    let Some(told) = controller.driver.as_ref() else {
        return Ok(props.text("id", alias(&controller.info, what)?));
    };
    if !driver.starts_with("virtio") {
        return Err(unsupported(format!("<driver> of {what}, which is not a virtio device")));
    }
    Ok(options(props, controller)
        .maybe(told.ioeventfd, |props, on| props.bool("ioeventfd", on.is_on()))
        .text("id", alias(&controller.info, what)?)
        .maybe(told.queues, |props, queues| props.number("num_queues", queues))
        .maybe(told.cmd_per_lun, |props, commands| props.number("cmd_per_lun", commands))
        .maybe(told.max_sectors, |props, sectors| props.number("max_sectors", sectors)))
}

/// What any virtio device can have.
fn options(props: Props, controller: &Controller) -> Props {
    match &controller.driver {
        Some(driver) => virtio(props, &driver.virtio),
        None => props,
    }
}
