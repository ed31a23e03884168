//! What libvirt's descriptions of devices and this driver's do not have in common:
//!
//! - Bridges, bonds, VLANs and other network interfaces of a type of their own are node devices
//!   here; libvirt passes over them.
//! - SCSI disks and drives are node devices on a host without udev, too.
//! - A host without a list of the names of PCI devices gets them from the list that is built in.
//! - A host whose firmware gives it no identity has zeros, where libvirt may make one up.
//! - A USB device that says no name gets one from the list that is built in.
//! - Of the kernel's samples of mediated devices libvirt knows mtty by name; here are all.

#![allow(dead_code, reason = "each test program uses its own part")]
#![allow(clippy::unwrap_used, reason = "this is how a test fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use virt_core::config::NodeDeviceConfig;
use virt_core::config::node_device::Capability;
use virt_core::driver::node_device::NodeDeviceDriver;
use virt_core::object::NodeDeviceRef;

/// This driver's description, with what may differ as libvirt has it.
pub(crate) fn with_allowed_differences(ours: &str, theirs: &str) -> String {
    let mut ours = NodeDeviceConfig::parse(ours).unwrap();
    let theirs = NodeDeviceConfig::parse(theirs).unwrap();
    for (ours, theirs) in ours.capabilities.iter_mut().zip(&theirs.capabilities) {
        allow(ours, theirs);
    }
    ours.to_xml()
}

/// Takes over from libvirtd's description what may differ.
fn allow(ours: &mut Capability, theirs: &Capability) {
    match (ours, theirs) {
        (Capability::System(ours), Capability::System(theirs)) if !has_identity() => {
            ours.hardware.uuid = theirs.hardware.uuid;
        }
        (Capability::Pci(ours), Capability::Pci(theirs)) if !has_pci_ids() => {
            ours.vendor.name.clone_from(&theirs.vendor.name);
            ours.product.name.clone_from(&theirs.product.name);
        }
        (Capability::UsbDevice(ours), Capability::UsbDevice(theirs)) => {
            let names = [(&mut ours.vendor, &theirs.vendor), (&mut ours.product, &theirs.product)];
            for (ours, theirs) in names {
                if theirs.name.is_none() {
                    ours.name = None;
                }
            }
        }
        _ => {}
    }
}

fn has_identity() -> bool {
    fs::read_to_string("/sys/class/dmi/id/product_uuid")
        .is_ok_and(|uuid| uuid.contains(|c: char| c.is_ascii_hexdigit() && c != '0'))
}

fn has_pci_ids() -> bool {
    ["/usr/share/hwdata/pci.ids", "/usr/share/misc/pci.ids"].iter().any(|p| Path::new(p).exists())
}

/// Whether a device is one that only this driver lists.
pub(crate) fn is_ours_alone(driver: &dyn NodeDeviceDriver, name: &str) -> bool {
    let known = driver.properties(&NodeDeviceRef::new(name)).unwrap();
    let uevent = known.first("path").map(|path| fs::read_to_string(format!("{path}/uevent")));
    let uevent: BTreeMap<String, String> = uevent
        .map(Result::unwrap_or_default)
        .unwrap_or_default()
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect();
    let has_udev = Path::new("/run/udev/control").exists();
    match known.first("subsystem") {
        Some("net") => uevent.contains_key("DEVTYPE"),
        Some("block") => !has_udev,
        Some("usb") => !has_udev,
        Some(other) => other == "mdpy",
        None => false,
    }
}
