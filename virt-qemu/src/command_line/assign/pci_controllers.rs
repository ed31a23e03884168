//! Which device of QEMU a PCI controller is, and what it tells the guest of itself.

use virt_core::config::domain::Address;
use virt_core::config::domain::devices::{
    Controller, ControllerModel, ControllerType, Devices, PciControllerDevice,
};

/// Completes every PCI controller that is a device; all have their addresses.
pub(super) fn complete(devices: &mut Devices) {
    for controller in &mut devices.controllers {
        if controller.controller_type == ControllerType::Pci {
            complete_one(controller);
        }
    }
}

fn complete_one(controller: &mut Controller) {
    let Some(model) = controller.model else { return };
    let device = match model {
        ControllerModel::PciBridge => PciControllerDevice::PciBridge,
        ControllerModel::DmiToPciBridge => PciControllerDevice::I82801b11Bridge,
        ControllerModel::PcieToPciBridge => PciControllerDevice::PciePciBridge,
        ControllerModel::PcieRootPort => PciControllerDevice::PcieRootPort,
        ControllerModel::PcieSwitchUpstreamPort => PciControllerDevice::X3130Upstream,
        ControllerModel::PcieSwitchDownstreamPort => PciControllerDevice::Xio3130Downstream,
        _ => return,
    };
    controller.device.get_or_insert(device);
    let index = controller.index.unwrap_or(0);
    let (slot, function) = match &controller.info.address {
        Some(Address::Pci(at)) => (u32::from(at.slot), u32::from(at.function)),
        _ => (0, 0),
    };
    let port = match model {
        ControllerModel::PcieRootPort => slot << 3 | function,
        ControllerModel::PcieSwitchDownstreamPort => slot,
        ControllerModel::PciBridge => {
            controller.target.get_or_insert_default().chassis_nr.get_or_insert(index);
            return;
        }
        _ => return,
    };
    let target = controller.target.get_or_insert_default();
    target.chassis.get_or_insert(index);
    target.port.get_or_insert(port);
}
