//! The devices of the host, in memory: what they are, and how some come and go.

mod create;
mod device;
mod history;

use std::collections::BTreeMap;

use virt_core::Result;
use virt_core::api::nodedev::{
    ConnectListAllNodeDeviceFlags, NodeDeviceEventLifecycleType as Step,
};
use virt_core::driver::node_device::{ChangeToken, Changes};
use virt_core::event::{NodeDeviceEvent, NodeDeviceEventKind};
use virt_core::object::NodeDeviceRef;
use virt_core::{Error, ErrorKind};

pub(crate) use device::NodeDevice;

use crate::error::{error, invalid};
use crate::host::Objects;
use history::History;

/// The devices of one host, sorted by name.
pub(crate) struct NodeDevices {
    by_name: BTreeMap<String, NodeDevice>,
    history: History,
    /// The highest number that a SCSI host has got, so that no name comes back.
    last_host: u32,
}

impl Objects for NodeDevices {
    type Event = NodeDeviceEvent;
}

impl NodeDevices {
    /// The devices that are there from the start. Of several with one name it is the last.
    pub(crate) fn new(devices: Vec<NodeDevice>) -> Self {
        let by_name = devices.into_iter().map(|device| (device.name.clone(), device)).collect();
        NodeDevices { by_name, history: History::new(), last_host: 0 }
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
        self.tell(device.reference(), Step::Deleted, events);
    }

    /// What became of the devices since a token.
    pub(crate) fn changes(&self, since: Option<&ChangeToken>) -> Result<Changes> {
        self.history.changes(since, self.by_name.values().map(NodeDevice::reference))
    }

    fn tell(&mut self, device: NodeDeviceRef, step: Step, events: &mut Vec<NodeDeviceEvent>) {
        self.history.add(&device.name, step);
        events.push(NodeDeviceEvent { device, kind: NodeDeviceEventKind::Lifecycle(step) });
    }
}

fn no_device(name: &str) -> Error {
    error(ErrorKind::NoNodeDevice, format!("no node device with matching name '{name}'"))
}
