//! What the QEMU driver adds to a definition before a guest can be made of it: the machine, the
//! devices that every PC has, controllers, addresses and, for a running guest, names.
//!
//! All of it is pure: the same definition, the same QEMU and the same answers about the host's
//! devices give the same result, and a definition that was filled in already stays as it is.

mod alias;
mod drives;
mod implicit;
mod machine;
mod pci;
mod pci_controllers;
mod pci_devices;
mod usb;
mod virtio_serial;

pub(crate) use alias::assign_aliases;
pub(crate) use machine::Chipset;

use virt_core::Result;
use virt_core::config::DomainConfig;
use virt_core::config::domain::{Defaults, PciAddress};

use crate::capabilities::QemuCapabilities;

/// What QEMU has of the choices in what is filled in for every driver.
pub(crate) fn defaults() -> Defaults {
    Defaults { wide_scsi: true, ..Defaults::default() }
}

/// Whether a PCI device of the host is one of conventional PCI, which a machine with PCI Express
/// puts behind a bridge.
pub(crate) type IsConventional<'f> = &'f dyn Fn(&PciAddress) -> bool;

/// Fills in what the driver for QEMU chooses: what `define` keeps.
///
/// # Errors
///
/// `ConfigUnsupported` when the machine has no place for a device, or the QEMU not the machine.
pub(crate) fn assign(
    config: &mut DomainConfig,
    capabilities: &QemuCapabilities,
    is_conventional: IsConventional<'_>,
) -> Result<()> {
    let chipset = machine::assign(config, capabilities)?;
    implicit::add(config, chipset, capabilities);
    drives::assign(config, chipset)?;
    if let Some(devices) = &mut config.devices {
        implicit::complete_controllers(devices, capabilities);
    }
    virtio_serial::assign(config)?;
    usb::assign(config, chipset)?;
    pci::assign(config, chipset, is_conventional)?;
    if let Some(devices) = &mut config.devices {
        pci_controllers::complete(devices);
        // The port has its address now.
        devices.share_first_console();
    }
    Ok(())
}
