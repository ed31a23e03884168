//! Where the events of one monitor arrive.

use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use super::{Domain, Run};
use crate::qmp::{Event, EventSink, QmpError};
use crate::state::QemuState;

/// Hands the events of a monitor to the domain, as soon as the domain's run is published; what
/// comes before that waits.
pub(crate) struct Sink(Arc<Inbox>);

/// The other end of a [`Sink`], held by whoever brings the run up.
pub(crate) struct Inbox {
    waiting: Mutex<Option<Vec<Event>>>,
    receiver: OnceLock<Receiver>,
}

/// Whom the events are for. Nothing is kept alive by the events that may still come.
struct Receiver {
    state: Weak<QemuState>,
    domain: Weak<Domain>,
    run: Weak<Run>,
}

impl Sink {
    pub(crate) fn new() -> (Sink, Arc<Inbox>) {
        let inbox =
            Arc::new(Inbox { waiting: Mutex::new(Some(Vec::new())), receiver: OnceLock::new() });
        (Sink(Arc::clone(&inbox)), inbox)
    }
}

impl Inbox {
    /// Delivers what has come so far, except the first event that is called `known`, and from now
    /// on whatever comes.
    pub(crate) fn open(
        &self,
        state: &QemuState,
        domain: &Arc<Domain>,
        run: &Arc<Run>,
        known: Option<&str>,
    ) {
        let receiver = self.receiver.get_or_init(|| Receiver {
            state: state.weak(),
            domain: Arc::downgrade(domain),
            run: Arc::downgrade(run),
        });
        // Held until all is delivered: what comes meanwhile has its turn after it.
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let mut events = waiting.take().unwrap_or_default();
        if let Some(index) = events.iter().position(|event| Some(&*event.name) == known) {
            events.remove(index);
        }
        events.into_iter().for_each(|event| receiver.event(event));
    }
}

impl EventSink for Sink {
    fn event(&self, event: Event) {
        let mut waiting = self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *waiting {
            Some(events) => events.push(event),
            None => {
                drop(waiting);
                if let Some(receiver) = self.0.receiver.get() {
                    receiver.event(event);
                }
            }
        }
    }

    fn closed(&self, reason: &QmpError) {
        if let Some(receiver) = self.0.receiver.get() {
            receiver.closed(reason);
        }
    }
}

impl Receiver {
    fn event(&self, event: Event) {
        if let (Some(state), Some(domain), Some(run)) =
            (self.state.upgrade(), self.domain.upgrade(), self.run.upgrade())
        {
            domain.on_monitor_event(&state, &run, event);
        }
    }

    fn closed(&self, reason: &QmpError) {
        if let (Some(state), Some(domain), Some(run)) =
            (self.state.upgrade(), self.domain.upgrade(), self.run.upgrade())
        {
            domain.on_monitor_closed(&state, &run, reason);
        }
    }
}
