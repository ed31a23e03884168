//! Devices of a running guest whose removal was asked for.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use virt_host::Deadline;

/// What became of a removal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Removal {
    /// The guest has not answered.
    Pending,
    /// The device is gone, from the definition as well.
    Gone,
    /// The guest keeps it.
    Refused,
}

/// The removals of one run that somebody waits for.
#[derive(Default)]
pub(crate) struct Removals {
    asked: Mutex<HashMap<String, Removal>>,
    settled: Condvar,
}

impl Removals {
    /// Notes that the removal of the device `alias` is about to be asked for.
    pub(crate) fn ask(&self, alias: &str) {
        self.lock().insert(alias.to_owned(), Removal::Pending);
    }

    /// Notes what became of a removal, if somebody waits for it.
    pub(crate) fn settle(&self, alias: &str, outcome: Removal) {
        if let Some(known) = self.lock().get_mut(alias) {
            *known = outcome;
        }
        self.settled.notify_all();
    }

    /// Waits for what becomes of a removal, which nobody waits for afterwards.
    pub(crate) fn wait(&self, alias: &str, deadline: Deadline) -> Removal {
        let pending = |asked: &mut HashMap<String, Removal>| {
            asked.get(alias).is_some_and(|known| *known == Removal::Pending)
        };
        let waited = self.settled.wait_timeout_while(self.lock(), deadline.remaining(), pending);
        let mut asked = waited.unwrap_or_else(PoisonError::into_inner).0;
        asked.remove(alias).unwrap_or(Removal::Pending)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Removal>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
