//! Devices of the host: a tree from the computer down to the last USB stick.

use super::{Driver, unsupported};
use crate::Result;
use crate::api::nodedev::{
    ConnectListAllNodeDeviceFlags, NodeDeviceCreateXmlFlags, NodeDeviceDefineXmlFlags,
    NodeDeviceUpdateFlags, NodeDeviceXmlFlags,
};
use crate::event::{EventFilter, EventRegistration, EventSender};
use crate::object::NodeDeviceRef;

/// The devices of one host.
///
/// Taking a device away from the host for a guest is the business of the hypervisor's
/// [`HostDeviceDriver`](crate::driver::node::HostDeviceDriver). A method that gets a device that
/// is gone answers [`NoNodeDevice`](crate::ErrorKind::NoNodeDevice).
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait NodeDeviceDriver: Driver {
    /// Returns the devices that match `filter`, sorted by name.
    ///
    /// A device matches when it has one of the capabilities of the filter, or when the filter
    /// names none; and the same for active and inactive.
    #[doc(alias("connectListAllNodeDevices", "nodeNumOfDevices", "nodeListDevices"))]
    fn list(&self, filter: ConnectListAllNodeDeviceFlags) -> Result<Vec<NodeDeviceRef>>;

    /// Finds the device with this name.
    #[doc(alias = "nodeDeviceLookupByName")]
    fn lookup_by_name(&self, name: &str) -> Result<NodeDeviceRef>;

    /// Finds the SCSI host with these world-wide names of node and port.
    #[doc(alias = "nodeDeviceLookupSCSIHostByWWN")]
    fn lookup_scsi_host(&self, node_name: &str, port_name: &str) -> Result<NodeDeviceRef> {
        unsupported(self, "virNodeDeviceLookupSCSIHostByWWN")
    }

    /// Returns the device's description: of an active one as it is, unless `INACTIVE` is given.
    #[doc(alias = "nodeDeviceGetXMLDesc")]
    fn xml(&self, device: &NodeDeviceRef, flags: NodeDeviceXmlFlags) -> Result<String>;

    /// Returns the name of the device that this one is part of; none for the computer itself.
    #[doc(alias = "nodeDeviceGetParent")]
    fn parent(&self, device: &NodeDeviceRef) -> Result<Option<String>>;

    /// Returns the types of the device's capabilities: `pci`, `net`.
    #[doc(alias("nodeDeviceListCaps", "nodeDeviceNumOfCaps"))]
    fn capabilities(&self, device: &NodeDeviceRef) -> Result<Vec<String>>;

    /// Creates the device that `xml` describes: a virtual HBA, a mediated device. It is gone when
    /// it stops.
    #[doc(alias = "nodeDeviceCreateXML")]
    fn create(&self, xml: &str, flags: NodeDeviceCreateXmlFlags) -> Result<NodeDeviceRef> {
        unsupported(self, "virNodeDeviceCreateXML")
    }

    /// Takes a created device away.
    #[doc(alias = "nodeDeviceDestroy")]
    fn destroy(&self, device: &NodeDeviceRef) -> Result<()> {
        unsupported(self, "virNodeDeviceDestroy")
    }

    /// Stores `xml` as the persistent definition of its device.
    #[doc(alias = "nodeDeviceDefineXML")]
    fn define(&self, xml: &str, flags: NodeDeviceDefineXmlFlags) -> Result<NodeDeviceRef> {
        unsupported(self, "virNodeDeviceDefineXML")
    }

    /// Removes the persistent definition.
    #[doc(alias = "nodeDeviceUndefine")]
    fn undefine(&self, device: &NodeDeviceRef) -> Result<()> {
        unsupported(self, "virNodeDeviceUndefine")
    }

    /// Starts a defined device.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when it is active.
    #[doc(alias = "nodeDeviceCreate")]
    fn start(&self, device: &NodeDeviceRef) -> Result<()> {
        unsupported(self, "virNodeDeviceCreate")
    }

    /// Gives a device the definition `xml`: the live one, the persistent one or both, as the
    /// flags say.
    #[doc(alias = "nodeDeviceUpdate")]
    fn update(
        &self,
        device: &NodeDeviceRef,
        xml: &str,
        flags: NodeDeviceUpdateFlags,
    ) -> Result<()> {
        unsupported(self, "virNodeDeviceUpdate")
    }

    /// Whether the device starts with the host.
    #[doc(alias = "nodeDeviceGetAutostart")]
    fn autostart(&self, device: &NodeDeviceRef) -> Result<bool> {
        unsupported(self, "virNodeDeviceGetAutostart")
    }

    /// Sets whether the device starts with the host, or with the device that it is part of.
    #[doc(alias = "nodeDeviceSetAutostart")]
    fn set_autostart(&self, device: &NodeDeviceRef, autostart: bool) -> Result<()> {
        unsupported(self, "virNodeDeviceSetAutostart")
    }

    /// Whether the device has a definition that outlives it.
    #[doc(alias = "nodeDeviceIsPersistent")]
    fn is_persistent(&self, device: &NodeDeviceRef) -> Result<bool> {
        unsupported(self, "virNodeDeviceIsPersistent")
    }

    /// Whether the device is there.
    #[doc(alias = "nodeDeviceIsActive")]
    fn is_active(&self, device: &NodeDeviceRef) -> Result<bool> {
        unsupported(self, "virNodeDeviceIsActive")
    }

    /// Sends the events of devices that match `filter` to `sender` until the registration is
    /// dropped.
    #[doc(alias("connectNodeDeviceEventRegisterAny", "connectNodeDeviceEventDeregisterAny"))]
    fn subscribe(&self, filter: EventFilter, sender: EventSender) -> Result<EventRegistration> {
        unsupported(self, "virConnectNodeDeviceEventRegisterAny")
    }
}
