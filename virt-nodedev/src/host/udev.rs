//! udev's database: a file a device, with the links and the properties that its rules gave it.

use std::fs;
use std::path::PathBuf;

use super::{Uevent, base_name};

/// Where udev keeps what it knows; empty on a host without it.
#[derive(Debug)]
pub(crate) struct UdevDatabase {
    root: PathBuf,
}

impl UdevDatabase {
    pub(crate) fn new(root: PathBuf) -> UdevDatabase {
        UdevDatabase { root }
    }

    /// Whether udev runs: then its word about a device comes after the kernel's.
    pub(crate) fn is_running(&self) -> bool {
        self.root.join("control").exists()
    }

    /// Whether udev notes that it has messages of the kernel to work on.
    pub(crate) fn is_busy(&self) -> bool {
        self.root.join("queue").exists()
    }

    /// What udev knows about the device at `path`; nothing where it has no file.
    pub(crate) fn record(&self, path: &str, subsystem: &str, uevent: &Uevent) -> UdevRecord {
        let file = self.root.join("data").join(file_name(path, subsystem, uevent));
        let bytes = fs::read(file).unwrap_or_default();
        UdevRecord::parse(&String::from_utf8_lossy(&bytes))
    }
}

/// The name of a device's file: by its device number, its interface number or its name.
fn file_name(path: &str, subsystem: &str, uevent: &Uevent) -> String {
    if let (Some(major), Some(minor)) = (uevent.value("MAJOR"), uevent.value("MINOR")) {
        let kind = if subsystem == "block" { 'b' } else { 'c' };
        return format!("{kind}{major}:{minor}");
    }
    match uevent.value("IFINDEX") {
        Some(index) if subsystem == "net" => format!("n{index}"),
        // udev names devices by the kernel's name, in which `!` stands for a slash.
        _ => format!("+{subsystem}:{}", base_name(path)),
    }
}

/// What udev knows about a device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct UdevRecord {
    /// Links to the device's file, below `/dev`.
    pub(crate) links: Vec<String>,
    /// Properties in their order: `ID_SERIAL`.
    pub(crate) properties: Vec<(String, String)>,
}

impl UdevRecord {
    fn parse(text: &str) -> UdevRecord {
        let mut record = UdevRecord::default();
        for line in text.lines() {
            match line.split_once(':') {
                Some(("S", link)) => record.links.push(format!("/dev/{link}")),
                Some(("E", property)) => {
                    let Some((name, value)) = property.split_once('=') else { continue };
                    let value = value.chars().filter(|letter| !letter.is_control()).collect();
                    record.properties.push((name.to_owned(), value));
                }
                _ => {}
            }
        }
        record
    }

    /// The value of the property `name`, unless it is empty.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        let found = self.properties.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_has_links_and_properties() {
        let text =
            "S:disk/by-id/usb-x\nW:3\nI:100\nE:ID_SERIAL=QEMU_1\nE:ID_BUS=\nE:odd\nG:systemd\n";
        let record = UdevRecord::parse(text);
        assert_eq!(record.links, ["/dev/disk/by-id/usb-x"]);
        assert_eq!(record.value("ID_SERIAL"), Some("QEMU_1"));
        assert_eq!((record.value("ID_BUS"), record.value("odd")), (None, None));
    }

    #[test]
    fn files_are_named_by_numbers_where_there_are_some() {
        let uevent = |text: &str| Uevent::from_lines(text.to_owned());
        let name = |path, subsystem, text| file_name(path, subsystem, &uevent(text));
        assert_eq!(name("/devices/a/sda", "block", "MAJOR=8\nMINOR=0"), "b8:0");
        assert_eq!(name("/devices/a/sg0", "scsi_generic", "MAJOR=21\nMINOR=0"), "c21:0");
        assert_eq!(name("/devices/virtual/net/lo", "net", "IFINDEX=1"), "n1");
        assert_eq!(name("/devices/a/0000:00:01.0", "pci", ""), "+pci:0000:00:01.0");
    }
}
