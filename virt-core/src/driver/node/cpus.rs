//! The host's processors: which are online, and what they do.

use crate::Result;
use crate::cpu_set::CpuSet;
use crate::driver::{Driver, unsupported};

/// The processors of a host.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait NodeCpuDriver: Driver {
    /// Returns how long the processor `cpu`, or all together, spent on what
    /// (`NODE_CPU_STATS_*` of [`crate::api::host`]).
    ///
    /// # Errors
    ///
    /// [`InvalidArg`](crate::ErrorKind::InvalidArg) when there is no such processor.
    #[doc(alias = "nodeGetCPUStats")]
    fn cpu_times(&self, cpu: Option<u32>) -> Result<Vec<NodeCpuTime>> {
        unsupported(self, "virNodeGetCPUStats")
    }

    /// Returns which processors there are and which of them are online.
    #[doc(alias = "nodeGetCPUMap")]
    fn cpu_map(&self) -> Result<NodeCpuMap> {
        unsupported(self, "virNodeGetCPUMap")
    }
}

/// How long processors did one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeCpuTime {
    /// What they did: a constant `NODE_CPU_STATS_*`.
    pub name: String,
    /// How long, in nanoseconds; for `NODE_CPU_STATS_UTILIZATION` a percentage.
    pub nanoseconds: u64,
}

/// The processors of a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeCpuMap {
    /// How many there are, online or not.
    pub present: u32,
    /// Those that are online.
    pub online: CpuSet,
}
