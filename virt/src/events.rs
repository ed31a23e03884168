//! The events of a connection.

#[cfg(feature = "stream")]
use std::future::poll_fn;
use std::os::fd::{AsFd, BorrowedFd};
#[cfg(feature = "stream")]
use std::pin::Pin;
use std::sync::Arc;
#[cfg(feature = "stream")]
use std::task::{Context, Poll};
use std::time::Duration;

#[cfg(feature = "stream")]
use futures_core::Stream;
use virt_core::Result;
use virt_core::connection::Connection;
use virt_core::event::{Event, EventQueue, EventRegistration, EventSender};

/// The events of a connection's objects of one kind, in the order in which they happened.
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
pub struct Events {
    queue: EventQueue,
    // Events stop when it is dropped, and it needs its connection until then.
    _registration: EventRegistration,
    _connection: Arc<Connection>,
}

impl Events {
    /// The events that `subscribe` has sent.
    pub(crate) fn of(
        connection: &Arc<Connection>,
        subscribe: impl FnOnce(EventSender) -> Result<EventRegistration>,
    ) -> Result<Self> {
        let queue = EventQueue::new()?;
        let registration = subscribe(queue.sender())?;
        Ok(Events { queue, _registration: registration, _connection: connection.clone() })
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

#[cfg(feature = "stream")]
impl Events {
    /// The same events for an async program.
    pub fn into_stream(self) -> EventStream {
        EventStream { events: self }
    }
}

/// The events of a connection's objects of one kind, for an async program. Needs no runtime in particular.
///
/// ```
/// use virt::{Connect, EventFilter};
///
/// # fn main() -> virt::Result<()> {
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// # runtime.block_on(async {
/// let connect = Connect::open("test:///default")?;
/// let mut events = connect.domain_events(EventFilter::all())?.into_stream();
/// connect.domain("test")?.suspend()?;
/// let event = events.next().await.expect("the connection is open");
/// assert!(event.to_string().contains("Suspended"));
/// # Ok(())
/// # })
/// # }
/// ```
#[cfg(feature = "stream")]
#[derive(Debug)]
pub struct EventStream {
    events: Events,
}

#[cfg(feature = "stream")]
impl EventStream {
    /// Waits for the next event; `None` when nothing can come any more.
    pub async fn next(&mut self) -> Option<Event> {
        let mut queue = Pin::new(&mut self.events.queue);
        poll_fn(|context| queue.as_mut().poll_next(context)).await
    }
}

/// Ends when nothing can come any more.
#[cfg(feature = "stream")]
impl Stream for EventStream {
    type Item = Event;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Event>> {
        Pin::new(&mut self.events.queue).poll_next(context)
    }
}

/// Waits for each next event; ends when nothing can come any more.
impl Iterator for Events {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        self.queue.next()
    }
}

/// Readable while an event is there.
impl AsFd for Events {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.queue.as_fd()
    }
}
