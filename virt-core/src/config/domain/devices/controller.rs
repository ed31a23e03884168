//! `<controller>`: what other devices are plugged into.

use super::DeviceInfo;
use crate::xml::{Unmodelled, XmlElement, XmlValue};

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
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
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
