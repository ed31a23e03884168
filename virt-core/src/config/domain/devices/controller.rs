//! `<controller>`: what other devices are plugged into.

use super::{ControllerModel, DeviceInfo, IoThreadMapping, PciControllerDevice, VirtioOptions};
use crate::units::MemorySize;
use crate::xml::{Switch, XmlElement, XmlValue};

/// What other devices are plugged into: `<controller type='scsi' index='0' model='virtio-scsi'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Controller {
    /// What kind of bus it makes. Default: ide.
    #[xml(attribute = "type", default)]
    pub controller_type: ControllerType,
    /// Its number among its kind. Default: the next one that is free.
    #[xml(attribute)]
    pub index: Option<u32>,
    /// Which one of the kind. Default: the driver's choice.
    #[xml(attribute)]
    pub model: Option<ControllerModel>,
    /// How many ports a virtio-serial or USB controller has.
    #[xml(attribute)]
    pub ports: Option<u32>,
    /// How many interrupts a virtio-serial controller has.
    #[xml(attribute)]
    pub vectors: Option<u32>,
    /// How many pages a Xen guest may share.
    #[xml(attribute = "maxGrantFrames")]
    pub max_grant_frames: Option<u32>,
    /// How many channels for events a Xen guest may have.
    #[xml(attribute = "maxEventChannels")]
    pub max_event_channels: Option<u32>,
    /// How the hypervisor handles it.
    #[xml(child)]
    pub driver: Option<ControllerDriver>,
    /// The device that a PCI controller is. Default: the driver's choice.
    #[xml(path = "model/@name")]
    pub device: Option<PciControllerDevice>,
    /// What else a PCI controller is told.
    #[xml(child)]
    pub target: Option<Box<ControllerTarget>>,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
    /// How large the window of a PCI root above 4 GiB is. Default: the hypervisor's choice.
    #[xml(child)]
    pub pcihole64: Option<MemorySize>,
}

impl Controller {
    /// A controller of a kind, with a number.
    pub fn new(controller_type: ControllerType, index: u32) -> Self {
        Controller {
            controller_type,
            index: Some(index),
            model: None,
            ports: None,
            vectors: None,
            max_grant_frames: None,
            max_event_channels: None,
            driver: None,
            device: None,
            target: None,
            info: DeviceInfo::default(),
            pcihole64: None,
        }
    }

    /// Whether it is the one of this kind with this number.
    pub fn is(&self, controller_type: ControllerType, index: u32) -> bool {
        self.controller_type == controller_type && self.index == Some(index)
    }
}

/// What kind of bus a controller makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the buses' own names")]
pub enum ControllerType {
    #[default]
    Ide,
    Fdc,
    Scsi,
    Sata,
    VirtioSerial,
    Ccid,
    Usb,
    Pci,
    #[xml(name = "xenbus")]
    XenBus,
    Isa,
}

/// How the hypervisor handles a controller: `<driver queues='4' iothread='1'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct ControllerDriver {
    /// How many queues there are.
    #[xml(attribute)]
    pub queues: Option<u32>,
    /// How many commands wait on a unit at most.
    #[xml(attribute)]
    pub cmd_per_lun: Option<u32>,
    /// How many sectors a request has at most.
    #[xml(attribute)]
    pub max_sectors: Option<u32>,
    /// Whether requests wake a thread of their own.
    #[xml(attribute)]
    pub ioeventfd: Option<Switch>,
    /// The thread that handles requests.
    #[xml(attribute)]
    pub iothread: Option<u32>,
    /// What any virtio device can have.
    #[xml(flatten)]
    pub virtio: VirtioOptions,
    /// Which threads handle which queues. Since libvirt 11.1.
    #[xml(child)]
    pub iothreads: Option<IoThreadMapping>,
}

/// What else a PCI controller is told: `<target chassis='1' port='0x10'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct ControllerTarget {
    /// The number of a bridge's chassis, from 1 to 255.
    #[xml(attribute = "chassisNr", octal)]
    pub chassis_nr: Option<u32>,
    /// The number of a root port's chassis, up to 255.
    #[xml(attribute, octal)]
    pub chassis: Option<u32>,
    /// The number of a root port, up to 255.
    #[xml(attribute, hex = "1", octal)]
    pub port: Option<u32>,
    /// The number of an expander's bus, from 1 to 254.
    #[xml(attribute = "busNr", octal)]
    pub bus_nr: Option<u32>,
    /// The number of a POWER machine's host bridge, up to 30.
    #[xml(attribute)]
    pub index: Option<u32>,
    /// Whether devices can be plugged in while the guest runs. Default: yes.
    #[xml(attribute)]
    pub hotplug: Option<Switch>,
    /// How much memory is kept for devices that are plugged in later, in KiB.
    #[xml(attribute = "memReserve", octal)]
    pub memory_reserve_kib: Option<u64>,
    /// The NUMA cell that the devices below it are near to.
    #[xml(value)]
    pub node: Option<u32>,
}
