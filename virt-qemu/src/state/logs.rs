//! Keeping what guests' QEMUs say within bounds.

use std::sync::{Arc, Mutex, PoisonError};

use tracing::warn;
use virt_core::Result;
use virt_core::api::event::EventHandleType;
use virt_core::event_loop::{self, Watch};
use virt_host::process::{BoundedLog, LogLimits, LogWatcher};

use super::QemuState;
use crate::domain::Run;

/// The logs of what runs. Nothing is watched before the first guest does.
#[derive(Default)]
pub(super) struct Logs(Mutex<Option<Watched>>);

struct Watched {
    watcher: Arc<LogWatcher>,
    _watch: Watch,
}

impl Logs {
    fn watch(&self, log: &Arc<BoundedLog>) -> Result<()> {
        let mut watched = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let watcher = match &*watched {
            Some(watched) => Arc::clone(&watched.watcher),
            None => Arc::clone(&watched.insert(Watched::new()?).watcher),
        };
        drop(watched);
        watcher.watch(log)
    }

    /// Watches nothing any more.
    pub(super) fn let_go(&self) {
        let watched = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        // Dropped without the lock.
        drop(watched);
    }
}

impl Watched {
    fn new() -> Result<Watched> {
        let watcher = Arc::new(LogWatcher::new()?);
        let due = Arc::clone(&watcher);
        let watch = event_loop::watch(
            Arc::clone(&watcher) as event_loop::Source,
            EventHandleType::READABLE,
            move |_, _| {
                if let Err(err) = due.handle() {
                    warn!(%err, "guests' logs are not bounded");
                }
            },
        )?;
        Ok(Watched { watcher, _watch: watch })
    }
}

impl QemuState {
    /// Keeps the log of `run` within bounds until it ends. A guest whose log cannot be bounded
    /// runs all the same.
    pub(crate) fn bound_log(&self, run: &Run) {
        let bounded = BoundedLog::reopen(&run.log, LogLimits::default()).and_then(|log| {
            let log = Arc::new(log);
            self.logs.watch(&log)?;
            run.keep_log(log);
            Ok(())
        });
        if let Err(err) = bounded {
            warn!(%err, "a guest's log can grow without bound");
        }
    }
}
