//! Waiting for events: the first one, or until it is enough.

use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use serde_json::{Value, json};
use virt::{Event, Events};

use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::Session;
use crate::terminal::Interrupts;

/// How long the events of a command are waited for: its options `loop`, `timeout`, `timestamp`.
pub(super) struct Watch {
    looping: bool,
    timestamps: bool,
    deadline: Option<Instant>,
}

/// Why no more events are waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Heard,
    OutOfTime,
    Interrupted,
}

impl Watch {
    /// Reads the options; the time begins to run.
    pub(super) fn new(arguments: &Arguments) -> Result<Self, Failure> {
        let seconds = arguments.number::<u32>("timeout")?;
        if seconds == Some(0) {
            let message = "Numeric value '0' for <timeout> option is malformed or out of range";
            return Err(message.to_owned().into());
        }
        Ok(Watch {
            looping: arguments.is_set("loop"),
            timestamps: arguments.is_set("timestamp"),
            deadline: seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds.into())),
        })
    }

    /// Waits, and has `texts` say of each event what is to be printed of it: lines, with what
    /// programs read of each. None is said of events that nobody asked for.
    pub(super) fn run(
        &self,
        session: &mut Session<'_>,
        events: &Events,
        texts: impl Fn(&Event) -> Vec<(String, Value)>,
    ) -> Result<Output, Failure> {
        let interrupts = Interrupts::catch().map_err(super::console::cannot)?;
        let mut count = 0_u64;
        let end = loop {
            while let Some(event) = events.try_next() {
                count += self.print(session, &event, texts(&event));
                if count > 0 && !self.looping {
                    break;
                }
            }
            if count > 0 && !self.looping {
                break End::Heard;
            }
            if let Some(end) = self.wait(events, &interrupts)? {
                break end;
            }
        };
        drop(interrupts);
        summary(session, count, end)
    }

    /// Prints one event under each of the names that were asked for; how often it was.
    fn print(&self, session: &Session<'_>, event: &Event, texts: Vec<(String, Value)>) -> u64 {
        let time = self.timestamps.then(timestamp);
        let stamp = time.as_ref().map(|time| format!("{time}: ")).unwrap_or_default();
        let count = texts.len() as u64;
        if let Event::Lost(_) | Event::Closed(_) = event {
            let json = json!({ "event": event.to_string() });
            session.emit(&Output::line(format!("{stamp}{event}"), json));
        }
        for (text, mut json) in texts {
            if let Some(time) = &time {
                json["timestamp"] = time.as_str().into();
            }
            session.emit(&Output::line(format!("{stamp}{text}"), json));
        }
        count
    }

    /// Waits for the next event, or for what ends the waiting.
    fn wait(&self, events: &Events, interrupts: &Interrupts) -> Result<Option<End>, Failure> {
        let left = self.deadline.map(|deadline| deadline.checked_duration_since(Instant::now()));
        let timeout = match left {
            None => PollTimeout::NONE,
            Some(None) => return Ok(Some(End::OutOfTime)),
            // Rounded up: a wait of no milliseconds would not wait. One that is too long for a
            // poll is done in several.
            Some(Some(left)) => {
                PollTimeout::try_from(left + Duration::from_millis(1)).unwrap_or(PollTimeout::MAX)
            }
        };
        let mut sources = [
            PollFd::new(interrupts.as_fd(), PollFlags::POLLIN),
            PollFd::new(events.as_fd(), PollFlags::POLLIN),
        ];
        match poll(&mut sources, timeout) {
            Ok(_) | Err(Errno::EINTR) => {}
            Err(err) => return Err(super::console::cannot(err.into())),
        }
        Ok(sources[0].any().unwrap_or(false).then_some(End::Interrupted))
    }
}

/// Says how many events came; none is a failure.
fn summary(session: &Session<'_>, count: u64, end: End) -> Result<Output, Failure> {
    let text = match end {
        End::Heard => None,
        End::OutOfTime => Some("event loop timed out"),
        End::Interrupted => Some("event loop interrupted"),
    };
    if let (Some(text), false) = (text, session.is_json()) {
        session.emit(&Output::line(text, Value::Null));
    }
    let json = json!({
        "eventsReceived": count,
        "timedOut": end == End::OutOfTime,
        "interrupted": end == End::Interrupted,
    });
    let summary = Output::line(format!("events received: {count}"), json);
    if count == 0 {
        session.emit(&summary);
        return Err(Failure::silent());
    }
    Ok(summary)
}

/// The names of events, a line each.
pub(super) fn names(names: &[&str]) -> Output {
    let text: String = names.iter().map(|name| format!("{name}\n")).collect();
    Output::text(text, json!(names))
}

/// `2026-01-31 12:00:00.000+0000`, as virsh stamps events.
fn timestamp() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M:%S%.3f+0000").to_string()
}
