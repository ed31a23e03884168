//! When which timer is due.

use std::collections::{BTreeSet, HashMap};
use std::time::{Duration, Instant};

/// Timers by their number, and in the order in which they are due.
#[derive(Default)]
pub(super) struct Deadlines {
    timers: HashMap<u64, Timer>,
    order: BTreeSet<(Instant, u64)>,
}

struct Timer {
    interval: Option<Duration>,
    due: Option<Instant>,
}

impl Deadlines {
    /// Sets the interval of a timer, which starts at `now`.
    pub(super) fn set(&mut self, id: u64, interval: Option<Duration>, now: Instant) {
        self.remove(id);
        // An interval beyond what a clock can count never ends.
        let due = interval.and_then(|interval| now.checked_add(interval));
        self.order.extend(due.map(|due| (due, id)));
        self.timers.insert(id, Timer { interval, due });
    }

    pub(super) fn remove(&mut self, id: u64) {
        let timer = self.timers.remove(&id);
        if let Some(due) = timer.and_then(|timer| timer.due) {
            self.order.remove(&(due, id));
        }
    }

    /// When the next timer is due.
    pub(super) fn next(&self) -> Option<Instant> {
        self.order.first().map(|(due, _)| *due)
    }

    /// The timers that are due at `now`, the longest due first.
    pub(super) fn due(&self, now: Instant) -> Vec<u64> {
        self.order.iter().take_while(|(due, _)| *due <= now).map(|(_, id)| *id).collect()
    }

    /// Starts a timer anew if it is still due at `now`; says whether it was.
    pub(super) fn restart(&mut self, id: u64, now: Instant) -> bool {
        let Some(timer) = self.timers.get(&id) else { return false };
        if timer.due.is_none_or(|due| due > now) {
            return false;
        }
        let interval = timer.interval;
        self.set(id, interval, now);
        true
    }
}
