//! What makers call their devices.
//!
//! The host's own list of PCI devices comes first, as with libvirt; a host without one gets the
//! names of the list that is built in. USB devices have names of their own, and udev knows more;
//! the list that is built in is for those that say nothing, on hosts without udev.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

/// The names of PCI devices.
#[derive(Debug)]
pub(crate) struct PciNames {
    files: Vec<PathBuf>,
    list: OnceLock<Option<PciList>>,
}

/// A host's list, as its text and the places of the makers in it.
#[derive(Debug)]
struct PciList {
    text: String,
    /// Sorted by number.
    makers: Vec<(u16, u32)>,
}

impl PciNames {
    pub(crate) fn new(files: Vec<PathBuf>) -> PciNames {
        PciNames { files, list: OnceLock::new() }
    }

    /// The names of a maker and of its device; none where they are not known.
    pub(crate) fn find(&self, maker: u16, device: u16) -> (Option<String>, Option<String>) {
        match self.list.get_or_init(|| self.read()) {
            Some(list) => list.find(maker, device),
            None => built_in(maker, device),
        }
    }

    fn read(&self) -> Option<PciList> {
        let bytes = self.files.iter().find_map(|file| fs::read(file).ok())?;
        Some(PciList::new(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

fn built_in(maker: u16, device: u16) -> (Option<String>, Option<String>) {
    use pci_ids::FromId as _;

    let found = pci_ids::Device::from_vid_pid(maker, device);
    let maker = pci_ids::Vendor::from_id(maker);
    (maker.map(|maker| maker.name().to_owned()), found.map(|device| device.name().to_owned()))
}

impl PciList {
    fn new(text: String) -> PciList {
        let mut makers = Vec::new();
        let mut offset = 0;
        for line in text.split_inclusive('\n') {
            // Classes of devices follow the makers: `C 00  Unclassified device`.
            if line.starts_with("C ") {
                break;
            }
            if let (Some((number, _)), Ok(at)) = (entry(line), u32::try_from(offset)) {
                makers.push((number, at));
            }
            offset += line.len();
        }
        makers.sort_unstable();
        PciList { text, makers }
    }

    fn find(&self, maker: u16, device: u16) -> (Option<String>, Option<String>) {
        let Ok(found) = self.makers.binary_search_by_key(&maker, |(number, _)| *number) else {
            return (None, None);
        };
        let mut lines = self.text[self.makers[found].1 as usize..].lines();
        let name = lines.next().and_then(entry).map(|(_, name)| name.to_owned());
        let below = lines.take_while(|line| line.starts_with('\t') || line.starts_with('#'));
        // Two tabs begin a subsystem.
        let mut devices = below.filter_map(|line| entry(line.strip_prefix('\t')?));
        let device = devices.find(|(number, _)| *number == device);
        (name, device.map(|(_, name)| name.to_owned()))
    }
}

/// A line of the list: four hexadecimal digits, two spaces, the name.
fn entry(line: &str) -> Option<(u16, &str)> {
    let (number, name) = line.split_once("  ")?;
    let is_number = number.len() == 4 && number.bytes().all(|digit| digit.is_ascii_hexdigit());
    let number = is_number.then(|| u16::from_str_radix(number, 16).ok())??;
    Some((number, name.trim()))
}

/// The names of a USB device's maker and of the device, of the list that is built in.
pub(crate) fn usb_names(maker: u16, device: u16) -> (Option<String>, Option<String>) {
    use usb_ids::FromId as _;

    let found = usb_ids::Device::from_vid_pid(maker, device);
    let maker = usb_ids::Vendor::from_id(maker);
    (maker.map(|maker| maker.name().to_owned()), found.map(|device| device.name().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "# comment\n0e11  Compaq\n\ta0f3  Triflex\n8086  Intel Corporation\n\
        \t10d3  82574L Gigabit\n\t\t8086 a01f  PRO/1000\n# between\n\t2922  AHCI\n\
        C 00  Unclassified\n\t8086  not a device\n";

    #[test]
    fn names_are_found_in_the_hosts_list() {
        let list = PciList::new(LIST.to_owned());
        let find = |maker, device| list.find(maker, device);
        let intel = || Some("Intel Corporation".to_owned());
        assert_eq!(find(0x8086, 0x10D3), (intel(), Some("82574L Gigabit".to_owned())));
        assert_eq!(find(0x8086, 0x2922), (intel(), Some("AHCI".to_owned())));
        assert_eq!(find(0x8086, 0xA0F3), (intel(), None));
        assert_eq!(find(0x1234, 0x10D3), (None, None));
    }

    #[test]
    fn a_host_without_a_list_gets_the_names_that_are_built_in() {
        let (maker, device) = PciNames::new(Vec::new()).find(0x1AF4, 0x1041);
        assert_eq!(maker.as_deref(), Some("Red Hat, Inc."));
        assert!(device.is_some());
        assert_eq!(usb_names(0x1D6B, 0x0002).0.as_deref(), Some("Linux Foundation"));
    }
}
