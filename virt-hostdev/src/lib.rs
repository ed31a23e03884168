//! The host device manager: one shared object that hypervisor drivers call to take devices of the
//! host for their guests, to know who has what, and to give devices back.

mod cards;
mod device;
mod error;
mod host;
mod host_needs;
mod ledger;
mod manager;
mod mdev;
mod memory_lock;
mod nodes;
mod obstacles;
mod open_nodes;
mod owner;
mod pci;
mod places;
mod plan;
mod prepared;
mod recover;
mod scsi;
mod take;
mod usb;
mod vhost;
mod work;

pub use device::{
    DeviceId, DeviceKind, HostDevice, MdevRequest, NvmeRequest, PciRequest, ScsiAddress,
    ScsiHostRequest, ScsiRequest, UsbRequest, VirtualFunctionSettings,
};
pub use manager::{ActiveDevice, HostdevManager, InactiveDevice, PrepareOptions};
pub use memory_lock::{MemoryLock, memory_lock};
pub use owner::{Lifetime, Owner};
pub use places::Places;
pub use prepared::{
    Prepared, PreparedDevice, PreparedMdev, PreparedPci, PreparedScsi, PreparedScsiHost,
    PreparedUsb,
};

/// The code of the README is compiled, and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
