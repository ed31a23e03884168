//! `<controller>`: what other devices are plugged into.

use super::{DeviceInfo, VirtioOptions};
use crate::xml::{Switch, Unmodelled, XmlElement, XmlValue};

/// What other devices are plugged into: `<controller type='scsi' index='0' model='virtio-scsi'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Controller {
    /// What kind of bus it makes.
    #[xml(attribute = "type")]
    pub controller_type: ControllerType,
    /// Its number among its kind. Default: the next one that is free.
    #[xml(attribute)]
    pub index: Option<u32>,
    /// Which one of the kind, such as `virtio-scsi` or `pcie-root`. Default: the driver's choice.
    #[xml(attribute)]
    pub model: Option<String>,
    /// How many ports a virtio-serial or USB controller has.
    #[xml(attribute)]
    pub ports: Option<u32>,
    /// How many interrupts a virtio-serial controller has.
    #[xml(attribute)]
    pub vectors: Option<u32>,
    /// How the hypervisor handles it.
    #[xml(child)]
    pub driver: Option<ControllerDriver>,
    /// The device that a PCI controller is.
    #[xml(path = "model/@name")]
    pub device: Option<String>,
    /// What else a PCI controller is told.
    #[xml(child)]
    pub target: Option<ControllerTarget>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// How the hypervisor handles a controller: `<driver queues='4' iothread='1'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
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
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// What else a PCI controller is told: `<target chassis='1' port='0x10'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct ControllerTarget {
    /// The number of a bridge's chassis.
    #[xml(attribute = "chassisNr")]
    pub chassis_nr: Option<u32>,
    /// The number of a root port's chassis.
    #[xml(attribute)]
    pub chassis: Option<u32>,
    /// The number of a root port.
    #[xml(attribute, hex = "1")]
    pub port: Option<u32>,
    /// The number of an expander's bus.
    #[xml(attribute = "busNr")]
    pub bus_nr: Option<u32>,
    /// The number of a POWER machine's host bridge.
    #[xml(attribute)]
    pub index: Option<u32>,
    /// Whether devices can be plugged in while the guest runs.
    #[xml(attribute)]
    pub hotplug: Option<Switch>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
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
            driver: None,
            device: None,
            target: None,
            other: Unmodelled::default(),
            info: DeviceInfo::default(),
        }
    }
}

/// What kind of bus a controller makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the buses' own names")]
pub enum ControllerType {
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
    Nvme,
}
