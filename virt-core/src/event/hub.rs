//! The place where a driver's events meet their subscribers.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use super::{Event, EventFilter, EventRegistration, EventSender};

/// Hands each event of a driver to every subscriber that wants it.
///
/// A driver owns one and publishes into it; clones are handles of the same hub. Publishing never
/// waits for a subscriber: each has a bounded queue of its own. All subscribers see the events in
/// one and the same order.
///
/// ```
/// use virt_core::event::{
///     DomainEvent, DomainEventKind, Event, EventFilter, EventHub, EventQueue,
/// };
/// use virt_core::object::DomainRef;
///
/// # fn main() -> virt_core::Result<()> {
/// let hub = EventHub::new();
/// let queue = EventQueue::new()?;
/// let registration = hub.subscribe(EventFilter::all(), queue.sender());
///
/// let domain = DomainRef::new("web", uuid::Uuid::from_u128(1));
/// hub.publish(DomainEvent::new(domain, DomainEventKind::Reboot));
/// let Some(Event::Domain(event)) = queue.try_next() else { panic!("no event") };
/// assert_eq!(event.to_string(), "event 'reboot' for domain 'web'");
///
/// drop(registration);
/// assert!(queue.next().is_none(), "nobody is left who could send");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct EventHub {
    subscribers: Arc<Mutex<Subscribers>>,
}

#[derive(Default)]
struct Subscribers {
    next_key: u64,
    entries: Vec<Subscriber>,
}

struct Subscriber {
    key: u64,
    filter: EventFilter,
    sender: EventSender,
}

impl EventHub {
    /// Makes a hub without subscribers.
    pub fn new() -> Self {
        EventHub::default()
    }

    /// Sends those events that `filter` wants to `sender`, until the registration is dropped.
    pub fn subscribe(&self, filter: EventFilter, sender: EventSender) -> EventRegistration {
        let mut subscribers = lock(&self.subscribers);
        let key = subscribers.next_key;
        subscribers.next_key += 1;
        subscribers.entries.push(Subscriber { key, filter, sender });
        drop(subscribers);

        let hub = Arc::downgrade(&self.subscribers);
        EventRegistration::new(move || deregister(&hub, key))
    }

    /// Hands `event` to every subscriber that wants it, without waiting for any of them.
    pub fn publish(&self, event: impl Into<Event>) {
        let event = event.into();
        let mut wakers = Vec::new();
        lock(&self.subscribers).entries.retain(|subscriber| {
            if subscriber.filter.matches(&event) {
                wakers.extend(subscriber.sender.push(event.clone()));
            }
            !subscriber.sender.is_closed()
        });
        // A waker runs code of the program, which may subscribe or deregister here.
        for waker in wakers {
            waker.wake();
        }
    }

    /// Whether anybody wants events such as `event`. A driver can ask before it takes pains to
    /// collect what an event would say.
    pub fn wants(&self, event: &Event) -> bool {
        lock(&self.subscribers).entries.iter().any(|subscriber| subscriber.filter.matches(event))
    }

    /// How many subscribers there are.
    pub fn subscriber_count(&self) -> usize {
        lock(&self.subscribers).entries.len()
    }
}

impl fmt::Debug for EventHub {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventHub").field("subscribers", &self.subscriber_count()).finish()
    }
}

fn deregister(hub: &Weak<Mutex<Subscribers>>, key: u64) {
    let Some(subscribers) = hub.upgrade() else { return };
    let mut subscribers = lock(&subscribers);
    let found = subscribers.entries.iter().position(|subscriber| subscriber.key == key);
    let removed = found.map(|index| subscribers.entries.remove(index));
    // The last sender of a queue wakes its reader: not under the lock.
    drop(subscribers);
    drop(removed);
}

/// Nothing panics while it holds the lock, so what it guards is whole.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
