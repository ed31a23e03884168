//! Network interfaces of the host, as its own configuration has them.

use super::{Driver, unsupported};
use crate::Result;
use crate::api::interface::{
    ConnectListAllInterfacesFlags, InterfaceDefineFlags, InterfaceXmlFlags,
};
use crate::object::InterfaceRef;

/// The network interfaces of one host.
///
/// A method that gets an interface that is gone answers
/// [`NoInterface`](crate::ErrorKind::NoInterface).
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait InterfaceDriver: Driver {
    /// Returns the interfaces that match `filter`, sorted by name.
    #[doc(alias(
        "connectListAllInterfaces",
        "connectNumOfInterfaces",
        "connectListInterfaces",
        "connectNumOfDefinedInterfaces",
        "connectListDefinedInterfaces"
    ))]
    fn list(&self, filter: ConnectListAllInterfacesFlags) -> Result<Vec<InterfaceRef>>;

    /// Finds the interface with this name.
    #[doc(alias = "interfaceLookupByName")]
    fn lookup_by_name(&self, name: &str) -> Result<InterfaceRef>;

    /// Finds the interface with this MAC address.
    ///
    /// # Errors
    ///
    /// [`MultipleInterfaces`](crate::ErrorKind::MultipleInterfaces) when several have it.
    #[doc(alias = "interfaceLookupByMACString")]
    fn lookup_by_mac(&self, mac: &str) -> Result<InterfaceRef>;

    /// Returns the interface as it is, or with `INACTIVE` as it is configured.
    #[doc(alias = "interfaceGetXMLDesc")]
    fn xml(&self, interface: &InterfaceRef, flags: InterfaceXmlFlags) -> Result<String>;

    /// Writes `xml` into the host's configuration. An active interface stays as it is until it
    /// next starts.
    #[doc(alias = "interfaceDefineXML")]
    fn define(&self, xml: &str, flags: InterfaceDefineFlags) -> Result<InterfaceRef> {
        unsupported(self, "virInterfaceDefineXML")
    }

    /// Removes the interface from the host's configuration.
    #[doc(alias = "interfaceUndefine")]
    fn undefine(&self, interface: &InterfaceRef) -> Result<()> {
        unsupported(self, "virInterfaceUndefine")
    }

    /// Brings the interface up.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when it is up.
    #[doc(alias = "interfaceCreate")]
    fn start(&self, interface: &InterfaceRef) -> Result<()> {
        unsupported(self, "virInterfaceCreate")
    }

    /// Takes the interface down.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when it is not up.
    #[doc(alias = "interfaceDestroy")]
    fn destroy(&self, interface: &InterfaceRef) -> Result<()> {
        unsupported(self, "virInterfaceDestroy")
    }

    /// Whether the interface is up.
    #[doc(alias = "interfaceIsActive")]
    fn is_active(&self, interface: &InterfaceRef) -> Result<bool>;

    /// Changes that can be taken back, when the driver keeps the old configuration.
    fn changes(&self) -> Option<&dyn InterfaceChangeDriver> {
        None
    }
}

/// Changes of the host's interfaces that are taken back unless somebody commits them. At most one
/// set of changes is open at a time.
pub trait InterfaceChangeDriver: Driver {
    /// Keeps the configuration of all interfaces as it is now.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when a set of changes is open.
    #[doc(alias = "interfaceChangeBegin")]
    fn begin_change(&self) -> Result<()>;

    /// Keeps what was changed since, and forgets the configuration of before.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when no set of changes is open.
    #[doc(alias = "interfaceChangeCommit")]
    fn commit_change(&self) -> Result<()>;

    /// Puts the configuration of before back, and restarts what was changed.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when no set of changes is open.
    #[doc(alias = "interfaceChangeRollback")]
    fn rollback_change(&self) -> Result<()>;
}
