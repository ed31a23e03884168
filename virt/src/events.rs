//! The events of a connection's domains.

use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::time::Duration;

use virt_core::connection::Connection;
use virt_core::event::{Event, EventQueue, EventRegistration};

/// The events of a connection's domains, in the order in which they happened.
///
/// A program that falls behind gets [`Event::Lost`] with the number of events that it missed.
///
/// ```
/// use virt::{Connect, EventFilter};
///
/// # fn main() -> virt::Result<()> {
/// let connect = Connect::open("test:///default")?;
/// let events = connect.domain_events(EventFilter::all())?;
/// connect.domain("test")?.suspend()?;
/// assert!(events.try_next().is_some());
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct DomainEvents {
    queue: EventQueue,
    // Events stop when it is dropped, and it needs its connection until then.
    _registration: EventRegistration,
    _connection: Arc<Connection>,
}

impl DomainEvents {
    pub(crate) fn new(
        queue: EventQueue,
        registration: EventRegistration,
        connection: Arc<Connection>,
    ) -> Self {
        DomainEvents { queue, _registration: registration, _connection: connection }
    }

    /// The next event if one is there.
    pub fn try_next(&self) -> Option<Event> {
        self.queue.try_next()
    }

    /// Waits for the next event; `None` when nothing can come any more.
    pub fn wait(&self) -> Option<Event> {
        self.queue.next()
    }

    /// The next event, if one comes within `timeout`.
    pub fn next_timeout(&self, timeout: Duration) -> Option<Event> {
        self.queue.next_timeout(timeout)
    }
}

/// Waits for each next event; ends when nothing can come any more.
impl Iterator for DomainEvents {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        self.queue.next()
    }
}

/// Readable while an event is there.
impl AsFd for DomainEvents {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.queue.as_fd()
    }
}
