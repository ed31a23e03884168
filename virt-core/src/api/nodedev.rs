//! Enumerations, flags and parameter names of libvirt's nodedev API. Written by
//! `cargo xtask codegen`.

use bitflags::bitflags;

bitflags! {
    /// libvirt's `virConnectListAllNodeDeviceFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct ConnectListAllNodeDeviceFlags: u32 {
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_SYSTEM`, since 0.10.2.
        const CAP_SYSTEM = 1 << 0;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_PCI_DEV`, since 0.10.2.
        const CAP_PCI_DEV = 1 << 1;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_USB_DEV`, since 0.10.2.
        const CAP_USB_DEV = 1 << 2;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_USB_INTERFACE`, since 0.10.2.
        const CAP_USB_INTERFACE = 1 << 3;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_NET`, since 0.10.2.
        const CAP_NET = 1 << 4;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_HOST`, since 0.10.2.
        const CAP_SCSI_HOST = 1 << 5;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_TARGET`, since 0.10.2.
        const CAP_SCSI_TARGET = 1 << 6;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI`, since 0.10.2.
        const CAP_SCSI = 1 << 7;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_STORAGE`, since 0.10.2.
        const CAP_STORAGE = 1 << 8;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_FC_HOST`, since 1.0.4.
        const CAP_FC_HOST = 1 << 9;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_VPORTS`, since 1.0.4.
        const CAP_VPORTS = 1 << 10;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_GENERIC`, since 1.1.0.
        const CAP_SCSI_GENERIC = 1 << 11;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_DRM`, since 3.1.0.
        const CAP_DRM = 1 << 12;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_MDEV_TYPES`, since 3.4.0.
        const CAP_MDEV_TYPES = 1 << 13;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_MDEV`, since 3.4.0.
        const CAP_MDEV = 1 << 14;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCW_DEV`, since 3.4.0.
        const CAP_CCW_DEV = 1 << 15;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_CSS_DEV`, since 6.8.0.
        const CAP_CSS_DEV = 1 << 16;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_VDPA`, since 6.9.0.
        const CAP_VDPA = 1 << 17;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_CARD`, since 7.0.0.
        const CAP_AP_CARD = 1 << 18;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_QUEUE`, since 7.0.0.
        const CAP_AP_QUEUE = 1 << 19;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_MATRIX`, since 7.0.0.
        const CAP_AP_MATRIX = 1 << 20;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_VPD`, since 7.9.0.
        const CAP_VPD = 1 << 21;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCWGROUP_DEV`, since 11.1.0.
        const CAP_CCWGROUP_DEV = 1 << 22;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCWGROUP_MEMBER`, since 11.1.0.
        const CAP_CCWGROUP_MEMBER = 1 << 23;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_PERSISTENT`, since 10.1.0.
        const PERSISTENT = 1 << 28;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_TRANSIENT`, since 10.1.0.
        const TRANSIENT = 1 << 29;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_INACTIVE`, since 7.3.0.
        const INACTIVE = 1 << 30;
        /// `VIR_CONNECT_LIST_NODE_DEVICES_ACTIVE`, since 7.3.0.
        const ACTIVE = 1 << 31;
    }
}

bitflags! {
    /// libvirt's `virNodeDeviceCreateXMLFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct NodeDeviceCreateXmlFlags: u32 {
        /// `VIR_NODE_DEVICE_CREATE_XML_VALIDATE`, since 8.10.0.
        const VALIDATE = 1 << 0;
    }
}

bitflags! {
    /// libvirt's `virNodeDeviceDefineXMLFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct NodeDeviceDefineXmlFlags: u32 {
        /// `VIR_NODE_DEVICE_DEFINE_XML_VALIDATE`, since 8.10.0.
        const VALIDATE = 1 << 0;
    }
}

enumeration! {
    /// libvirt's `virNodeDeviceEventID`.
    pub enum NodeDeviceEventId {
        /// `VIR_NODE_DEVICE_EVENT_ID_LIFECYCLE`, since 2.2.0.
        Lifecycle = 0,
        /// `VIR_NODE_DEVICE_EVENT_ID_UPDATE`, since 2.2.0.
        Update = 1,
    }
}

enumeration! {
    /// libvirt's `virNodeDeviceEventLifecycleType`.
    pub enum NodeDeviceEventLifecycleType {
        /// `VIR_NODE_DEVICE_EVENT_CREATED`, since 2.2.0.
        Created = 0,
        /// `VIR_NODE_DEVICE_EVENT_DELETED`, since 2.2.0.
        Deleted = 1,
        /// `VIR_NODE_DEVICE_EVENT_DEFINED`, since 7.3.0.
        Defined = 2,
        /// `VIR_NODE_DEVICE_EVENT_UNDEFINED`, since 7.3.0.
        Undefined = 3,
    }
}

bitflags! {
    /// libvirt's `virNodeDeviceUpdateFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct NodeDeviceUpdateFlags: u32 {
        /// `VIR_NODE_DEVICE_UPDATE_AFFECT_LIVE`, since 10.1.0.
        const LIVE = 1 << 0;
        /// `VIR_NODE_DEVICE_UPDATE_AFFECT_CONFIG`, since 10.1.0.
        const CONFIG = 1 << 1;
    }
}

bitflags! {
    /// libvirt's `virNodeDeviceXMLFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct NodeDeviceXmlFlags: u32 {
        /// `VIR_NODE_DEVICE_XML_INACTIVE`, since 10.1.0.
        const INACTIVE = 1 << 0;
    }
}
