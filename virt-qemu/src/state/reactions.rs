//! Threads for what takes time and belongs to no caller.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tracing::{error, warn};

use super::QemuState;
use crate::domain::{Domain, Reaction, Run};

/// How long the end of the program waits for what is under way.
const PATIENCE: Duration = Duration::from_secs(5);

/// The reactions that are under way, each on a thread of its own: guests do not fall down all at
/// once, and one that is stuck must not keep the others waiting.
#[derive(Default)]
pub(super) struct Reactions(Arc<Running>);

#[derive(Default)]
struct Running {
    count: Mutex<usize>,
    ended: Condvar,
}

impl Reactions {
    /// Runs `work` on a thread of its own.
    pub(super) fn spawn(&self, name: &str, work: impl FnOnce() + Send + 'static) {
        let running = Arc::clone(&self.0);
        *running.count() += 1;
        let one = One(running);
        let spawned = thread::Builder::new().name(format!("virt-{name}")).spawn(move || {
            let _one = one;
            work();
        });
        if let Err(err) = spawned {
            error!(%err, "cannot start a thread for '{name}'");
        }
    }

    /// Waits until none is left, for a while.
    pub(super) fn wait(&self) {
        let count = self.0.count();
        let waited = self.0.ended.wait_timeout_while(count, PATIENCE, |count| *count > 0);
        let left = *waited.unwrap_or_else(PoisonError::into_inner).0;
        if left > 0 {
            warn!(left, "reactions to what guests did are still under way");
        }
    }
}

impl Running {
    fn count(&self) -> MutexGuard<'_, usize> {
        self.count.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Counts one reaction for as long as it lasts, a panic included.
struct One(Arc<Running>);

impl Drop for One {
    fn drop(&mut self) {
        *self.0.count() -= 1;
        self.0.ended.notify_all();
    }
}

impl QemuState {
    /// Runs `work` on a thread of its own.
    pub(crate) fn apart(&self, name: &str, work: impl FnOnce(&QemuState) + Send + 'static) {
        let Some(state) = self.this.upgrade() else { return };
        self.reactions.spawn(name, move || work(&state));
    }

    /// Lets `domain` react to what happened in `run`, on a thread of its own.
    pub(crate) fn react(&self, domain: &Arc<Domain>, run: &Arc<Run>, reaction: Reaction) {
        let Some(state) = self.this.upgrade() else { return };
        let (domain, run) = (Arc::clone(domain), Arc::clone(run));
        self.reactions.spawn(reaction.name(), move || domain.react(&state, &run, reaction));
    }
}
