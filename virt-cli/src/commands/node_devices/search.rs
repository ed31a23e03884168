//! Devices by what is known of them, and what became of them. virsh has nothing like it.

use serde_json::json;
use virt::api::nodedev::ConnectListAllNodeDeviceFlags as Filter;
use virt::object::NodeDeviceRef;
use virt::selector::Selector;
use virt::{ChangeToken, Changes, NodeDevice};

use super::list;
use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::Session;

/// `nodedev-select`.
pub(in crate::commands) fn select(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let selector: Selector = arguments.required("expression")?.parse().map_err(Failure::from)?;
    let filter = list::activity(arguments)?;
    let devices = session
        .connection()?
        .select_node_devices(&selector, filter)
        .map_err(Failure::because("Failed to select node devices"))?;
    if devices.is_empty() {
        // The answer stands without it.
        let _ = tell_typos(session, &selector);
    }
    Ok(list::names(&devices))
}

/// Tells which properties of an expression that chose nothing no device has.
fn tell_typos(session: &mut Session<'_>, selector: &Selector) -> Result<(), Failure> {
    let devices = session.connection()?.node_devices(Filter::empty())?;
    // One that went meanwhile has none.
    let properties: Vec<_> = devices.iter().flat_map(NodeDevice::properties).collect();
    for (name, meant) in selector.unknown_names(&properties) {
        let meant = meant.map(|meant| format!("; did you mean '{meant}'?")).unwrap_or_default();
        session.note(&format!("no device has a property '{name}'{meant}"));
    }
    Ok(())
}

/// `nodedev-capabilities`.
pub(in crate::commands) fn capabilities(
    session: &mut Session<'_>,
    _: &Arguments,
) -> Result<Output, Failure> {
    Ok(lines(&session.connection()?.node_device_capability_types()?))
}

/// `nodedev-buses`.
pub(in crate::commands) fn buses(
    session: &mut Session<'_>,
    _: &Arguments,
) -> Result<Output, Failure> {
    Ok(lines(&session.connection()?.node_device_buses()?))
}

fn lines(words: &[String]) -> Output {
    Output::text(words.iter().map(|word| format!("{word}\n")).collect::<String>(), json!(words))
}

/// `nodedev-changes`: a line each, and the token for the next time. Without a token there is
/// nothing to compare with, and the token is all.
pub(in crate::commands) fn changes(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let since: Option<ChangeToken> = arguments.text("token")?.map(str::parse).transpose()?;
    let changes = session
        .connection()?
        .node_device_changes(since.as_ref())
        .map_err(Failure::because("Failed to tell changes of node devices"))?;
    let mut text = String::new();
    if since.is_some() {
        text = lines_of(&changes);
    }
    text.push_str(&format!("token {}\n", changes.token));
    let names = |devices: &[NodeDeviceRef]| {
        devices.iter().map(|device| device.name.clone()).collect::<Vec<_>>()
    };
    let json = json!({
        "token": changes.token.to_string(),
        "startsAnew": changes.starts_anew,
        "created": names(&changes.created),
        "updated": names(&changes.updated),
        "deleted": names(&changes.deleted),
        "defined": names(&changes.defined),
        "undefined": names(&changes.undefined),
    });
    Ok(Output::text(text, json))
}

fn lines_of(changes: &Changes) -> String {
    let anew = "starts anew: what was before is not known any more\n";
    let mut text = if changes.starts_anew { anew.to_owned() } else { String::new() };
    let kinds = [
        ("deleted", &changes.deleted),
        ("undefined", &changes.undefined),
        ("defined", &changes.defined),
        ("created", &changes.created),
        ("updated", &changes.updated),
    ];
    for (word, devices) in kinds {
        text.extend(devices.iter().map(|device| format!("{word} {device}\n")));
    }
    text
}
