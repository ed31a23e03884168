//! The host's memory: what is free, in which cells and in pages of which size.

use crate::Result;
use crate::api::host::NodeAllocPagesFlags;
use crate::driver::{Driver, unsupported};
use crate::typed_parameters::TypedParameters;

/// The memory of a host.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait NodeMemoryDriver: Driver {
    /// Returns how much memory of the host is free, in bytes.
    #[doc(alias = "nodeGetFreeMemory")]
    fn free_memory_bytes(&self) -> Result<u64> {
        unsupported(self, "virNodeGetFreeMemory")
    }

    /// Returns how much memory of each of `count` cells from `first` on is free, in bytes. Fewer
    /// come back when there are fewer.
    #[doc(alias = "nodeGetCellsFreeMemory")]
    fn cells_free_memory_bytes(&self, first: u32, count: u32) -> Result<Vec<u64>> {
        unsupported(self, "virNodeGetCellsFreeMemory")
    }

    /// Returns how the memory of the cell `cell`, or of the host, is used
    /// (`NODE_MEMORY_STATS_*` of [`crate::api::host`]).
    ///
    /// # Errors
    ///
    /// [`InvalidArg`](crate::ErrorKind::InvalidArg) when there is no such cell.
    #[doc(alias = "nodeGetMemoryStats")]
    fn memory_uses(&self, cell: Option<u32>) -> Result<Vec<NodeMemoryUse>> {
        unsupported(self, "virNodeGetMemoryStats")
    }

    /// Returns how many pages of each of `sizes_kib` are free: for each cell in turn, one number
    /// a size.
    #[doc(alias = "nodeGetFreePages")]
    fn free_pages(&self, sizes_kib: &[u32], cells: CellRange) -> Result<Vec<Vec<u64>>> {
        unsupported(self, "virNodeGetFreePages")
    }

    /// Adds the pages of `pages` to the pools of each cell, or with `SET` makes the pools that
    /// large, and returns how many pools were changed.
    #[doc(alias = "nodeAllocPages")]
    fn allocate_pages(
        &self,
        pages: &[PagePool],
        cells: CellRange,
        flags: NodeAllocPagesFlags,
    ) -> Result<u32> {
        unsupported(self, "virNodeAllocPages")
    }

    /// Returns how the host shares equal pages among guests (`NODE_MEMORY_SHARED_*` of
    /// [`crate::api::host`]).
    #[doc(alias = "nodeGetMemoryParameters")]
    fn node_memory_parameters(&self) -> Result<TypedParameters> {
        unsupported(self, "virNodeGetMemoryParameters")
    }

    /// Sets how the host shares equal pages among guests (`NODE_MEMORY_SHARED_*` of
    /// [`crate::api::host`]).
    #[doc(alias = "nodeSetMemoryParameters")]
    fn set_node_memory_parameters(&self, parameters: &TypedParameters) -> Result<()> {
        unsupported(self, "virNodeSetMemoryParameters")
    }
}

/// How much memory is used for one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeMemoryUse {
    /// What for: a constant `NODE_MEMORY_STATS_*`.
    pub name: String,
    /// How much, in KiB.
    pub kib: u64,
}

/// NUMA cells of a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellRange {
    /// The host as a whole, whatever cells it has.
    Host,
    /// Some of its cells.
    Cells {
        /// The first one.
        first: u32,
        /// How many.
        count: u32,
    },
}

/// A pool of pages of one size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PagePool {
    /// The size of a page, in KiB.
    pub size_kib: u32,
    /// How many pages.
    pub count: u64,
}
