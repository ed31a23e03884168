//! Virtual processors: how many there are, which are plugged in, and where they run.

use std::time::Duration;

use crate::Result;
use crate::api::domain::{DomainModificationImpact, DomainVcpuFlags, VcpuState};
use crate::cpu_set::CpuSet;
use crate::driver::{Driver, unsupported};
use crate::object::DomainRef;

/// Virtual processors of domains.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait VcpuDriver: Driver {
    /// Returns how many processors the domain has, or with `MAXIMUM` how many it may have, or
    /// with `GUEST` how many the guest uses.
    #[doc(alias("domainGetVcpusFlags", "domainGetMaxVcpus"))]
    fn vcpu_count(&self, domain: &DomainRef, flags: DomainVcpuFlags) -> Result<u32> {
        unsupported(self, "virDomainGetVcpusFlags")
    }

    /// Sets how many processors the domain has, or with `MAXIMUM` how many it may have, or with
    /// `GUEST` how many the guest uses.
    ///
    /// # Errors
    ///
    /// [`InvalidArg`](crate::ErrorKind::InvalidArg) for none, or more than the maximum.
    #[doc(alias("domainSetVcpus", "domainSetVcpusFlags"))]
    fn set_vcpu_count(&self, domain: &DomainRef, count: u32, flags: DomainVcpuFlags) -> Result<()> {
        unsupported(self, "virDomainSetVcpusFlags")
    }

    /// Plugs the processors `vcpus` in or pulls them out.
    #[doc(alias = "domainSetVcpu")]
    fn set_vcpus_enabled(
        &self,
        domain: &DomainRef,
        vcpus: &CpuSet,
        enabled: bool,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainSetVcpu")
    }

    /// Returns what each processor of a running domain is doing, and where it may run.
    #[doc(alias = "domainGetVcpus")]
    fn vcpu_info(&self, domain: &DomainRef) -> Result<Vec<VcpuInfo>> {
        unsupported(self, "virDomainGetVcpus")
    }

    /// Returns the processors of the host that each virtual processor may run on.
    #[doc(alias = "domainGetVcpuPinInfo")]
    fn vcpu_pins(
        &self,
        domain: &DomainRef,
        impact: DomainModificationImpact,
    ) -> Result<Vec<CpuSet>> {
        unsupported(self, "virDomainGetVcpuPinInfo")
    }

    /// Keeps the virtual processor `vcpu` on the processors `cpus` of the host.
    #[doc(alias("domainPinVcpu", "domainPinVcpuFlags"))]
    fn pin_vcpu(
        &self,
        domain: &DomainRef,
        vcpu: u32,
        cpus: &CpuSet,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainPinVcpuFlags")
    }

    /// Returns the processors of the host that the hypervisor's own threads may run on.
    #[doc(alias = "domainGetEmulatorPinInfo")]
    fn emulator_pin(&self, domain: &DomainRef, impact: DomainModificationImpact) -> Result<CpuSet> {
        unsupported(self, "virDomainGetEmulatorPinInfo")
    }

    /// Keeps the hypervisor's own threads on the processors `cpus` of the host.
    #[doc(alias = "domainPinEmulator")]
    fn pin_emulator(
        &self,
        domain: &DomainRef,
        cpus: &CpuSet,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainPinEmulator")
    }
}

/// What a virtual processor is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VcpuInfo {
    /// Its number in the guest.
    pub number: u32,
    /// Whether it runs.
    pub state: VcpuState,
    /// The processor time that it has used.
    pub cpu_time: Duration,
    /// The processor of the host that it runs on, where that is known.
    pub cpu: Option<u32>,
    /// The processors of the host that it may run on.
    pub affinity: CpuSet,
}
