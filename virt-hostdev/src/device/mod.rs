//! What is asked for, and what it is called.

mod config;
mod id;
mod request;

pub use id::{DeviceId, DeviceKind, ScsiAddress};
pub use request::{
    HostDevice, MdevRequest, NvmeRequest, PciRequest, ScsiHostRequest, ScsiRequest, UsbRequest,
    VirtualFunctionSettings,
};
