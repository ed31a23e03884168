//! Which devices a list is for.

use virt_core::api::nodedev::ConnectListAllNodeDeviceFlags as Filter;
use virt_core::object::NodeDeviceRef;

use crate::describe::has_beside;
use crate::device::Device;
use crate::host::Host;
use crate::kind::Kind;
use crate::table::DeviceTable;

const STATES: Filter = Filter::ACTIVE.union(Filter::INACTIVE);
const LASTING: Filter = Filter::PERSISTENT.union(Filter::TRANSIENT);

/// The devices that match `filter`, sorted by name. Of each group of flags one has to fit; a group
/// without flags fits all.
pub(crate) fn matching(host: &Host, table: &DeviceTable, filter: Filter) -> Vec<NodeDeviceRef> {
    let types = filter.difference(STATES.union(LASTING));
    let fits = |device: &Device| {
        let lasting = match device.kind {
            Kind::System => Filter::PERSISTENT,
            _ => Filter::TRANSIENT,
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
    table.devices().iter().filter(|device| fits(device)).map(|device| device.reference()).collect()
}
