//! The node device driver of virt: what devices a host has, and when they come and go.

mod driver;
mod open;
mod state;
mod table;

use virt_core::registry::{DriverEntry, SlotKind};

pub use state::NodeDeviceState;

/// The driver's name in the registry.
const NAME: &str = "nodedev";

/// What this crate says about itself to the registry.
pub const ENTRY: DriverEntry = DriverEntry::service(NAME, SlotKind::NodeDevice, open::open)
    .rank(10)
    .stateful(NodeDeviceState::start);

inventory::submit! { ENTRY }
