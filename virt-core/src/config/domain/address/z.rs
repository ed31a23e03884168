//! Places on the channel subsystem of IBM Z machines.

use std::fmt;
use std::str::FromStr;

use super::pci::hexadecimal;
use crate::xml::{ValueError, XmlElement};

/// A place on the channel subsystem of an IBM Z machine:
/// `<address type='ccw' cssid='0xfe' ssid='0x0' devno='0x0001'/>`.
///
/// All three numbers or none: then the driver chooses. As text it is what the guest's kernel
/// prints: `fe.0.0001`, and nothing where the driver chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct CcwAddress {
    /// The channel subsystem, up to 0xfe; guests see virtual devices in 0xfe.
    #[xml(attribute, octal, hex = "1")]
    pub cssid: Option<u8>,
    /// The set of subchannels, up to 3.
    #[xml(attribute, octal, hex = "1")]
    pub ssid: Option<u8>,
    /// The device.
    #[xml(attribute, octal, hex = "4")]
    pub devno: Option<u16>,
}

impl CcwAddress {
    /// The last channel subsystem.
    pub const LAST_CSSID: u8 = 0xFE;
    /// The last set of subchannels.
    pub const LAST_SSID: u8 = 3;

    /// A device.
    pub const fn new(cssid: u8, ssid: u8, devno: u16) -> Self {
        CcwAddress { cssid: Some(cssid), ssid: Some(ssid), devno: Some(devno) }
    }
}

impl fmt::Display for CcwAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.cssid, self.ssid, self.devno) {
            (Some(cssid), Some(ssid), Some(devno)) => write!(f, "{cssid:x}.{ssid:x}.{devno:04x}"),
            _ => Ok(()),
        }
    }
}

impl FromStr for CcwAddress {
    type Err = ValueError;

    /// Reads `fe.0.0001`.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        read(text).ok_or(ValueError::Expected("a CCW address such as fe.0.0001"))
    }
}

fn read(text: &str) -> Option<CcwAddress> {
    let mut parts = text.split('.').map(hexadecimal);
    let cssid = u8::try_from(parts.next()??).ok()?;
    let ssid = u8::try_from(parts.next()??).ok()?;
    let devno = u16::try_from(parts.next()??).ok()?;
    let fits = cssid <= CcwAddress::LAST_CSSID && ssid <= CcwAddress::LAST_SSID;
    (parts.next().is_none() && fits).then_some(CcwAddress::new(cssid, ssid, devno))
}
