//! A callback that several threads can call, replace nothing in, and remove.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Holds a callback until it is removed; runs it on one thread at a time.
pub(super) struct Slot<C> {
    state: Mutex<State<C>>,
}

struct State<C> {
    /// Taken out while it runs.
    callback: Option<C>,
    removed: bool,
}

impl<C> Slot<C> {
    pub(super) fn new(callback: C) -> Self {
        Slot { state: Mutex::new(State { callback: Some(callback), removed: false }) }
    }

    /// Calls the callback through `call`, unless it is removed or running already.
    pub(super) fn run(&self, call: impl FnOnce(&mut C)) {
        let Some(callback) = self.lock().callback.take() else { return };
        let mut running = Running { slot: self, callback: Some(callback) };
        if let Some(callback) = &mut running.callback {
            call(callback);
        }
    }

    /// Drops the callback: now, or when it returns.
    pub(super) fn remove(&self) {
        let mut state = self.lock();
        state.removed = true;
        let callback = state.callback.take();
        drop(state);
        drop(callback);
    }

    #[cfg_attr(not(feature = "tokio"), expect(dead_code, reason = "only tokio's tasks ask"))]
    pub(super) fn is_removed(&self) -> bool {
        self.lock().removed
    }

    /// Nothing panics while it holds the lock, so what it guards is whole.
    fn lock(&self) -> MutexGuard<'_, State<C>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Puts the callback back when it returns, also by a panic.
struct Running<'a, C> {
    slot: &'a Slot<C>,
    callback: Option<C>,
}

impl<C> Drop for Running<'_, C> {
    fn drop(&mut self) {
        let mut state = self.slot.lock();
        if !state.removed {
            state.callback = self.callback.take();
        }
        // A removed callback is dropped with `self`, after the lock.
    }
}
