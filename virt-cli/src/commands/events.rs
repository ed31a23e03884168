//! What happens to domains.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use virt::api::domain::DomainEventId;
use virt::event::Selection;
use virt::{DomainEvent, Event, EventFilter};

use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::{By, Session};

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

    let mut count = 0_u64;
    let mut out_of_time = false;
    while count == 0 || arguments.is_set("loop") {
        let next = match deadline {
            Some(deadline) => {
                events.next_timeout(deadline.saturating_duration_since(Instant::now()))
            }
            None => events.wait(),
        };
        let Some(event) = next else {
            out_of_time = true;
            break;
        };
        count += print(session, arguments, &event, &ids);
    }
    if out_of_time && !session.is_json() {
        session.emit(&Output::text("event loop timed out\n".to_owned(), Value::Null));
    }
    let summary = Output::line(
        format!("events received: {count}"),
        json!({ "eventsReceived": count, "timedOut": out_of_time }),
    );
    if count == 0 {
        session.emit(&summary);
        return Err(Failure::silent());
    }
    Ok(summary)
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
    let stamp = match arguments.is_set("timestamp") {
        true => format!("{}: ", timestamp()),
        false => String::new(),
    };
    let Event::Domain(event) = event else {
        session
            .emit(&Output::line(format!("{stamp}{event}"), json!({ "event": event.to_string() })));
        return 0;
    };
    let wanted: Vec<_> = event.kind.ids().iter().filter(|id| ids.contains(id)).collect();
    for id in &wanted {
        let text = event.text_as(**id).to_string();
        session.emit(&Output::line(format!("{stamp}{text}"), as_json(event, **id, &text)));
    }
    wanted.len() as u64
}

fn as_json(event: &DomainEvent, id: DomainEventId, text: &str) -> Value {
    json!({
        "event": id.event_name(),
        "domain": event.domain.name,
        "uuid": event.domain.uuid.to_string(),
        "text": text,
    })
}

/// `2026-01-31 12:00:00.000+0000`, as virsh stamps events.
fn timestamp() -> impl std::fmt::Display {
    jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M:%S%.3f+0000")
}
