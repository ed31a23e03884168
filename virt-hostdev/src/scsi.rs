//! SCSI devices of the host.

use std::path::PathBuf;

use virt_core::ErrorKind;
use virt_core::driver::node::{Obstacle, Severity};

use crate::host::{Host, names_in, real};
use crate::host_needs;
use crate::obstacles::Obstacles;
use crate::{Places, PreparedScsi, ScsiAddress};

fn folder(places: &Places, address: ScsiAddress) -> PathBuf {
    places.sysfs.join("bus/scsi/devices").join(address.to_string())
}

/// What a hypervisor needs to know; none while the device has no generic node.
pub(crate) fn facts(places: &Places, address: ScsiAddress) -> Option<PreparedScsi> {
    let folder = folder(places, address);
    let first = |name| names_in(&folder.join(name)).into_iter().next();
    Some(PreparedScsi {
        address,
        generic_node: places.dev.join(first("scsi_generic")?),
        block_node: first("block").map(|name| places.dev.join(name)),
    })
}

/// What keeps the device from a guest.
pub(crate) fn obstacles(host: &Host, address: ScsiAddress, found: &mut Obstacles) {
    let Some(place) = real(&folder(&host.places, address)) else {
        let what = "there is no such device on this host";
        found.add(ErrorKind::NoNodeDevice, Obstacle::new(what, Severity::Final));
        return;
    };
    for obstacle in host_needs::obstacles(&host.places, &place) {
        found.add(ErrorKind::OperationInvalid, obstacle);
    }
    if facts(&host.places, address).is_none() {
        let what = "it has no generic node, through which guests have SCSI devices";
        let obstacle = Obstacle::new(what, Severity::Remediable).remedy("modprobe sg");
        found.add(ErrorKind::OperationInvalid, obstacle);
    }
}
