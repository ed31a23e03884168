//! What the event loop watches of a running guest: its monitor, and the end of its process.

use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;

use virt_core::Result;
use virt_core::api::event::EventHandleType;
use virt_core::event_loop;

use super::{Domain, Reaction, Run};
use crate::state::QemuState;

/// The descriptor of a run's process.
struct ProcessOf(Arc<Run>);

/// The descriptor of a run's monitor.
struct MonitorOf(Arc<Run>);

impl AsFd for ProcessOf {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.process.as_fd()
    }
}

impl AsFd for MonitorOf {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.monitor.as_fd()
    }
}

impl Domain {
    /// Watches `run` until it ends. Neither callback waits for anything.
    pub(super) fn watch(self: &Arc<Self>, state: &QemuState, run: &Arc<Run>) -> Result<()> {
        let speaking = Arc::clone(run);
        let monitor = event_loop::watch(
            Arc::new(MonitorOf(Arc::clone(run))),
            EventHandleType::READABLE,
            move |id, _| {
                if !speaking.monitor.on_readable() {
                    stop_watching(id);
                }
            },
        )?;
        let (weak, domain, ended) = (state.weak(), Arc::downgrade(self), Arc::clone(run));
        let process = event_loop::watch(
            Arc::new(ProcessOf(Arc::clone(run))),
            EventHandleType::READABLE,
            move |id, _| {
                stop_watching(id);
                if let (Some(state), Some(domain)) = (weak.upgrade(), domain.upgrade()) {
                    state.react(&domain, &ended, Reaction::SeeOut);
                }
            },
        )?;
        run.keep_watches([monitor, process]);
        state.bound_log(run);
        Ok(())
    }
}

/// What has ended stays readable for ever.
fn stop_watching(id: event_loop::WatchId) {
    let removed = event_loop::current().and_then(|current| current.remove_watch(id));
    if let Err(err) = removed {
        tracing::debug!(%err, "a watch was removed already");
    }
}
