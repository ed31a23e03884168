//! The driver's table: each method calls into a module below.

use std::collections::BTreeMap;
use std::sync::Arc;

use virt_core::api::nodedev::{
    ConnectListAllNodeDeviceFlags, NodeDeviceCreateXmlFlags, NodeDeviceDefineXmlFlags,
    NodeDeviceUpdateFlags, NodeDeviceXmlFlags,
};
use virt_core::driver::Driver;
use virt_core::driver::node_device::{
    ChangeToken, Changes, NodeDeviceDriver, NodeDeviceKey, properties_of,
};
use virt_core::event::{EventFilter, EventRegistration, EventSender};
use virt_core::object::NodeDeviceRef;
use virt_core::selector::Properties;
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

use crate::definitions::{self, Defined, Definitions};
use crate::describe::{describe, names_beside};
use crate::device::Device;
use crate::devices::Devices;
use crate::error::gone;
use crate::fingerprint::{fingerprints, fingerprints_of_definitions};
use crate::kind::Kind;
use crate::known;
use crate::lifecycle::describe_defined;
use crate::list;
use crate::made::parent_of;
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

    pub(crate) fn devices(&self) -> &Devices {
        self.state.devices()
    }

    pub(crate) fn definitions(&self) -> &Definitions {
        self.state.definitions()
    }

    /// The device that `reference` names: the one that is there, or else its definition.
    pub(crate) fn see(&self, reference: &NodeDeviceRef) -> Result<Seen> {
        let name = &reference.name;
        if let Some((table, device)) = self.devices().find(name) {
            return Ok(Seen::Active(table, device));
        }
        let defined = self.definitions().find(name).ok_or_else(|| gone(name))?;
        Ok(Seen::Defined(self.devices().table(), defined))
    }
}

/// What a name stands for.
pub(crate) enum Seen {
    /// A device that is there, with the table that it is in.
    Active(Arc<DeviceTable>, Arc<Device>),
    /// A device that is defined and not there, with those that are.
    Defined(Arc<DeviceTable>, Defined),
}

impl Driver for HostDevices {
    fn name(&self) -> &'static str {
        crate::NAME
    }
}

impl NodeDeviceDriver for HostDevices {
    fn list(&self, filter: ConnectListAllNodeDeviceFlags) -> Result<Vec<NodeDeviceRef>> {
        let (table, defined) = (self.devices().fresh_table(), self.definitions().table());
        Ok(list::matching(self.devices().host(), &table, &defined, filter))
    }

    fn lookup_by_name(&self, name: &str) -> Result<NodeDeviceRef> {
        let reference = NodeDeviceRef::new(name);
        self.see(&reference).map(|_| reference)
    }

    fn lookup_scsi_host(&self, node_name: &str, port_name: &str) -> Result<NodeDeviceRef> {
        let (node, port) = (node_name.to_owned(), port_name.to_owned());
        self.lookup_by_key(&NodeDeviceKey::Wwns { node, port })
    }

    fn xml(&self, device: &NodeDeviceRef, flags: NodeDeviceXmlFlags) -> Result<String> {
        let of_definition = |table: &DeviceTable, defined: &Defined| {
            let parent = parent_of(table, &defined.identity);
            describe_defined(&device.name, parent, defined).to_xml()
        };
        let (table, found) = match self.see(device)? {
            Seen::Active(table, found) => (table, found),
            Seen::Defined(table, defined) => return Ok(of_definition(&table, &defined)),
        };
        if flags.contains(NodeDeviceXmlFlags::INACTIVE) && found.kind != Kind::System {
            let defined = self.definitions().find(&device.name);
            let defined = defined.ok_or_else(|| definitions::none(&device.name))?;
            return Ok(of_definition(&table, &defined));
        }
        let parent = table.parent(&found).map(|parent| &*parent.name);
        Ok(describe(self.devices().host(), &found, parent)?.to_xml())
    }

    fn parent(&self, device: &NodeDeviceRef) -> Result<Option<String>> {
        Ok(match self.see(device)? {
            Seen::Active(table, device) => {
                table.parent(&device).map(|parent| parent.name.to_string())
            }
            Seen::Defined(table, defined) => {
                let parent = parent_of(&table, &defined.identity);
                describe_defined(&device.name, parent, &defined).parent.and_then(|above| above.name)
            }
        })
    }

    fn capabilities(&self, device: &NodeDeviceRef) -> Result<Vec<String>> {
        let Seen::Active(_, device) = self.see(device)? else {
            return Ok(vec![Kind::Mdev.name().to_owned()]);
        };
        let beside = names_beside(self.devices().host(), &device);
        let names = std::iter::once(device.kind.name()).chain(beside);
        Ok(names.map(str::to_owned).collect())
    }

    fn create(&self, xml: &str, flags: NodeDeviceCreateXmlFlags) -> Result<NodeDeviceRef> {
        self.make(xml, flags.contains(NodeDeviceCreateXmlFlags::VALIDATE))
    }

    fn destroy(&self, device: &NodeDeviceRef) -> Result<()> {
        self.take_away(device)
    }

    fn define(&self, xml: &str, flags: NodeDeviceDefineXmlFlags) -> Result<NodeDeviceRef> {
        self.store(xml, flags.contains(NodeDeviceDefineXmlFlags::VALIDATE))
    }

    fn undefine(&self, device: &NodeDeviceRef) -> Result<()> {
        self.see(device)?;
        self.definitions().remove(&device.name)
    }

    fn start(&self, device: &NodeDeviceRef) -> Result<()> {
        self.make_defined(device)
    }

    fn update(
        &self,
        device: &NodeDeviceRef,
        xml: &str,
        flags: NodeDeviceUpdateFlags,
    ) -> Result<()> {
        self.change(device, xml, flags)
    }

    fn autostart(&self, device: &NodeDeviceRef) -> Result<bool> {
        if let Some(defined) = self.definitions().find(&device.name) {
            return Ok(defined.definition.autostart);
        }
        self.is_persistent(device)
    }

    fn set_autostart(&self, device: &NodeDeviceRef, autostart: bool) -> Result<()> {
        self.see(device)?;
        self.definitions().change(&device.name, |definition| definition.autostart = autostart)
    }

    fn is_persistent(&self, device: &NodeDeviceRef) -> Result<bool> {
        Ok(match self.see(device)? {
            Seen::Active(_, device) => list::is_persistent(&device, &self.definitions().table()),
            Seen::Defined(..) => true,
        })
    }

    fn is_active(&self, device: &NodeDeviceRef) -> Result<bool> {
        self.see(device).map(|seen| matches!(seen, Seen::Active(..)))
    }

    fn subscribe(&self, filter: EventFilter, sender: EventSender) -> Result<EventRegistration> {
        Ok(self.state.devices().hub().subscribe(filter, sender))
    }

    fn properties(&self, device: &NodeDeviceRef) -> Result<Properties> {
        match self.see(device)? {
            Seen::Active(table, device) => {
                known::properties(self.devices().host(), &table, &device)
            }
            Seen::Defined(..) => properties_of(&self.xml(device, Default::default())?),
        }
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
        let mut now: BTreeMap<_, _> = fingerprints(devices.host(), &devices.fresh_table());
        now.extend(fingerprints_of_definitions(&self.definitions().table()));
        self.state.history().changes(since, &now)
    }
}
