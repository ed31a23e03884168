//! The node device driver of virt: what devices a host has, and when they come and go.

mod changes;
mod definitions;
mod describe;
mod device;
mod devices;
mod driver;
mod error;
mod fingerprint;
mod host;
mod kind;
mod known;
mod lifecycle;
mod list;
mod made;
mod name;
mod open;
mod places;
mod scan;
mod state;
mod table;
mod watch;

use virt_core::registry::{DriverEntry, SlotKind};

pub use places::Places;
pub use state::NodeDeviceState;

/// The driver's name in the registry.
const NAME: &str = "nodedev";

/// What this crate says about itself to the registry.
pub const ENTRY: DriverEntry = DriverEntry::service(NAME, SlotKind::NodeDevice, open::open)
    .rank(10)
    .stateful(NodeDeviceState::start);

inventory::submit! { ENTRY }
