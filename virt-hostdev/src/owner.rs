//! Who has a device.

use std::fmt;

use uuid::Uuid;
use virt_host::process::ProcessIdentity;

/// The guest that has a device.
///
/// Two owners are the same when driver, UUID and the root of the manager agree; the name is for
/// people.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Owner {
    /// The hypervisor driver, such as `qemu`.
    pub driver: String,
    /// The domain's name.
    pub domain: String,
    /// The domain's UUID.
    pub uuid: Uuid,
}

impl Owner {
    /// The domain `domain` of the driver `driver`.
    pub fn new(driver: impl Into<String>, domain: impl Into<String>, uuid: Uuid) -> Owner {
        Owner { driver: driver.into(), domain: domain.into(), uuid }
    }
}

/// `domain 'web' of driver qemu`.
impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "domain '{}' of driver {}", self.domain, self.driver)
    }
}

/// How long an owner has its devices, beyond the life of the program that took them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lifetime {
    /// As long as this process, the guest's, runs.
    Process(ProcessIdentity),
    /// Until they are given back, or the host boots again: for guests that are no processes.
    UntilReturned,
}
