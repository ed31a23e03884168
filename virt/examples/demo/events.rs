//! Events of the guest's domain, shown on a thread of their own as they come.

use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use virt::{DomainEventKind, Event, Events};

use crate::Result;
use crate::stage::Stage;

/// How long an event may be awaited.
const PATIENCE: Duration = Duration::from_secs(30);

/// The events, in the words of their kinds: `started booted`.
pub(crate) struct Watch {
    seen: Receiver<String>,
}

impl Watch {
    /// Shows `events` from now on.
    pub(crate) fn new(stage: Stage, events: Events) -> Self {
        let (sender, seen) = channel();
        thread::spawn(move || {
            for event in events {
                let words = words(&event);
                stage.event(&words);
                if sender.send(words).is_err() {
                    return;
                }
            }
        });
        Self { seen }
    }

    /// Waits for an event whose words start with `word`.
    pub(crate) fn wait_for(&self, word: &str) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let words = self
                .seen
                .recv_timeout(left)
                .map_err(|_| format!("no event says that the guest is {word}"))?;
            if words.starts_with(word) {
                return Ok(());
            }
        }
    }
}

/// What happened, in a few words. A program would look at the values.
fn words(event: &Event) -> String {
    let text = event.to_string();
    match event {
        Event::Domain(event) if matches!(event.kind, DomainEventKind::Lifecycle(_)) => {
            text.rsplit_once(": ").map_or(text.as_str(), |(_, words)| words).to_lowercase()
        }
        _ => text,
    }
}
