//! What every device can have.

use crate::config::domain::{Address, Alias};
use crate::xml::{Switch, XmlElement};

/// What every device can have: name, place, part in booting.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct DeviceInfo {
    /// The device's place in the order of booting.
    #[xml(child)]
    pub boot: Option<DeviceBoot>,
    /// What the device is called.
    #[xml(child)]
    pub alias: Option<Alias>,
    /// The first port of a USB controller that is another one's companion.
    #[xml(path = "master/@startport")]
    pub master_start_port: Option<u32>,
    /// The firmware that a PCI device brings along. Default: the device's own.
    #[xml(child)]
    pub rom: Option<Box<DeviceRom>>,
    /// The device's index in the firmware's ACPI tables.
    #[xml(path = "acpi/@index")]
    pub acpi_index: Option<u32>,
    /// Where the device sits. Default: the driver's choice.
    #[xml(child)]
    pub address: Option<Address>,
}

/// A device's place in the order of booting: `<boot order='1'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct DeviceBoot {
    /// The place, from 1, unique in a domain.
    #[xml(attribute)]
    pub order: u32,
    /// What an IBM Z machine's boot loader is told.
    #[xml(attribute)]
    pub loadparm: Option<String>,
}

/// The firmware that a PCI device brings along: `<rom bar='on' file='/etc/boot.rom'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DeviceRom {
    /// Whether there is any. Default: yes.
    #[xml(attribute)]
    pub enabled: Option<bool>,
    /// Whether it is visible in the guest's memory. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub bar: Option<Switch>,
    /// A file on the host that has it. Default: the device's own.
    #[xml(attribute)]
    pub file: Option<String>,
}

/// What any virtio device's `<driver>` can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct VirtioOptions {
    /// Whether the device goes through an emulated IOMMU.
    #[xml(attribute)]
    pub iommu: Option<Switch>,
    /// Whether address translation services are used.
    #[xml(attribute)]
    pub ats: Option<Switch>,
    /// Whether packed queues are used.
    #[xml(attribute)]
    pub packed: Option<Switch>,
    /// Whether each queue's notifications have a page of their own.
    #[xml(attribute)]
    pub page_per_vq: Option<Switch>,
}
