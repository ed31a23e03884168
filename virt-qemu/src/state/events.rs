//! Who is told what happens.

use std::sync::{Mutex, MutexGuard, PoisonError};

use virt_core::event::{
    DomainEvent, DomainEventKind, Event, EventFilter, EventHub, EventRegistration, EventSender,
    QemuMonitorEvent,
};
use virt_core::object::DomainRef;

use super::QemuState;

/// More has not happened while no program was there than fits a subscriber's queue.
const MOST_HELD: usize = 1024;

/// The subscribers, and what happened before there could be any.
pub(super) struct Events {
    hub: EventHub,
    held: Mutex<Held>,
}

/// Events of the takeover, for the first who asks: they tell what became of guests while no
/// program looked after them.
struct Held {
    holding: bool,
    events: Vec<Event>,
}

impl Default for Events {
    fn default() -> Self {
        let held = Mutex::new(Held { holding: true, events: Vec::new() });
        Events { hub: EventHub::new(), held }
    }
}

impl Events {
    /// The takeover is over: what happens from now on concerns those who have subscribed.
    pub(super) fn hold_no_more(&self) {
        self.held().holding = false;
    }

    fn publish(&self, event: Event) {
        let mut held = self.held();
        if held.holding && held.events.len() < MOST_HELD {
            held.events.push(event);
        } else {
            drop(held);
            self.hub.publish(event);
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl QemuState {
    /// Tells subscribers that `kind` happened to `domain`.
    pub(crate) fn publish(&self, domain: DomainRef, kind: impl Into<DomainEventKind>) {
        self.events.publish(DomainEvent::new(domain, kind).into());
    }

    /// Tells those who want QEMU's own events of one.
    pub(crate) fn publish_raw(&self, event: QemuMonitorEvent) {
        self.events.publish(event.into());
    }

    /// Sends what `filter` wants to `sender`; the first subscriber is also told what the takeover
    /// found.
    pub(crate) fn subscribe(&self, filter: EventFilter, sender: EventSender) -> EventRegistration {
        let held = std::mem::take(&mut self.events.held().events);
        for event in held.into_iter().filter(|event| filter.matches(event)) {
            sender.send(event);
        }
        self.events.hub.subscribe(filter, sender)
    }
}
