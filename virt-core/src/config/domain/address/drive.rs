//! Places on controllers of disks, serial ports and smart cards.

use std::fmt;
use std::str::FromStr;

use crate::xml::{ValueError, XmlElement};

/// A place on a disk controller: `<address type='drive' controller='0' bus='0' target='0' unit='0'/>`.
///
/// As text it is the four numbers in this order, as SCSI counts: `0:0:2:0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct DriveAddress {
    /// The controller. Default: 0.
    #[xml(attribute, default)]
    pub controller: u32,
    /// Its bus. Default: 0.
    #[xml(attribute, default)]
    pub bus: u32,
    /// The target. Default: 0.
    #[xml(attribute, default)]
    pub target: u32,
    /// The unit. Default: 0.
    #[xml(attribute, default)]
    pub unit: u32,
}

impl fmt::Display for DriveAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DriveAddress { controller, bus, target, unit } = self;
        write!(f, "{controller}:{bus}:{target}:{unit}")
    }
}

impl FromStr for DriveAddress {
    type Err = ValueError;

    /// Reads `0:0:2:0`.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        const EXPECTED: ValueError = ValueError::Expected("four numbers such as 0:0:2:0");
        let numbers: Option<Vec<u32>> = text.split(':').map(super::usb::decimal).collect();
        match numbers.as_deref() {
            Some([controller, bus, target, unit]) => {
                let (controller, bus, target, unit) = (*controller, *bus, *target, *unit);
                Ok(DriveAddress { controller, bus, target, unit })
            }
            _ => Err(EXPECTED),
        }
    }
}

/// A port of a virtio-serial controller: `<address type='virtio-serial' controller='0' bus='0' port='1'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct VirtioSerialAddress {
    /// The controller. Default: 0.
    #[xml(attribute, default)]
    pub controller: u32,
    /// Its bus. Default: 0.
    #[xml(attribute, default)]
    pub bus: u32,
    /// The port. Default: the next one that is free.
    #[xml(attribute)]
    pub port: Option<u32>,
}

/// A slot of a smart card reader: `<address type='ccid' controller='0' slot='0'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct CcidAddress {
    /// The reader. Default: 0.
    #[xml(attribute, default)]
    pub controller: u32,
    /// The slot. Default: 0.
    #[xml(attribute, default)]
    pub slot: u32,
}
