//! Memory of a domain: how much it may have and has, and what is in it.

use std::time::Duration;

use crate::Result;
use crate::api::domain::{DomainDirtyRateCalcFlags, DomainMemoryFlags, DomainMemoryModFlags};
use crate::driver::{Driver, unsupported};
use crate::object::DomainRef;

/// Memory of domains.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait MemoryDriver: Driver {
    /// Returns the most memory that the domain may have, in KiB.
    #[doc(alias = "domainGetMaxMemory")]
    fn max_memory_kib(&self, domain: &DomainRef) -> Result<u64> {
        unsupported(self, "virDomainGetMaxMemory")
    }

    /// Sets the memory that the domain has, or with `MAXIMUM` the most that it may have, in KiB.
    ///
    /// A running guest gives memory back when its balloon driver does; this does not wait for it.
    ///
    /// # Errors
    ///
    /// [`InvalidArg`](crate::ErrorKind::InvalidArg) for more than the maximum;
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) for a change that the domain's
    /// state does not allow, such as a new maximum of a running domain.
    #[doc(alias("domainSetMemory", "domainSetMemoryFlags", "domainSetMaxMemory"))]
    fn set_memory(
        &self,
        domain: &DomainRef,
        memory_kib: u64,
        flags: DomainMemoryModFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainSetMemoryFlags")
    }

    /// Sets how often the guest's balloon driver reports statistics; `None` stops it.
    ///
    /// The period has whole seconds.
    #[doc(alias = "domainSetMemoryStatsPeriod")]
    fn set_statistics_period(
        &self,
        domain: &DomainRef,
        period: Option<Duration>,
        flags: DomainMemoryModFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainSetMemoryStatsPeriod")
    }

    /// Reads `size` bytes of a running guest's memory from the virtual or physical address
    /// `start`, as the flags say.
    #[doc(alias = "domainMemoryPeek")]
    fn peek_memory(
        &self,
        domain: &DomainRef,
        start: u64,
        size: usize,
        flags: DomainMemoryFlags,
    ) -> Result<Vec<u8>> {
        unsupported(self, "virDomainMemoryPeek")
    }

    /// Starts to measure, for `period`, how fast the guest changes its memory.
    ///
    /// The result appears among the domain's statistics.
    #[doc(alias = "domainStartDirtyRateCalc")]
    fn start_dirty_rate_measurement(
        &self,
        domain: &DomainRef,
        period: Duration,
        flags: DomainDirtyRateCalcFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainStartDirtyRateCalc")
    }
}
