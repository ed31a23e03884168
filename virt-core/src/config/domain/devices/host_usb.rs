//! USB devices of the host: what they are and where they are plugged in.

use std::fmt;

use crate::xml::value::parse_octal;
use crate::xml::{Escaped, ValueError, XmlElement, XmlValue};

/// The number of a USB device's maker or product: `0x046d`. Decimal numbers are read too,
/// and octal ones behind a `0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct UsbId(pub u32);

impl fmt::Display for UsbId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#06x}", self.0)
    }
}

impl XmlValue for UsbId {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        let number = parse_octal::<u32>(text);
        number.map(UsbId).map_err(|_| ValueError::Expected("a number such as 0x046d"))
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write_hex(self.0.into(), 4);
    }
}

crate::with_serde! { crate::serde_impls!(UsbId, XmlValue::to_scalar, XmlValue::from_scalar); }

/// Where a USB device of the host is: `<address bus='1' device='7'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct HostUsbAddress {
    /// The bus.
    #[xml(attribute, octal)]
    pub bus: u32,
    /// The device's number on it, which changes when it is plugged in again.
    #[xml(attribute, octal)]
    pub device: u32,
}

impl HostUsbAddress {
    /// A device on a bus.
    pub fn new(bus: u32, device: u32) -> Self {
        HostUsbAddress { bus, device }
    }
}

/// `001:007`, as lsusb writes it.
impl fmt::Display for HostUsbAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}:{:03}", self.bus, self.device)
    }
}
