//! What a domain uses.

use std::sync::Arc;
use std::time::Duration;

use virt_core::Result;
use virt_core::api::domain::{DomainControlErrorReason, DomainControlState};
use virt_core::config::DomainConfig;
use virt_core::config::domain::{Os, OsTypeName};
use virt_core::driver::domain::{DomainControl, DomainInfo};

use super::{Domain, Run, View};
use crate::error::not_running;
use crate::proc::Stat;

impl Domain {
    /// State, memory, processors and processor time. Asks the kernel, never QEMU.
    pub(crate) fn info(&self) -> Result<DomainInfo> {
        let view = self.view();
        let config = view.config(false)?;
        let maximum = config.memory.as_ref().map_or(0, |memory| memory.size.kib());
        let current = config.current_memory.map_or(maximum, |size| size.kib());
        Ok(DomainInfo {
            state: view.status.state(),
            max_memory_kib: maximum,
            memory_kib: current,
            vcpus: vcpus(&config),
            cpu_time: view.live.as_ref().map_or(Duration::ZERO, |live| cpu_time(&live.run)),
        })
    }

    /// The kind of machine that the guest sees.
    pub(crate) fn os_type(&self) -> Result<String> {
        let config = self.view().config(false)?;
        let kind = config.os.as_ref().and_then(Os::kind);
        Ok(kind.unwrap_or(OsTypeName::Hvm).to_string())
    }

    /// What the driver does with the monitor.
    pub(crate) fn control(&self) -> Result<DomainControl> {
        let view = self.view();
        let live = view.live.as_ref().ok_or_else(|| not_running(&view.name))?;
        if live.run.monitor.end_reason().is_some() {
            return Ok(DomainControl {
                state: DomainControlState::Error,
                reason: DomainControlErrorReason::Monitor,
                since: Duration::ZERO,
            });
        }
        let since = self.job().current().map(|job| job.age());
        Ok(DomainControl {
            state: since.map_or(DomainControlState::Ok, |_| DomainControlState::Job),
            reason: DomainControlErrorReason::None,
            since: since.unwrap_or_default(),
        })
    }
}

impl View {
    /// The definition that counts: of a running domain the live one, unless the `inactive` one is
    /// asked for and there.
    pub(crate) fn config(&self, inactive: bool) -> Result<Arc<DomainConfig>> {
        match (&self.live, &self.definition) {
            (Some(live), None) => Ok(live.config.clone()),
            (Some(live), Some(_)) if !inactive => Ok(live.config.clone()),
            (_, Some(definition)) => definition.config().map(Arc::new),
            (None, None) => Err(not_running(&self.name)),
        }
    }
}

fn vcpus(config: &DomainConfig) -> u32 {
    config.vcpu.as_ref().map_or(1, |vcpu| vcpu.current.unwrap_or(vcpu.maximum))
}

/// The processor time that a run's process has used; zero when it is gone.
fn cpu_time(run: &Run) -> Duration {
    let stat = Stat::read(run.process.pid());
    // Another process may have the number by now.
    stat.filter(|_| !run.process.has_ended()).map_or(Duration::ZERO, Stat::cpu_time)
}
