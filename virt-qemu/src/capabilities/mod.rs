//! What a QEMU binary can do: found out by asking it once, and remembered for as long as it stays
//! the same binary.
//!
//! Nothing is asked before somebody wants to know: [`CapabilitiesCache::of`] is the door.

mod arch;
mod binary;
mod cache;
mod document;
mod error;
mod identity;
pub(crate) mod model;
mod probe;
mod replies;

#[cfg(test)]
mod tests;

pub use arch::Arch;
pub use binary::{find_emulator, installed_emulators};
pub use cache::CapabilitiesCache;
pub use document::host_capabilities;
pub use error::ProbeError;
pub use model::{Accelerator, CpuModel, Machine, QemuCapabilities, QemuVersion};
