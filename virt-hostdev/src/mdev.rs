//! Mediated devices.

use std::path::PathBuf;

use uuid::Uuid;
use virt_core::ErrorKind;
use virt_core::driver::node::{Obstacle, Severity};

use crate::host::{Host, link_name, text};
use crate::obstacles::Obstacles;
use crate::open_nodes::users_of;
use crate::{Places, PreparedMdev};

/// What a hypervisor needs to know.
pub(crate) fn facts(places: &Places, uuid: Uuid) -> PreparedMdev {
    let sysfs = folder(places, uuid);
    let iommu_group = link_name(&sysfs.join("iommu_group")).and_then(|name| name.parse().ok());
    let group_node = iommu_group.map(|group: u32| places.dev.join(format!("vfio/{group}")));
    PreparedMdev { uuid, sysfs, iommu_group, group_node }
}

fn folder(places: &Places, uuid: Uuid) -> PathBuf {
    places.sysfs.join("bus/mdev/devices").join(uuid.to_string())
}

/// What keeps the device from a guest that sees it as `model`.
pub(crate) fn obstacles(
    host: &Host,
    uuid: Uuid,
    model: &str,
    is_mine: bool,
    found: &mut Obstacles,
) {
    let folder = folder(&host.places, uuid);
    if !folder.exists() {
        let what = "there is no such device on this host";
        let remedy = "start it with 'virt nodedev-start' or 'virt nodedev-create'";
        let obstacle = Obstacle::new(what, Severity::Remediable).remedy(remedy);
        found.add(ErrorKind::NoNodeDevice, obstacle);
        return;
    }
    let interface = text(&folder.join("mdev_type/device_api"));
    if let Some(interface) = interface.filter(|interface| interface != model) {
        let what = format!("it is a device of model '{interface}', not '{model}'");
        let obstacle = Obstacle::new(what, Severity::Final);
        found.add(ErrorKind::ConfigUnsupported, obstacle);
    }
    let nodes: Vec<PathBuf> = facts(&host.places, uuid).group_node.into_iter().collect();
    for user in users_of(&host.places, &nodes).iter().filter(|_| !is_mine) {
        let what = format!("process {} ({}) has its VFIO node open", user.pid, user.program);
        let obstacle = Obstacle::new(what, Severity::Remediable).remedy("end that process first");
        found.add(ErrorKind::OperationInvalid, obstacle);
    }
}
