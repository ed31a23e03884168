//! Devices of the host: virsh's commands, and those that only virt has.

mod definition;
mod events;
mod information;
mod lifecycle;
mod list;
mod search;
mod tree;

pub(super) use definition::{create, define, dumpxml, update};
pub(super) use events::event;
pub(super) use information::{explain, info, properties};
pub(super) use lifecycle::{autostart, destroy, detach, reattach, reset, start, undefine};
pub(super) use list::list;
pub(super) use search::{buses, capabilities, changes, select};

use serde_json::json;
use virt::{NodeDevice, NodeDeviceKey};

use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::Session;

/// The device that the option `device` names, by its name or by `wwnn,wwpn`.
fn device(session: &mut Session<'_>, arguments: &Arguments) -> Result<NodeDevice, Failure> {
    let name = arguments.required("device")?.to_owned();
    let connection = session.connection()?;
    let found = match name.split_once(',') {
        Some((node, port)) => {
            let (node, port) = (node.to_owned(), port.to_owned());
            connection.node_device_by_key(&NodeDeviceKey::Wwns { node, port })
        }
        None => connection.node_device(&name),
    };
    found.map_err(Failure::because(format!("Could not find matching device '{name}'")))
}

/// One line for people; for programs the device and what happened to it.
fn done(device: &NodeDevice, text: String, result: &str) -> Output {
    let json = json!({ "device": device.name(), "result": result });
    Output { reassures: true, ..Output::line(text, json) }
}
