//! The lists of capabilities in a configuration space.

use super::{ConfigSpace, HeaderType};

/// A capability that a device has, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CapabilityId(pub u8);

impl CapabilityId {
    /// Power management.
    pub const POWER_MANAGEMENT: CapabilityId = CapabilityId(0x01);
    /// Vital product data.
    pub const VITAL_PRODUCT_DATA: CapabilityId = CapabilityId(0x03);
    /// PCI Express.
    pub const EXPRESS: CapabilityId = CapabilityId(0x10);
    /// What newer devices on conventional PCI can do.
    pub const ADVANCED_FEATURES: CapabilityId = CapabilityId(0x13);
}

/// A capability in the extension of PCI Express, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ExtendedCapabilityId(pub u16);

impl ExtendedCapabilityId {
    /// Control of what may pass from one device to another.
    pub const ACCESS_CONTROL: ExtendedCapabilityId = ExtendedCapabilityId(0x000D);
    /// Virtual functions.
    pub const VIRTUAL_FUNCTIONS: ExtendedCapabilityId = ExtendedCapabilityId(0x0010);
}

const STATUS: usize = 0x06;
const STATUS_HAS_LIST: u16 = 0x10;
/// The end of the header that every device has.
const HEADER_END: usize = 0x40;
/// No more capabilities of four bytes fit: a longer list is a loop.
const MOST: usize = (ConfigSpace::SIZE - HEADER_END) / 4;
const MOST_EXTENDED: usize = (ConfigSpace::EXTENDED_SIZE - ConfigSpace::SIZE) / 4;

impl ConfigSpace {
    /// The capabilities with their offsets, in the order of the device's list.
    pub fn capabilities(&self) -> impl Iterator<Item = (CapabilityId, usize)> + '_ {
        let first = match self.u16(STATUS) & STATUS_HAS_LIST {
            0 => 0,
            _ => self.u8(self.list_pointer()),
        };
        let offsets =
            std::iter::successors(self.offset(first), |offset| self.offset(self.u8(offset + 1)));
        offsets.take(MOST).map(|offset| (CapabilityId(self.u8(offset)), offset))
    }

    /// Where the capability `id` is, if the device has it.
    pub fn capability(&self, id: CapabilityId) -> Option<usize> {
        self.capabilities().find(|(found, _)| *found == id).map(|(_, offset)| offset)
    }

    /// The capabilities in the extension of PCI Express with their offsets.
    pub fn extended_capabilities(
        &self,
    ) -> impl Iterator<Item = (ExtendedCapabilityId, usize)> + '_ {
        let offsets = std::iter::successors(self.extended_offset(ConfigSpace::SIZE), |offset| {
            self.extended_offset(self.u32(*offset) as usize >> 20)
        });
        let number = |offset| ExtendedCapabilityId(self.u16(offset));
        offsets.take(MOST_EXTENDED).map(move |offset| (number(offset), offset))
    }

    /// Where the extended capability `id` is, if the device has it.
    pub fn extended_capability(&self, id: ExtendedCapabilityId) -> Option<usize> {
        self.extended_capabilities().find(|(found, _)| *found == id).map(|(_, offset)| offset)
    }

    fn list_pointer(&self) -> usize {
        if self.header_type() == HeaderType::CardbusBridge { 0x14 } else { 0x34 }
    }

    /// Where a pointer of the list leads, if there is a capability.
    fn offset(&self, pointer: u8) -> Option<usize> {
        let offset = usize::from(pointer & !3);
        let answers = self.u8(offset) != 0xFF;
        (offset >= HEADER_END && offset + 2 <= self.bytes().len() && answers).then_some(offset)
    }

    fn extended_offset(&self, pointer: usize) -> Option<usize> {
        let offset = pointer & !3;
        let header = self.u32(offset);
        let is_one = header != 0 && header != u32::MAX;
        (offset >= ConfigSpace::SIZE && is_one).then_some(offset)
    }
}
