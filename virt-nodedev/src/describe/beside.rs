//! What a device can do beside what it is, without reading everything about it.

use virt_core::api::nodedev::ConnectListAllNodeDeviceFlags as Filter;

use super::has_vpd;
use crate::device::Device;
use crate::host::{Host, base_name};

/// The names of what a device can do beside, in libvirt's order.
const NAMES: &[(Filter, &str)] = &[
    (Filter::CAP_FC_HOST, "fc_host"),
    (Filter::CAP_VPORTS, "vports"),
    (Filter::CAP_MDEV_TYPES, "mdev_types"),
    (Filter::CAP_VPD, "vpd"),
    (Filter::CAP_CCWGROUP_MEMBER, "ccwgroup_member"),
];

/// Whether `device` can do any of `wanted` beside what it is.
pub(crate) fn has_beside(host: &Host, device: &Device, wanted: Filter) -> bool {
    let candidates = device.kind.may_have() & wanted;
    candidates.iter().any(|one| has(host, device, one))
}

/// The names of all that `device` can do beside what it is.
pub(crate) fn names_beside(host: &Host, device: &Device) -> Vec<&'static str> {
    let named = NAMES.iter().filter(|(flag, _)| has_beside(host, device, *flag));
    named.map(|(_, name)| *name).collect()
}

fn has(host: &Host, device: &Device, one: Filter) -> bool {
    let name = base_name(&device.path);
    let exists = |file: &str| host.sysfs.exists(&device.path, file);
    match one {
        Filter::CAP_FC_HOST => host.sysfs.exists("/class/fc_host", name),
        Filter::CAP_VPORTS => ["/class/fc_host", "/class/scsi_host"]
            .iter()
            .any(|list| host.sysfs.exists(list, &format!("{name}/vport_create"))),
        Filter::CAP_MDEV_TYPES => exists("mdev_supported_types"),
        Filter::CAP_VPD => has_vpd(host, device),
        Filter::CAP_CCWGROUP_MEMBER => exists("group_device"),
        _ => false,
    }
}
