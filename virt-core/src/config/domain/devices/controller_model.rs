//! `model` of a controller: which one of its kind it is.

use super::ControllerType;
use crate::xml::XmlValue;

/// Which one of its kind a controller is; see [`ControllerModel::of`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the devices' own names")]
pub enum ControllerModel {
    /// A SCSI controller that the hypervisor chooses.
    Auto,
    #[xml(name = "buslogic")]
    BusLogic,
    #[xml(name = "lsilogic")]
    LsiLogic,
    #[xml(name = "lsisas1068")]
    LsiSas1068,
    /// VMware's paravirtual controller.
    #[xml(name = "vmpvscsi")]
    VmPvScsi,
    /// The one of POWER machines.
    #[xml(name = "ibmvscsi")]
    IbmVScsi,
    VirtioScsi,
    #[xml(name = "lsisas1078")]
    LsiSas1078,
    /// The virtio device that drivers of virtio 0.9 know too; for SCSI and serial ports.
    VirtioTransitional,
    /// The virtio device that only drivers of virtio 1.0 know; for SCSI and serial ports.
    VirtioNonTransitional,
    #[xml(name = "ncr53c90")]
    Ncr53c90,
    #[xml(name = "dc390")]
    Dc390,
    #[xml(name = "am53c974")]
    Am53c974,

    Piix3Uhci,
    Piix4Uhci,
    Ehci,
    Ich9Ehci1,
    Ich9Uhci1,
    Ich9Uhci2,
    Ich9Uhci3,
    #[xml(name = "vt82c686b-uhci")]
    Vt82c686bUhci,
    PciOhci,
    NecXhci,
    /// The guest has no USB.
    None,
    /// Xen's USB 1 controller.
    Qusb1,
    /// Xen's USB 2 controller.
    Qusb2,
    QemuXhci,

    Piix3,
    Piix4,
    Ich6,

    /// The virtio device that fits its place, for serial ports.
    Virtio,

    PciRoot,
    PcieRoot,
    PciBridge,
    DmiToPciBridge,
    PcieToPciBridge,
    PcieRootPort,
    PcieSwitchUpstreamPort,
    PcieSwitchDownstreamPort,
    PciExpanderBus,
    PcieExpanderBus,
}

impl ControllerModel {
    /// The models that a controller of this kind can be.
    pub fn of(controller_type: ControllerType) -> &'static [ControllerModel] {
        use ControllerModel::*;

        match controller_type {
            ControllerType::Scsi => &[
                Auto,
                BusLogic,
                LsiLogic,
                LsiSas1068,
                VmPvScsi,
                IbmVScsi,
                VirtioScsi,
                LsiSas1078,
                VirtioTransitional,
                VirtioNonTransitional,
                Ncr53c90,
                Dc390,
                Am53c974,
            ],
            ControllerType::Usb => &[
                Piix3Uhci,
                Piix4Uhci,
                Ehci,
                Ich9Ehci1,
                Ich9Uhci1,
                Ich9Uhci2,
                Ich9Uhci3,
                Vt82c686bUhci,
                PciOhci,
                NecXhci,
                Qusb1,
                Qusb2,
                QemuXhci,
                None,
            ],
            ControllerType::Ide => &[Piix3, Piix4, Ich6],
            ControllerType::VirtioSerial => &[Virtio, VirtioTransitional, VirtioNonTransitional],
            ControllerType::Pci => &[
                PciRoot,
                PcieRoot,
                PciBridge,
                DmiToPciBridge,
                PcieToPciBridge,
                PcieRootPort,
                PcieSwitchUpstreamPort,
                PcieSwitchDownstreamPort,
                PciExpanderBus,
                PcieExpanderBus,
            ],
            _ => &[],
        }
    }

    /// Whether it is a root of PCI, which has no place itself.
    pub fn is_pci_root(self) -> bool {
        matches!(self, ControllerModel::PciRoot | ControllerModel::PcieRoot)
    }

    /// Whether it is a SCSI controller of virtio.
    pub fn is_virtio_scsi(self) -> bool {
        use ControllerModel::{VirtioNonTransitional, VirtioScsi, VirtioTransitional};

        matches!(self, VirtioScsi | VirtioTransitional | VirtioNonTransitional)
    }
}

/// The device that a PCI controller is: `<model name='pcie-root-port'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the devices' own names")]
pub enum PciControllerDevice {
    /// A `pci-root` of POWER machines.
    SpaprPciHostBridge,
    PciBridge,
    /// A `dmi-to-pci-bridge`.
    #[xml(name = "i82801b11-bridge")]
    I82801b11Bridge,
    /// A `pcie-to-pci-bridge`.
    PciePciBridge,
    /// An older `pcie-root-port`.
    #[xml(name = "ioh3420")]
    Ioh3420,
    PcieRootPort,
    /// A `pcie-switch-upstream-port`.
    #[xml(name = "x3130-upstream")]
    X3130Upstream,
    /// A `pcie-switch-downstream-port`.
    #[xml(name = "xio3130-downstream")]
    Xio3130Downstream,
    /// A `pci-expander-bus`.
    Pxb,
    /// A `pcie-expander-bus`.
    PxbPcie,
}
