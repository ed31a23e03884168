//! What is known of a device.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use virt::Severity;

use super::device;
use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::Session;

/// `nodedev-info`. What the driver does not have is left out.
pub(in crate::commands) fn info(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let device = device(session, arguments)?;
    let parent = device.parent()?.map(|parent| parent.name().to_owned());
    let active = device.is_active().ok();
    let persistent = device.is_persistent().ok();
    let autostart = device.autostart().ok();

    let mut pairs =
        vec![("Name", device.name().to_owned()), ("Parent", parent.clone().unwrap_or_default())];
    pairs.extend(active.map(|active| ("Active", yes_or_no(active).to_owned())));
    pairs.extend(persistent.map(|persistent| ("Persistent", yes_or_no(persistent).to_owned())));
    pairs.push(("Autostart", autostart.map_or("no autostart", yes_or_no).to_owned()));
    let json = json!({
        "name": device.name(),
        "parent": parent,
        "active": active,
        "persistent": persistent,
        "autostart": autostart,
    });
    Ok(Output::pairs(15, &pairs, json))
}

fn yes_or_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

/// `nodedev-properties`: what expressions of `nodedev-select` can ask for.
pub(in crate::commands) fn properties(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let properties = device(session, arguments)?.properties()?;
    let mut json: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, value) in properties.iter() {
        json.entry(name).or_default().push(value);
    }
    let line = |(name, value)| format!("{name} = {value}\n");
    Ok(Output::text(properties.iter().map(line).collect::<String>(), json!(json)))
}

/// `nodedev-explain`: fails when something is in the way, after it was told.
pub(in crate::commands) fn explain(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let device = device(session, arguments)?;
    let name = device.name();
    let explanation =
        device.explain().map_err(Failure::because(format!("Failed to explain device {name}")))?;
    let obstacles = explanation.obstacles.iter().map(|obstacle| {
        json!({
            "what": obstacle.what,
            "remedy": obstacle.remedy,
            "severity": severity(obstacle.severity),
        })
    });
    let json = json!({
        "device": name,
        "canBeGiven": explanation.can_be_given(),
        "obstacles": obstacles.collect::<Vec<Value>>(),
    });
    let output = Output::line(&explanation, json);
    if explanation.can_be_given() {
        return Ok(output);
    }
    session.emit(&output);
    Err(Failure::silent())
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Remediable => "remediable",
        Severity::Forcible => "forcible",
        _ => "final",
    }
}
