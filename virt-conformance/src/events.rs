//! Events of a host, each waited for.

use std::time::Duration;

use uuid::Uuid;
use virt::event::NodeDeviceEvent;
use virt::{DomainEvent, Event};

/// The events of a host's objects of one kind.
pub(crate) struct Events {
    queue: virt::Events,
    patience: Duration,
}

impl Events {
    pub(crate) fn new(queue: virt::Events, patience: Duration) -> Self {
        Events { queue, patience }
    }

    /// The next event of the domain with `uuid` that `matches`; others are passed over.
    #[track_caller]
    pub(crate) fn next_of(
        &self,
        uuid: Uuid,
        matches: impl Fn(&DomainEvent) -> bool,
    ) -> DomainEvent {
        loop {
            let event = self.next();
            if event.domain.uuid == uuid && matches(&event) {
                return event;
            }
        }
    }

    /// The next event of any domain.
    #[track_caller]
    pub(crate) fn next(&self) -> DomainEvent {
        loop {
            if let Event::Domain(event) = self.any() {
                return event;
            }
        }
    }

    /// The next event of the device called `name`.
    #[track_caller]
    pub(crate) fn next_of_device(&self, name: &str) -> NodeDeviceEvent {
        loop {
            match self.any() {
                Event::NodeDevice(event) if event.device.name == name => return event,
                _ => {}
            }
        }
    }

    /// The next event.
    ///
    /// # Panics
    ///
    /// Panics when the suite's patience is over, or when events were lost.
    #[track_caller]
    fn any(&self) -> Event {
        match self.queue.next_timeout(self.patience) {
            Some(Event::Lost(count)) => panic!("{count} events are lost"),
            Some(event) => event,
            None => panic!("waited in vain for an event"),
        }
    }
}
