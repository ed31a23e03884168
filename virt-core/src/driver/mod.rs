//! What a driver implements: one trait a kind of object, object-safe and synchronous.
//!
//! Each method names, as `doc(alias)`, the entries of libvirt's driver tables whose place it is.
//! Methods without a body are what every driver of the kind has. The others answer
//! [`NoSupport`](crate::ErrorKind::NoSupport) until a driver implements them, and large parts of
//! the surface are facets that a driver hands out or not.
//!
//! Flag clashes and writes over a read-only connection are refused before a trait is called;
//! drivers rely on it.

pub mod domain;
pub mod filter;
pub mod interface;
pub mod network;
pub mod node;
pub mod node_device;
pub mod secret;
pub mod state;
pub mod storage;

use crate::{Error, Result};

/// What every driver table has in common.
pub trait Driver: Send + Sync {
    /// The driver's short name, as the registry lists it: `qemu`.
    fn name(&self) -> &'static str;
}

/// The facet that `driver` has for `call` (the name of libvirt's API function).
///
/// ```
/// use virt_core::driver::domain::{DomainDriver, SnapshotDriver};
/// use virt_core::{Result, driver};
///
/// fn snapshots<'a>(domains: &'a dyn DomainDriver) -> Result<&'a dyn SnapshotDriver> {
///     driver::facet(domains.snapshots(), domains, "virDomainSnapshotCreateXML")
/// }
/// ```
///
/// # Errors
///
/// [`NoSupport`](crate::ErrorKind::NoSupport) when the driver hands out none.
pub fn facet<'a, F: ?Sized, D: Driver + ?Sized>(
    facet: Option<&'a F>,
    driver: &D,
    call: &str,
) -> Result<&'a F> {
    facet.ok_or_else(|| Error::no_support(driver.name(), call))
}

/// Refuses `call` (the name of libvirt's API function) on behalf of a driver without it.
fn unsupported<T, D: Driver + ?Sized>(driver: &D, call: &str) -> Result<T> {
    Err(Error::no_support(driver.name(), call))
}
