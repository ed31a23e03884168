//! What a running guest's definition gives cause to remark on.

use virt_core::api::domain::DomainMessageType;
use virt_core::config::domain::devices::{Devices, DiskDevice, DiskMedium};
use virt_core::config::domain::{CpuMode, DomainConfig};

/// The CPU model that this host calls deprecated, so that it can be seen how that is told.
const DEPRECATED_MODEL: &str = "Deprecated-Test";

/// What there is to say of the types that are asked for; without a type, all of it.
pub(crate) fn of(config: &DomainConfig, types: DomainMessageType) -> Vec<String> {
    let wanted = |message_type| types.is_empty() || types.contains(message_type);
    let deprecated = deprecated_model(config);
    let mut messages = Vec::new();
    if wanted(DomainMessageType::TAINTING) {
        let tainted = taints(config, deprecated.is_some()).into_iter();
        messages.extend(tainted.map(|taint| format!("tainted: {taint}")));
    }
    if wanted(DomainMessageType::DEPRECATION) {
        messages
            .extend(deprecated.map(|model| format!("deprecated configuration: CPU model {model}")));
    }
    messages
}

/// What makes a guest hard to support, in libvirt's order and words.
fn taints(config: &DomainConfig, deprecated: bool) -> Vec<&'static str> {
    let has = |found: fn(&Devices) -> bool| config.devices.as_ref().is_some_and(found);
    let tree_blob = config.os.as_ref().is_some_and(|os| os.dtb.is_some());
    let all = [
        (has(raw_access), "running with undesirable elevated privileges"),
        (has(shell_scripts), "network configuration using opaque shell scripts"),
        (has(host_cdrom), "use of host cdrom passthrough"),
        (tree_blob, "custom device tree blob used"),
        (deprecated, "use of deprecated configuration settings"),
    ];
    all.into_iter().filter(|(tainted, _)| *tainted).map(|(_, words)| words).collect()
}

/// Whether the guest may send a device of the host any command.
fn raw_access(devices: &Devices) -> bool {
    let disks = devices.disks.iter().any(|disk| disk.raw_io == Some(true));
    disks || devices.host_devices.iter().any(|device| device.raw_io == Some(true))
}

fn shell_scripts(devices: &Devices) -> bool {
    devices.interfaces.iter().any(|interface| interface.script.is_some())
}

fn host_cdrom(devices: &Devices) -> bool {
    devices.disks.iter().any(|disk| {
        disk.device == Some(DiskDevice::Cdrom) && matches!(disk.medium(), DiskMedium::Block(_))
    })
}

fn deprecated_model(config: &DomainConfig) -> Option<&str> {
    let cpu = config.cpu.as_ref().filter(|cpu| matches!(cpu.mode, None | Some(CpuMode::Custom)))?;
    cpu.model.as_ref()?.name.as_deref().filter(|name| *name == DEPRECATED_MODEL)
}
