//! What happens to domains.

use std::time::{Duration, Instant, SystemTime};

use serde_json::{Value, json};
use virt::api::domain::DomainEventId;
use virt::event::Selection;
use virt::{DomainEvent, Event, EventFilter};

use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::{By, Session};

/// `event`.
pub(super) fn event(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    if arguments.is_set("list") {
        let names: Vec<_> = DomainEventId::ALL.iter().map(|id| id.event_name()).collect();
        let text = names.iter().map(|name| format!("{name}\n")).collect();
        return Ok(Output { text, json: json!(names) });
    }
    let ids = ids(arguments)?;
    let mut selection = Selection::all().only(ids.iter().copied());
    if arguments.is_set("domain") {
        selection = selection.of(session.domain(arguments, By::IdOrName)?.reference().clone());
    }
    let deadline = arguments
        .number::<u32>("timeout")?
        .map(|seconds| Instant::now() + Duration::from_secs(seconds.into()));
    let events =
        session.connection()?.domain_events(EventFilter::none().domains(selection))?;

    let mut count = 0_u64;
    let mut out_of_time = false;
    while count == 0 || arguments.is_set("loop") {
        let next = match deadline {
            Some(deadline) => events.next_timeout(deadline.saturating_duration_since(Instant::now())),
            None => events.next_blocking(),
        };
        let Some(event) = next else {
            out_of_time = true;
            break;
        };
        count += print(session, arguments, &event, &ids);
    }
    if out_of_time && !session.is_json() {
        session.emit(&Output { text: "event loop timed out\n".to_owned(), json: Value::Null });
    }
    let summary = Output {
        text: format!("events received: {count}\n"),
        json: json!({ "eventsReceived": count, "timedOut": out_of_time }),
    };
    if count == 0 {
        session.emit(&summary);
        return Err(Failure { message: None, cause: None });
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
        true => format!("{}: ", timestamp(SystemTime::now())),
        false => String::new(),
    };
    let Event::Domain(event) = event else {
        session.emit(&Output::line(format!("{stamp}{event}"), json!({ "event": event.to_string() })));
        return 0;
    };
    let wanted: Vec<_> = event.kind.ids().iter().filter(|id| ids.contains(id)).collect();
    for id in &wanted {
        let text = event.text_as(**id).to_string();
        session.emit(&Output { text: format!("{stamp}{text}\n"), json: as_json(event, **id, &text) });
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
fn timestamp(time: SystemTime) -> String {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let (days, second) = (since.as_secs() / 86_400, since.as_secs() % 86_400);
    let (year, month, day) = civil(days);
    format!(
        "{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}.{:03}+0000",
        second / 3600,
        second / 60 % 60,
        second % 60,
        since.subsec_millis()
    )
}

/// The Gregorian date of a number of days since 1970-01-01 (H. Hinnant, "chrono-Compatible
/// Low-Level Date Algorithms").
fn civil(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        let at = |seconds| timestamp(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        assert_eq!(at(0), "1970-01-01 00:00:00.000+0000");
        assert_eq!(at(951_782_399), "2000-02-28 23:59:59.000+0000");
        assert_eq!(at(951_782_400), "2000-02-29 00:00:00.000+0000");
        assert_eq!(at(4_102_444_799), "2099-12-31 23:59:59.000+0000");
    }
}
