//! Slots of PCI buses.

use std::fmt;
use std::str::FromStr;

use crate::xml::{Switch, ValueError, XmlElement};

/// A slot of a PCI bus: `<address type='pci' domain='0x0000' bus='0x00' slot='0x03' function='0x0'/>`.
///
/// As text it is what `lspci` prints, with or without the segment.
///
/// ```
/// use virt_core::config::domain::PciAddress;
///
/// let address: PciAddress = "00:1f.2".parse()?;
/// assert_eq!(address, PciAddress::new(0, 0x1f, 2));
/// assert_eq!(address.to_string(), "0000:00:1f.2");
/// # Ok::<(), virt_core::xml::ValueError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct PciAddress {
    /// The segment. Default: 0.
    #[xml(attribute, octal, hex = "4", default)]
    pub domain: u32,
    /// The bus. Default: 0.
    #[xml(attribute, octal, hex = "2", default)]
    pub bus: u8,
    /// The slot: up to 31. Default: 0.
    #[xml(attribute, octal, hex = "2", default)]
    pub slot: u8,
    /// The function: up to 7. Default: 0.
    #[xml(attribute, octal, hex = "1", default)]
    pub function: u8,
    /// Whether other functions of the slot are in use. Default: off.
    #[xml(attribute)]
    pub multifunction: Option<Switch>,
    /// What an IBM Z machine adds.
    #[xml(child)]
    pub zpci: Option<ZpciAddress>,
}

/// What an IBM Z machine adds to a PCI address: `<zpci uid='0x0001' fid='0x00000000'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct ZpciAddress {
    /// The user-defined number, from 1. Default: the next one that is free.
    #[xml(attribute, octal, hex = "4")]
    pub uid: Option<u16>,
    /// The function's number. Default: the next one that is free.
    #[xml(attribute, octal, hex = "8")]
    pub fid: Option<u32>,
}

impl PciAddress {
    /// The last slot of a bus.
    pub const LAST_SLOT: u8 = 0x1F;
    /// The last function of a slot.
    pub const LAST_FUNCTION: u8 = 7;

    /// A slot of the first segment.
    pub fn new(bus: u8, slot: u8, function: u8) -> Self {
        PciAddress { bus, slot, function, ..PciAddress::default() }
    }

    /// Whether it names no slot, so that a driver has to choose; then the function says nothing.
    pub fn is_empty(&self) -> bool {
        self.domain == 0 && self.bus == 0 && self.slot == 0
    }
}

/// `0000:00:03.0`.
impl fmt::Display for PciAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PciAddress { domain, bus, slot, function, .. } = self;
        write!(f, "{domain:04x}:{bus:02x}:{slot:02x}.{function:x}")
    }
}

impl FromStr for PciAddress {
    type Err = ValueError;

    /// Reads `0000:00:03.0`; the segment can be left out.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        read(text).ok_or(ValueError::Expected("a PCI address such as 0000:00:03.0"))
    }
}

fn read(text: &str) -> Option<PciAddress> {
    let (buses, function) = text.rsplit_once('.')?;
    let (bus, slot) = buses.rsplit_once(':')?;
    let (domain, bus) = bus.rsplit_once(':').unwrap_or(("0", bus));
    let address = PciAddress {
        domain: hexadecimal(domain)?,
        bus: u8::try_from(hexadecimal(bus)?).ok()?,
        slot: u8::try_from(hexadecimal(slot)?).ok()?,
        function: u8::try_from(hexadecimal(function)?).ok()?,
        ..PciAddress::default()
    };
    let fits =
        address.slot <= PciAddress::LAST_SLOT && address.function <= PciAddress::LAST_FUNCTION;
    fits.then_some(address)
}

/// A number of hexadecimal digits alone.
pub(super) fn hexadecimal(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_hexdigit());
    plain.then(|| u32::from_str_radix(text, 16).ok()).flatten()
}
