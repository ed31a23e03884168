//! What happens to domains.

use serde_json::json;
use virt::api::domain::DomainEventId;
use virt::event::Selection;
use virt::{Event, EventFilter};

use super::watch::{self, Watch};
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
        return Ok(watch::names(&names));
    }
    let ids = ids(arguments)?;
    let mut selection = Selection::all().only(ids.iter().copied());
    if arguments.is_set("domain") {
        selection = selection.of(session.domain(arguments, By::IdOrName)?.reference().clone());
    }
    let watch = Watch::new(arguments)?;
    let events = session.connection()?.domain_events(EventFilter::none().domains(selection))?;
    watch.run(session, &events, |event| {
        let Event::Domain(event) = event else { return Vec::new() };
        let wanted = event.kind.ids().iter().filter(|id| ids.contains(id));
        let text = wanted.map(|id| {
            let text = event.text_as(*id).to_string();
            let json = json!({
                "event": id.event_name(),
                "domain": event.domain.name,
                "uuid": event.domain.uuid.to_string(),
                "text": text,
            });
            (text, json)
        });
        text.collect()
    })
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
