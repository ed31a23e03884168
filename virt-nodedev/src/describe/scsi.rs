//! SCSI hosts, targets and units.

use virt_core::config::node_device::{
    FcHost, FcRemotePort, ScsiCapability, ScsiGenericCapability, ScsiHostCapability,
    ScsiHostNested, ScsiTargetCapability, ScsiTargetNested, VportOps,
};

use super::Reading;
use crate::host::{base_name, parent_path};

/// Where the kernel shows Fibre Channel's side of hosts and of far ports.
const FC_HOSTS: &str = "/class/fc_host";
const FC_REMOTE_PORTS: &str = "/class/fc_remote_ports";

pub(super) fn host(reading: &Reading<'_>) -> ScsiHostCapability {
    let name = base_name(&reading.device.path);
    ScsiHostCapability {
        host: name.strip_prefix("host").and_then(|number| number.parse().ok()),
        unique_id: reading.number(&format!("scsi_host/{name}/unique_id")),
        nested: [fc_host(reading, name), vports(reading, name)].into_iter().flatten().collect(),
    }
}

fn fc_host(reading: &Reading<'_>, name: &str) -> Option<ScsiHostNested> {
    let folder = format!("{FC_HOSTS}/{name}");
    let wwn = |attribute| reading.host.sysfs.text(&folder, attribute).map(without_prefix);
    let wwpn = wwn("port_name")?;
    Some(ScsiHostNested::FcHost(FcHost {
        wwnn: wwn("node_name"),
        wwpn: Some(wwpn),
        fabric_wwn: wwn("fabric_name"),
    }))
}

/// Older kernels show the files for virtual ports at the SCSI host.
fn vports(reading: &Reading<'_>, name: &str) -> Option<ScsiHostNested> {
    let sysfs = &reading.host.sysfs;
    let folders = [format!("{FC_HOSTS}/{name}"), format!("/class/scsi_host/{name}")];
    let folder = folders.iter().find(|folder| sysfs.exists(folder, "vport_create"))?;
    let number = |attribute| sysfs.number(folder, attribute);
    let (max_vports, vports) = (number("max_npiv_vports"), number("npiv_vports_inuse"));
    Some(ScsiHostNested::VportOps(VportOps {
        max_vports: max_vports.unwrap_or_default(),
        vports: vports.unwrap_or_default(),
    }))
}

fn without_prefix(name: String) -> String {
    name.strip_prefix("0x").map_or(name.clone(), str::to_owned)
}

pub(super) fn target(reading: &Reading<'_>) -> ScsiTargetCapability {
    let port = parent_path(&reading.device.path).map(base_name);
    let port = port.filter(|name| name.starts_with("rport-"));
    let nested = port.and_then(|name| {
        let wwpn = reading.host.sysfs.text(&format!("{FC_REMOTE_PORTS}/{name}"), "port_name")?;
        Some(ScsiTargetNested::FcRemotePort(FcRemotePort { remote_port: name.to_owned(), wwpn }))
    });
    ScsiTargetCapability {
        target: base_name(&reading.device.path).to_owned(),
        nested: nested.into_iter().collect(),
    }
}

pub(super) fn unit(reading: &Reading<'_>) -> ScsiCapability {
    let mut numbers = base_name(&reading.device.path).split(':').map(|number| number.parse().ok());
    let mut next = || -> u64 { numbers.next().flatten().unwrap_or_default() };
    let narrow = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    ScsiCapability {
        host: narrow(next()),
        bus: narrow(next()),
        target: narrow(next()),
        unit: next(),
        scsi_type: reading.number("type").map(type_name),
    }
}

/// The names of SCSI's peripheral device types.
fn type_name(number: u32) -> String {
    let name = match number {
        0x0 => "disk",
        0x1 => "tape",
        0x2 => "printer",
        0x3 => "processor",
        0x4 => "worm",
        0x5 => "cdrom",
        0x6 => "scanner",
        0x7 => "mod",
        0x8 => "changer",
        0x9 => "comm",
        0xC => "raid",
        0xD => "enclosure",
        0xE => "rbc",
        _ => return format!("{number}"),
    };
    name.to_owned()
}

pub(super) fn generic(reading: &Reading<'_>) -> ScsiGenericCapability {
    ScsiGenericCapability { character_device: reading.dev_node().unwrap_or_default() }
}
