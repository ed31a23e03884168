//! `-device` for controllers.

use virt_core::Result;
use virt_core::config::domain::Address;
use virt_core::config::domain::devices::{Controller, ControllerType};

use super::argv::CommandLine;
use super::assign::Chipset;
use super::build::Plan;
use super::device::{alias, virtio_driver};
use super::error::{refuse_except, unsupported};
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
        refuse_except(&controller.other, &name(controller), &["target", "model"])?;
    }
    for kind in ORDER {
        let same = plan.devices.controllers.iter().filter(|known| known.controller_type == *kind);
        for controller in same {
            if let Some(props) = props(plan, controller)? {
                line.json("device", &props);
            }
        }
    }
    Ok(())
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
        (ControllerType::Fdc, Chipset::Q35) => return floppy(plan, controller),
        (ControllerType::Fdc, _) => return Ok(None),
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
            let model = controller.model.as_deref();
            Props::device(&virtio_driver("virtio-serial-pci", model, &what)?)
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

/// QEMU's floppy controller is on the ISA bus; on q35 it is a device of its own.
fn floppy(plan: &Plan<'_>, controller: &Controller) -> Result<Option<Props>> {
    use virt_core::config::domain::BootDevice;

    let index = controller.index.unwrap_or(0);
    if index > 0 {
        return Err(unsupported("more than one floppy controller"));
    }
    let props = Props::device("isa-fdc");
    let _ = plan.os.boot.contains(&BootDevice::Fd);
    Ok(Some(props.text("id", alias(&controller.info, "the floppy controller")?)))
}

fn pci(controller: &Controller) -> Result<Option<Props>> {
    let index = controller.index.unwrap_or(0);
    let what = name(controller);
    let alias = alias(&controller.info, &what)?;
    let target = |name: &str| {
        let target = controller.other.elements().iter().find(|child| child.name() == "target")?;
        let text = target.attribute(name)?;
        match text.strip_prefix("0x") {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => text.parse().ok(),
        }
    };
    let port = || {
        target("port").unwrap_or_else(|| match &controller.info.address {
            Some(Address::Pci(at)) => u32::from(at.slot) << 3 | u32::from(at.function),
            _ => 0,
        })
    };
    let driver_name = || {
        let model = controller.other.elements().iter().find(|child| child.name() == "model")?;
        model.attribute("name")
    };
    let chassis = || target("chassis").unwrap_or(index);
    let props = match controller.model.as_deref().unwrap_or_default() {
        "pci-root" | "pcie-root" => return Ok(None),
        "pci-bridge" => Props::device("pci-bridge")
            .number("chassis_nr", target("chassisNr").unwrap_or(index))
            .text("id", alias),
        "dmi-to-pci-bridge" => Props::device("i82801b11-bridge").text("id", alias),
        "pcie-to-pci-bridge" => Props::device("pcie-pci-bridge").text("id", alias),
        "pcie-root-port" => Props::device(driver_name().unwrap_or("pcie-root-port"))
            .number("port", port())
            .number("chassis", chassis())
            .text("id", alias),
        "pcie-switch-upstream-port" => Props::device("x3130-upstream").text("id", alias),
        "pcie-switch-downstream-port" => Props::device("xio3130-downstream")
            .number("port", port())
            .number("chassis", chassis())
            .text("id", alias),
        other => {
            return Err(unsupported(format!(
                "{what} of model '{other}' is not supported by this driver yet"
            )));
        }
    };
    if controller.other.elements().iter().any(|child| {
        child.name() == "target"
            && child.attributes().any(|(name, _)| !matches!(name, "chassis" | "chassisNr" | "port"))
    }) {
        return Err(unsupported(format!("a setting in <target> of {what}")));
    }
    Ok(Some(props))
}

fn usb(plan: &Plan<'_>, controller: &Controller) -> Result<Option<Props>> {
    let what = name(controller);
    let index = controller.index.unwrap_or(0);
    let device = match controller.model.as_deref().unwrap_or("piix3-uhci") {
        "none" => return Ok(None),
        "piix3-uhci" => "piix3-usb-uhci",
        "piix4-uhci" => "piix4-usb-uhci",
        "ehci" => "usb-ehci",
        "ich9-ehci1" => "ich9-usb-ehci1",
        "ich9-uhci1" => "ich9-usb-uhci1",
        "ich9-uhci2" => "ich9-usb-uhci2",
        "ich9-uhci3" => "ich9-usb-uhci3",
        "vt82c686b-uhci" => "vt82c686b-usb-uhci",
        "pci-ohci" => "pci-ohci",
        "nec-xhci" => "nec-usb-xhci",
        "qemu-xhci" => "qemu-xhci",
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
    let bus = if index == 0 { "usb".to_owned() } else { format!("usb{index}") };
    Ok(Some(match companion {
        Some(first) => props.text("masterbus", format!("{bus}.0")).number("firstport", first),
        None => props.text("id", alias(&controller.info, &what)?),
    }))
}

fn scsi(controller: &Controller, what: &str) -> Result<Props> {
    let driver = match controller.model.as_deref().unwrap_or("lsilogic") {
        "lsilogic" | "auto" => "lsi".to_owned(),
        "virtio-scsi" => "virtio-scsi-pci".to_owned(),
        "virtio-transitional" => "virtio-scsi-pci-transitional".to_owned(),
        "virtio-non-transitional" => "virtio-scsi-pci-non-transitional".to_owned(),
        "lsisas1068" => "mptsas1068".to_owned(),
        "lsisas1078" => "megasas".to_owned(),
        "am53c974" => "am53c974".to_owned(),
        "dc390" => "dc-390".to_owned(),
        other => return Err(unsupported(format!("{what} of model '{other}'"))),
    };
    Ok(Props::device(&driver).text("id", alias(&controller.info, what)?))
}
