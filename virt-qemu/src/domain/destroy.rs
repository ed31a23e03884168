//! Taking the power away.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use virt_core::Result;
use virt_core::api::domain::DomainDestroyFlags;
use virt_host::Deadline;

use super::{Domain, Ending, Run};
use crate::error::{failed, not_running};
use crate::proc::Stat;
use crate::state::QemuState;

/// How long QEMU has to write back its caches and go.
const GRACE: Duration = Duration::from_secs(10);

/// How long the kernel has to end a killed QEMU. It takes longer only where it waits for a device
/// or a file server.
const KILL: Duration = Duration::from_secs(30);

impl Domain {
    /// Ends the run for the reason that a user wishes it.
    pub(crate) fn destroy(
        self: &Arc<Self>,
        state: &QemuState,
        flags: DomainDestroyFlags,
        deadline: Deadline,
    ) -> Result<()> {
        let _job = self.begin("destroy", deadline)?;
        let view = self.view();
        let live = view.live.as_ref().ok_or_else(|| not_running(&view.name))?;
        live.run.ends_by(Ending::DESTROYED);
        if flags.contains(DomainDestroyFlags::GRACEFUL) {
            self.end_gracefully(state, &live.run, deadline)?;
        } else {
            self.end(state, &live.run)?;
        }
        if flags.contains(DomainDestroyFlags::REMOVE_LOGS) {
            remove_log(&live.run)?;
        }
        Ok(())
    }

    /// Ends the process, by its own means if it can and by the kernel's if not.
    pub(crate) fn end(self: &Arc<Self>, state: &QemuState, run: &Arc<Run>) -> Result<()> {
        // A stopped process does nothing on request.
        let stopped = Stat::read(run.process.pid()).is_some_and(Stat::is_stopped);
        let grace = if stopped { Duration::ZERO } else { GRACE };
        let ended = run.process.terminate(grace, Deadline::after(grace + KILL));
        if ended.is_ok() || run.process.has_ended() {
            self.finish(state, run);
            return Ok(());
        }
        ended.map(drop)
    }

    fn end_gracefully(
        self: &Arc<Self>,
        state: &QemuState,
        run: &Arc<Run>,
        deadline: Deadline,
    ) -> Result<()> {
        run.process.signal(rustix::process::Signal::TERM)?;
        if run.process.wait(deadline)?.is_none() {
            run.goes_on();
            return Err(failed(format!(
                "cannot destroy domain '{}' gracefully: QEMU (process {}) did not end on request; \
                 destroy it without the graceful flag to kill it",
                self.view().name,
                run.process.pid()
            )));
        }
        self.finish(state, run);
        Ok(())
    }
}

fn remove_log(run: &Run) -> Result<()> {
    match fs::remove_file(&run.log) {
        Err(err) if err.kind() != std::io::ErrorKind::NotFound => {
            Err(failed(format!("cannot remove log '{}'", run.log.display())).with_source(err))
        }
        _ => Ok(()),
    }
}
