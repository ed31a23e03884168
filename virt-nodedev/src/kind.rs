//! What a device is, as far as the kernel's own words tell.

use virt_core::api::nodedev::ConnectListAllNodeDeviceFlags as Filter;

use crate::host::Uevent;

/// What a device is. One that is none of these is no node device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    System,
    Pci,
    UsbDevice,
    UsbInterface,
    Net,
    ScsiHost,
    ScsiTarget,
    Scsi,
    ScsiGeneric,
    Storage,
    Drm,
    MdevParent,
    Mdev,
    Ccw,
    Css,
    CcwGroup,
    Vdpa,
    ApCard,
    ApQueue,
    ApMatrix,
}

impl Kind {
    /// What the device of `subsystem` is that says `uevent` about itself.
    pub(crate) fn of(subsystem: &str, uevent: &Uevent) -> Option<Kind> {
        match (subsystem, uevent.value("DEVTYPE")) {
            ("pci", _) => uevent.has("PCI_CLASS").then_some(Kind::Pci),
            ("usb", Some("usb_device")) => Some(Kind::UsbDevice),
            ("usb", Some("usb_interface")) => Some(Kind::UsbInterface),
            ("net", _) => uevent.has("INTERFACE").then_some(Kind::Net),
            ("scsi", Some("scsi_host")) => Some(Kind::ScsiHost),
            ("scsi", Some("scsi_target")) => Some(Kind::ScsiTarget),
            ("scsi", Some("scsi_device")) => Some(Kind::Scsi),
            ("scsi_generic", _) => Some(Kind::ScsiGeneric),
            // The paths to an NVMe namespace that has several have no node of their own.
            ("block", Some("disk")) => uevent.has("DEVNAME").then_some(Kind::Storage),
            ("drm", Some("drm_minor")) => Some(Kind::Drm),
            ("mdev", _) => Some(Kind::Mdev),
            ("ccw", _) => Some(Kind::Ccw),
            // Other subchannels have no device that anybody could use.
            ("css", _) => {
                let driver = uevent.value("DRIVER");
                matches!(driver, Some("io_subchannel" | "vfio_ccw")).then_some(Kind::Css)
            }
            ("ccwgroup", _) => Some(Kind::CcwGroup),
            ("vdpa", _) => Some(Kind::Vdpa),
            ("ap", Some("ap_card")) => Some(Kind::ApCard),
            ("ap", Some("ap_queue")) => Some(Kind::ApQueue),
            ("matrix", _) => Some(Kind::ApMatrix),
            _ => None,
        }
    }

    /// What lists ask for when they want devices of this kind.
    pub(crate) fn filter(self) -> Filter {
        match self {
            Kind::System => Filter::CAP_SYSTEM,
            Kind::Pci => Filter::CAP_PCI_DEV,
            Kind::UsbDevice => Filter::CAP_USB_DEV,
            Kind::UsbInterface => Filter::CAP_USB_INTERFACE,
            Kind::Net => Filter::CAP_NET,
            Kind::ScsiHost => Filter::CAP_SCSI_HOST,
            Kind::ScsiTarget => Filter::CAP_SCSI_TARGET,
            Kind::Scsi => Filter::CAP_SCSI,
            Kind::ScsiGeneric => Filter::CAP_SCSI_GENERIC,
            Kind::Storage => Filter::CAP_STORAGE,
            Kind::Drm => Filter::CAP_DRM,
            Kind::MdevParent => Filter::CAP_MDEV_TYPES,
            Kind::Mdev => Filter::CAP_MDEV,
            Kind::Ccw => Filter::CAP_CCW_DEV,
            Kind::Css => Filter::CAP_CSS_DEV,
            Kind::CcwGroup => Filter::CAP_CCWGROUP_DEV,
            Kind::Vdpa => Filter::CAP_VDPA,
            Kind::ApCard => Filter::CAP_AP_CARD,
            Kind::ApQueue => Filter::CAP_AP_QUEUE,
            Kind::ApMatrix => Filter::CAP_AP_MATRIX,
        }
    }

    /// The type of the capability.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::System => "system",
            Kind::Pci => "pci",
            Kind::UsbDevice => "usb_device",
            Kind::UsbInterface => "usb",
            Kind::Net => "net",
            Kind::ScsiHost => "scsi_host",
            Kind::ScsiTarget => "scsi_target",
            Kind::Scsi => "scsi",
            Kind::ScsiGeneric => "scsi_generic",
            Kind::Storage => "storage",
            Kind::Drm => "drm",
            Kind::MdevParent => "mdev_types",
            Kind::Mdev => "mdev",
            Kind::Ccw => "ccw",
            Kind::Css => "css",
            Kind::CcwGroup => "ccwgroup",
            Kind::Vdpa => "vdpa",
            Kind::ApCard => "ap_card",
            Kind::ApQueue => "ap_queue",
            Kind::ApMatrix => "ap_matrix",
        }
    }

    /// What lists ask for that a device of this kind may have beside; it has to be looked at.
    pub(crate) fn may_have(self) -> Filter {
        match self {
            Kind::Pci => Filter::CAP_MDEV_TYPES | Filter::CAP_VPD,
            Kind::ScsiHost => Filter::CAP_FC_HOST | Filter::CAP_VPORTS,
            Kind::Css | Kind::ApMatrix => Filter::CAP_MDEV_TYPES,
            Kind::Ccw => Filter::CAP_CCWGROUP_MEMBER,
            _ => Filter::empty(),
        }
    }

    /// The bus that devices of this kind are on; those of other kinds are on that of a device
    /// above.
    pub(crate) fn bus(self) -> Option<&'static str> {
        Some(match self {
            Kind::Pci => "pci",
            Kind::UsbDevice | Kind::UsbInterface => "usb",
            Kind::ScsiTarget | Kind::Scsi => "scsi",
            Kind::Mdev => "mdev",
            Kind::Ccw => "ccw",
            Kind::Css => "css",
            Kind::CcwGroup => "ccwgroup",
            Kind::Vdpa => "vdpa",
            Kind::ApCard | Kind::ApQueue => "ap",
            Kind::ApMatrix => "matrix",
            _ => return None,
        })
    }
}
