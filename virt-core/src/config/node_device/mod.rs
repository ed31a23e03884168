//! `<device>`: a device of the host, with what it can do.

mod capability;
mod ccw;
mod config;
mod crypto;
mod mdev;
mod net;
mod number;
mod pci;
mod scsi;
mod storage;
mod system;
mod usb;
mod validate;
mod virtual_port;
mod vpd;

pub use capability::{Capability, DrmCapability, DrmType, VdpaCapability};
pub use ccw::{
    CcwAddress, CcwCapability, CcwGroupCapability, CcwGroupDevice, CcwGroupKind, CcwGroupMember,
    CcwGroupMembers, CcwMemberCapability, CcwState, ChannelDeviceAddress, CssCapability, CssNested,
    QethGroup,
};
pub use config::{DevNode, DevNodeType, NodeDeviceConfig, NodeDeviceDriver, NodeDeviceParent};
pub use crypto::{
    ApAdapter, ApCardCapability, ApDomain, ApMatrixCapability, ApMatrixNested, ApQueueCapability,
};
pub use mdev::{
    MdevApi, MdevAttribute, MdevCapability, MdevParentCapability, MdevParentNested, MdevType,
    MdevTypes,
};
pub use net::{NetCapability, NetFeature, NetFeatureName, NetLink, NetNested};
pub use number::{HexByte, HexClass, HexDigit, HexId, HexWord};
pub use pci::{
    IommuGroup, NumaNode, PciCapability, PciExpress, PciExpressLink, PciLinkValidity, PciName,
    PciNested, PhysicalFunction, VirtualFunctions,
};
pub use scsi::{
    FcHost, FcRemotePort, ScsiCapability, ScsiGenericCapability, ScsiHostCapability,
    ScsiHostNested, ScsiTargetCapability, ScsiTargetNested, VportOps,
};
pub use storage::{RemovableMedia, StorageCapability, StorageNested};
pub use system::{SystemCapability, SystemFirmware, SystemHardware};
pub use usb::{UsbDeviceCapability, UsbInterfaceCapability};
pub use virtual_port::{PortParent, VirtualPort};
pub use vpd::{VpdAccess, VpdCapability, VpdField, VpdFields};
