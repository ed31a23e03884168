//! Which devices there are.

use serde_json::json;
use virt::NodeDevice;
use virt::api::nodedev::ConnectListAllNodeDeviceFlags as Filter;

use super::tree;
use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::Session;

/// `nodedev-list`.
pub(in crate::commands) fn list(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let filter = filter(arguments)?;
    let mut devices = session
        .connection()?
        .node_devices(filter)
        .map_err(Failure::because("Failed to list node devices"))?;
    // virsh sorts without regard to case.
    devices.sort_by_cached_key(|device| device.name().to_ascii_lowercase());
    match arguments.is_set("tree") {
        true => Ok(tree::of(&devices)),
        false => Ok(names(&devices)),
    }
}

/// A line each.
pub(super) fn names(devices: &[NodeDevice]) -> Output {
    let names: Vec<_> = devices.iter().map(NodeDevice::name).collect();
    let text: String = names.iter().map(|name| format!("{name}\n")).collect();
    Output::text(text, json!(names))
}

/// Whether active devices, inactive ones or both are asked for.
pub(super) fn activity(arguments: &Arguments) -> Result<Filter, Failure> {
    match (arguments.is_set("all"), arguments.is_set("inactive")) {
        (true, true) => Err("Option --all is incompatible with --inactive".to_owned().into()),
        (true, false) => Ok(Filter::empty()),
        (false, true) => Ok(Filter::INACTIVE),
        (false, false) => Ok(Filter::ACTIVE),
    }
}

fn filter(arguments: &Arguments) -> Result<Filter, Failure> {
    let any_set = |names: &[&str]| names.iter().any(|name| arguments.is_set(name));
    let mut filter = activity(arguments)?;
    if arguments.is_set("tree") && any_set(&["cap", "inactive", "persistent", "transient"]) {
        let message = "Option --tree is incompatible with --cap, --inactive, --persistent and \
                       --transient";
        return Err(message.to_owned().into());
    }
    if arguments.is_set("transient") && any_set(&["persistent", "inactive"]) {
        let message = "Option --transient is incompatible with --persistent and --inactive";
        return Err(message.to_owned().into());
    }
    for (name, flag) in [("persistent", Filter::PERSISTENT), ("transient", Filter::TRANSIENT)] {
        if arguments.is_set(name) {
            filter |= flag;
        }
    }
    let types = arguments.all("cap").flat_map(|types| types.split(','));
    for name in types.filter(|_| arguments.all("cap").any(|types| !types.is_empty())) {
        filter |=
            Filter::of_capability(name).ok_or_else(|| "Invalid capability type".to_owned())?;
    }
    Ok(filter)
}
