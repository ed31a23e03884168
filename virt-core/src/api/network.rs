//! Enumerations, flags and parameter names of libvirt's network API. Written by
//! `cargo xtask codegen`.

use bitflags::bitflags;

bitflags! {
    /// libvirt's `virConnectListAllNetworksFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct ConnectListAllNetworksFlags: u32 {
        /// `VIR_CONNECT_LIST_NETWORKS_INACTIVE`, since 0.10.2.
        const INACTIVE = 1 << 0;
        /// `VIR_CONNECT_LIST_NETWORKS_ACTIVE`, since 0.10.2.
        const ACTIVE = 1 << 1;
        /// `VIR_CONNECT_LIST_NETWORKS_PERSISTENT`, since 0.10.2.
        const PERSISTENT = 1 << 2;
        /// `VIR_CONNECT_LIST_NETWORKS_TRANSIENT`, since 0.10.2.
        const TRANSIENT = 1 << 3;
        /// `VIR_CONNECT_LIST_NETWORKS_AUTOSTART`, since 0.10.2.
        const AUTOSTART = 1 << 4;
        /// `VIR_CONNECT_LIST_NETWORKS_NO_AUTOSTART`, since 0.10.2.
        const NO_AUTOSTART = 1 << 5;
    }
}

enumeration! {
    /// libvirt's `virIPAddrType`.
    pub enum IpAddrType {
        /// `VIR_IP_ADDR_TYPE_IPV4`, since 1.2.6.
        Ipv4 = 0,
        /// `VIR_IP_ADDR_TYPE_IPV6`, since 1.2.6.
        Ipv6 = 1,
    }
}

bitflags! {
    /// libvirt's `virNetworkCreateFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct NetworkCreateFlags: u32 {
        /// `VIR_NETWORK_CREATE_VALIDATE`, since 7.8.0.
        const VALIDATE = 1 << 0;
    }
}

bitflags! {
    /// libvirt's `virNetworkDefineFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct NetworkDefineFlags: u32 {
        /// `VIR_NETWORK_DEFINE_VALIDATE`, since 7.7.0.
        const VALIDATE = 1 << 0;
    }
}

enumeration! {
    /// libvirt's `virNetworkEventID`.
    pub enum NetworkEventId {
        /// `VIR_NETWORK_EVENT_ID_LIFECYCLE`, since 1.2.1.
        Lifecycle = 0,
        /// `VIR_NETWORK_EVENT_ID_METADATA_CHANGE`, since 9.8.0.
        MetadataChange = 1,
    }
}

enumeration! {
    /// libvirt's `virNetworkEventLifecycleType`.
    pub enum NetworkEventLifecycleType {
        /// `VIR_NETWORK_EVENT_DEFINED`, since 1.2.1.
        Defined = 0,
        /// `VIR_NETWORK_EVENT_UNDEFINED`, since 1.2.1.
        Undefined = 1,
        /// `VIR_NETWORK_EVENT_STARTED`, since 1.2.1.
        Started = 2,
        /// `VIR_NETWORK_EVENT_STOPPED`, since 1.2.1.
        Stopped = 3,
    }
}

enumeration! {
    /// libvirt's `virNetworkMetadataType`.
    pub enum NetworkMetadataType {
        /// `VIR_NETWORK_METADATA_DESCRIPTION`, since 9.7.0.
        Description = 0,
        /// `VIR_NETWORK_METADATA_TITLE`, since 9.7.0.
        Title = 1,
        /// `VIR_NETWORK_METADATA_ELEMENT`, since 9.7.0.
        Element = 2,
    }
}

bitflags! {
    /// libvirt's `virNetworkPortCreateFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct NetworkPortCreateFlags: u32 {
        /// `VIR_NETWORK_PORT_CREATE_RECLAIM`, since 5.5.0.
        const RECLAIM = 1 << 0;
        /// `VIR_NETWORK_PORT_CREATE_VALIDATE`, since 7.8.0.
        const VALIDATE = 1 << 1;
    }
}

enumeration! {
    /// libvirt's `virNetworkUpdateCommand`.
    pub enum NetworkUpdateCommand {
        /// `VIR_NETWORK_UPDATE_COMMAND_NONE`, since 0.10.2.
        None = 0,
        /// `VIR_NETWORK_UPDATE_COMMAND_MODIFY`, since 0.10.2.
        Modify = 1,
        /// `VIR_NETWORK_UPDATE_COMMAND_DELETE`, since 0.10.2.
        Delete = 2,
        /// `VIR_NETWORK_UPDATE_COMMAND_ADD_LAST`, since 0.10.2.
        AddLast = 3,
        /// `VIR_NETWORK_UPDATE_COMMAND_ADD_FIRST`, since 0.10.2.
        AddFirst = 4,
    }
}

bitflags! {
    /// libvirt's `virNetworkUpdateFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct NetworkUpdateFlags: u32 {
        /// `VIR_NETWORK_UPDATE_AFFECT_LIVE`, since 0.10.2.
        const LIVE = 1 << 0;
        /// `VIR_NETWORK_UPDATE_AFFECT_CONFIG`, since 0.10.2.
        const CONFIG = 1 << 1;
    }
}

enumeration! {
    /// libvirt's `virNetworkUpdateSection`.
    pub enum NetworkUpdateSection {
        /// `VIR_NETWORK_SECTION_NONE`, since 0.10.2.
        None = 0,
        /// `VIR_NETWORK_SECTION_BRIDGE`, since 0.10.2.
        Bridge = 1,
        /// `VIR_NETWORK_SECTION_DOMAIN`, since 0.10.2.
        Domain = 2,
        /// `VIR_NETWORK_SECTION_IP`, since 0.10.2.
        Ip = 3,
        /// `VIR_NETWORK_SECTION_IP_DHCP_HOST`, since 0.10.2.
        IpDhcpHost = 4,
        /// `VIR_NETWORK_SECTION_IP_DHCP_RANGE`, since 0.10.2.
        IpDhcpRange = 5,
        /// `VIR_NETWORK_SECTION_FORWARD`, since 0.10.2.
        Forward = 6,
        /// `VIR_NETWORK_SECTION_FORWARD_INTERFACE`, since 0.10.2.
        ForwardInterface = 7,
        /// `VIR_NETWORK_SECTION_FORWARD_PF`, since 0.10.2.
        ForwardPf = 8,
        /// `VIR_NETWORK_SECTION_PORTGROUP`, since 0.10.2.
        PortGroup = 9,
        /// `VIR_NETWORK_SECTION_DNS_HOST`, since 0.10.2.
        DnsHost = 10,
        /// `VIR_NETWORK_SECTION_DNS_TXT`, since 0.10.2.
        DnsTxt = 11,
        /// `VIR_NETWORK_SECTION_DNS_SRV`, since 0.10.2.
        DnsSrv = 12,
    }
}

bitflags! {
    /// libvirt's `virNetworkXMLFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct NetworkXmlFlags: u32 {
        /// `VIR_NETWORK_XML_INACTIVE`, since 0.9.10.
        const INACTIVE = 1 << 0;
    }
}

/// `VIR_NETWORK_PORT_BANDWIDTH_IN_AVERAGE`, since 5.5.0.
pub const NETWORK_PORT_BANDWIDTH_IN_AVERAGE: &str = "inbound.average";

/// `VIR_NETWORK_PORT_BANDWIDTH_IN_BURST`, since 5.5.0.
pub const NETWORK_PORT_BANDWIDTH_IN_BURST: &str = "inbound.burst";

/// `VIR_NETWORK_PORT_BANDWIDTH_IN_FLOOR`, since 5.5.0.
pub const NETWORK_PORT_BANDWIDTH_IN_FLOOR: &str = "inbound.floor";

/// `VIR_NETWORK_PORT_BANDWIDTH_IN_PEAK`, since 5.5.0.
pub const NETWORK_PORT_BANDWIDTH_IN_PEAK: &str = "inbound.peak";

/// `VIR_NETWORK_PORT_BANDWIDTH_OUT_AVERAGE`, since 5.5.0.
pub const NETWORK_PORT_BANDWIDTH_OUT_AVERAGE: &str = "outbound.average";

/// `VIR_NETWORK_PORT_BANDWIDTH_OUT_BURST`, since 5.5.0.
pub const NETWORK_PORT_BANDWIDTH_OUT_BURST: &str = "outbound.burst";

/// `VIR_NETWORK_PORT_BANDWIDTH_OUT_PEAK`, since 5.5.0.
pub const NETWORK_PORT_BANDWIDTH_OUT_PEAK: &str = "outbound.peak";
