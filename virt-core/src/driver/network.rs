//! Virtual networks.

use std::net::IpAddr;
use std::time::SystemTime;

use uuid::Uuid;

use super::{Driver, unsupported};
use crate::Result;
use crate::api::domain::DomainModificationImpact;
use crate::api::network::{
    ConnectListAllNetworksFlags, NetworkCreateFlags, NetworkDefineFlags, NetworkMetadataType,
    NetworkPortCreateFlags, NetworkUpdateCommand, NetworkUpdateFlags, NetworkUpdateSection,
    NetworkXmlFlags,
};
use crate::event::{EventFilter, EventRegistration, EventSender};
use crate::object::{NetworkPortRef, NetworkRef};
use crate::typed_parameters::TypedParameters;

/// The virtual networks of one host.
///
/// A method that gets a network that is gone answers [`NoNetwork`](crate::ErrorKind::NoNetwork).
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait NetworkDriver: Driver {
    /// Returns the networks that match `filter`, sorted by name.
    ///
    /// Within a group of the filter one match suffices; groups without a flag match all.
    #[doc(alias(
        "connectListAllNetworks",
        "connectNumOfNetworks",
        "connectListNetworks",
        "connectNumOfDefinedNetworks",
        "connectListDefinedNetworks"
    ))]
    fn list(&self, filter: ConnectListAllNetworksFlags) -> Result<Vec<NetworkRef>>;

    /// Finds the network with this UUID.
    #[doc(alias = "networkLookupByUUID")]
    fn lookup_by_uuid(&self, uuid: Uuid) -> Result<NetworkRef>;

    /// Finds the network with this name.
    #[doc(alias = "networkLookupByName")]
    fn lookup_by_name(&self, name: &str) -> Result<NetworkRef>;

    /// Starts a network that is not defined from `xml`. It is gone when it stops.
    #[doc(alias("networkCreateXML", "networkCreateXMLFlags"))]
    fn create(&self, xml: &str, flags: NetworkCreateFlags) -> Result<NetworkRef> {
        unsupported(self, "virNetworkCreateXML")
    }

    /// Stores `xml` as the persistent definition of its network. A running network keeps its live
    /// configuration until it next starts.
    ///
    /// # Errors
    ///
    /// [`OperationFailed`](crate::ErrorKind::OperationFailed) when the name belongs to another
    /// UUID or the UUID to another name.
    #[doc(alias("networkDefineXML", "networkDefineXMLFlags"))]
    fn define(&self, xml: &str, flags: NetworkDefineFlags) -> Result<NetworkRef> {
        unsupported(self, "virNetworkDefineXML")
    }

    /// Removes the persistent definition. A running network becomes transient.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when it is transient.
    #[doc(alias = "networkUndefine")]
    fn undefine(&self, network: &NetworkRef) -> Result<()> {
        unsupported(self, "virNetworkUndefine")
    }

    /// Changes one part of a network: adds, replaces or removes the element `xml` of `section`.
    /// Where the section exists several times, as addresses do, `parent` says in which; without
    /// one the driver finds the only one that fits.
    #[doc(alias = "networkUpdate")]
    fn update(
        &self,
        network: &NetworkRef,
        command: NetworkUpdateCommand,
        section: NetworkUpdateSection,
        parent: Option<u32>,
        xml: &str,
        flags: NetworkUpdateFlags,
    ) -> Result<()> {
        unsupported(self, "virNetworkUpdate")
    }

    /// Starts a defined network.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when it is active.
    #[doc(alias = "networkCreate")]
    fn start(&self, network: &NetworkRef) -> Result<()> {
        unsupported(self, "virNetworkCreate")
    }

    /// Stops a network. Guests that are plugged into it lose it.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when it is not active.
    #[doc(alias = "networkDestroy")]
    fn destroy(&self, network: &NetworkRef) -> Result<()> {
        unsupported(self, "virNetworkDestroy")
    }

    /// Returns the definition: of an active network the live one, unless `INACTIVE` is given.
    #[doc(alias = "networkGetXMLDesc")]
    fn xml(&self, network: &NetworkRef, flags: NetworkXmlFlags) -> Result<String>;

    /// Returns the name of the network's bridge.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when it has none.
    #[doc(alias = "networkGetBridgeName")]
    fn bridge_name(&self, network: &NetworkRef) -> Result<String> {
        unsupported(self, "virNetworkGetBridgeName")
    }

    /// Whether the network starts with the host.
    #[doc(alias = "networkGetAutostart")]
    fn autostart(&self, network: &NetworkRef) -> Result<bool> {
        unsupported(self, "virNetworkGetAutostart")
    }

    /// Sets whether the network starts with the host.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when it is transient.
    #[doc(alias = "networkSetAutostart")]
    fn set_autostart(&self, network: &NetworkRef, autostart: bool) -> Result<()> {
        unsupported(self, "virNetworkSetAutostart")
    }

    /// Whether the network is active.
    #[doc(alias = "networkIsActive")]
    fn is_active(&self, network: &NetworkRef) -> Result<bool>;

    /// Whether the network has a definition that outlives its run.
    #[doc(alias = "networkIsPersistent")]
    fn is_persistent(&self, network: &NetworkRef) -> Result<bool>;

    /// Returns the addresses that the network has leased, or those of the guest with this MAC
    /// address.
    #[doc(alias = "networkGetDHCPLeases")]
    fn dhcp_leases(&self, network: &NetworkRef, mac: Option<&str>) -> Result<Vec<DhcpLease>> {
        unsupported(self, "virNetworkGetDHCPLeases")
    }

    /// Returns the title, the description, or the metadata element of the namespace `uri`.
    ///
    /// # Errors
    ///
    /// [`NoNetworkMetadata`](crate::ErrorKind::NoNetworkMetadata) when it is not set.
    #[doc(alias = "networkGetMetadata")]
    fn metadata(
        &self,
        network: &NetworkRef,
        kind: NetworkMetadataType,
        uri: Option<&str>,
        impact: DomainModificationImpact,
    ) -> Result<String> {
        unsupported(self, "virNetworkGetMetadata")
    }

    /// Sets, or with `None` removes, the title, the description, or the metadata element of the
    /// namespace `uri`, which is then written with the prefix `key`.
    #[doc(alias = "networkSetMetadata")]
    fn set_metadata(
        &self,
        network: &NetworkRef,
        kind: NetworkMetadataType,
        metadata: Option<&str>,
        key: Option<&str>,
        uri: Option<&str>,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virNetworkSetMetadata")
    }

    /// Sends the events of networks that match `filter` to `sender` until the registration is
    /// dropped.
    #[doc(alias("connectNetworkEventRegisterAny", "connectNetworkEventDeregisterAny"))]
    fn subscribe(&self, filter: EventFilter, sender: EventSender) -> Result<EventRegistration> {
        unsupported(self, "virConnectNetworkEventRegisterAny")
    }

    /// Ports, when the driver keeps them.
    fn ports(&self) -> Option<&dyn NetworkPortDriver> {
        None
    }
}

/// Ports of virtual networks: one for each guest interface that is plugged in.
///
/// A method that gets a port that is gone answers
/// [`NoNetworkPort`](crate::ErrorKind::NoNetworkPort).
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait NetworkPortDriver: Driver {
    /// Returns the ports of a network.
    #[doc(alias = "networkListAllPorts")]
    fn ports_of(&self, network: &NetworkRef) -> Result<Vec<NetworkPortRef>>;

    /// Finds the port of a network with this UUID.
    #[doc(alias = "networkPortLookupByUUID")]
    fn lookup_port(&self, network: &NetworkRef, uuid: Uuid) -> Result<NetworkPortRef>;

    /// Plugs in what `xml` describes. With `RECLAIM` a port that is plugged in already is kept.
    #[doc(alias = "networkPortCreateXML")]
    fn create_port(
        &self,
        network: &NetworkRef,
        xml: &str,
        flags: NetworkPortCreateFlags,
    ) -> Result<NetworkPortRef>;

    /// Pulls the plug.
    #[doc(alias = "networkPortDelete")]
    fn delete_port(&self, port: &NetworkPortRef) -> Result<()>;

    /// Returns the port's description, with what the network filled in.
    #[doc(alias = "networkPortGetXMLDesc")]
    fn port_xml(&self, port: &NetworkPortRef) -> Result<String>;

    /// Returns the port's bandwidth limits (`NETWORK_PORT_BANDWIDTH_*` of
    /// [`crate::api::network`]).
    #[doc(alias = "networkPortGetParameters")]
    fn port_parameters(&self, port: &NetworkPortRef) -> Result<TypedParameters> {
        unsupported(self, "virNetworkPortGetParameters")
    }

    /// Sets the port's bandwidth limits (`NETWORK_PORT_BANDWIDTH_*` of [`crate::api::network`]).
    #[doc(alias = "networkPortSetParameters")]
    fn set_port_parameters(
        &self,
        port: &NetworkPortRef,
        parameters: &TypedParameters,
    ) -> Result<()> {
        unsupported(self, "virNetworkPortSetParameters")
    }
}

/// An address that a network has leased to a guest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DhcpLease {
    /// The bridge of the network.
    pub interface: String,
    /// When the lease ends; none for one that does not end.
    pub expires: Option<SystemTime>,
    /// The guest's MAC address.
    pub mac: Option<String>,
    /// The guest's identity association, for IPv6.
    pub iaid: Option<String>,
    /// The address.
    pub address: IpAddr,
    /// How many bits of it name the network.
    pub prefix: u8,
    /// The guest's host name.
    pub hostname: Option<String>,
    /// The guest's client id, or for IPv6 its DUID.
    pub client_id: Option<String>,
}
