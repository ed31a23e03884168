//! From a connection's URI to this driver.

use virt_core::Result;
use virt_core::connection::{OpenContext, Slots};

use crate::state::NodeDeviceState;

/// Fills the slot of every connection whose drivers run in this process.
pub(crate) fn open(context: &OpenContext<'_>) -> Result<Option<Slots>> {
    let state = context.state::<NodeDeviceState>()?;
    Ok(Some(Slots { node_devices: Some(state.driver()), ..Slots::default() }))
}
