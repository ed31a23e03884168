//! From a connection's URI to this driver.

use std::sync::Arc;

use virt_core::Result;
use virt_core::connection::{OpenContext, Slots};

use crate::driver::HostDevices;
use crate::state::NodeDeviceState;

/// Fills the slot of every connection whose drivers run in this process.
pub(crate) fn open(context: &OpenContext<'_>) -> Result<Option<Slots>> {
    let state = context.state::<NodeDeviceState>()?;
    let node_devices = Some(Arc::new(HostDevices::new(state)) as _);
    Ok(Some(Slots { node_devices, ..Slots::default() }))
}
