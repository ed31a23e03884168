//! The built-in event loop, on epoll.

use std::collections::HashMap;
use std::fmt;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::sys::epoll::{Epoll, EpollCreateFlags, EpollEvent, EpollFlags, EpollTimeout};
use nix::sys::eventfd::{EfdFlags, EventFd};

use super::deadlines::Deadlines;
use super::slot::Slot;
use super::{EventLoop, Source, TimerCallback, TimerId, WatchCallback, WatchId};
use crate::api::event::EventHandleType;
use crate::{Error, ErrorKind, Result};

/// How many descriptors one turn of the loop looks at; the others wait for the next.
const BATCH: usize = 64;

/// The number under which the loop watches its own wake-up descriptor.
const WAKE: u64 = 0;

/// An event loop on Linux's epoll.
///
/// [`current`](super::current) runs one on a thread of its own. A program can also drive one
/// itself, with [`run`](EpollLoop::run) or [`run_once`](EpollLoop::run_once); callbacks then run
/// on the thread that does.
///
/// ```
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicU32, Ordering};
/// use std::time::Duration;
///
/// use virt_core::event_loop::{EpollLoop, EventLoop};
///
/// # fn main() -> virt_core::Result<()> {
/// let event_loop = EpollLoop::new()?;
/// let count = Arc::new(AtomicU32::new(0));
/// let counter = Arc::clone(&count);
/// event_loop.add_timer(
///     Some(Duration::from_millis(1)),
///     Box::new(move |_| {
///         counter.fetch_add(1, Ordering::Relaxed);
///     }),
/// )?;
/// while count.load(Ordering::Relaxed) < 3 {
///     event_loop.run_once(None)?;
/// }
/// # Ok(())
/// # }
/// ```
pub struct EpollLoop {
    epoll: Epoll,
    wake: EventFd,
    stopping: AtomicBool,
    /// Held by the thread that runs the loop.
    turn: Mutex<()>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    last_id: u64,
    watches: HashMap<u64, Watch>,
    timers: HashMap<u64, Arc<Slot<TimerCallback>>>,
    deadlines: Deadlines,
}

struct Watch {
    descriptor: Descriptor,
    interest: EventHandleType,
    slot: Arc<Slot<WatchCallback>>,
}

/// What epoll knows a watch by: it does not take one descriptor twice, so a second watch of it
/// gets a duplicate.
enum Descriptor {
    Original(Source),
    Duplicate(OwnedFd),
}

impl AsFd for Descriptor {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Descriptor::Original(source) => source.as_fd(),
            Descriptor::Duplicate(duplicate) => duplicate.as_fd(),
        }
    }
}

impl EpollLoop {
    /// Makes a loop that watches nothing yet.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`] when the process has no descriptor left.
    pub fn new() -> Result<Self> {
        let failed = failed("cannot make an event loop");
        let epoll = Epoll::new(EpollCreateFlags::EPOLL_CLOEXEC).map_err(failed)?;
        let flags = EfdFlags::EFD_CLOEXEC | EfdFlags::EFD_NONBLOCK;
        let wake = EventFd::from_value_and_flags(0, flags).map_err(failed)?;
        epoll.add(&wake, EpollEvent::new(EpollFlags::EPOLLIN, WAKE)).map_err(failed)?;
        Ok(EpollLoop {
            epoll,
            wake,
            stopping: AtomicBool::new(false),
            turn: Mutex::new(()),
            state: Mutex::default(),
        })
    }

    /// Waits until something is ready, but no longer than `timeout`, and calls back for it.
    ///
    /// Returns whether anything was ready. A [`wake`](EpollLoop::wake) ends the wait, too.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationInvalid`] when a thread runs this loop already, for example the one
    /// that calls this from a callback; [`ErrorKind::SystemError`] when the kernel refuses to wait.
    pub fn run_once(&self, timeout: Option<Duration>) -> Result<bool> {
        let _turn = self.take_turn()?;
        self.turn(timeout)
    }

    /// Runs the loop until [`stop`](EpollLoop::stop) is called.
    ///
    /// # Errors
    ///
    /// As [`run_once`](EpollLoop::run_once).
    pub fn run(&self) -> Result<()> {
        let _turn = self.take_turn()?;
        while !self.stopping.swap(false, Ordering::AcqRel) {
            self.turn(None)?;
        }
        Ok(())
    }

    /// Makes [`run`](EpollLoop::run) return: the one that is running, or the next.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Release);
        self.wake();
    }

    /// Ends the wait of the thread that runs the loop, now or when it next begins to wait.
    pub fn wake(&self) {
        // It fails only when the counter is full, and then the loop is awake.
        let _ = self.wake.write(1);
    }

    fn take_turn(&self) -> Result<MutexGuard<'_, ()>> {
        match self.turn.try_lock() {
            Ok(turn) => Ok(turn),
            Err(TryLockError::Poisoned(poisoned)) => Ok(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => Err(Error::new(
                ErrorKind::OperationInvalid,
                "the event loop is running already, on this thread or on another",
            )),
        }
    }

    fn turn(&self, timeout: Option<Duration>) -> Result<bool> {
        let mut ready = [EpollEvent::empty(); BATCH];
        let count = match self.epoll.wait(&mut ready, self.patience(timeout)) {
            Ok(count) => count,
            Err(Errno::EINTR) => 0,
            Err(err) => return Err(failed("the event loop cannot wait")(err)),
        };
        let timers = self.call_timers();
        let mut watches = 0;
        for event in &ready[..count] {
            match event.data() {
                WAKE => drop(self.wake.read()),
                id => {
                    self.call_watch(id, event.events());
                    watches += 1;
                }
            }
        }
        Ok(timers + watches > 0)
    }

    /// How long to wait: until `timeout` is over or a timer is due, whole milliseconds rounded up.
    fn patience(&self, timeout: Option<Duration>) -> EpollTimeout {
        let due = self.lock().deadlines.next();
        let until_due = due.map(|due| due.saturating_duration_since(Instant::now()));
        let Some(patience) = timeout.into_iter().chain(until_due).min() else {
            return EpollTimeout::NONE;
        };
        let milliseconds = patience.as_nanos().div_ceil(1_000_000);
        i32::try_from(milliseconds)
            .ok()
            .and_then(|milliseconds| EpollTimeout::try_from(milliseconds).ok())
            .unwrap_or(EpollTimeout::MAX)
    }

    fn call_timers(&self) -> usize {
        let now = Instant::now();
        let due = self.lock().deadlines.due(now);
        let mut called = 0;
        for id in due {
            // An earlier callback may have changed or removed this one.
            let mut state = self.lock();
            let still_due = state.deadlines.restart(id, now);
            let Some(slot) = state.timers.get(&id).filter(|_| still_due).cloned() else { continue };
            drop(state);
            slot.run(|callback| callback(TimerId(id)));
            called += 1;
        }
        called
    }

    fn call_watch(&self, id: u64, ready: EpollFlags) {
        let state = self.lock();
        // An earlier callback may have removed this watch.
        let Some(watch) = state.watches.get(&id) else { return };
        let always = EventHandleType::ERROR | EventHandleType::HANGUP;
        let events = from_epoll(ready) & (watch.interest | always);
        if watch.interest.is_empty() || events.is_empty() {
            return;
        }
        let slot = Arc::clone(&watch.slot);
        drop(state);
        slot.run(|callback| callback(WatchId(id), events));
    }

    /// Adds `source` to epoll, as a duplicate if it is there already.
    fn enlist(&self, source: Source, interest: EventHandleType, id: u64) -> Result<Descriptor> {
        let failed = failed("cannot watch the descriptor");
        let event = EpollEvent::new(to_epoll(interest), id);
        let descriptor = match self.epoll.add(&*source, event) {
            Ok(()) => Descriptor::Original(source),
            Err(Errno::EEXIST) => {
                let duplicate = source.as_fd().try_clone_to_owned().map_err(|err| {
                    let message = "cannot duplicate a descriptor that is watched twice";
                    Error::new(ErrorKind::SystemError, message).with_source(err)
                })?;
                self.epoll.add(&duplicate, event).map_err(failed)?;
                Descriptor::Duplicate(duplicate)
            }
            Err(err) => return Err(failed(err)),
        };
        if interest.is_empty() {
            self.epoll.delete(&descriptor).map_err(failed)?;
        }
        Ok(descriptor)
    }

    /// Nothing panics while it holds the lock, so what it guards is whole.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl EventLoop for EpollLoop {
    fn add_watch(
        &self,
        source: Source,
        interest: EventHandleType,
        callback: WatchCallback,
    ) -> Result<WatchId> {
        // Under the lock throughout: the loop must know the watch before it can be ready.
        let mut state = self.lock();
        state.last_id += 1;
        let id = state.last_id;
        let descriptor = self.enlist(source, interest, id)?;
        let slot = Arc::new(Slot::new(callback));
        state.watches.insert(id, Watch { descriptor, interest, slot });
        Ok(WatchId(id))
    }

    fn update_watch(&self, watch: WatchId, interest: EventHandleType) -> Result<()> {
        let mut state = self.lock();
        let entry = state.watches.get_mut(&watch.0).ok_or_else(|| no_watch(watch))?;
        let mut event = EpollEvent::new(to_epoll(interest), watch.0);
        let (before, descriptor) = (entry.interest, &entry.descriptor);
        let changed = match (before.is_empty(), interest.is_empty()) {
            (true, true) => Ok(()),
            (true, false) => self.epoll.add(descriptor, event),
            (false, true) => self.epoll.delete(descriptor),
            (false, false) => self.epoll.modify(descriptor, &mut event),
        };
        changed.map_err(failed("cannot change what a descriptor is watched for"))?;
        entry.interest = interest;
        Ok(())
    }

    fn remove_watch(&self, watch: WatchId) -> Result<()> {
        let mut state = self.lock();
        let entry = state.watches.remove(&watch.0).ok_or_else(|| no_watch(watch))?;
        if !entry.interest.is_empty() {
            // The descriptor is open, for the entry keeps it so, and it was added.
            let _ = self.epoll.delete(&entry.descriptor);
        }
        drop(state);
        entry.slot.remove();
        Ok(())
    }

    fn add_timer(&self, interval: Option<Duration>, callback: TimerCallback) -> Result<TimerId> {
        let mut state = self.lock();
        state.last_id += 1;
        let id = state.last_id;
        state.timers.insert(id, Arc::new(Slot::new(callback)));
        state.deadlines.set(id, interval, Instant::now());
        drop(state);
        self.wake();
        Ok(TimerId(id))
    }

    fn update_timer(&self, timer: TimerId, interval: Option<Duration>) -> Result<()> {
        let mut state = self.lock();
        if !state.timers.contains_key(&timer.0) {
            return Err(no_timer(timer));
        }
        state.deadlines.set(timer.0, interval, Instant::now());
        drop(state);
        self.wake();
        Ok(())
    }

    fn remove_timer(&self, timer: TimerId) -> Result<()> {
        let mut state = self.lock();
        let slot = state.timers.remove(&timer.0).ok_or_else(|| no_timer(timer))?;
        state.deadlines.remove(timer.0);
        drop(state);
        slot.remove();
        Ok(())
    }
}

impl fmt::Debug for EpollLoop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        f.debug_struct("EpollLoop")
            .field("watches", &state.watches.len())
            .field("timers", &state.timers.len())
            .finish()
    }
}

fn no_watch(watch: WatchId) -> Error {
    Error::new(ErrorKind::InvalidArg, format!("the event loop has no watch {}", watch.0))
}

fn no_timer(timer: TimerId) -> Error {
    Error::new(ErrorKind::InvalidArg, format!("the event loop has no timer {}", timer.0))
}

fn failed(what: &'static str) -> impl Fn(Errno) -> Error + Copy {
    move |err| Error::new(ErrorKind::SystemError, what).with_source(err)
}

/// Which flag of ours is which flag of epoll's.
const FLAGS: [(EventHandleType, EpollFlags); 4] = [
    (EventHandleType::READABLE, EpollFlags::EPOLLIN),
    (EventHandleType::WRITABLE, EpollFlags::EPOLLOUT),
    (EventHandleType::ERROR, EpollFlags::EPOLLERR),
    (EventHandleType::HANGUP, EpollFlags::EPOLLHUP),
];

fn to_epoll(interest: EventHandleType) -> EpollFlags {
    FLAGS.iter().filter(|(ours, _)| interest.contains(*ours)).map(|(_, theirs)| *theirs).collect()
}

fn from_epoll(ready: EpollFlags) -> EventHandleType {
    FLAGS.iter().filter(|(_, theirs)| ready.contains(*theirs)).map(|(ours, _)| *ours).collect()
}
