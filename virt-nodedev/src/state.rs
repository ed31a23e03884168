//! What one process knows of the host's devices, for all its connections.

use std::sync::Arc;

use virt_core::Result;
use virt_core::driver::state::{StateContext, StateDriver};
use virt_host::Published;

use crate::table::DeviceTable;

/// The host's devices.
pub struct NodeDeviceState {
    table: Published<DeviceTable>,
}

impl NodeDeviceState {
    /// Starts looking at the devices.
    ///
    /// # Errors
    ///
    /// None yet.
    pub(crate) fn start(_context: &StateContext) -> Result<Arc<dyn StateDriver>> {
        Ok(Arc::new(NodeDeviceState { table: Published::new(DeviceTable::default()) }))
    }

    /// The devices, as the last look found them.
    pub(crate) fn table(&self) -> Arc<DeviceTable> {
        self.table.load()
    }
}

impl StateDriver for NodeDeviceState {}
