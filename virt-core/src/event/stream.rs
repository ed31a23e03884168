//! The queue as a stream of an async program.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::{Event, EventQueue};

/// Ends when the queue is empty and no sender is left.
impl Stream for EventQueue {
    type Item = Event;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Event>> {
        self.poll(context.waker())
    }
}
