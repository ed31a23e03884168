//! The event loop of a program that runs on tokio.

#![expect(unsafe_code, reason = "tokio lets descriptors be registered only by unsafe means")]

use std::collections::HashMap;
use std::fmt;
use std::future::{Future, poll_fn};
use std::hash::Hash;
use std::os::fd::{AsFd, OwnedFd};
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use ::tokio::io::Interest;
use ::tokio::io::unix::AsyncFd;
use ::tokio::runtime::Handle;
use ::tokio::sync::Notify;
use ::tokio::{task, time};
use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use super::slot::Slot;
use super::{EventLoop, Source, TimerCallback, TimerId, WatchCallback, WatchId};
use crate::api::event::EventHandleType;
use crate::{Error, ErrorKind, Result};

/// Watches descriptors and timers with the tokio runtime that the program runs anyway.
///
/// Callbacks run as tasks of that runtime: on one thread with a current-thread runtime, and only
/// while the program is in it; on any of its threads with a multi-thread one. The runtime needs
/// its I/O and time drivers (`enable_all`). Watches end with the runtime.
///
/// ```
/// use std::sync::Arc;
///
/// use virt_core::event_loop::{self, TokioLoop};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
/// event_loop::register(Arc::new(TokioLoop::new(runtime.handle().clone())))?;
/// # Ok(())
/// # }
/// ```
pub struct TokioLoop {
    runtime: Handle,
    last_id: AtomicU64,
    watches: Arc<Table<WatchId, Watch>>,
    timers: Arc<Table<TimerId, Timer>>,
}

type Table<I, T> = Mutex<HashMap<I, Arc<T>>>;

struct Watch {
    interest: Mutex<EventHandleType>,
    changed: Notify,
    slot: Slot<WatchCallback>,
}

struct Timer {
    interval: Mutex<Option<Duration>>,
    changed: Notify,
    slot: Slot<TimerCallback>,
}

impl TokioLoop {
    /// Makes a loop that runs its callbacks as tasks of `runtime`.
    pub fn new(runtime: Handle) -> Self {
        TokioLoop {
            runtime,
            last_id: AtomicU64::new(0),
            watches: Arc::default(),
            timers: Arc::default(),
        }
    }

    fn next_id(&self) -> u64 {
        self.last_id.fetch_add(1, Ordering::Relaxed) + 1
    }
}

impl EventLoop for TokioLoop {
    fn add_watch(
        &self,
        source: Source,
        interest: EventHandleType,
        callback: WatchCallback,
    ) -> Result<WatchId> {
        let id = WatchId(self.next_id());
        let descriptor = {
            let _context = self.runtime.enter();
            enlist(&source)?
        };
        let (interest, slot) = (Mutex::new(interest), Slot::new(callback));
        let watch = Arc::new(Watch { interest, changed: Notify::new(), slot });
        lock(&self.watches).insert(id, Arc::clone(&watch));
        let entry = Entry { table: Arc::clone(&self.watches), id };
        self.runtime.spawn(async move { serve_watch(&watch, descriptor, entry).await });
        Ok(id)
    }

    fn update_watch(&self, watch: WatchId, interest: EventHandleType) -> Result<()> {
        let entry = lock(&self.watches).get(&watch).cloned().ok_or_else(|| no_watch(watch))?;
        *lock(&entry.interest) = interest;
        entry.changed.notify_one();
        Ok(())
    }

    fn remove_watch(&self, watch: WatchId) -> Result<()> {
        let entry = lock(&self.watches).remove(&watch).ok_or_else(|| no_watch(watch))?;
        entry.slot.remove();
        entry.changed.notify_one();
        Ok(())
    }

    fn add_timer(&self, interval: Option<Duration>, callback: TimerCallback) -> Result<TimerId> {
        let id = TimerId(self.next_id());
        let (interval, slot) = (Mutex::new(interval), Slot::new(callback));
        let timer = Arc::new(Timer { interval, changed: Notify::new(), slot });
        lock(&self.timers).insert(id, Arc::clone(&timer));
        let entry = Entry { table: Arc::clone(&self.timers), id };
        self.runtime.spawn(async move { serve_timer(&timer, entry).await });
        Ok(id)
    }

    fn update_timer(&self, timer: TimerId, interval: Option<Duration>) -> Result<()> {
        let entry = lock(&self.timers).get(&timer).cloned().ok_or_else(|| no_timer(timer))?;
        *lock(&entry.interval) = interval;
        entry.changed.notify_one();
        Ok(())
    }

    fn remove_timer(&self, timer: TimerId) -> Result<()> {
        let entry = lock(&self.timers).remove(&timer).ok_or_else(|| no_timer(timer))?;
        entry.slot.remove();
        entry.changed.notify_one();
        Ok(())
    }
}

impl fmt::Debug for TokioLoop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokioLoop")
            .field("watches", &lock(&self.watches).len())
            .field("timers", &lock(&self.timers).len())
            .finish()
    }
}

/// Takes a watch or timer out of its table when its task ends, also with the runtime, so that
/// what the callback owns is dropped then.
struct Entry<I: Eq + Hash, T> {
    table: Arc<Table<I, T>>,
    id: I,
}

impl<I: Eq + Hash, T> Drop for Entry<I, T> {
    fn drop(&mut self) {
        let removed = lock(&self.table).remove(&self.id);
        drop(removed);
    }
}

/// Hands a duplicate of the descriptor to tokio, which neither takes one descriptor twice nor
/// copes with one that goes away.
fn enlist(source: &Source) -> Result<AsyncFd<OwnedFd>> {
    let failed =
        |err| Error::new(ErrorKind::SystemError, "cannot watch the descriptor").with_source(err);
    let duplicate = source.as_fd().try_clone_to_owned().map_err(failed)?;
    let interest = Interest::READABLE | Interest::WRITABLE;
    // SAFETY: the descriptor is open, and stays so and the same until the `AsyncFd` drops it,
    // because an `OwnedFd` owns it.
    let registered = unsafe { AsyncFd::register_with_interest(duplicate, interest) };
    registered.map_err(|err| failed(err.into_parts().1))
}

/// Calls back while the descriptor is ready.
///
/// Tokio reports that a descriptor became ready; callbacks want to be called for as long as it
/// is. So the task asks the kernel before each call, and waits for tokio only when the answer is
/// no.
async fn serve_watch(watch: &Watch, descriptor: AsyncFd<OwnedFd>, entry: Entry<WatchId, Watch>) {
    while !watch.slot.is_removed() {
        let interest = *lock(&watch.interest);
        let Some(wanted) = to_tokio(interest) else {
            watch.changed.notified().await;
            continue;
        };
        let ready = first(descriptor.ready(wanted), watch.changed.notified()).await;
        let Some(ready) = ready else { continue };
        let Ok(mut ready) = ready else { return };
        let interest = *lock(&watch.interest);
        match ready_now(ready.get_inner(), interest) {
            Ok(events) if events.is_empty() => ready.clear_ready(),
            Ok(events) => {
                watch.slot.run(|callback| callback(entry.id, events));
                task::yield_now().await;
            }
            Err(err) => {
                tracing::error!(%err, "cannot ask what a watched descriptor is ready for");
                return;
            }
        }
    }
}

async fn serve_timer(timer: &Timer, entry: Entry<TimerId, Timer>) {
    while !timer.slot.is_removed() {
        let interval = *lock(&timer.interval);
        let Some(interval) = interval else {
            timer.changed.notified().await;
            continue;
        };
        if first(time::sleep(interval), timer.changed.notified()).await.is_some() {
            timer.slot.run(|callback| callback(entry.id));
            task::yield_now().await;
        }
    }
}

/// Waits for `work`, unless `interrupt` is there before it.
async fn first<T>(work: impl Future<Output = T>, interrupt: impl Future<Output = ()>) -> Option<T> {
    let (mut work, mut interrupt) = (pin!(work), pin!(interrupt));
    poll_fn(|context| {
        if interrupt.as_mut().poll(context).is_ready() {
            return Poll::Ready(None);
        }
        work.as_mut().poll(context).map(Some)
    })
    .await
}

/// None when the watch is paused. A watch for nothing but errors waits for bytes that nobody
/// reads, and is woken by the hangup.
fn to_tokio(interest: EventHandleType) -> Option<Interest> {
    let only_trouble = EventHandleType::ERROR | EventHandleType::HANGUP;
    let mut wanted = Vec::new();
    if interest.intersects(EventHandleType::READABLE | only_trouble) {
        wanted.push(Interest::READABLE);
    }
    if interest.contains(EventHandleType::WRITABLE) {
        wanted.push(Interest::WRITABLE);
    }
    wanted.into_iter().reduce(Interest::add)
}

/// Which flag of ours is which flag of poll's.
const FLAGS: [(EventHandleType, PollFlags); 4] = [
    (EventHandleType::READABLE, PollFlags::POLLIN),
    (EventHandleType::WRITABLE, PollFlags::POLLOUT),
    (EventHandleType::ERROR, PollFlags::POLLERR),
    (EventHandleType::HANGUP, PollFlags::POLLHUP),
];

fn ready_now(descriptor: &OwnedFd, interest: EventHandleType) -> nix::Result<EventHandleType> {
    let wanted = FLAGS.iter().filter(|(ours, _)| interest.contains(*ours));
    let wanted = wanted.map(|(_, theirs)| *theirs).collect();
    let mut asked = [PollFd::new(descriptor.as_fd(), wanted)];
    match poll(&mut asked, PollTimeout::ZERO) {
        Ok(_) | Err(Errno::EINTR) => {}
        Err(err) => return Err(err),
    }
    let ready = asked[0].revents().unwrap_or(PollFlags::empty());
    if interest.is_empty() {
        return Ok(EventHandleType::empty());
    }
    Ok(FLAGS.iter().filter(|(_, theirs)| ready.contains(*theirs)).map(|(ours, _)| *ours).collect())
}

fn no_watch(watch: WatchId) -> Error {
    Error::new(ErrorKind::InvalidArg, format!("the event loop has no watch {}", watch.0))
}

fn no_timer(timer: TimerId) -> Error {
    Error::new(ErrorKind::InvalidArg, format!("the event loop has no timer {}", timer.0))
}

/// Nothing panics while it holds a lock, so what it guards is whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
