//! What a connection does with the devices of its host.

use virt_core::Result;
use virt_core::api::nodedev::{
    ConnectListAllNodeDeviceFlags, NodeDeviceCreateXmlFlags, NodeDeviceDefineXmlFlags,
};
use virt_core::driver::node_device::{ChangeToken, Changes, NodeDeviceKey};
use virt_core::event::EventFilter;
use virt_core::object::NodeDeviceRef;
use virt_core::selector::Selector;

use crate::{Connect, Events, NodeDevice};

/// Devices of the host.
impl Connect {
    /// The devices of the host that match `filter`, sorted by name; with an empty filter all.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoSupport`](crate::ErrorKind::NoSupport) when the connection has no driver of
    /// devices; so for all methods about them.
    pub fn node_devices(&self, filter: ConnectListAllNodeDeviceFlags) -> Result<Vec<NodeDevice>> {
        let references = self.connection.slots().node_devices()?.list(filter)?;
        Ok(references.into_iter().map(|reference| self.node_device_of(reference)).collect())
    }

    /// The devices among those that match `filter` that `selector` chooses, sorted by name.
    ///
    /// ```
    /// use virt::Connect;
    ///
    /// # fn main() -> virt::Result<()> {
    /// let connect = Connect::open("test:///default")?;
    /// let selector = "cap='fc_host' and not cap='vport_ops'".parse()?;
    /// let ports = connect.select_node_devices(&selector, Default::default())?;
    /// assert_eq!(ports[0].name(), "scsi_host11");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Connect::node_devices`].
    pub fn select_node_devices(
        &self,
        selector: &Selector,
        filter: ConnectListAllNodeDeviceFlags,
    ) -> Result<Vec<NodeDevice>> {
        let references = self.connection.slots().node_devices()?.select(selector, filter)?;
        Ok(references.into_iter().map(|reference| self.node_device_of(reference)).collect())
    }

    /// The device called `name`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoNodeDevice`](crate::ErrorKind::NoNodeDevice) when there is none.
    pub fn node_device(&self, name: &str) -> Result<NodeDevice> {
        let reference = self.connection.slots().node_devices()?.lookup_by_name(name)?;
        Ok(self.node_device_of(reference))
    }

    /// The device that is known by `key`; of several the first one by name.
    ///
    /// ```
    /// use virt::Connect;
    ///
    /// # fn main() -> virt::Result<()> {
    /// let connect = Connect::open("test:///default")?;
    /// let adapter = connect.node_device_by_key(&"wwn:1000000012341234".parse()?)?;
    /// assert_eq!(adapter.name(), "scsi_host1");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoNodeDevice`](crate::ErrorKind::NoNodeDevice) when there is none.
    pub fn node_device_by_key(&self, key: &NodeDeviceKey) -> Result<NodeDevice> {
        let reference = self.connection.slots().node_devices()?.lookup_by_key(key)?;
        Ok(self.node_device_of(reference))
    }

    /// Stores `xml` as the persistent definition of its device.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::XmlError`](crate::ErrorKind::XmlError) and its like for what cannot be read.
    pub fn define_node_device(
        &self,
        xml: &str,
        flags: NodeDeviceDefineXmlFlags,
    ) -> Result<NodeDevice> {
        self.connection.require_writable("virNodeDeviceDefineXML")?;
        let reference = self.connection.slots().node_devices()?.define(xml, flags)?;
        Ok(self.node_device_of(reference))
    }

    /// Makes the device that `xml` describes, a virtual HBA or a mediated device. It is gone when
    /// it is destroyed.
    ///
    /// # Errors
    ///
    /// As [`Connect::define_node_device`], and what keeps the device from being made.
    pub fn create_node_device(
        &self,
        xml: &str,
        flags: NodeDeviceCreateXmlFlags,
    ) -> Result<NodeDevice> {
        self.connection.require_writable("virNodeDeviceCreateXML")?;
        let reference = self.connection.slots().node_devices()?.create(xml, flags)?;
        Ok(self.node_device_of(reference))
    }

    /// The events of the host's devices, from now on.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoSupport`](crate::ErrorKind::NoSupport) when the driver has no events.
    pub fn node_device_events(&self, filter: EventFilter) -> Result<Events> {
        let driver = self.connection.slots().node_devices()?;
        Events::of(&self.connection, |sender| driver.subscribe(filter, sender))
    }

    /// What became of the host's devices since the token of an earlier answer, perhaps to another
    /// program; without a token it starts anew.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`](crate::ErrorKind::InvalidArg) for a token of another driver.
    pub fn node_device_changes(&self, since: Option<&ChangeToken>) -> Result<Changes> {
        self.connection.slots().node_devices()?.changes(since)
    }

    /// The types of the capabilities that devices of this host have, sorted.
    ///
    /// # Errors
    ///
    /// As [`Connect::node_devices`].
    pub fn node_device_capability_types(&self) -> Result<Vec<String>> {
        self.connection.slots().node_devices()?.capability_types()
    }

    /// The buses that devices of this host are on, sorted.
    ///
    /// # Errors
    ///
    /// As [`Connect::node_devices`].
    pub fn node_device_buses(&self) -> Result<Vec<String>> {
        self.connection.slots().node_devices()?.buses()
    }

    fn node_device_of(&self, reference: NodeDeviceRef) -> NodeDevice {
        NodeDevice::new(self.connection.clone(), reference)
    }
}
