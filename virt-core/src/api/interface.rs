//! Enumerations, flags and parameter names of libvirt's interface API. Written by
//! `cargo xtask codegen`.

use bitflags::bitflags;

bitflags! {
    /// libvirt's `virConnectListAllInterfacesFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct ConnectListAllInterfacesFlags: u32 {
        /// `VIR_CONNECT_LIST_INTERFACES_INACTIVE`, since 0.10.2.
        const INACTIVE = 1 << 0;
        /// `VIR_CONNECT_LIST_INTERFACES_ACTIVE`, since 0.10.2.
        const ACTIVE = 1 << 1;
    }
}

bitflags! {
    /// libvirt's `virInterfaceDefineFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct InterfaceDefineFlags: u32 {
        /// `VIR_INTERFACE_DEFINE_VALIDATE`, since 7.7.0.
        const VALIDATE = 1 << 0;
    }
}

bitflags! {
    /// libvirt's `virInterfaceXMLFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct InterfaceXmlFlags: u32 {
        /// `VIR_INTERFACE_XML_INACTIVE`, since 0.7.3.
        const INACTIVE = 1 << 0;
    }
}
