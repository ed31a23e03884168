//! Devices that are made: from files, to the screen, and changed.

use virt::api::nodedev::{
    NodeDeviceCreateXmlFlags, NodeDeviceDefineXmlFlags, NodeDeviceUpdateFlags, NodeDeviceXmlFlags,
};

use super::{device, done};
use crate::arguments::Arguments;
use crate::commands::definition::{document, read};
use crate::output::{Failure, Output};
use crate::session::Session;

/// `nodedev-create`.
pub(in crate::commands) fn create(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let file = arguments.required("file")?;
    let xml = read(file)?;
    let flags = match arguments.is_set("validate") {
        true => NodeDeviceCreateXmlFlags::VALIDATE,
        false => NodeDeviceCreateXmlFlags::empty(),
    };
    let device = session
        .connection()?
        .create_node_device(&xml, flags)
        .map_err(Failure::because(format!("Failed to create node device from {file}")))?;
    let text = format!("Node device {} created from {file}", device.name());
    Ok(done(&device, text, "created"))
}

/// `nodedev-define`.
pub(in crate::commands) fn define(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let file = arguments.required("file")?;
    let xml = read(file)?;
    let flags = match arguments.is_set("validate") {
        true => NodeDeviceDefineXmlFlags::VALIDATE,
        false => NodeDeviceDefineXmlFlags::empty(),
    };
    let device = session
        .connection()?
        .define_node_device(&xml, flags)
        .map_err(Failure::because(format!("Failed to define node device from '{file}'")))?;
    let text = format!("Node device '{}' defined from '{file}'", device.name());
    Ok(done(&device, text, "defined"))
}

/// `nodedev-update`.
pub(in crate::commands) fn update(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    arguments.exclusive("current", "live")?;
    arguments.exclusive("current", "config")?;
    let options =
        [("live", NodeDeviceUpdateFlags::LIVE), ("config", NodeDeviceUpdateFlags::CONFIG)];
    let flags = options.into_iter().filter(|(name, _)| arguments.is_set(name));
    let flags: NodeDeviceUpdateFlags = flags.map(|(_, flag)| flag).collect();
    let device = device(session, arguments)?;
    let (name, file) = (arguments.required("device")?, arguments.required("file")?);
    let xml = read(file)?;
    device
        .update(&xml, flags)
        .map_err(Failure::because(format!("Failed to update node device {name} from '{file}'")))?;
    let live = flags.contains(NodeDeviceUpdateFlags::LIVE);
    let what = match flags.contains(NodeDeviceUpdateFlags::CONFIG) {
        true if live => "persistent config and live state",
        true => "persistent config",
        false if live || device.is_active()? => "live state",
        false => "persistent config",
    };
    Ok(done(&device, format!("Updated node device {} {what}", device.name()), "updated"))
}

/// `nodedev-dumpxml`.
pub(in crate::commands) fn dumpxml(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let flags = match arguments.is_set("inactive") {
        true => NodeDeviceXmlFlags::INACTIVE,
        false => NodeDeviceXmlFlags::empty(),
    };
    document(device(session, arguments)?.xml(flags)?, arguments)
}
