//! `<memtune>`: how much of the host's memory the guest may take.

use crate::units::MemorySize;
use crate::xml::XmlElement;

/// How much of the host's memory the guest may take, with what the hypervisor needs for itself:
/// `<memtune>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct MemTune {
    /// The most that it may take. Default: no limit.
    #[xml(child)]
    pub hard_limit: Option<MemorySize>,
    /// What it is held to when the host runs short of memory. Default: no limit.
    #[xml(child)]
    pub soft_limit: Option<MemorySize>,
    /// What it is guaranteed.
    #[xml(child)]
    pub min_guarantee: Option<MemorySize>,
    /// The most that it may take of memory and swap together. Default: no limit.
    #[xml(child)]
    pub swap_hard_limit: Option<MemorySize>,
}

impl MemTune {
    /// From here on a limit is none: the largest number of KiB that fits in 63 bits of bytes.
    pub const UNLIMITED: MemorySize = MemorySize::from_kib((1 << 53) - 1);

    /// Takes out limits that are none.
    pub(super) fn fill_defaults(tune: &mut Option<Box<MemTune>>) {
        let Some(found) = tune else { return };
        let limits = [&mut found.hard_limit, &mut found.soft_limit, &mut found.swap_hard_limit];
        for limit in limits {
            limit.take_if(|limit| *limit >= MemTune::UNLIMITED);
        }
        tune.take_if(|tune| **tune == MemTune::default());
    }
}
