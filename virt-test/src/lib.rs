//! The test driver of virt: a whole make-believe host in memory.
//!
//! `test:///default` is a host with one running domain and a few devices, shared by all connections of a program to
//! it. `test:///path/to/host.xml` is a host of the connection's own, as the file describes it.
//! Nothing runs, and nothing outlives the last connection; every call answers as if it did.
//!
//! The crate registers itself: a program that links it can open these URIs.

mod capabilities;
mod console_driver;
mod definition;
mod device_driver;
mod domain_driver;
mod domains;
mod driver;
mod error;
mod host;
mod messages;
mod node_device_driver;
mod node_devices;
mod node_driver;
mod save_driver;
mod security_driver;

/// The registry entry of the driver. Its rank is the last, and it is never probed: nobody gets a
/// make-believe host without asking for it.
pub const ENTRY: virt_core::registry::DriverEntry =
    virt_core::registry::DriverEntry::hypervisor("test", &["test"], driver::open).rank(1000);

inventory::submit! { ENTRY }
