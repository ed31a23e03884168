//! `<memory>` and `<maxMemory>`.

use crate::config::Problems;
use crate::units::MemorySize;
use crate::xml::{Switch, XmlElement};

/// The memory that the guest boots with: `<memory unit='KiB'>1048576</memory>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct Memory {
    /// Whether a core dump of the hypervisor holds the guest's memory. Default: the hypervisor's.
    #[xml(attribute = "dumpCore")]
    pub dump_core: Option<Switch>,
    /// How much it is.
    #[xml(flatten)]
    pub size: MemorySize,
}

impl From<MemorySize> for Memory {
    fn from(size: MemorySize) -> Self {
        Memory { size, ..Memory::default() }
    }
}

/// How much memory there can be after plugging in more: `<maxMemory slots='16' unit='KiB'>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct MaxMemory {
    /// How many memory devices can be plugged in. Default: none.
    #[xml(attribute, blank)]
    pub slots: Option<u32>,
    /// How much memory there can be, that of the boot among it.
    #[xml(flatten)]
    pub size: MemorySize,
}

impl MaxMemory {
    /// No slots are written as none; no size is no limit.
    pub(super) fn fill_defaults(most: &mut Option<MaxMemory>) {
        most.take_if(|most| most.size.bytes() == 0);
        if let Some(most) = most {
            most.slots.take_if(|slots| *slots == 0);
        }
    }

    pub(super) fn check(&self, at_boot: MemorySize, problems: &mut Problems) {
        // No size is no limit.
        if self.size.bytes() != 0 && self.size < at_boot {
            problems.report(format!(
                "there can be {} of memory at most, which is less than the {at_boot} at boot; \
                 raise <maxMemory> or lower <memory>",
                self.size
            ));
        }
    }
}
