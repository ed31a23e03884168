//! The QEMU driver of virt: guests of `qemu:///embed`, `qemu:///system` and `qemu:///session`.

mod affinity;
pub mod capabilities;
mod command_line;
mod config;
mod console;
mod device_driver;
mod devices;
mod domain;
mod driver;
mod error;
mod host_device_driver;
mod host_devices;
mod live;
mod locked_memory;
mod node;
mod notices;
mod open;
mod plan;
mod ports;
mod prepare;
mod proc;
mod qmp;
mod refusals;
mod socket;
mod state;

use virt_core::registry::DriverEntry;

/// The driver's name in the registry.
const NAME: &str = "qemu";

/// What this crate says about itself to the registry.
pub const ENTRY: DriverEntry = DriverEntry::hypervisor(NAME, &["qemu"], open::open)
    .rank(10)
    .stateful(state::QemuState::start)
    .probed_by(open::probe);

inventory::submit! { ENTRY }
