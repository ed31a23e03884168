//! Processor models: which ones there are, and what a host can give to a guest.

use super::EmulatorChoice;
use crate::Result;
use crate::api::host::{ConnectBaselineCpuFlags, ConnectCompareCpuFlags, CpuCompareResult};
use crate::driver::{Driver, unsupported};

/// Processor models of a host and its hypervisor.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait CpuModelDriver: Driver {
    /// Compares the processor that `xml` describes with the host's.
    ///
    /// # Errors
    ///
    /// With `FAIL_INCOMPATIBLE`, [`CpuIncompatible`](crate::ErrorKind::CpuIncompatible) names
    /// what the host lacks.
    #[doc(alias = "connectCompareCPU")]
    fn compare_cpu(&self, xml: &str, flags: ConnectCompareCpuFlags) -> Result<CpuCompareResult> {
        unsupported(self, "virConnectCompareCPU")
    }

    /// Returns the description of a processor whose features all the processors in `xmls` have.
    #[doc(alias = "connectBaselineCPU")]
    fn baseline_cpu(&self, xmls: &[&str], flags: ConnectBaselineCpuFlags) -> Result<String> {
        unsupported(self, "virConnectBaselineCPU")
    }

    /// Compares the processor that `xml` describes with what the hypervisor can give to a guest.
    ///
    /// # Errors
    ///
    /// See [`CpuModelDriver::compare_cpu`].
    #[doc(alias = "connectCompareHypervisorCPU")]
    fn compare_hypervisor_cpu(
        &self,
        emulator: &EmulatorChoice<'_>,
        xml: &str,
        flags: ConnectCompareCpuFlags,
    ) -> Result<CpuCompareResult> {
        unsupported(self, "virConnectCompareHypervisorCPU")
    }

    /// Returns the description of a processor that the hypervisor can give to a guest on every
    /// host whose processor is in `xmls`.
    #[doc(alias = "connectBaselineHypervisorCPU")]
    fn baseline_hypervisor_cpu(
        &self,
        emulator: &EmulatorChoice<'_>,
        xmls: &[&str],
        flags: ConnectBaselineCpuFlags,
    ) -> Result<String> {
        unsupported(self, "virConnectBaselineHypervisorCPU")
    }

    /// Returns the names of the processor models of an architecture.
    #[doc(alias = "connectGetCPUModelNames")]
    fn cpu_model_names(&self, architecture: &str) -> Result<Vec<String>> {
        unsupported(self, "virConnectGetCPUModelNames")
    }
}
