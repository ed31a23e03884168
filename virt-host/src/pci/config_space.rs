//! The bytes of a configuration space, and its header.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// What a PCI device says about itself in its configuration space.
///
/// ```
/// use virt_host::pci::{ConfigSpace, HeaderType};
///
/// let mut bytes = vec![0; 64];
/// bytes[0x00..0x04].copy_from_slice(&[0x86, 0x80, 0xD3, 0x10]);
/// let device = ConfigSpace::new(bytes);
/// assert_eq!((device.vendor(), device.device()), (0x8086, 0x10D3));
/// assert_eq!(device.header_type(), HeaderType::Device);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigSpace(Vec<u8>);

/// What the header of a configuration space is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HeaderType {
    /// A device that is no bridge to another bus.
    Device,
    /// A bridge to another PCI bus.
    PciBridge,
    /// A bridge to CardBus.
    CardbusBridge,
    /// Something else, by its number.
    Other(u8),
}

impl ConfigSpace {
    /// The size of a space with PCI Express's extension, in bytes.
    pub const EXTENDED_SIZE: usize = 4096;
    /// The size of a space without it, in bytes.
    pub const SIZE: usize = 256;

    /// A space of these bytes; it can be cut anywhere.
    pub fn new(bytes: impl Into<Vec<u8>>) -> ConfigSpace {
        ConfigSpace(bytes.into())
    }

    /// Reads a device's file `config` in sysfs.
    ///
    /// # Errors
    ///
    /// Those of the file. A device that does not answer gives a space of ones.
    pub fn read(path: &Path) -> io::Result<ConfigSpace> {
        let mut bytes = Vec::with_capacity(Self::EXTENDED_SIZE);
        File::open(path)?.take(Self::EXTENDED_SIZE as u64).read_to_end(&mut bytes)?;
        Ok(ConfigSpace(bytes))
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The byte at `offset`; 0 where the space ends before it.
    pub fn u8(&self, offset: usize) -> u8 {
        self.array::<1>(offset)[0]
    }

    /// The two bytes at `offset`; 0 where the space ends before them.
    pub fn u16(&self, offset: usize) -> u16 {
        u16::from_le_bytes(self.array(offset))
    }

    /// The four bytes at `offset`; 0 where the space ends before them.
    pub fn u32(&self, offset: usize) -> u32 {
        u32::from_le_bytes(self.array(offset))
    }

    fn array<const N: usize>(&self, offset: usize) -> [u8; N] {
        let end = offset.saturating_add(N);
        self.0.get(offset..end).and_then(|part| part.try_into().ok()).unwrap_or([0; N])
    }

    /// The number of the maker; 0xffff where the device does not answer.
    pub fn vendor(&self) -> u16 {
        self.u16(0x00)
    }

    /// The number that the maker gave the device.
    pub fn device(&self) -> u16 {
        self.u16(0x02)
    }

    /// The class, subclass and programming interface: `0x020000` is an Ethernet card.
    pub fn class(&self) -> u32 {
        self.u32(0x08) >> 8
    }

    /// What the header is for.
    pub fn header_type(&self) -> HeaderType {
        match self.u8(0x0E) & 0x7F {
            0 => HeaderType::Device,
            1 => HeaderType::PciBridge,
            2 => HeaderType::CardbusBridge,
            other => HeaderType::Other(other),
        }
    }

    /// Whether the slot has more functions than this one.
    pub fn is_multifunction(&self) -> bool {
        self.u8(0x0E) & 0x80 != 0
    }

    /// The buses below a bridge to PCI: the next one, and the last one.
    pub fn buses_below(&self) -> Option<(u8, u8)> {
        let is_bridge = self.header_type() == HeaderType::PciBridge;
        is_bridge.then(|| (self.u8(0x19), self.u8(0x1A)))
    }
}
