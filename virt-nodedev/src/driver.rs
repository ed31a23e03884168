//! The driver's table: each method calls into a module below.

use std::collections::BTreeMap;
use std::sync::Arc;

use virt_core::api::nodedev::{ConnectListAllNodeDeviceFlags, NodeDeviceXmlFlags};
use virt_core::driver::Driver;
use virt_core::driver::node_device::{ChangeToken, Changes, NodeDeviceDriver, NodeDeviceKey};
use virt_core::event::{EventFilter, EventRegistration, EventSender};
use virt_core::object::NodeDeviceRef;
use virt_core::selector::Properties;
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

use crate::describe::{describe, names_beside};
use crate::device::Device;
use crate::error::gone;
use crate::fingerprint::fingerprints;
use crate::kind::Kind;
use crate::known;
use crate::list;
use crate::state::NodeDeviceState;
use crate::table::DeviceTable;

/// One connection to the host's devices.
pub(crate) struct HostDevices {
    state: Arc<NodeDeviceState>,
}

impl HostDevices {
    pub(crate) fn new(state: Arc<NodeDeviceState>) -> HostDevices {
        HostDevices { state }
    }

    /// The device, with the table that it is in.
    fn find(&self, device: &NodeDeviceRef) -> Result<(Arc<DeviceTable>, Arc<Device>)> {
        self.state.devices().find(&device.name).ok_or_else(|| gone(&device.name))
    }
}

impl Driver for HostDevices {
    fn name(&self) -> &'static str {
        crate::NAME
    }
}

impl NodeDeviceDriver for HostDevices {
    fn list(&self, filter: ConnectListAllNodeDeviceFlags) -> Result<Vec<NodeDeviceRef>> {
        let devices = self.state.devices();
        Ok(list::matching(devices.host(), &devices.fresh_table(), filter))
    }

    fn lookup_by_name(&self, name: &str) -> Result<NodeDeviceRef> {
        self.find(&NodeDeviceRef::new(name)).map(|(_, device)| device.reference())
    }

    fn lookup_scsi_host(&self, node_name: &str, port_name: &str) -> Result<NodeDeviceRef> {
        let (node, port) = (node_name.to_owned(), port_name.to_owned());
        self.lookup_by_key(&NodeDeviceKey::Wwns { node, port })
    }

    fn xml(&self, device: &NodeDeviceRef, flags: NodeDeviceXmlFlags) -> Result<String> {
        let (table, device) = self.find(device)?;
        if flags.contains(NodeDeviceXmlFlags::INACTIVE) && !is_persistent(&device) {
            return Err(not_persistent(&device.name));
        }
        let parent = table.parent(&device).map(|parent| &*parent.name);
        Ok(describe(self.state.devices().host(), &device, parent)?.to_xml())
    }

    fn parent(&self, device: &NodeDeviceRef) -> Result<Option<String>> {
        let (table, device) = self.find(device)?;
        Ok(table.parent(&device).map(|parent| parent.name.to_string()))
    }

    fn capabilities(&self, device: &NodeDeviceRef) -> Result<Vec<String>> {
        let (_, device) = self.find(device)?;
        let beside = names_beside(self.state.devices().host(), &device);
        let names = std::iter::once(device.kind.name()).chain(beside);
        Ok(names.map(str::to_owned).collect())
    }

    fn autostart(&self, device: &NodeDeviceRef) -> Result<bool> {
        self.find(device).map(|(_, device)| is_persistent(&device))
    }

    fn is_persistent(&self, device: &NodeDeviceRef) -> Result<bool> {
        self.find(device).map(|(_, device)| is_persistent(&device))
    }

    fn is_active(&self, device: &NodeDeviceRef) -> Result<bool> {
        self.find(device).map(|_| true)
    }

    fn subscribe(&self, filter: EventFilter, sender: EventSender) -> Result<EventRegistration> {
        Ok(self.state.devices().hub().subscribe(filter, sender))
    }

    fn properties(&self, device: &NodeDeviceRef) -> Result<Properties> {
        let (table, device) = self.find(device)?;
        known::properties(self.state.devices().host(), &table, &device)
    }

    fn lookup_by_key(&self, key: &NodeDeviceKey) -> Result<NodeDeviceRef> {
        let (host, table) = (self.state.devices().host(), self.state.devices().fresh_table());
        let key = &known::resolved(host, key);
        let candidates = table.devices().iter().filter(|device| known::may_be(device, key));
        for device in candidates {
            match known::properties(host, &table, device) {
                Ok(properties) if key.matches(&properties) => return Ok(device.reference()),
                Err(err) if err.kind() != ErrorKind::NoNodeDevice => return Err(err),
                // Another one, or one that went while it was read.
                Ok(_) | Err(_) => {}
            }
        }
        let message = format!("no node device with key '{key}'");
        Err(Error::new(ErrorKind::NoNodeDevice, message).with_origin(ErrorOrigin::Nodedev))
    }

    fn changes(&self, since: Option<&ChangeToken>) -> Result<Changes> {
        let devices = self.state.devices();
        let now: BTreeMap<_, _> = fingerprints(devices.host(), &devices.fresh_table());
        self.state.history().changes(since, &now)
    }
}

/// libvirt calls the host itself persistent, and nothing that is found.
fn is_persistent(device: &Device) -> bool {
    device.kind == Kind::System
}

fn not_persistent(name: &str) -> Error {
    let message = format!("node device '{name}' is not persistent");
    Error::new(ErrorKind::OperationInvalid, message).with_origin(ErrorOrigin::Nodedev)
}
