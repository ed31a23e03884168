//! What keeps a subscription alive.

use std::fmt;

/// Keeps a subscription alive, and ends it when dropped.
///
/// After the drop no further event of the subscription enters the subscriber's queue; those that
/// are queued already stay there.
#[must_use = "the subscription ends when its registration is dropped"]
#[derive(Default)]
pub struct EventRegistration {
    parts: Vec<Box<dyn FnOnce() + Send + Sync>>,
}

impl EventRegistration {
    /// Runs `deregister` when dropped; for drivers that keep their subscribers elsewhere than in
    /// an [`EventHub`](super::EventHub).
    pub fn new(deregister: impl FnOnce() + Send + Sync + 'static) -> Self {
        EventRegistration { parts: vec![Box::new(deregister)] }
    }

    /// Keeps nothing alive: the answer of a driver that has none of the wanted events.
    pub fn none() -> Self {
        EventRegistration::default()
    }

    /// Keeps alive what `self` and `other` keep alive, and ends both together.
    pub fn join(mut self, mut other: EventRegistration) -> Self {
        self.parts.append(&mut other.parts);
        self
    }
}

impl Drop for EventRegistration {
    fn drop(&mut self) {
        for deregister in self.parts.drain(..) {
            deregister();
        }
    }
}

impl fmt::Debug for EventRegistration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventRegistration").field("parts", &self.parts.len()).finish()
    }
}
