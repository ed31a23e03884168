//! Devices of the host: a tree from the computer down to the last USB stick.
//!
//! # Properties
//!
//! What selectors ask for. Every driver has these, as far as a device's description says them:
//!
//! | property | value |
//! | --- | --- |
//! | `name`, `parent`, `driver` | the names of the device, of the one that it is part of, of its driver |
//! | `path` | its place in sysfs |
//! | `dev_node`, `dev_link` | its files below `/dev`, and links to them |
//! | `cap` | every capability: `pci`, `virt_functions`, `net`, `80203` |
//! | `bus` | what it is on: `pci`, `usb`, `scsi`, `mdev`, `ccw`; of a device without a bus of its own that of the nearest device above |
//! | `address` | on PCI `0000:00:1f.2`, on USB `bus:device`, on SCSI `host:bus:target:unit`, of mediated devices that of the parent |
//! | `vendor`, `vendor_id`, `product`, `product_id`, `model`, `serial`, `class` | what the maker says; numbers with `0x` |
//! | `interface`, `mac`, `link_state`, `link_speed` | of network interfaces |
//! | `iommu_group`, `iommu_group_member`, `numa_node` | where a PCI device belongs |
//! | `physical_function`, `virtual_function` | PCI addresses |
//! | `host`, `wwnn`, `wwpn`, `fabric_wwn` | of SCSI hosts |
//! | `bus_number`, `device_number` | of USB devices |
//! | `block`, `drive_type`, `size` | of disks; bytes |
//! | `uuid`, `type_id` | of mediated devices |
//!
//! Any other value of the description is there under its element's name, those around it before
//! it: `<firmware><release_date>` is `firmware_release_date`. Drivers add what they know besides.

mod changes;
mod filter;
mod key;
mod properties;
mod search;

pub use changes::{ChangeToken, Changes};
pub use key::NodeDeviceKey;
pub use properties::properties_of;

use super::{Driver, unsupported};
use crate::Result;
use crate::api::nodedev::{
    ConnectListAllNodeDeviceFlags, NodeDeviceCreateXmlFlags, NodeDeviceDefineXmlFlags,
    NodeDeviceUpdateFlags, NodeDeviceXmlFlags,
};
use crate::event::{EventFilter, EventRegistration, EventSender};
use crate::object::NodeDeviceRef;
use crate::selector::{Properties, Selector};

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

    /// Returns what is known of the device, for selectors: see the [module](self#properties).
    ///
    /// This body reads the description, and asks the devices above for the bus.
    fn properties(&self, device: &NodeDeviceRef) -> Result<Properties> {
        search::properties(self, device)
    }

    /// Returns the devices that match `filter` and that `selector` chooses, sorted by name. A
    /// device that goes meanwhile is left out.
    fn select(
        &self,
        selector: &Selector,
        filter: ConnectListAllNodeDeviceFlags,
    ) -> Result<Vec<NodeDeviceRef>> {
        search::select(self, filter, |properties| selector.matches(properties))
    }

    /// Finds the device that is known by `key`; of several, such as a network card and a VLAN with
    /// its MAC address, the first one by name.
    fn lookup_by_key(&self, key: &NodeDeviceKey) -> Result<NodeDeviceRef> {
        search::lookup(self, key)
    }

    /// Returns the types of the capabilities that devices of this host have, sorted.
    fn capability_types(&self) -> Result<Vec<String>> {
        search::values(self, "cap")
    }

    /// Returns the buses that devices of this host are on, sorted.
    fn buses(&self) -> Result<Vec<String>> {
        search::values(self, "bus")
    }

    /// Returns what became of the devices since `since`, or from scratch, with the token for the
    /// next question.
    ///
    /// # Errors
    ///
    /// [`InvalidArg`](crate::ErrorKind::InvalidArg) for a token that no driver of this kind made.
    /// One that is too old is none: the answer [starts anew](Changes::starts_anew).
    fn changes(&self, since: Option<&ChangeToken>) -> Result<Changes> {
        unsupported(self, "changes of node devices since a token")
    }
}
