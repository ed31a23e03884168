//! Watching file descriptors and timers, on the program's own event loop or on ours.
//!
//! Drivers ask [`current`] for the loop, or use [`watch`] and [`timer`], which clean up after
//! themselves. A program that has an event loop of its own implements [`EventLoop`] and calls
//! [`register`] before it opens its first connection; otherwise an [`EpollLoop`] starts on a
//! thread of its own when something is first watched.
//!
//! ```
//! use std::sync::{Arc, mpsc};
//! use std::time::Duration;
//!
//! use virt_core::api::event::EventHandleType;
//! use virt_core::event_loop;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let (ours, mut theirs) = std::os::unix::net::UnixStream::pair()?;
//! let (sender, receiver) = mpsc::channel();
//! let watch = event_loop::watch(Arc::new(ours), EventHandleType::READABLE, move |id, events| {
//!     let _ = event_loop::current().and_then(|event_loop| event_loop.remove_watch(id));
//!     let _ = sender.send(events);
//! })?;
//!
//! std::io::Write::write_all(&mut theirs, b"hello")?;
//! assert_eq!(receiver.recv_timeout(Duration::from_secs(10))?, EventHandleType::READABLE);
//! # drop(watch);
//! # Ok(())
//! # }
//! ```

mod deadlines;
mod epoll;
mod global;
mod guard;
mod slot;
#[cfg(feature = "tokio")]
mod tokio;

pub use self::epoll::EpollLoop;
#[cfg(feature = "tokio")]
pub use self::tokio::TokioLoop;
pub use global::{current, register, register_default};
pub use guard::{Timer, Watch, timer, timer_on, watch, watch_on};

use std::os::fd::AsFd;
use std::sync::Arc;
use std::time::Duration;

use crate::Result;
use crate::api::event::EventHandleType;

/// Watches file descriptors and timers, and calls back when they are ready.
///
/// All methods may be called from any thread and from callbacks, also on the watch or timer whose
/// callback is running. Implementations keep these promises:
///
/// - One callback never runs on two threads at once. Callbacks of different watches and timers
///   may run at the same time.
/// - After `remove_watch` or `remove_timer` has returned, the callback is not called any more. A
///   call that another thread has already begun may still be running; removal does not wait for
///   it, so that it cannot deadlock with a callback that waits for the remover.
/// - What a callback owns is dropped soon after the removal, and never under a lock of the loop.
/// - Numbers of watches and timers are not used twice.
///
/// Callbacks must not block: they hold up everything else that the loop watches.
pub trait EventLoop: Send + Sync {
    /// Watches `source` for the events of `interest`, and calls back again and again while one of
    /// them is the case.
    ///
    /// The loop keeps `source` alive until the watch is removed. Errors and hangups are reported
    /// even if `interest` does not name them; an empty `interest` pauses the watch entirely. One
    /// descriptor can be watched more than once.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](crate::ErrorKind::SystemError) for what cannot be watched, for
    /// example a regular file, which is always ready.
    fn add_watch(
        &self,
        source: Source,
        interest: EventHandleType,
        callback: WatchCallback,
    ) -> Result<WatchId>;

    /// Replaces the events that a watch waits for; none pauses it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`](crate::ErrorKind::InvalidArg) when there is no such watch.
    fn update_watch(&self, watch: WatchId, interest: EventHandleType) -> Result<()>;

    /// Ends a watch.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`](crate::ErrorKind::InvalidArg) when there is no such watch.
    fn remove_watch(&self, watch: WatchId) -> Result<()>;

    /// Calls back every `interval`, for the first time after one; in every turn of the loop when
    /// it is zero, and never while it is none.
    ///
    /// Intervals are kept to the millisecond.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](crate::ErrorKind::SystemError) when the loop has no room.
    fn add_timer(&self, interval: Option<Duration>, callback: TimerCallback) -> Result<TimerId>;

    /// Replaces the interval of a timer, which starts anew; none pauses it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`](crate::ErrorKind::InvalidArg) when there is no such timer.
    fn update_timer(&self, timer: TimerId, interval: Option<Duration>) -> Result<()>;

    /// Ends a timer.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`](crate::ErrorKind::InvalidArg) when there is no such timer.
    fn remove_timer(&self, timer: TimerId) -> Result<()>;
}

/// What can be watched: anything with a file descriptor.
pub type Source = Arc<dyn AsFd + Send + Sync>;

/// What is called when a watched descriptor is ready.
pub type WatchCallback = Box<dyn FnMut(WatchId, EventHandleType) + Send>;

/// What is called when a timer has run down.
pub type TimerCallback = Box<dyn FnMut(TimerId) + Send>;

/// Names a watch of a loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WatchId(pub u64);

/// Names a timer of a loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TimerId(pub u64);
