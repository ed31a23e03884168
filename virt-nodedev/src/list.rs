//! Which devices a list is for.

use virt_core::api::nodedev::ConnectListAllNodeDeviceFlags as Filter;
use virt_core::object::NodeDeviceRef;

use crate::definitions;
use crate::describe::has_beside;
use crate::device::Device;
use crate::host::Host;
use crate::kind::Kind;
use crate::table::DeviceTable;

const STATES: Filter = Filter::ACTIVE.union(Filter::INACTIVE);
const LASTING: Filter = Filter::PERSISTENT.union(Filter::TRANSIENT);

/// The devices that match `filter`, sorted by name: those of `table` that are there, and of those
/// that are `defined` the others. Of each group of flags one has to fit; a group without flags fits
/// all.
pub(crate) fn matching(
    host: &Host,
    table: &DeviceTable,
    defined: &definitions::Table,
    filter: Filter,
) -> Vec<NodeDeviceRef> {
    let types = filter.difference(STATES.union(LASTING));
    let fits = |device: &Device| {
        let lasting = match is_persistent(device, defined) {
            true => Filter::PERSISTENT,
            false => Filter::TRANSIENT,
        };
        let allows =
            |group: Filter, flag: Filter| !filter.intersects(group) || filter.contains(flag);
        let is_of_type = || {
            types.is_empty()
                || types.contains(device.kind.filter())
                || has_beside(host, device, types)
        };
        allows(STATES, Filter::ACTIVE) && allows(LASTING, lasting) && is_of_type()
    };
    let there = table.devices().iter().filter(|device| fits(device));
    let mut found: Vec<_> = there.map(|device| device.reference()).collect();
    if filter.shows(["mdev"], false, true) {
        let absent = defined.keys().filter(|name| table.find(name).is_none());
        found.extend(absent.map(NodeDeviceRef::new));
        found.sort_by(|a, b| a.name.cmp(&b.name));
    }
    found
}

/// libvirt calls the host itself persistent, and nothing else that is found.
pub(crate) fn is_persistent(device: &Device, defined: &definitions::Table) -> bool {
    device.kind == Kind::System || defined.contains_key(&*device.name)
}
