//! The host itself, as its firmware describes it.

use uuid::Uuid;
use virt_core::config::node_device::{SystemCapability, SystemFirmware, SystemHardware};

use crate::host::Host;

const DMI: &str = "/devices/virtual/dmi/id";

pub(super) fn system(host: &Host) -> SystemCapability {
    let text = |name| host.sysfs.text(DMI, name);
    let uuid = text("product_uuid").and_then(|text| Uuid::try_parse(&text).ok());
    SystemCapability {
        product: text("product_name"),
        hardware: SystemHardware {
            vendor: text("sys_vendor"),
            version: text("product_version"),
            serial: text("product_serial"),
            // libvirt writes one in any case.
            uuid: Some(uuid.unwrap_or_default()),
        },
        firmware: SystemFirmware {
            vendor: text("bios_vendor"),
            version: text("bios_version"),
            release_date: text("bios_date"),
        },
    }
}
