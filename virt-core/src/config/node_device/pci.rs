//! PCI devices.

use super::{HexClass, HexId, MdevTypes, VpdCapability};
use crate::config::domain::PciAddress;
use crate::xml::{Form, XmlElement, XmlValue};

/// A PCI device.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct PciCapability {
    /// The class, with subclass and programming interface.
    #[xml(value)]
    pub class: Option<HexClass>,
    /// The segment.
    #[xml(value)]
    pub domain: u32,
    /// The bus.
    #[xml(value)]
    pub bus: u8,
    /// The slot: up to 31.
    #[xml(value)]
    pub slot: u8,
    /// The function: up to 7.
    #[xml(value)]
    pub function: u8,
    /// Which device it is.
    #[xml(child)]
    pub product: PciName,
    /// Who made it.
    #[xml(child)]
    pub vendor: PciName,
    /// What else it can do.
    #[xml(child = "capability")]
    pub nested: Vec<PciNested>,
    /// The devices that must go to a guest together.
    #[xml(child = "iommuGroup")]
    pub iommu_group: Option<IommuGroup>,
    /// The NUMA cell that it is near.
    #[xml(child)]
    pub numa: Option<NumaNode>,
    /// Its link, if it is a PCI Express device.
    #[xml(child = "pci-express")]
    pub pci_express: Option<PciExpress>,
}

impl PciCapability {
    /// Where the device is.
    pub fn address(&self) -> PciAddress {
        PciAddress {
            domain: self.domain,
            bus: self.bus,
            slot: self.slot,
            function: self.function,
            ..PciAddress::default()
        }
    }
}

/// A device or maker by number and name: `<vendor id='0x8086'>Intel Corporation</vendor>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct PciName {
    /// The number.
    #[xml(attribute)]
    pub id: HexId,
    /// The name, where the host's list has it.
    #[xml(text)]
    pub name: Option<String>,
}

/// What a PCI device can do beside: `<capability type='virt_functions' maxCount='7'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum PciNested {
    /// It is a virtual function of another device.
    #[xml(name = "phys_function")]
    PhysicalFunction(PhysicalFunction),
    /// It can have virtual functions.
    #[xml(name = "virt_functions")]
    VirtualFunctions(VirtualFunctions),
    /// It is a bridge to another bus.
    #[xml(name = "pci-bridge")]
    PciBridge,
    /// It is a bridge to CardBus.
    #[xml(name = "cardbus-bridge")]
    CardbusBridge,
    /// It can be divided into mediated devices.
    #[xml(name = "mdev_types")]
    MdevTypes(MdevTypes),
    /// It carries data about itself.
    Vpd(VpdCapability),
}

/// The device that a virtual function belongs to.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct PhysicalFunction {
    /// Where that device is.
    #[xml(child)]
    pub address: Option<PciAddress>,
}

/// The virtual functions of a device.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct VirtualFunctions {
    /// How many it can have.
    #[xml(attribute = "maxCount")]
    pub max_count: Option<u32>,
    /// Where those are that it has.
    #[xml(child = "address")]
    pub addresses: Vec<PciAddress>,
}

/// The devices that must go to a guest together: `<iommuGroup number='8'>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct IommuGroup {
    /// The number.
    #[xml(attribute)]
    pub number: u32,
    /// Where the devices are, this one among them.
    #[xml(child = "address")]
    pub addresses: Vec<PciAddress>,
}

/// The NUMA cell that a device is near: `<numa node='0'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_known")]
pub struct NumaNode {
    /// The cell; below zero where the host does not tell.
    #[xml(attribute)]
    pub node: Option<i32>,
}

impl NumaNode {
    fn is_known(&self, _form: Form) -> bool {
        self.node.is_some_and(|node| node >= 0)
    }
}

/// The link of a PCI Express device: `<pci-express>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct PciExpress {
    /// What the link can do, and what it does.
    #[xml(child = "link")]
    pub links: Vec<PciExpressLink>,
}

/// A link: `<link validity='cap' port='1' speed='2.5' width='1'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct PciExpressLink {
    /// Whether it is what can be or what is.
    #[xml(attribute)]
    pub validity: PciLinkValidity,
    /// The port.
    #[xml(attribute)]
    pub port: Option<u32>,
    /// Transfers a second, in billions: `2.5`, `5`, `8`, `16`, `32`, `64`.
    #[xml(attribute)]
    pub speed: Option<String>,
    /// How many lanes.
    #[xml(attribute)]
    pub width: u32,
}

/// Whether a link's data are what can be or what is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum PciLinkValidity {
    /// What can be.
    #[xml(name = "cap")]
    Capability,
    /// What is.
    #[xml(name = "sta")]
    Status,
}
