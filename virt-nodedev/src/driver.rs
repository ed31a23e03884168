//! The driver's table: each method calls into a module below.

use std::sync::Arc;

use virt_core::api::nodedev::{ConnectListAllNodeDeviceFlags, NodeDeviceXmlFlags};
use virt_core::driver::Driver;
use virt_core::driver::node_device::NodeDeviceDriver;
use virt_core::object::NodeDeviceRef;
use virt_core::{Error, Result};

use crate::state::NodeDeviceState;

/// One connection to the host's devices.
pub(crate) struct HostDevices {
    state: Arc<NodeDeviceState>,
}

impl HostDevices {
    pub(crate) fn new(state: Arc<NodeDeviceState>) -> HostDevices {
        HostDevices { state }
    }
}

impl Driver for HostDevices {
    fn name(&self) -> &'static str {
        crate::NAME
    }
}

impl NodeDeviceDriver for HostDevices {
    fn list(&self, _filter: ConnectListAllNodeDeviceFlags) -> Result<Vec<NodeDeviceRef>> {
        Ok(self.state.table().names().map(NodeDeviceRef::new).collect())
    }

    fn lookup_by_name(&self, name: &str) -> Result<NodeDeviceRef> {
        self.state.table().find(name).map(NodeDeviceRef::new)
    }

    fn xml(&self, device: &NodeDeviceRef, _flags: NodeDeviceXmlFlags) -> Result<String> {
        self.state.table().find(&device.name)?;
        Err(Error::no_support(self.name(), "virNodeDeviceGetXMLDesc"))
    }

    fn parent(&self, device: &NodeDeviceRef) -> Result<Option<String>> {
        self.state.table().find(&device.name)?;
        Err(Error::no_support(self.name(), "virNodeDeviceGetParent"))
    }

    fn capabilities(&self, device: &NodeDeviceRef) -> Result<Vec<String>> {
        self.state.table().find(&device.name)?;
        Err(Error::no_support(self.name(), "virNodeDeviceListCaps"))
    }
}
