//! `<capabilities>`: what a host can do.

mod config;
mod guest;
mod host;
mod resctrl;
mod topology;

pub use super::domain::{CellDistance, CellDistances, HostPages, PageUnit};
pub use config::{Capabilities, CapabilitiesHost};
pub use guest::{
    GuestArch, GuestCapabilities, GuestDomain, GuestFeatures, GuestMachine, GuestToggle,
};
pub use host::{BaseLabel, HostPowerManagement, MigrationFeatures, SecurityModel, UriTransports};
pub use resctrl::{
    CacheBank, CacheControl, HostCaches, HostMemoryBandwidth, MemoryBandwidthControl,
    MemoryBandwidthNode, ResourceMonitor,
};
pub use topology::{HostCell, HostCellCpu, HostCells, HostCpus, HostTopology};
