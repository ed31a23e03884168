//! `<address>` and `<alias>`: where a device sits in the machine, and what it is called.

use std::fmt;
use std::str::FromStr;

use crate::xml::{Form, Switch, ValueError, XmlElement};

/// Where a device sits: `<address type='pci' …/>`. Drivers choose one where it is missing.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum Address {
    /// In a slot of a PCI bus.
    Pci(PciAddress),
    /// On a disk controller.
    Drive(DriveAddress),
    /// On a virtio-serial controller.
    VirtioSerial(VirtioSerialAddress),
    /// In a smart card reader.
    Ccid(CcidAddress),
    /// At a USB port.
    Usb(UsbAddress),
    /// On the bus of a POWER machine.
    SpaprVio(SpaprVioAddress),
    /// On the old bus of an IBM Z machine.
    VirtioS390,
    /// On the channel subsystem of an IBM Z machine.
    Ccw(CcwAddress),
    /// In the memory of an ARM machine.
    VirtioMmio,
    /// At ports of the ISA bus.
    Isa(IsaAddress),
    /// In a memory slot.
    Dimm(DimmAddress),
    /// Nowhere: the device is taken from the host, and the guest does not get it.
    Unassigned,
}

/// A slot of a PCI bus: `<address type='pci' domain='0x0000' bus='0x00' slot='0x03' function='0x0'/>`.
///
/// All zeros means that the driver chooses one.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct PciAddress {
    /// The segment. Default: 0.
    #[xml(attribute, hex = "4", default)]
    pub domain: u32,
    /// The bus. Default: 0.
    #[xml(attribute, hex = "2", default)]
    pub bus: u8,
    /// The slot: up to 31. Default: 0.
    #[xml(attribute, hex = "2", default)]
    pub slot: u8,
    /// The function: up to 7. Default: 0.
    #[xml(attribute, hex = "1", default)]
    pub function: u8,
    /// Whether other functions of the slot are in use. Default: off.
    #[xml(attribute)]
    pub multifunction: Option<Switch>,
    /// What an IBM Z machine adds.
    #[xml(child)]
    pub zpci: Option<ZpciAddress>,
}

/// What an IBM Z machine adds to a PCI address: `<zpci uid='0x0001' fid='0x00000000'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct ZpciAddress {
    /// The user-defined number.
    #[xml(attribute, hex = "4")]
    pub uid: Option<u32>,
    /// The function's number.
    #[xml(attribute, hex = "8")]
    pub fid: Option<u32>,
}

impl PciAddress {
    /// A slot of the first bus.
    pub fn new(bus: u8, slot: u8, function: u8) -> Self {
        PciAddress { bus, slot, function, ..PciAddress::default() }
    }

    /// Whether it says nothing, so that a driver has to choose.
    pub fn is_empty(&self) -> bool {
        self.domain == 0 && self.bus == 0 && self.slot == 0 && self.function == 0
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
        read_pci(text).ok_or(ValueError::Expected("a PCI address such as 0000:00:03.0"))
    }
}

fn read_pci(text: &str) -> Option<PciAddress> {
    let hex = |text: &str, most: u32| {
        let plain = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_hexdigit());
        let number = plain.then(|| u32::from_str_radix(text, 16).ok()).flatten()?;
        (number <= most).then_some(number)
    };
    let (buses, function) = text.rsplit_once('.')?;
    let (bus, slot) = buses.rsplit_once(':')?;
    let (domain, bus) = bus.rsplit_once(':').unwrap_or(("0", bus));
    Some(PciAddress {
        domain: hex(domain, u32::MAX)?,
        bus: hex(bus, 0xFF)? as u8,
        slot: hex(slot, 0x1F)? as u8,
        function: hex(function, 7)? as u8,
        ..PciAddress::default()
    })
}

/// A place on a disk controller: `<address type='drive' controller='0' bus='0' target='0' unit='0'/>`.
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

/// A port of a virtio-serial controller.
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

/// A slot of a smart card reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct CcidAddress {
    /// The reader. Default: 0.
    #[xml(attribute, default)]
    pub controller: u32,
    /// The slot. Default: 0.
    #[xml(attribute, default)]
    pub slot: u32,
}

/// A USB port.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct UsbAddress {
    /// The bus. Default: 0.
    #[xml(attribute, default)]
    pub bus: u32,
    /// The port, through hubs: `1.2.4`.
    #[xml(attribute)]
    pub port: Option<String>,
}

/// A place on the bus of a POWER machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct SpaprVioAddress {
    /// The register.
    #[xml(attribute, hex = "8")]
    pub reg: Option<u64>,
}

/// A place on the channel subsystem of an IBM Z machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct CcwAddress {
    /// The channel subsystem.
    #[xml(attribute, hex = "1")]
    pub cssid: Option<u32>,
    /// The set of subchannels.
    #[xml(attribute, hex = "1")]
    pub ssid: Option<u32>,
    /// The device.
    #[xml(attribute, hex = "4")]
    pub devno: Option<u32>,
}

/// Ports of the ISA bus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct IsaAddress {
    /// The first port.
    #[xml(attribute, hex = "1")]
    pub iobase: Option<u32>,
    /// The interrupt.
    #[xml(attribute, hex = "1")]
    pub irq: Option<u32>,
}

/// A memory slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct DimmAddress {
    /// The slot.
    #[xml(attribute)]
    pub slot: Option<u32>,
    /// Where in memory it starts.
    #[xml(attribute, hex = "1")]
    pub base: Option<u64>,
}

/// What a device is called: `<alias name='ua-disk'/>`.
///
/// Drivers name the devices of a running domain; a name that starts with `ua-` is its user's and
/// belongs to the definition.
#[derive(Debug, Clone, PartialEq, Eq, Hash, XmlElement)]
#[xml(written_if = "is_in")]
pub struct Alias {
    /// The name.
    #[xml(attribute)]
    pub name: String,
}

impl Alias {
    /// Whether the name is a user's.
    pub fn is_user(&self) -> bool {
        self.name.starts_with("ua-")
    }

    fn is_in(&self, form: Form) -> bool {
        !form.inactive || self.is_user()
    }
}
