//! The ways in which a device can be reset alone.

use super::{CapabilityId, ConfigSpace};

impl ConfigSpace {
    /// Whether the function can be reset alone: as PCI Express has it, or as newer devices on
    /// conventional PCI have it.
    pub fn has_function_level_reset(&self) -> bool {
        self.express().is_some_and(|express| express.function_level_reset)
            || self.capability(CapabilityId::ADVANCED_FEATURES).is_some_and(|offset| {
                // Both what pends can be told and the reset itself.
                self.u8(offset + 0x03) & 0b11 == 0b11
            })
    }

    /// Whether the device is reset when its power comes back from its lowest state.
    pub fn has_power_management_reset(&self) -> bool {
        self.capability(CapabilityId::POWER_MANAGEMENT)
            .is_some_and(|offset| self.u16(offset + 0x04) & (1 << 3) == 0)
    }
}
