//! The devices of the host, in memory: what they are, and how some come and go.

mod create;
mod device;

use std::collections::BTreeMap;

use virt_core::Result;
use virt_core::api::nodedev::{ConnectListAllNodeDeviceFlags, NodeDeviceEventLifecycleType};
use virt_core::event::{NodeDeviceEvent, NodeDeviceEventKind};
use virt_core::object::NodeDeviceRef;
use virt_core::{Error, ErrorKind};

pub(crate) use device::NodeDevice;

use crate::error::{error, invalid};
use crate::host::Objects;

/// The devices of one host, sorted by name.
pub(crate) struct NodeDevices {
    by_name: BTreeMap<String, NodeDevice>,
}

impl Objects for NodeDevices {
    type Event = NodeDeviceEvent;
}

impl NodeDevices {
    /// The devices that are there from the start. Of several with one name it is the last.
    pub(crate) fn new(devices: Vec<NodeDevice>) -> Self {
        let by_name = devices.into_iter().map(|device| (device.name.clone(), device)).collect();
        NodeDevices { by_name }
    }

    /// The devices that match `filter`, sorted by name.
    pub(crate) fn list(&self, filter: ConnectListAllNodeDeviceFlags) -> Vec<NodeDeviceRef> {
        let devices = self.by_name.values().filter(|device| device.matches(filter));
        devices.map(NodeDevice::reference).collect()
    }

    /// The device called `name`.
    pub(crate) fn find(&self, name: &str) -> Result<&NodeDevice> {
        self.by_name.get(name).ok_or_else(|| no_device(name))
    }

    /// The first device by name that `accepts`.
    pub(crate) fn first(&self, accepts: impl Fn(&NodeDevice) -> bool) -> Option<&NodeDevice> {
        self.by_name.values().find(|device| accepts(device))
    }

    /// Takes a device away, and before it those that are part of it.
    pub(crate) fn destroy(&mut self, name: &str, events: &mut Vec<NodeDeviceEvent>) -> Result<()> {
        if self.find(name)?.parent().is_none() {
            return Err(invalid(format!("node device '{name}' is the computer itself")));
        }
        self.remove(name, events);
        Ok(())
    }

    fn remove(&mut self, name: &str, events: &mut Vec<NodeDeviceEvent>) {
        // Out of the table first: devices that are said to be part of each other end as well.
        let Some(device) = self.by_name.remove(name) else { return };
        while let Some(part) = self.first(|device| device.parent() == Some(name)) {
            let part = part.name.clone();
            self.remove(&part, events);
        }
        events.push(lifecycle(device.reference(), NodeDeviceEventLifecycleType::Deleted));
    }
}

fn lifecycle(device: NodeDeviceRef, step: NodeDeviceEventLifecycleType) -> NodeDeviceEvent {
    NodeDeviceEvent { device, kind: NodeDeviceEventKind::Lifecycle(step) }
}

fn no_device(name: &str) -> Error {
    error(ErrorKind::NoNodeDevice, format!("no node device with matching name '{name}'"))
}
