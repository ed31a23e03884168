//! What is known of a device beside its description, and finding devices by it.

use virt_core::Result;
use virt_core::config::domain::PciAddress;
use virt_core::driver::node_device::{NodeDeviceKey, properties_of};
use virt_core::selector::Properties;

use crate::describe::{describe, lower, names_beside, records, upper};
use crate::device::Device;
use crate::host::{Host, base_name};
use crate::kind::Kind;
use crate::table::DeviceTable;

/// Everything that is known of `device`: its description, the bus of a device above where it has
/// none of its own, and what only this driver knows: the kernel's name and class, neighbours of
/// network interfaces, and udev's properties under their own names (`ID_SERIAL_SHORT`).
///
/// # Errors
///
/// `NoNodeDevice` when it is not there any more.
pub(crate) fn properties(host: &Host, table: &DeviceTable, device: &Device) -> Result<Properties> {
    let parent = table.parent(device).map(|parent| &*parent.name);
    let mut properties = properties_of(&describe(host, device, parent)?.to_xml())?;
    names_beside(host, device).iter().for_each(|name| properties.add("cap", name));
    let above = std::iter::successors(Some(device), |one| table.parent(one).map(|above| &**above));
    if let Some(bus) = above.map(|one| one.kind).find_map(Kind::bus) {
        properties.add("bus", bus);
    }
    if device.kind != Kind::System {
        properties.add("kernel_name", base_name(&device.path));
        properties.add("subsystem", &device.subsystem);
    }
    if device.kind == Kind::Net {
        lower(host, device).iter().for_each(|name| properties.add("lower", name));
        upper(host, device).iter().for_each(|name| properties.add("upper", name));
    }
    for (name, value) in records(host, device)?.1.properties {
        properties.add(name, value);
    }
    Ok(properties)
}

/// The key in the form in which devices know it: a path through a bus or a class leads to the
/// device itself.
pub(crate) fn resolved(host: &Host, key: &NodeDeviceKey) -> NodeDeviceKey {
    let through = || match key {
        NodeDeviceKey::Path(path) => {
            let (list, name) = path.strip_prefix("/sys")?.rsplit_once('/')?;
            host.sysfs.link(list, name)
        }
        _ => None,
    };
    through().map_or_else(|| key.clone(), |path| NodeDeviceKey::Path(format!("/sys{path}")))
}

/// Whether it is worth asking whether `device` is known by `key`: most keys are of few kinds.
pub(crate) fn may_be(device: &Device, key: &NodeDeviceKey) -> bool {
    match key {
        NodeDeviceKey::Path(path) => *path == format!("/sys{}", device.path),
        NodeDeviceKey::Pci(address) => {
            let found = base_name(&device.path).parse::<PciAddress>();
            device.kind == Kind::Pci && found.is_ok_and(|found| found == *address)
        }
        NodeDeviceKey::Usb { .. } => device.kind == Kind::UsbDevice,
        NodeDeviceKey::Mac(_) => device.kind == Kind::Net,
        NodeDeviceKey::Wwns { .. } => device.kind == Kind::ScsiHost,
        NodeDeviceKey::Wwn(_) => {
            matches!(device.kind, Kind::ScsiHost | Kind::ScsiTarget | Kind::Storage)
        }
        _ => true,
    }
}
