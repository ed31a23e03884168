//! What one process knows of the host's devices, for all its connections.

use std::path::PathBuf;
use std::sync::Arc;

use virt_core::Result;
use virt_core::driver::node_device::NodeDeviceDriver;
use virt_core::driver::state::{StateContext, StateDriver};
use virt_host::Folders;

use crate::changes::History;
use crate::definitions::Definitions;
use crate::devices::Devices;
use crate::driver::HostDevices;
use crate::places::Places;

/// What one process knows of a host's devices.
///
/// It looks at them on a thread of its own, and then keeps up with them. Whoever asks for the
/// first list waits for the first look; later reads take what was last seen.
#[derive(Debug)]
pub struct NodeDeviceState {
    devices: Devices,
    definitions: Definitions,
    history: History,
}

impl NodeDeviceState {
    /// Starts to look at the devices that `places` show, and returns at once. What became of them
    /// is remembered in the folder `history`, which need not exist yet.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](virt_core::ErrorKind::SystemError) when there can be no thread.
    pub fn at(places: Places, history: impl Into<PathBuf>) -> Result<Arc<NodeDeviceState>> {
        let folder = places.mdev_definitions.clone();
        let devices = Devices::start(places)?;
        let definitions = Definitions::open(folder, devices.hub().clone());
        let history = History::new(history.into());
        Ok(Arc::new(NodeDeviceState { devices, definitions, history }))
    }

    /// The driver of a connection.
    pub fn driver(self: &Arc<Self>) -> Arc<dyn NodeDeviceDriver> {
        Arc::new(HostDevices::new(Arc::clone(self)))
    }

    /// Starts for a daemon, or for an embedded root.
    pub(crate) fn start(context: &StateContext) -> Result<Arc<dyn StateDriver>> {
        let folders = Folders::for_role(&context.role, crate::NAME)?;
        Ok(NodeDeviceState::at(Places::of_this_host(), folders.run())?)
    }

    pub(crate) fn devices(&self) -> &Devices {
        &self.devices
    }

    pub(crate) fn definitions(&self) -> &Definitions {
        &self.definitions
    }

    pub(crate) fn history(&self) -> &History {
        &self.history
    }
}

impl StateDriver for NodeDeviceState {
    fn shutdown_prepare(&self) -> Result<()> {
        self.devices.stop();
        Ok(())
    }

    fn shutdown_wait(&self) -> Result<()> {
        self.devices.join();
        Ok(())
    }
}
