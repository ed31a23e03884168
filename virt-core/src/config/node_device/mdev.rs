//! Mediated devices, and what they are made from.

use uuid::Uuid;

use crate::xml::{XmlElement, XmlValue};

/// A mediated device.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct MdevCapability {
    /// Which of its parent's types it has.
    #[xml(path = "type/@id")]
    pub type_id: String,
    /// The identity. Default: a random one when the device is made.
    #[xml(value)]
    pub uuid: Option<Uuid>,
    /// Where its parent is, as the parent's bus writes it.
    #[xml(value = "parent_addr")]
    pub parent_address: Option<String>,
    /// The number of the devices that must go to a guest together.
    #[xml(path = "iommuGroup/@number")]
    pub iommu_group: Option<u32>,
    /// Attributes that its driver has, in the order in which they are set.
    #[xml(child = "attr")]
    pub attributes: Vec<MdevAttribute>,
}

impl MdevCapability {
    /// A device of a type of its parent's.
    pub fn new(type_id: impl Into<String>) -> Self {
        MdevCapability {
            type_id: type_id.into(),
            uuid: None,
            parent_address: None,
            iommu_group: None,
            attributes: Vec::new(),
        }
    }
}

/// An attribute in sysfs: `<attr name='assign_adapter' value='0x02'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct MdevAttribute {
    /// The name.
    #[xml(attribute)]
    pub name: String,
    /// What is written.
    #[xml(attribute)]
    pub value: String,
}

/// The types of mediated devices that a device can be divided into.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct MdevTypes {
    /// The types.
    #[xml(child = "type")]
    pub types: Vec<MdevType>,
}

/// A device of any bus that can be divided into mediated devices.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(empty = "open")]
pub struct MdevParentCapability {
    /// What it can do.
    #[xml(child = "capability")]
    pub nested: Vec<MdevParentNested>,
}

/// What a device of any bus can do beside: `<capability type='mdev_types'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum MdevParentNested {
    /// It can be divided into mediated devices.
    #[xml(name = "mdev_types")]
    MdevTypes(MdevTypes),
}

/// A type of mediated device: `<type id='i915-GVTg_V5_4'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct MdevType {
    /// What definitions call it.
    #[xml(attribute)]
    pub id: String,
    /// What people call it.
    #[xml(value)]
    pub name: Option<String>,
    /// What its devices are to a guest.
    #[xml(value = "deviceAPI")]
    pub device_api: MdevApi,
    /// How many more can be made.
    #[xml(value = "availableInstances")]
    pub available_instances: u32,
}

/// What mediated devices are to a guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum MdevApi {
    /// PCI devices.
    VfioPci,
    /// Devices on channels.
    VfioCcw,
    /// Crypto cards.
    VfioAp,
}
