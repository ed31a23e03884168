//! Places on buses that a platform has beside PCI. Their numbers are hexadecimal, even without `0x`.

use crate::xml::XmlElement;

/// A place on the bus of a POWER machine: `<address type='spapr-vio' reg='0x00002000'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct SpaprVioAddress {
    /// The register, up to 0xffffffff. Default: the next one that is free.
    #[xml(attribute, hex = "8", bare_hex)]
    pub reg: Option<u64>,
}

/// Ports of the ISA bus: `<address type='isa' iobase='0x3f8' irq='0x4'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct IsaAddress {
    /// The first port. Default: the device's usual one.
    #[xml(attribute, hex = "1", bare_hex)]
    pub iobase: Option<u32>,
    /// The interrupt. Default: the device's usual one.
    #[xml(attribute, hex = "1", bare_hex)]
    pub irq: Option<u32>,
}

/// A memory slot: `<address type='dimm' slot='0' base='0x100000000'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct DimmAddress {
    /// The slot.
    #[xml(attribute)]
    pub slot: Option<u32>,
    /// Where in memory it starts, in bytes. Default: behind the other memory.
    #[xml(attribute, hex = "1", bare_hex)]
    pub base: Option<u64>,
}
