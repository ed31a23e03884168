//! What happens to domains.

use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use serde_json::{Value, json};
use virt::api::domain::DomainEventId;
use virt::event::Selection;
use virt::{DomainEvent, DomainEvents, Event, EventFilter};

use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::{By, Session};
use crate::terminal::Interrupts;

/// `event`.
pub(super) fn event(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    for (one, other) in [("all", "event"), ("list", "all"), ("list", "event")] {
        arguments.exclusive(one, other)?;
    }
    if arguments.is_set("list") {
        let names: Vec<_> = DomainEventId::ALL.iter().map(|id| id.event_name()).collect();
        let text: String = names.iter().map(|name| format!("{name}\n")).collect();
        return Ok(Output::text(text, json!(names)));
    }
    let ids = ids(arguments)?;
    let mut selection = Selection::all().only(ids.iter().copied());
    if arguments.is_set("domain") {
        selection = selection.of(session.domain(arguments, By::IdOrName)?.reference().clone());
    }
    let deadline = arguments
        .number::<u32>("timeout")?
        .map(|seconds| Instant::now() + Duration::from_secs(seconds.into()));
    let events = session.connection()?.domain_events(EventFilter::none().domains(selection))?;

    let interrupts = Interrupts::catch().map_err(super::console::cannot)?;

    let mut count = 0_u64;
    let end = loop {
        while let Some(event) = events.try_next() {
            count += print(session, arguments, &event, &ids);
            if count > 0 && !arguments.is_set("loop") {
                break;
            }
        }
        if count > 0 && !arguments.is_set("loop") {
            break End::Heard;
        }
        if let Some(end) = wait(&events, &interrupts, deadline)? {
            break end;
        }
    };
    drop(interrupts);
    if let (Some(text), false) = (end.text(), session.is_json()) {
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

/// Why no more events are waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Heard,
    OutOfTime,
    Interrupted,
}

impl End {
    fn text(self) -> Option<&'static str> {
        match self {
            End::Heard => None,
            End::OutOfTime => Some("event loop timed out"),
            End::Interrupted => Some("event loop interrupted"),
        }
    }
}

/// Waits for the next event, or for what ends the waiting.
fn wait(
    events: &DomainEvents,
    interrupts: &Interrupts,
    deadline: Option<Instant>,
) -> Result<Option<End>, Failure> {
    let timeout = match deadline.map(|deadline| deadline.checked_duration_since(Instant::now())) {
        None => PollTimeout::NONE,
        Some(None) => return Ok(Some(End::OutOfTime)),
        // Rounded up: a wait of no milliseconds would not wait. One that is too long for a poll
        // is done in several.
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

fn ids(arguments: &Arguments) -> Result<Vec<DomainEventId>, Failure> {
    match arguments.text("event")? {
        _ if arguments.is_set("all") => Ok(DomainEventId::ALL.to_vec()),
        Some(name) => DomainEventId::from_event_name(name)
            .map(|id| vec![id])
            .ok_or_else(|| format!("unknown event type {name}").into()),
        None => Err("one of --list, --all, or --event <type> is required".to_owned().into()),
    }
}

/// Prints one event under each of the names that were asked for; how often it was.
fn print(
    session: &Session<'_>,
    arguments: &Arguments,
    event: &Event,
    ids: &[DomainEventId],
) -> u64 {
    let time = arguments.is_set("timestamp").then(timestamp);
    let stamp = time.as_ref().map(|time| format!("{time}: ")).unwrap_or_default();
    let Event::Domain(event) = event else {
        session
            .emit(&Output::line(format!("{stamp}{event}"), json!({ "event": event.to_string() })));
        return 0;
    };
    let wanted: Vec<_> = event.kind.ids().iter().filter(|id| ids.contains(id)).collect();
    for id in &wanted {
        let text = event.text_as(**id).to_string();
        session.emit(&Output::line(
            format!("{stamp}{text}"),
            as_json(event, **id, &text, time.as_deref()),
        ));
    }
    wanted.len() as u64
}

fn as_json(event: &DomainEvent, id: DomainEventId, text: &str, time: Option<&str>) -> Value {
    let mut json = json!({
        "event": id.event_name(),
        "domain": event.domain.name,
        "uuid": event.domain.uuid.to_string(),
        "text": text,
    });
    if let Some(time) = time {
        json["timestamp"] = time.into();
    }
    json
}

/// `2026-01-31 12:00:00.000+0000`, as virsh stamps events.
fn timestamp() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M:%S%.3f+0000").to_string()
}
