//! The end of a run, whoever brought it about.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use tracing::{debug, warn};
use virt_core::driver::domain::DomainStatus;
use virt_core::event::DomainLifecycle;
use virt_host::Deadline;

use super::{Domain, Run};
use crate::state::QemuState;

/// What QEMU said before it went away is in the socket's buffer; nothing has to be waited for.
const DRAIN: Duration = Duration::from_secs(2);

impl Domain {
    /// Publishes that `run` has ended, which its process has. Any number of threads may see it;
    /// one tells it.
    pub(crate) fn finish(self: &Arc<Self>, state: &QemuState, run: &Arc<Run>) {
        // The guest's power-off may be said and not yet heard.
        run.drain_monitor(Deadline::after(DRAIN));
        run.monitor.close();
        run.drop_watches();
        self.give_back(state, run);
        let exit = run.process.wait(Deadline::after(Duration::ZERO));
        self.change(state, |view| {
            if !view.runs(run) {
                return;
            }
            let ending = run.ending();
            debug!(domain = %view.name, pid = run.process.pid(), ?exit, ?ending, "QEMU has ended");
            remove_files(state, &view.name, run);
            view.live = None;
            state.domains().deactivate(self.uuid());
            state.images().release(self.uuid());
            view.status = DomainStatus::Shutoff(ending.reason);
            if !view.is_persistent() {
                state.domains().remove(self.uuid(), self);
            }
            view.tell(DomainLifecycle::Stopped(ending.event));
        });
    }
}

/// Removes what only a running guest has on the disk.
fn remove_files(state: &QemuState, name: &str, run: &Run) {
    if let Err(err) = state.statuses().remove(name) {
        warn!(domain = name, "{err}");
    }
    if let Err(err) = fs::remove_dir_all(&run.folder) {
        warn!(domain = name, folder = %run.folder.display(), %err, "cannot remove the run's folder");
    }
}
