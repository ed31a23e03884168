//! What happens to devices of the host.

use serde_json::json;
use virt::api::nodedev::NodeDeviceEventId;
use virt::event::Selection;
use virt::{Event, EventFilter};

use super::device;
use crate::arguments::Arguments;
use crate::commands::watch::{self, Watch};
use crate::output::{Failure, Output};
use crate::session::Session;

/// `nodedev-event`.
pub(in crate::commands) fn event(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    if arguments.is_set("list") {
        let names: Vec<_> = NodeDeviceEventId::ALL.iter().map(|id| id.event_name()).collect();
        return Ok(watch::names(&names));
    }
    let Some(name) = arguments.text("event")? else {
        return Err("either --list or --event <type> is required".to_owned().into());
    };
    let id = NodeDeviceEventId::from_event_name(name)
        .ok_or_else(|| format!("unknown event type {name}"))?;
    let watch = Watch::new(arguments)?;
    let mut selection = Selection::all().only([id]);
    if arguments.is_set("device") {
        selection = selection.of(device(session, arguments)?.reference().clone());
    }
    let filter = EventFilter::none().node_devices(selection);
    let events = session.connection()?.node_device_events(filter)?;
    watch.run(session, &events, |event| {
        let Event::NodeDevice(event) = event else { return Vec::new() };
        let text = event.to_string();
        let json = json!({
            "event": event.kind.id().event_name(),
            "device": event.device.name,
            "text": text,
        });
        vec![(text, json)]
    })
}
