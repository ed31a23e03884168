//! What a hypervisor is told about the devices that were taken for its guest.

use std::os::fd::OwnedFd;
use std::path::PathBuf;

use uuid::Uuid;
use virt_core::config::domain::PciAddress;
use virt_core::config::domain::devices::HostUsbAddress;

use crate::ScsiAddress;

/// Devices that are ready for the guest.
#[derive(Debug)]
pub struct Prepared {
    /// One for each device that was asked for, in that order. None for a USB device that is absent
    /// and may be.
    pub devices: Vec<Option<PreparedDevice>>,
    /// What the guest's process inherits and never closes: as long as one is open, its devices are
    /// nobody else's, even when the program that took them is gone.
    pub locks: Vec<OwnedFd>,
}

/// What a hypervisor needs to know of a device.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PreparedDevice {
    /// A PCI device.
    Pci(PreparedPci),
    /// A USB device.
    Usb(PreparedUsb),
    /// A SCSI device.
    Scsi(PreparedScsi),
    /// A target of vhost-scsi.
    ScsiHost(PreparedScsiHost),
    /// A mediated device.
    Mdev(PreparedMdev),
    /// An NVMe drive, of which the guest has `namespace`.
    Nvme {
        /// The drive.
        drive: PreparedPci,
        /// The namespace, from 1.
        namespace: u32,
    },
}

/// A PCI device that a driver for guests has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedPci {
    /// Where it is.
    pub address: PciAddress,
    /// The driver that it is bound to, such as `vfio-pci`.
    pub driver: String,
    /// Its IOMMU group; none without an IOMMU.
    pub iommu_group: Option<u32>,
    /// The node of the group, such as `/dev/vfio/16`.
    pub group_node: Option<PathBuf>,
    /// The node of the device itself, such as `/dev/vfio/devices/vfio0`, where the kernel has those.
    pub device_node: Option<PathBuf>,
    /// Its folder in sysfs.
    pub sysfs: PathBuf,
}

/// A USB device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedUsb {
    /// Where it is now; it changes when the device is plugged in again.
    pub address: HostUsbAddress,
    /// Its maker's number.
    pub vendor: u16,
    /// Its product's number.
    pub product: u16,
    /// The ports on the way to it, such as `1.2`.
    pub port: String,
    /// Its node, such as `/dev/bus/usb/001/004`.
    pub node: PathBuf,
}

/// A SCSI device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedScsi {
    /// Where it is.
    pub address: ScsiAddress,
    /// Its generic node, such as `/dev/sg1`.
    pub generic_node: PathBuf,
    /// Its block node, such as `/dev/sdb`, for disks.
    pub block_node: Option<PathBuf>,
}

/// A target of vhost-scsi.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedScsiHost {
    /// Its name: `naa.` and 16 hexadecimal digits.
    pub wwpn: String,
    /// The node through which the kernel is told of guests: `/dev/vhost-scsi`.
    pub node: PathBuf,
}

/// A mediated device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedMdev {
    /// Its identity.
    pub uuid: Uuid,
    /// Its folder in sysfs, such as `/sys/bus/mdev/devices/UUID`.
    pub sysfs: PathBuf,
    /// Its IOMMU group.
    pub iommu_group: Option<u32>,
    /// The node of the group, such as `/dev/vfio/17`.
    pub group_node: Option<PathBuf>,
}
