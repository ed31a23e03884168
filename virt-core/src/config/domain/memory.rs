//! `<memory>`.

use crate::units::MemorySize;
use crate::xml::{Switch, Unmodelled, XmlElement};

/// The memory that the guest boots with: `<memory unit='KiB'>1048576</memory>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Memory {
    /// Whether a core dump of the hypervisor holds the guest's memory. Default: the hypervisor's.
    #[xml(attribute = "dumpCore")]
    pub dump_core: Option<Switch>,
    /// How much it is.
    #[xml(flatten)]
    pub size: MemorySize,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

impl From<MemorySize> for Memory {
    fn from(size: MemorySize) -> Self {
        Memory { size, ..Memory::default() }
    }
}
