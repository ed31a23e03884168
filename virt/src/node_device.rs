//! A device of the host.

use std::sync::Arc;

use virt_core::api::nodedev::{NodeDeviceUpdateFlags, NodeDeviceXmlFlags};
use virt_core::config::NodeDeviceConfig;
use virt_core::connection::Connection;
use virt_core::driver::node::{Explanation, HostDeviceDriver};
use virt_core::driver::node_device::NodeDeviceDriver;
use virt_core::object::NodeDeviceRef;
use virt_core::selector::Properties;
use virt_core::{Result, driver};

/// A device of a connection's host. Clones name the same one.
///
/// ```
/// use virt::Connect;
/// use virt::config::node_device::Capability;
///
/// # fn main() -> virt::Result<()> {
/// let adapter = Connect::open("test:///default")?.node_device("scsi_host11")?;
/// assert_eq!(adapter.properties()?.first("wwpn"), Some("1000000034563456"));
/// assert_eq!(adapter.parent()?.map(|parent| parent.name().to_owned()), Some("scsi_host1".into()));
/// let Capability::ScsiHost(host) = &adapter.config(Default::default())?.capabilities[0] else {
///     unreachable!()
/// };
/// assert_eq!(host.host, Some(11));
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Every method answers [`ErrorKind::NoNodeDevice`](crate::ErrorKind::NoNodeDevice) when the
/// device is gone, and [`ErrorKind::NoSupport`](crate::ErrorKind::NoSupport) when the driver does
/// not have it; a method that changes something answers
/// [`ErrorKind::OperationDenied`](crate::ErrorKind::OperationDenied) on a read-only connection.
#[derive(Debug, Clone)]
pub struct NodeDevice {
    connection: Arc<Connection>,
    reference: NodeDeviceRef,
}

impl NodeDevice {
    pub(crate) fn new(connection: Arc<Connection>, reference: NodeDeviceRef) -> Self {
        NodeDevice { connection, reference }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.reference.name
    }

    /// The reference that drivers know the device by.
    pub fn reference(&self) -> &NodeDeviceRef {
        &self.reference
    }

    /// The description as a document: of an active device as it is, unless
    /// [`NodeDeviceXmlFlags::INACTIVE`] asks for its definition.
    pub fn xml(&self, flags: NodeDeviceXmlFlags) -> Result<String> {
        self.driver()?.xml(&self.reference, flags)
    }

    /// The description as a model.
    pub fn config(&self, flags: NodeDeviceXmlFlags) -> Result<NodeDeviceConfig> {
        NodeDeviceConfig::parse(&self.xml(flags)?)
    }

    /// The device that this one is part of; `None` for the computer itself.
    pub fn parent(&self) -> Result<Option<NodeDevice>> {
        let name = self.driver()?.parent(&self.reference)?;
        Ok(name.map(|name| NodeDevice::new(self.connection.clone(), NodeDeviceRef::new(name))))
    }

    /// The types of the device's capabilities: `pci`, `net`.
    pub fn capabilities(&self) -> Result<Vec<String>> {
        self.driver()?.capabilities(&self.reference)
    }

    /// What is known of the device, by name; selectors choose by it. The
    /// [driver trait](virt_core::driver::node_device#properties) lists the names.
    pub fn properties(&self) -> Result<Properties> {
        self.driver()?.properties(&self.reference)
    }

    /// Whether the device is there.
    pub fn is_active(&self) -> Result<bool> {
        self.driver()?.is_active(&self.reference)
    }

    /// Whether the device has a definition that outlives it.
    pub fn is_persistent(&self) -> Result<bool> {
        self.driver()?.is_persistent(&self.reference)
    }

    /// Whether the device starts with the host.
    pub fn autostart(&self) -> Result<bool> {
        self.driver()?.autostart(&self.reference)
    }

    /// Sets whether the device starts with the host, or with the device that it is part of.
    pub fn set_autostart(&self, autostart: bool) -> Result<()> {
        self.changing("virNodeDeviceSetAutostart")?.set_autostart(&self.reference, autostart)
    }

    /// Starts a defined device.
    pub fn start(&self) -> Result<()> {
        self.changing("virNodeDeviceCreate")?.start(&self.reference)
    }

    /// Takes a device that was made away from the host. Its definition stays.
    pub fn destroy(&self) -> Result<()> {
        self.changing("virNodeDeviceDestroy")?.destroy(&self.reference)
    }

    /// Removes the definition. A device that is there stays until it is destroyed.
    pub fn undefine(&self) -> Result<()> {
        self.changing("virNodeDeviceUndefine")?.undefine(&self.reference)
    }

    /// Gives the device the definition `xml`: the live one, the persistent one or both, as the
    /// flags say.
    pub fn update(&self, xml: &str, flags: NodeDeviceUpdateFlags) -> Result<()> {
        self.changing("virNodeDeviceUpdate")?.update(&self.reference, xml, flags)
    }

    /// Takes the device away from the host's driver, and gives it to `driver`, or to the one that
    /// the hypervisor uses for its guests. One that the host itself needs is refused with the
    /// reason.
    pub fn detach(&self, driver: Option<&str>) -> Result<()> {
        self.take_from_host(driver, false)
    }

    /// Does what [`detach`](NodeDevice::detach) does, even if the host needs the device: for its
    /// disks, say, or its way to the network.
    pub fn force_detach(&self, driver: Option<&str>) -> Result<()> {
        self.take_from_host(driver, true)
    }

    fn take_from_host(&self, driver: Option<&str>, forced: bool) -> Result<()> {
        self.connection.require_writable("virNodeDeviceDetachFlags")?;
        self.of_hypervisor("virNodeDeviceDetachFlags", |facet| {
            facet.detach_host_device(&self.reference, driver, forced)
        })
    }

    /// Gives the device back to the host's driver.
    pub fn reattach(&self) -> Result<()> {
        self.connection.require_writable("virNodeDeviceReAttach")?;
        self.of_hypervisor("virNodeDeviceReAttach", |facet| {
            facet.reattach_host_device(&self.reference)
        })
    }

    /// Resets the device to the state that it has after power-on.
    pub fn reset(&self) -> Result<()> {
        self.connection.require_writable("virNodeDeviceReset")?;
        self.of_hypervisor("virNodeDeviceReset", |facet| facet.reset_host_device(&self.reference))
    }

    /// Whether a guest of this connection could have the device now, and if not, what is in the
    /// way, in order, with the remedies.
    pub fn explain(&self) -> Result<Explanation> {
        self.of_hypervisor("explaining a host device", |facet| {
            facet.explain_host_device(&self.reference)
        })
    }

    fn of_hypervisor<T>(
        &self,
        call: &str,
        ask: impl FnOnce(&dyn HostDeviceDriver) -> Result<T>,
    ) -> Result<T> {
        let node = self.connection.node()?;
        ask(driver::facet(node.host_devices(), &**node, call)?)
    }

    fn driver(&self) -> Result<&Arc<dyn NodeDeviceDriver>> {
        self.connection.slots().node_devices()
    }

    fn changing(&self, call: &str) -> Result<&Arc<dyn NodeDeviceDriver>> {
        self.connection.require_writable(call)?;
        self.driver()
    }
}
