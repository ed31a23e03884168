//! What is the same for every device: its name, its place, virtio's options.

use virt_core::Result;
use virt_core::config::domain::devices::{
    ControllerModel, ControllerType, DeviceInfo, Devices, VirtioOptions,
};
use virt_core::config::domain::{Address, PciAddress};
use virt_core::xml::Switch;

use super::assign::Chipset;
use super::build::Plan;
use super::error::{invalid, refuse_if, unsupported};
use super::props::Props;

/// The name of a device in QEMU.
pub(super) fn alias<'d>(info: &'d DeviceInfo, what: &str) -> Result<&'d str> {
    let alias = info.alias.as_ref().map(|alias| alias.name.as_str());
    alias.ok_or_else(|| invalid(format!("{what} has no alias")))
}

/// Where a device is, as QEMU's properties.
pub(super) struct Places<'d> {
    devices: &'d Devices,
    chipset: Chipset,
}

impl<'d> Places<'d> {
    pub(super) fn new(devices: &'d Devices, chipset: Chipset) -> Self {
        Places { devices, chipset }
    }

    /// Adds the address of a device on PCI or USB.
    pub(super) fn add(&self, props: Props, info: &DeviceInfo, what: &str) -> Result<Props> {
        let props = match &info.address {
            Some(Address::Pci(address)) => self.pci(props, address, what)?,
            Some(Address::Usb(address)) => {
                let bus = self.controller(ControllerType::Usb, address.bus, what)?;
                props
                    .text("bus", format!("{bus}.0"))
                    .maybe(address.port, |props, port| props.text("port", port.to_string()))
            }
            Some(_) => {
                return Err(unsupported(format!(
                    "{what} has an address of a type that it cannot have here"
                )));
            }
            None => props,
        };
        let props = props.maybe(info.acpi_index, |props, index| props.number("acpi-index", index));
        rom(props, info, what)
    }

    fn pci(&self, props: Props, address: &PciAddress, what: &str) -> Result<Props> {
        refuse_if(address.domain != 0, "a PCI domain other than 0", what)?;
        refuse_if(address.zpci.is_some(), "<zpci>", what)?;
        let bus = match address.bus {
            0 => self.chipset.root_bus(),
            bus => self.controller(ControllerType::Pci, u32::from(bus), what)?,
        };
        let addr = match address.function {
            0 => format!("{:#x}", address.slot),
            function => format!("{:#x}.{function:#x}", address.slot),
        };
        Ok(props
            .text("bus", bus)
            .maybe(address.multifunction, |props, on| props.bool("multifunction", on == Switch::On))
            .text("addr", addr))
    }

    /// The name of a controller.
    pub(super) fn controller(
        &self,
        kind: ControllerType,
        index: u32,
        what: &str,
    ) -> Result<&'d str> {
        let found = self
            .devices
            .controllers
            .iter()
            .find(|known| known.controller_type == kind && known.index == Some(index));
        let found = found.ok_or_else(|| {
            invalid(format!(
                "{what} is on {} controller {index}, which there is not",
                kind.as_str()
            ))
        })?;
        alias(&found.info, "a controller")
    }
}

/// The firmware that a PCI device brings along.
fn rom(props: Props, info: &DeviceInfo, what: &str) -> Result<Props> {
    let Some(rom) = info.rom.as_deref() else { return Ok(props) };
    if !matches!(info.address, Some(Address::Pci(_))) {
        return Err(unsupported(format!("{what} has a <rom>, which only PCI devices have")));
    }
    if rom.enabled == Some(false) {
        return Ok(props.text("romfile", ""));
    }
    Ok(props
        .maybe(rom.bar, |props, bar| props.number("rombar", u32::from(bar.is_on())))
        .maybe(rom.file.as_deref(), |props, file| props.text("romfile", file)))
}

/// Adds the place on a SCSI controller.
pub(super) fn scsi_place(
    plan: &Plan<'_>,
    props: Props,
    info: &DeviceInfo,
    what: &str,
) -> Result<Props> {
    let Some(Address::Drive(place)) = &info.address else {
        return Err(invalid(format!("{what} has no address of type drive")));
    };
    let controller = plan.devices.controllers.iter().find(|known| {
        known.controller_type == ControllerType::Scsi && known.index == Some(place.controller)
    });
    let narrow = controller.is_some_and(|known| known.model == Some(ControllerModel::LsiLogic));
    let bus = plan.places.controller(ControllerType::Scsi, place.controller, what)?;
    let props = props.text("bus", format!("{bus}.{}", place.bus));
    if narrow {
        refuse_if(place.target != 0, "a target other than 0", what)?;
        return Ok(props.number("scsi-id", place.unit));
    }
    Ok(props.number("channel", 0_u32).number("scsi-id", place.target).number("lun", place.unit))
}

/// Adds what any virtio device can have.
pub(super) fn virtio(props: Props, options: &VirtioOptions) -> Props {
    let on = |props: Props, name: &str, value: Option<Switch>| {
        props.maybe(value, |props, value| props.bool(name, value.is_on()))
    };
    let props = on(props, "iommu_platform", options.iommu);
    let props = on(props, "ats", options.ats);
    let props = on(props, "packed", options.packed);
    on(props, "page-per-vq", options.page_per_vq)
}

/// The name of a virtio device on PCI, with the end that its model asks for.
pub(super) fn virtio_driver(base: &str, model: Option<&str>, what: &str) -> Result<String> {
    Ok(match model {
        None | Some("virtio") => base.to_owned(),
        Some("virtio-transitional") => format!("{base}-transitional"),
        Some("virtio-non-transitional") => format!("{base}-non-transitional"),
        Some(other) => return Err(unsupported(format!("{what} has the unknown model '{other}'"))),
    })
}
