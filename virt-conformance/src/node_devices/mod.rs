//! The promises of `NodeDeviceDriver`. They hold on a host whose devices come and go meanwhile.

mod changes;
mod create;
mod describe;
mod list;
mod search;

use virt::api::nodedev::ConnectListAllNodeDeviceFlags as Filter;
use virt::{ErrorKind, NodeDevice, Result};

use crate::host::Host;
use crate::outcome::{Absent, Optional};
use crate::promise::Promise;

/// All of them, a file a subject.
pub(crate) fn promises() -> impl Iterator<Item = &'static Promise> {
    let groups =
        [list::PROMISES, describe::PROMISES, search::PROMISES, changes::PROMISES, create::PROMISES];
    groups.into_iter().flatten()
}

/// Every device of the host.
fn all(host: &Host) -> std::result::Result<Vec<NodeDevice>, Absent> {
    host.connect.node_devices(Filter::empty()).if_supported()
}

/// The names of devices, in order.
fn names(devices: &[NodeDevice]) -> Vec<&str> {
    devices.iter().map(NodeDevice::name).collect()
}

/// The answer about a device, unless it has gone meanwhile.
#[track_caller]
fn unless_gone<T>(answer: Result<T>) -> std::result::Result<Option<T>, Absent> {
    match answer {
        Err(err) if err.kind() == ErrorKind::NoNodeDevice => Ok(None),
        answer => answer.if_supported().map(Some),
    }
}

/// Whether the device has gone meanwhile.
fn is_gone(host: &Host, device: &NodeDevice) -> bool {
    host.connect.node_device(device.name()).is_err_and(|err| err.kind() == ErrorKind::NoNodeDevice)
}
