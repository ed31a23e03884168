//! The devices of the test host, as sysfs shows them.

use std::fs;
use std::path::{Path, PathBuf};

/// A PCI device of the host.
pub(crate) struct PciDevice {
    /// `0000:02:00.0`.
    pub(crate) address: String,
}

impl PciDevice {
    /// The devices with this vendor and product, such as `0x8086` and `0x10d3`, by address.
    pub(crate) fn all(vendor: &str, product: &str) -> Vec<PciDevice> {
        let mut found = PciDevice::everything();
        found.retain(|device| {
            let folder = device.folder();
            text(&folder, "vendor") == vendor && text(&folder, "device") == product
        });
        found
    }

    /// All devices, by address.
    pub(crate) fn everything() -> Vec<PciDevice> {
        let devices = children("/sys/bus/pci/devices");
        let mut found: Vec<_> = devices.map(|path| PciDevice { address: name(&path) }).collect();
        found.sort_by(|one, other| one.address.cmp(&other.address));
        found
    }

    pub(crate) fn folder(&self) -> PathBuf {
        Path::new("/sys/bus/pci/devices").join(&self.address)
    }

    /// The driver that it is bound to.
    pub(crate) fn driver(&self) -> String {
        fs::read_link(self.folder().join("driver")).map(|path| name(&path)).unwrap_or_default()
    }

    /// `domain='0x0000' bus='0x02' slot='0x00' function='0x0'`.
    pub(crate) fn attributes(&self) -> String {
        let mut parts = self.address.split([':', '.']);
        let [domain, bus, slot, function] = std::array::from_fn(|_| parts.next().unwrap());
        format!("domain='0x{domain}' bus='0x{bus}' slot='0x{slot}' function='0x{function}'")
    }

    /// A `<hostdev>` for it.
    pub(crate) fn element(&self) -> String {
        format!(
            "<hostdev mode='subsystem' type='pci' managed='yes'>
               <source><address {}/></source></hostdev>",
            self.attributes()
        )
    }

    /// The host's network interface on it.
    pub(crate) fn interface(&self) -> Option<String> {
        children(self.folder().join("net")).next().map(|path| name(&path))
    }
}

/// The USB device of the host with this vendor and product, such as `46f4` and `0001`.
pub(crate) fn usb_device(vendor: &str, product: &str) -> Option<PathBuf> {
    children("/sys/bus/usb/devices")
        .find(|path| text(path, "idVendor") == vendor && text(path, "idProduct") == product)
}

/// The block device below `folder` in sysfs, such as `/dev/sdb`.
pub(crate) fn block_device(folder: &Path) -> Option<PathBuf> {
    let folder = fs::canonicalize(folder).ok()?;
    let below = |link: &PathBuf| fs::canonicalize(link).is_ok_and(|path| path.starts_with(&folder));
    let found = children("/sys/class/block").find(below)?;
    Some(Path::new("/dev").join(name(&found)))
}

/// The SCSI disks that are on no USB, as `HOST:BUS:TARGET:UNIT`.
pub(crate) fn scsi_disks() -> Vec<String> {
    let mut found: Vec<String> = children("/sys/bus/scsi/devices")
        .filter(|path| {
            fs::canonicalize(path).is_ok_and(|path| !path.to_string_lossy().contains("usb"))
        })
        .filter(|path| text(path, "type") == "0")
        .map(|path| name(&path))
        .collect();
    found.sort();
    found
}

pub(crate) fn children(folder: impl AsRef<Path>) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

fn text(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file)).unwrap_or_default().trim().to_owned()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
