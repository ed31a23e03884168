//! What is different between two tables, as events.

use virt_core::api::nodedev::NodeDeviceEventLifecycleType as Lifecycle;
use virt_core::event::{EventHub, NodeDeviceEvent, NodeDeviceEventKind};

use crate::device::Device;
use crate::table::DeviceTable;

/// Tells subscribers what is different in `after`: first what went, children before parents, then
/// what came and what changed, parents before children. Devices in both that are `touched` have
/// changed even if they look the same.
pub(super) fn publish_difference(
    hub: &EventHub,
    before: &DeviceTable,
    after: &DeviceTable,
    touched: impl Fn(&Device) -> bool,
) {
    let publish = |device: &Device, kind: NodeDeviceEventKind| {
        hub.publish(NodeDeviceEvent { device: device.reference(), kind });
    };
    let mut gone = missing(before, after);
    gone.sort_by(|a, b| b.path.cmp(&a.path));
    for device in gone {
        publish(device, NodeDeviceEventKind::Lifecycle(Lifecycle::Deleted));
    }
    let mut new = missing(after, before);
    new.sort_by(|a, b| a.path.cmp(&b.path));
    for device in new {
        publish(device, NodeDeviceEventKind::Lifecycle(Lifecycle::Created));
    }
    for device in after.devices() {
        let Some(was) = before.find(&device.name) else { continue };
        if *was != *device || touched(device) {
            publish(device, NodeDeviceEventKind::Update);
        }
    }
}

/// The devices of `table` whose names `other` has not.
fn missing<'a>(table: &'a DeviceTable, other: &DeviceTable) -> Vec<&'a Device> {
    let devices = table.devices().iter().map(|device| &**device);
    devices.filter(|device| other.find(&device.name).is_none()).collect()
}
