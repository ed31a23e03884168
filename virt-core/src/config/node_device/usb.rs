//! USB devices and their interfaces.

use super::PciName;
use crate::xml::XmlElement;

/// A USB device.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct UsbDeviceCapability {
    /// The bus.
    #[xml(value)]
    pub bus: u32,
    /// Its number on the bus; another one each time it is plugged in.
    #[xml(value)]
    pub device: u32,
    /// Which device it is.
    #[xml(child)]
    pub product: PciName,
    /// Who made it.
    #[xml(child)]
    pub vendor: PciName,
}

/// An interface of a USB device.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct UsbInterfaceCapability {
    /// The number.
    #[xml(value)]
    pub number: u32,
    /// The class.
    #[xml(value)]
    pub class: u32,
    /// The subclass.
    #[xml(value)]
    pub subclass: u32,
    /// The protocol.
    #[xml(value)]
    pub protocol: u32,
    /// What the device says about it.
    #[xml(value)]
    pub description: Option<String>,
}
