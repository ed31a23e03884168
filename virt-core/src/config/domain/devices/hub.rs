//! `<hub>`: gives a bus more ports.

use super::DeviceInfo;
use crate::xml::{XmlElement, XmlValue};

/// Gives a bus more ports: `<hub type='usb'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Hub {
    /// The bus.
    #[xml(attribute = "type")]
    pub hub_type: HubType,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

impl Hub {
    /// A hub of a bus.
    pub fn new(hub_type: HubType) -> Self {
        Hub { hub_type, info: DeviceInfo::default() }
    }
}

/// A bus that hubs give more ports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum HubType {
    /// USB.
    Usb,
}
