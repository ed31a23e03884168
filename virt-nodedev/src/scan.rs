//! Looking at the host: which devices there are.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::device::Device;
use crate::host::{Host, UdevRecord, Uevent, base_name};
use crate::kind::Kind;
use crate::name::name_of;
use crate::table::DeviceTable;

/// Where the kernel lists devices that can be node devices, with the name of the bus or class.
/// Each device is in one of them.
const LISTS: &[(&str, &str)] = &[
    ("/bus/pci/devices", "pci"),
    ("/bus/usb/devices", "usb"),
    ("/class/net", "net"),
    ("/bus/scsi/devices", "scsi"),
    ("/class/scsi_generic", "scsi_generic"),
    ("/class/block", "block"),
    ("/class/drm", "drm"),
    ("/bus/mdev/devices", "mdev"),
    ("/bus/ccw/devices", "ccw"),
    ("/bus/css/devices", "css"),
    ("/bus/ccwgroup/devices", "ccwgroup"),
    ("/bus/vdpa/devices", "vdpa"),
    ("/bus/ap/devices", "ap"),
    ("/bus/matrix/devices", "matrix"),
];

/// Where the kernel lists what mediated devices can be made from, of any bus or class.
const MDEV_PARENTS: &str = "/class/mdev_bus";

/// Looks at the whole host. Devices that come and go meanwhile are found or not; none at all where
/// `is_over` says that nobody wants to know any more.
pub(crate) fn scan(host: &Host, is_over: impl Fn() -> bool) -> Option<DeviceTable> {
    let mut devices = vec![Device::computer()];
    for (list, subsystem) in LISTS {
        for path in listed(host, list) {
            if is_over() {
                return None;
            }
            devices.extend(examine_as(host, &path, subsystem));
        }
    }
    let parents = listed(host, MDEV_PARENTS).filter_map(|path| examine(host, &path));
    devices.extend(parents.filter(|device| device.kind == Kind::MdevParent));
    Some(DeviceTable::new(devices))
}

/// The devices that a list of the kernel's has links to.
fn listed<'a>(host: &'a Host, list: &'a str) -> impl Iterator<Item = String> + 'a {
    let names = host.sysfs.names(list, "").into_iter();
    names.filter_map(move |name| host.sysfs.link(list, &name))
}

/// Looks at the device at `path`, if it is there and is a node device.
pub(crate) fn examine(host: &Host, path: &str) -> Option<Device> {
    let subsystem = host.sysfs.link_name(path, "subsystem")?;
    examine_as(host, path, &subsystem)
}

fn examine_as(host: &Host, path: &str, subsystem: &str) -> Option<Device> {
    let uevent = Uevent::from_lines(host.sysfs.lines(path, "uevent")?);
    let kind = match Kind::of(subsystem, &uevent) {
        Some(kind) => kind,
        None if host.sysfs.exists(path, "mdev_supported_types") => Kind::MdevParent,
        None => return None,
    };
    let record = match kind {
        Kind::Storage => host.udev.record(path, subsystem, &uevent),
        _ => UdevRecord::default(),
    };
    if kind == Kind::Storage && drive_type(path, &record).is_none() {
        return None;
    }
    Some(Device {
        name: name_of(host, kind, path, subsystem, &record).into(),
        path: path.into(),
        subsystem: subsystem.into(),
        kind,
        state: digest(&(uevent.text(), &record.properties)),
    })
}

/// What a disk or drive is; none for those that libvirt has nothing to say about, such as loop
/// devices and volumes that the host made from its disks.
pub(crate) fn drive_type(path: &str, record: &UdevRecord) -> Option<String> {
    let known = |name: &str| record.value(name) == Some("1");
    let found = match record.value("ID_TYPE") {
        Some("cd") => "cdrom",
        Some("floppy") => "floppy",
        Some(other) => other,
        None if known("ID_DRIVE_FLOPPY") => "floppy",
        None if known("ID_CDROM") => "cdrom",
        None if known("ID_DRIVE_FLASH_SD") => "sd",
        None => by_name(base_name(path))?,
    };
    matches!(found, "cdrom" | "disk" | "floppy" | "sd" | "dasd").then(|| found.to_owned())
}

/// What the kernel's name says, where udev says nothing.
fn by_name(name: &str) -> Option<&'static str> {
    let begins = |prefix: &str| name.starts_with(prefix);
    match () {
        () if begins("vd") || begins("nvme") || begins("sd") => Some("disk"),
        () if begins("sr") => Some("cdrom"),
        () if begins("dasd") => Some("dasd"),
        () if begins("mmcblk") => Some("sd"),
        () if begins("fd") => Some("floppy"),
        () => None,
    }
}

fn digest(state: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    state.hash(&mut hasher);
    hasher.finish()
}
