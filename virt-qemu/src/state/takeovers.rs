//! The threads that wait for the guests of an earlier program to say how they are.

use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use tracing::error;

/// The threads that wait for guests, each for one.
#[derive(Default)]
pub(super) struct Takeovers(Mutex<Vec<JoinHandle<()>>>);

impl Takeovers {
    /// Runs `work` on a thread of its own.
    pub(super) fn spawn(&self, work: impl FnOnce() + Send + 'static) {
        match thread::Builder::new().name("virt-takeover".to_owned()).spawn(work) {
            Ok(thread) => self.0.lock().unwrap_or_else(PoisonError::into_inner).push(thread),
            Err(err) => error!(%err, "cannot start a thread to take a guest over"),
        }
    }

    /// Waits for all of them. They end at once when their conversations are closed.
    pub(super) fn join(&self) {
        let threads = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        for thread in threads {
            // One that panicked has said so.
            let _ = thread.join();
        }
    }
}
