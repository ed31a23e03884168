//! Watches and timers that end when they are dropped.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::{EventLoop, Source, TimerId, WatchId, current};
use crate::Result;
use crate::api::event::EventHandleType;

/// Watches `source` on the loop of this process; see [`EventLoop::add_watch`].
///
/// # Errors
///
/// [`ErrorKind::SystemError`](crate::ErrorKind::SystemError) when the loop cannot start or cannot
/// watch `source`.
pub fn watch(
    source: Source,
    interest: EventHandleType,
    callback: impl FnMut(WatchId, EventHandleType) + Send + 'static,
) -> Result<Watch> {
    watch_on(current()?, source, interest, callback)
}

/// Watches `source` on `event_loop`; see [`EventLoop::add_watch`].
///
/// # Errors
///
/// [`ErrorKind::SystemError`](crate::ErrorKind::SystemError) when the loop cannot watch `source`.
pub fn watch_on(
    event_loop: Arc<dyn EventLoop>,
    source: Source,
    interest: EventHandleType,
    callback: impl FnMut(WatchId, EventHandleType) + Send + 'static,
) -> Result<Watch> {
    let id = event_loop.add_watch(source, interest, Box::new(callback))?;
    Ok(Watch { event_loop, id })
}

/// Calls back every `interval` on the loop of this process; see [`EventLoop::add_timer`].
///
/// # Errors
///
/// [`ErrorKind::SystemError`](crate::ErrorKind::SystemError) when the loop cannot start.
pub fn timer(
    interval: Option<Duration>,
    callback: impl FnMut(TimerId) + Send + 'static,
) -> Result<Timer> {
    timer_on(current()?, interval, callback)
}

/// Calls back every `interval` on `event_loop`; see [`EventLoop::add_timer`].
///
/// # Errors
///
/// [`ErrorKind::SystemError`](crate::ErrorKind::SystemError) when the loop has no room.
pub fn timer_on(
    event_loop: Arc<dyn EventLoop>,
    interval: Option<Duration>,
    callback: impl FnMut(TimerId) + Send + 'static,
) -> Result<Timer> {
    let id = event_loop.add_timer(interval, Box::new(callback))?;
    Ok(Timer { event_loop, id })
}

/// A watch that is removed when it is dropped.
#[must_use = "the watch ends when this is dropped"]
pub struct Watch {
    event_loop: Arc<dyn EventLoop>,
    id: WatchId,
}

impl Watch {
    /// The number of the watch, which its callback gets, too.
    pub fn id(&self) -> WatchId {
        self.id
    }

    /// Replaces the events that the watch waits for; none pauses it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`](crate::ErrorKind::InvalidArg) when the callback removed the watch.
    pub fn set_interest(&self, interest: EventHandleType) -> Result<()> {
        self.event_loop.update_watch(self.id, interest)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // The callback may have removed it.
        let _ = self.event_loop.remove_watch(self.id);
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Watch").field(&self.id.0).finish()
    }
}

/// A timer that is removed when it is dropped.
#[must_use = "the timer ends when this is dropped"]
pub struct Timer {
    event_loop: Arc<dyn EventLoop>,
    id: TimerId,
}

impl Timer {
    /// The number of the timer, which its callback gets, too.
    pub fn id(&self) -> TimerId {
        self.id
    }

    /// Replaces the interval, and starts it anew; none pauses the timer.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`](crate::ErrorKind::InvalidArg) when the callback removed the timer.
    pub fn set_interval(&self, interval: Option<Duration>) -> Result<()> {
        self.event_loop.update_timer(self.id, interval)
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        // The callback may have removed it.
        let _ = self.event_loop.remove_timer(self.id);
    }
}

impl fmt::Debug for Timer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Timer").field(&self.id.0).finish()
    }
}
