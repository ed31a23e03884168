//! Objects of one kind, with those who listen to what happens to them.

use std::sync::{PoisonError, RwLock};

use virt_core::Result;
use virt_core::event::{Event, EventFilter, EventHub, EventRegistration, EventSender};

/// Objects of one kind.
pub(crate) trait Objects {
    /// What happens to them.
    type Event: Into<Event>;
}

/// Objects of one kind, with those who listen to what happens to them.
pub(crate) struct Table<T> {
    objects: RwLock<T>,
    events: EventHub,
}

impl<T: Objects> Table<T> {
    pub(super) fn new(objects: T) -> Self {
        Table { objects: RwLock::new(objects), events: EventHub::new() }
    }

    /// Lets `read` look at the objects. Changes are made in memory and are over at once, so
    /// nobody waits here.
    pub(crate) fn read<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.objects.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Lets `change` change the objects, and sends the events that it leaves.
    ///
    /// They are sent before another change can begin: every subscriber sees them in the order in
    /// which things happened.
    pub(crate) fn change<R>(
        &self,
        change: impl FnOnce(&mut T, &mut Vec<T::Event>) -> Result<R>,
    ) -> Result<R> {
        let mut objects = self.objects.write().unwrap_or_else(PoisonError::into_inner);
        let mut events = Vec::new();
        let result = change(&mut objects, &mut events);
        for event in events {
            self.events.publish(event);
        }
        result
    }

    /// Sends the events that `filter` wants to `sender`, until the registration is dropped.
    pub(crate) fn subscribe(&self, filter: EventFilter, sender: EventSender) -> EventRegistration {
        self.events.subscribe(filter, sender)
    }
}
