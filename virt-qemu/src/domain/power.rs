//! What a user does to a running guest: suspend, resume, reset, reboot, shut down.

use std::time::Instant;

use virt_core::api::domain::{
    DomainPausedReason, DomainRebootFlags, DomainRunningReason, DomainShutdownFlags,
};
use virt_core::driver::domain::DomainStatus;
use virt_core::{Error, Result};
use virt_host::Deadline;

use super::{Domain, Live};
use crate::error::{invalid, not_running, unsupported};
use crate::qmp::Command;
use crate::state::QemuState;

impl Domain {
    /// Stops the processors. Paused already is as good.
    pub(crate) fn suspend(&self, state: &QemuState, deadline: Deadline) -> Result<()> {
        let _job = self.begin("suspend", deadline)?;
        let (live, status) = self.running()?;
        match status {
            DomainStatus::Paused(_) => return Ok(()),
            DomainStatus::PmSuspended(_) => {
                return Err(invalid(format!(
                    "cannot suspend domain '{}': its guest sleeps",
                    self.view().name
                )));
            }
            _ => {}
        }
        live.run.pauses_because(DomainPausedReason::User);
        live.execute(Command::new("stop"), deadline)?;
        self.paused(state, &live.run);
        Ok(())
    }

    /// Lets the processors run again.
    pub(crate) fn resume(&self, state: &QemuState, deadline: Deadline) -> Result<()> {
        let _job = self.begin("resume", deadline)?;
        let (live, status) = self.running()?;
        let name = self.view().name.clone();
        match status {
            DomainStatus::Running(_) => {
                return Err(invalid(format!("domain is already running: '{name}'")));
            }
            DomainStatus::PmSuspended(_) => {
                return Err(invalid(format!("cannot resume domain '{name}': its guest sleeps")));
            }
            _ => {}
        }
        // A guest that panicked or powered off has to be reset before QEMU lets it go on.
        live.run.resumes_because(DomainRunningReason::Unpaused);
        live.execute(Command::new("cont"), deadline)?;
        self.resumed(state, &live.run);
        Ok(())
    }

    /// Pulls the reset line.
    pub(crate) fn reset(&self, deadline: Deadline) -> Result<()> {
        let _job = self.begin("reset", deadline)?;
        let (live, _) = self.running()?;
        live.execute(Command::new("system_reset"), deadline)
    }

    /// Presses the power button.
    pub(crate) fn shutdown(&self, flags: DomainShutdownFlags, deadline: Deadline) -> Result<()> {
        let acpi = flags.is_empty() || flags.contains(DomainShutdownFlags::ACPI_POWER_BTN);
        check_ways(
            "shut down",
            flags - DomainShutdownFlags::ACPI_POWER_BTN - DomainShutdownFlags::GUEST_AGENT,
            |flags| flags.is_empty(),
        )?;
        let _job = self.begin("shutdown", deadline)?;
        let (live, _) = self.running()?;
        if !acpi {
            return Err(no_agent(&self.view().name));
        }
        live.run.set_reboots_instead(false);
        live.execute(Command::new("system_powerdown"), deadline)
    }

    /// Presses the power button, and lets the guest's power-off be a reboot.
    pub(crate) fn reboot(&self, flags: DomainRebootFlags, deadline: Deadline) -> Result<()> {
        let acpi = flags.is_empty() || flags.contains(DomainRebootFlags::ACPI_POWER_BTN);
        check_ways(
            "reboot",
            flags - DomainRebootFlags::ACPI_POWER_BTN - DomainRebootFlags::GUEST_AGENT,
            |flags| flags.is_empty(),
        )?;
        let _job = self.begin("reboot", deadline)?;
        let (live, _) = self.running()?;
        if !acpi {
            return Err(no_agent(&self.view().name));
        }
        live.run.set_reboots_instead(true);
        live.execute(Command::new("system_powerdown"), deadline).inspect_err(|_| {
            live.run.set_reboots_instead(false);
        })
    }

    /// What runs, for a call that needs it.
    pub(crate) fn running(&self) -> Result<(Live, DomainStatus)> {
        let view = self.view();
        match &view.live {
            Some(live) => Ok((live.clone(), view.status)),
            None => Err(not_running(&view.name)),
        }
    }
}

impl Live {
    /// Runs one command whose reply says nothing.
    pub(crate) fn execute(&self, command: Command, deadline: Deadline) -> Result<()> {
        self.run.monitor.execute(command, Instant::now() + deadline.remaining())?;
        Ok(())
    }
}

fn check_ways<F>(what: &str, others: F, none: impl Fn(&F) -> bool) -> Result<()> {
    if none(&others) {
        return Ok(());
    }
    Err(Error::invalid_argument(
        "flags",
        format!("QEMU can {what} a guest by its ACPI power button or its agent only"),
    ))
}

fn no_agent(name: &str) -> Error {
    unsupported(format!("domain '{name}' has no guest agent; use the ACPI power button"))
}
