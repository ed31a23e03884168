//! Devices of the host, as the driver trait wants them.

use virt_core::Result;
use virt_core::api::nodedev::{
    ConnectListAllNodeDeviceFlags, NodeDeviceCreateXmlFlags, NodeDeviceXmlFlags,
};
use virt_core::config::NodeDeviceConfig;
use virt_core::driver::node_device::{ChangeToken, Changes, NodeDeviceDriver};
use virt_core::event::{EventFilter, EventRegistration, EventSender};
use virt_core::object::NodeDeviceRef;
use virt_core::xml::Form;

use crate::driver::TestDriver;
use crate::node_devices::NodeDevice;

impl NodeDeviceDriver for TestDriver {
    fn list(&self, filter: ConnectListAllNodeDeviceFlags) -> Result<Vec<NodeDeviceRef>> {
        Ok(self.host.node_devices.read(|devices| devices.list(filter)))
    }

    fn lookup_by_name(&self, name: &str) -> Result<NodeDeviceRef> {
        self.host.node_devices.read(|devices| devices.find(name).map(NodeDevice::reference))
    }

    fn xml(&self, device: &NodeDeviceRef, flags: NodeDeviceXmlFlags) -> Result<String> {
        let inactive = flags.contains(NodeDeviceXmlFlags::INACTIVE);
        let form = Form { inactive, ..Form::default() };
        self.look_at_device(device, |device| device.config.to_xml_as(form))
    }

    fn parent(&self, device: &NodeDeviceRef) -> Result<Option<String>> {
        self.look_at_device(device, |device| device.parent().map(str::to_owned))
    }

    fn capabilities(&self, device: &NodeDeviceRef) -> Result<Vec<String>> {
        self.look_at_device(device, |device| device.capabilities.clone())
    }

    fn create(&self, xml: &str, flags: NodeDeviceCreateXmlFlags) -> Result<NodeDeviceRef> {
        let config = match flags.contains(NodeDeviceCreateXmlFlags::VALIDATE) {
            true => NodeDeviceConfig::parse_strict(xml)?,
            false => NodeDeviceConfig::parse(xml)?,
        };
        self.host.node_devices.change(|devices, events| devices.create(&config, events))
    }

    // Whatever is taken away: on a make-believe host it is as if somebody pulled it out.
    fn destroy(&self, device: &NodeDeviceRef) -> Result<()> {
        self.host.node_devices.change(|devices, events| devices.destroy(&device.name, events))
    }

    fn is_persistent(&self, device: &NodeDeviceRef) -> Result<bool> {
        self.look_at_device(device, |device| device.persistent)
    }

    fn is_active(&self, device: &NodeDeviceRef) -> Result<bool> {
        self.look_at_device(device, |_| true)
    }

    fn changes(&self, since: Option<&ChangeToken>) -> Result<Changes> {
        self.host.node_devices.read(|devices| devices.changes(since))
    }

    fn subscribe(&self, filter: EventFilter, sender: EventSender) -> Result<EventRegistration> {
        Ok(self.host.node_devices.subscribe(filter, sender))
    }
}

impl TestDriver {
    /// What `look` says of the device that `reference` names.
    fn look_at_device<T>(
        &self,
        reference: &NodeDeviceRef,
        look: impl FnOnce(&NodeDevice) -> T,
    ) -> Result<T> {
        self.host.node_devices.read(|devices| devices.find(&reference.name).map(look))
    }
}
