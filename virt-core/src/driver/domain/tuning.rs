//! How much of the host a domain gets: limits and shares, as typed parameters.

use crate::Result;
use crate::api::domain::DomainModificationImpact;
use crate::driver::{Driver, unsupported};
use crate::object::DomainRef;
use crate::typed_parameters::TypedParameters;

/// Limits and shares of domains.
///
/// The names of each method's parameters are constants of [`crate::api::domain`]. A set of
/// parameters changes what it names and leaves the rest as it is; it is checked as a whole before
/// any of it is applied.
///
/// # Errors
///
/// [`ArgumentUnsupported`](crate::ErrorKind::ArgumentUnsupported) for a name that the driver does
/// not know; [`InvalidArg`](crate::ErrorKind::InvalidArg) for a wrong type, a name that appears
/// twice and a value out of range.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait TuningDriver: Driver {
    /// Returns the scheduler that the host runs the domain with.
    #[doc(alias = "domainGetSchedulerType")]
    fn scheduler(&self, domain: &DomainRef) -> Result<Scheduler> {
        unsupported(self, "virDomainGetSchedulerType")
    }

    /// Returns the limits of the domain's memory (`DOMAIN_MEMORY_*`).
    #[doc(alias = "domainGetMemoryParameters")]
    fn memory_parameters(
        &self,
        domain: &DomainRef,
        impact: DomainModificationImpact,
    ) -> Result<TypedParameters> {
        unsupported(self, "virDomainGetMemoryParameters")
    }

    /// Sets the limits of the domain's memory (`DOMAIN_MEMORY_*`).
    #[doc(alias = "domainSetMemoryParameters")]
    fn set_memory_parameters(
        &self,
        domain: &DomainRef,
        parameters: &TypedParameters,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainSetMemoryParameters")
    }

    /// Returns which NUMA nodes of the host the domain's memory comes from (`DOMAIN_NUMA_*`).
    #[doc(alias = "domainGetNumaParameters")]
    fn numa_parameters(
        &self,
        domain: &DomainRef,
        impact: DomainModificationImpact,
    ) -> Result<TypedParameters> {
        unsupported(self, "virDomainGetNumaParameters")
    }

    /// Sets which NUMA nodes of the host the domain's memory comes from (`DOMAIN_NUMA_*`).
    #[doc(alias = "domainSetNumaParameters")]
    fn set_numa_parameters(
        &self,
        domain: &DomainRef,
        parameters: &TypedParameters,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainSetNumaParameters")
    }

    /// Returns the domain's share of the host's block devices (`DOMAIN_BLKIO_*`).
    #[doc(alias = "domainGetBlkioParameters")]
    fn blkio_parameters(
        &self,
        domain: &DomainRef,
        impact: DomainModificationImpact,
    ) -> Result<TypedParameters> {
        unsupported(self, "virDomainGetBlkioParameters")
    }

    /// Sets the domain's share of the host's block devices (`DOMAIN_BLKIO_*`).
    #[doc(alias = "domainSetBlkioParameters")]
    fn set_blkio_parameters(
        &self,
        domain: &DomainRef,
        parameters: &TypedParameters,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainSetBlkioParameters")
    }

    /// Returns the domain's share of the host's processors (`DOMAIN_SCHEDULER_*`).
    #[doc(alias("domainGetSchedulerParameters", "domainGetSchedulerParametersFlags"))]
    fn scheduler_parameters(
        &self,
        domain: &DomainRef,
        impact: DomainModificationImpact,
    ) -> Result<TypedParameters> {
        unsupported(self, "virDomainGetSchedulerParametersFlags")
    }

    /// Sets the domain's share of the host's processors (`DOMAIN_SCHEDULER_*`).
    #[doc(alias("domainSetSchedulerParameters", "domainSetSchedulerParametersFlags"))]
    fn set_scheduler_parameters(
        &self,
        domain: &DomainRef,
        parameters: &TypedParameters,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainSetSchedulerParametersFlags")
    }

    /// Returns which performance events of the domain are counted (`PERF_PARAM_*`).
    #[doc(alias = "domainGetPerfEvents")]
    fn perf_events(
        &self,
        domain: &DomainRef,
        impact: DomainModificationImpact,
    ) -> Result<TypedParameters> {
        unsupported(self, "virDomainGetPerfEvents")
    }

    /// Sets which performance events of the domain are counted (`PERF_PARAM_*`).
    #[doc(alias = "domainSetPerfEvents")]
    fn set_perf_events(
        &self,
        domain: &DomainRef,
        parameters: &TypedParameters,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainSetPerfEvents")
    }

    /// Returns the bandwidth limits of the network interface `device`, which is its name on the
    /// host or its MAC address (`DOMAIN_BANDWIDTH_*`).
    #[doc(alias = "domainGetInterfaceParameters")]
    fn interface_parameters(
        &self,
        domain: &DomainRef,
        device: &str,
        impact: DomainModificationImpact,
    ) -> Result<TypedParameters> {
        unsupported(self, "virDomainGetInterfaceParameters")
    }

    /// Sets the bandwidth limits of the network interface `device`, which is its name on the
    /// host or its MAC address (`DOMAIN_BANDWIDTH_*`).
    #[doc(alias = "domainSetInterfaceParameters")]
    fn set_interface_parameters(
        &self,
        domain: &DomainRef,
        device: &str,
        parameters: &TypedParameters,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainSetInterfaceParameters")
    }
}

/// The scheduler that the host runs a domain with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheduler {
    /// Its name: `posix`, `credit`, `fair`.
    pub name: String,
    /// How many parameters it has.
    pub parameters: u32,
}
