//! Targets of vhost-scsi.

use virt_core::ErrorKind;
use virt_core::driver::node::{Obstacle, Severity};

use crate::host::Host;
use crate::obstacles::Obstacles;
use crate::{Places, PreparedScsiHost};

/// What a hypervisor needs to know.
pub(crate) fn facts(places: &Places, wwpn: &str) -> PreparedScsiHost {
    PreparedScsiHost { wwpn: wwpn.to_owned(), node: places.dev.join("vhost-scsi") }
}

/// What keeps the target from a guest.
pub(crate) fn obstacles(host: &Host, wwpn: &str, found: &mut Obstacles) {
    let targets = host.places.sysfs.join("kernel/config/target/vhost");
    if !targets.join(wwpn).exists() {
        let what = "the kernel has no such target";
        let remedy = "make it with targetcli, below /vhost";
        let obstacle = Obstacle::new(what, Severity::Remediable).remedy(remedy);
        found.add(ErrorKind::NoNodeDevice, obstacle);
        return;
    }
    if !host.places.dev.join("vhost-scsi").exists() {
        let what = "there is no /dev/vhost-scsi, through which guests have it";
        let obstacle = Obstacle::new(what, Severity::Remediable).remedy("modprobe vhost_scsi");
        found.add(ErrorKind::OperationInvalid, obstacle);
    }
}
