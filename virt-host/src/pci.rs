//! PCI devices: what their configuration spaces say.
//!
//! Reading is apart from the file: [`ConfigSpace`] takes any bytes, and answers for those that are
//! there. A user without privileges gets the first 64 of a device only.

mod capability;
mod config_space;
mod express;
mod reset;
#[cfg(test)]
mod tests;

pub use capability::{CapabilityId, ExtendedCapabilityId};
pub use config_space::{ConfigSpace, HeaderType};
pub use express::{Express, Link, PortType};
