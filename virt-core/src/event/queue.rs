//! The bounded, ordered queue between drivers and one subscriber.

use std::collections::VecDeque;
use std::fmt;
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant};

use nix::sys::eventfd::{EfdFlags, EventFd};

use super::Event;
use crate::{Error, ErrorKind, Result};

/// How many events a queue holds unless its maker says otherwise.
const DEFAULT_CAPACITY: usize = 1024;

/// The events of one subscriber, in the order in which they happened.
///
/// Senders made by [`sender`](EventQueue::sender) can be given to any number of drivers and hubs;
/// what they send is merged here. The queue is bounded: when it is full, further events are
/// counted instead of kept, and one [`Event::Lost`] stands at the place of the gap. A sender never
/// waits.
///
/// There are four ways to read: iterate it, which blocks the thread; [`try_next`] and
/// [`next_timeout`]; wait until its descriptor ([`AsFd`]) is readable, which it is exactly while
/// something is queued; and, with the feature `stream`, as a `futures_core::Stream`. Iteration
/// ends when the queue is empty and the last sender is gone.
///
/// [`try_next`]: EventQueue::try_next
/// [`next_timeout`]: EventQueue::next_timeout
///
/// ```
/// use virt_core::event::{Event, EventQueue};
///
/// # fn main() -> virt_core::Result<()> {
/// let queue = EventQueue::with_capacity(2)?;
/// let sender = queue.sender();
/// # let event = |seconds| virt_core::event::DomainEvent::new(
/// #     virt_core::object::DomainRef::new("web", uuid::Uuid::from_u128(1)),
/// #     virt_core::event::DomainEventKind::RtcChange { utc_offset: seconds },
/// # );
/// for second in 0..5 {
///     sender.send(event(second));
/// }
/// drop(sender);
///
/// let lines: Vec<_> = queue.iter().map(|event| event.to_string()).collect();
/// assert_eq!(lines, [
///     "event 'rtc-change' for domain 'web': 0",
///     "event 'rtc-change' for domain 'web': 1",
///     "3 events lost",
/// ]);
/// # Ok(())
/// # }
/// ```
pub struct EventQueue {
    shared: Arc<Shared>,
}

/// Puts events into one subscriber's queue, without ever waiting.
///
/// Clones put into the same queue.
pub struct EventSender {
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    /// Readable exactly while `State::queued` is not empty; changed only under its lock.
    readable: EventFd,
}

struct State {
    queued: VecDeque<Event>,
    /// How many of `queued` are events and not marks of a gap.
    events: usize,
    capacity: usize,
    senders: usize,
    receiver_gone: bool,
    waker: Option<Waker>,
}

impl EventQueue {
    /// Makes a queue that holds 1,024 events.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`] when the process has no descriptor left.
    pub fn new() -> Result<Self> {
        EventQueue::with_capacity(DEFAULT_CAPACITY)
    }

    /// Makes a queue that holds `capacity` events, at least one.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`] when the process has no descriptor left.
    pub fn with_capacity(capacity: usize) -> Result<Self> {
        let flags = EfdFlags::EFD_CLOEXEC | EfdFlags::EFD_NONBLOCK;
        let readable = EventFd::from_value_and_flags(0, flags).map_err(|err| {
            Error::new(ErrorKind::SystemError, "cannot make a descriptor for an event queue")
                .with_source(err)
        })?;
        let state = State {
            queued: VecDeque::new(),
            events: 0,
            capacity: capacity.max(1),
            senders: 0,
            receiver_gone: false,
            waker: None,
        };
        let shared = Shared { state: Mutex::new(state), changed: Condvar::new(), readable };
        Ok(EventQueue { shared: Arc::new(shared) })
    }

    /// Makes a handle that puts events into this queue.
    pub fn sender(&self) -> EventSender {
        self.shared.lock().senders += 1;
        EventSender { shared: Arc::clone(&self.shared) }
    }

    /// Takes the next event if one is queued.
    pub fn try_next(&self) -> Option<Event> {
        self.shared.take(&mut self.shared.lock())
    }

    /// Takes the next event, and blocks the thread until there is one.
    ///
    /// None when the queue is empty and no sender is left.
    pub fn next(&self) -> Option<Event> {
        let mut state = self.shared.lock();
        while state.queued.is_empty() && state.senders > 0 {
            state = self.shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        self.shared.take(&mut state)
    }

    /// Takes the next event, and blocks the thread for at most `timeout` until there is one.
    ///
    /// None when the time is over, or when the queue is empty and no sender is left.
    pub fn next_timeout(&self, timeout: Duration) -> Option<Event> {
        let deadline = Instant::now() + timeout;
        let mut state = self.shared.lock();
        while state.queued.is_empty() && state.senders > 0 {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return None;
            }
            let waited = self.shared.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        self.shared.take(&mut state)
    }

    /// Iterates over the events; each step blocks the thread until there is one.
    ///
    /// Ends when the queue is empty and no sender is left.
    pub fn iter(&self) -> Iter<'_> {
        Iter { queue: self }
    }

    /// How many entries are queued, marks of a gap included.
    pub fn len(&self) -> usize {
        self.shared.lock().queued.len()
    }

    /// Whether nothing is queued.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether no sender is left: nothing will come after what is queued, unless a
    /// [`sender`](EventQueue::sender) is made again.
    pub fn is_disconnected(&self) -> bool {
        self.shared.lock().senders == 0
    }

    /// Takes the next event, or leaves `waker` to be woken when there is one.
    #[cfg(feature = "stream")]
    pub(super) fn poll(&self, waker: &Waker) -> std::task::Poll<Option<Event>> {
        use std::task::Poll;

        let mut state = self.shared.lock();
        if state.queued.is_empty() && state.senders > 0 {
            state.waker = Some(waker.clone());
            return Poll::Pending;
        }
        Poll::Ready(self.shared.take(&mut state))
    }
}

/// The descriptor is readable exactly while something is queued. Only wait for it: reading from it
/// belongs to the queue.
impl AsFd for EventQueue {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.shared.readable.as_fd()
    }
}

impl Drop for EventQueue {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.receiver_gone = true;
        state.events = 0;
        let queued = std::mem::take(&mut state.queued);
        drop(state);
        drop(queued);
    }
}

impl fmt::Debug for EventQueue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.shared.lock();
        f.debug_struct("EventQueue")
            .field("queued", &state.queued.len())
            .field("capacity", &state.capacity)
            .field("senders", &state.senders)
            .finish()
    }
}

/// Iterates over the events of a queue, and blocks until there is one.
#[derive(Debug)]
pub struct Iter<'a> {
    queue: &'a EventQueue,
}

impl Iterator for Iter<'_> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        self.queue.next()
    }
}

impl<'a> IntoIterator for &'a EventQueue {
    type Item = Event;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl EventSender {
    /// Puts `event` into the queue, or counts it as lost when the queue is full.
    ///
    /// Returns whether the queue still exists; when it does not, the sender can be dropped.
    pub fn send(&self, event: impl Into<Event>) -> bool {
        if let Some(waker) = self.push(event.into()) {
            waker.wake();
        }
        !self.is_closed()
    }

    /// Whether the subscriber dropped the queue.
    pub fn is_closed(&self) -> bool {
        self.shared.lock().receiver_gone
    }

    /// Like [`send`](EventSender::send), but leaves it to the caller to wake the waker.
    #[must_use]
    pub(super) fn push(&self, event: Event) -> Option<Waker> {
        let mut state = self.shared.lock();
        if state.receiver_gone {
            return None;
        }
        let was_empty = state.queued.is_empty();
        state.push(event);
        if was_empty {
            self.shared.set_readable(true);
            self.shared.changed.notify_all();
        }
        state.waker.take()
    }
}

impl Clone for EventSender {
    fn clone(&self) -> Self {
        self.shared.lock().senders += 1;
        EventSender { shared: Arc::clone(&self.shared) }
    }
}

impl Drop for EventSender {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.senders -= 1;
        if state.senders > 0 {
            return;
        }
        let waker = state.waker.take();
        drop(state);
        self.shared.changed.notify_all();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl fmt::Debug for EventSender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventSender").field("closed", &self.is_closed()).finish()
    }
}

impl State {
    fn push(&mut self, event: Event) {
        // A gap reported by a driver is a gap here too: the two become one.
        let lost = match event {
            Event::Lost(count) => count,
            _ if self.events >= self.capacity => 1,
            event => {
                self.queued.push_back(event);
                self.events += 1;
                return;
            }
        };
        match self.queued.back_mut() {
            Some(Event::Lost(count)) => *count = count.saturating_add(lost),
            _ => self.queued.push_back(Event::Lost(lost)),
        }
    }
}

impl Shared {
    /// Nothing panics while it holds the lock, so what it guards is whole.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, state: &mut State) -> Option<Event> {
        let event = state.queued.pop_front()?;
        if !matches!(event, Event::Lost(_)) {
            state.events -= 1;
        }
        if state.queued.is_empty() {
            self.set_readable(false);
        }
        Some(event)
    }

    /// The counter is 0 or 1, so neither call can block or fail on a descriptor that we own.
    fn set_readable(&self, readable: bool) {
        let result = if readable { self.readable.write(1).map(drop) } else { self.drain() };
        if let Err(err) = result {
            tracing::error!(%err, "cannot signal an event queue's descriptor");
        }
    }

    fn drain(&self) -> nix::Result<()> {
        self.readable.read().map(drop)
    }
}
