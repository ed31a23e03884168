//! The threads of the hypervisor that serve a domain's disks.

use crate::Result;
use crate::api::domain::DomainModificationImpact;
use crate::cpu_set::CpuSet;
use crate::driver::{Driver, unsupported};
use crate::object::DomainRef;
use crate::typed_parameters::TypedParameters;

/// I/O threads of domains. Each has an id that is not 0.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait IoThreadDriver: Driver {
    /// Returns the I/O threads, sorted by id.
    #[doc(alias = "domainGetIOThreadInfo")]
    fn io_thread_info(
        &self,
        domain: &DomainRef,
        impact: DomainModificationImpact,
    ) -> Result<Vec<IoThreadInfo>> {
        unsupported(self, "virDomainGetIOThreadInfo")
    }

    /// Keeps the thread `id` on the processors `cpus` of the host.
    #[doc(alias = "domainPinIOThread")]
    fn pin_io_thread(
        &self,
        domain: &DomainRef,
        id: u32,
        cpus: &CpuSet,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainPinIOThread")
    }

    /// Adds a thread with the id `id`.
    ///
    /// # Errors
    ///
    /// [`InvalidArg`](crate::ErrorKind::InvalidArg) when the id is taken.
    #[doc(alias = "domainAddIOThread")]
    fn add_io_thread(
        &self,
        domain: &DomainRef,
        id: u32,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainAddIOThread")
    }

    /// Removes the thread `id`.
    ///
    /// # Errors
    ///
    /// [`InvalidArg`](crate::ErrorKind::InvalidArg) when there is none, or a disk uses it.
    #[doc(alias = "domainDelIOThread")]
    fn delete_io_thread(
        &self,
        domain: &DomainRef,
        id: u32,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainDelIOThread")
    }

    /// Sets how the thread `id` polls; the names are `DOMAIN_IOTHREAD_*` of
    /// [`crate::api::domain`].
    #[doc(alias = "domainSetIOThreadParams")]
    fn set_io_thread_parameters(
        &self,
        domain: &DomainRef,
        id: u32,
        parameters: &TypedParameters,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainSetIOThreadParams")
    }
}

/// One I/O thread of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IoThreadInfo {
    /// Its id.
    pub id: u32,
    /// The processors of the host that it may run on.
    pub affinity: CpuSet,
}
