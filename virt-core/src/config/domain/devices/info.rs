//! What every device can have.

use crate::config::domain::{Address, Alias};
use crate::config::{Problems, Validate};
use crate::xml::{Switch, XmlElement};

/// What every device can have: name, place, part in booting.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct DeviceInfo {
    /// The device's place in the order of booting.
    #[xml(child)]
    pub boot: Option<DeviceBoot>,
    /// What the device is called.
    #[xml(child, nothing_without = "name")]
    pub alias: Option<Alias>,
    /// The first port of a USB controller that is another one's companion.
    #[xml(path = "master/@startport")]
    pub master_start_port: Option<u32>,
    /// The firmware that a PCI device brings along. Default: the device's own.
    #[xml(child)]
    pub rom: Option<Box<DeviceRom>>,
    /// The device's index in the firmware's ACPI tables, from 1.
    #[xml(path = "acpi/@index")]
    pub acpi_index: Option<u32>,
    /// Where the device sits. Default: the driver's choice.
    #[xml(child)]
    pub address: Option<Address>,
}

impl DeviceInfo {
    /// Brings what the author wrote into the form that libvirt gives it.
    pub(crate) fn fill_defaults(&mut self) {
        self.rom.take_if(|rom| **rom == DeviceRom::default());
        let loadparm = self.boot.as_mut().and_then(|boot| boot.loadparm.as_mut());
        if let Some(loadparm) = loadparm {
            loadparm.make_ascii_uppercase();
        }
    }
}

impl Validate for DeviceInfo {
    fn collect_problems(&self, problems: &mut Problems) {
        if let Some(boot) = &self.boot {
            problems.within("boot", |problems| boot.collect_problems(problems));
        }
        if let Some(rom) = &self.rom {
            problems.within("rom", |problems| rom.collect_problems(problems));
        }
        if self.acpi_index == Some(0) {
            problems.report_at("acpi/@index", "ACPI indexes of devices start at 1, not 0");
        }
        if let Some(address) = &self.address {
            problems.within("address", |problems| address.collect_problems(problems));
        }
    }
}

/// A device's place in the order of booting: `<boot order='1'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct DeviceBoot {
    /// The place, from 1, unique in a domain.
    #[xml(attribute)]
    pub order: u32,
    /// What an IBM Z machine's boot loader is told: up to 8 letters, digits, dots and blanks;
    /// libvirt writes capitals.
    #[xml(attribute)]
    pub loadparm: Option<String>,
}

/// The most characters of a `loadparm`.
const LONGEST_LOADPARM: usize = 8;

impl Validate for DeviceBoot {
    fn collect_problems(&self, problems: &mut Problems) {
        if self.order == 0 {
            problems.report_at("@order", "the order of booting starts at 1, not 0");
        }
        let Some(loadparm) = &self.loadparm else { return };
        let goes = |byte: u8| byte.is_ascii_alphanumeric() || b". ".contains(&byte);
        if loadparm.is_empty() || loadparm.len() > LONGEST_LOADPARM {
            let message = format!("loadparm '{loadparm}' has to have 1 to 8 characters");
            problems.report_at("@loadparm", message);
        } else if !loadparm.bytes().all(goes) {
            let message =
                format!("loadparm '{loadparm}' can have letters, digits, dots and blanks only");
            problems.report_at("@loadparm", message);
        }
    }
}

/// The firmware that a PCI device brings along: `<rom bar='on' file='/etc/boot.rom'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DeviceRom {
    /// Whether there is any. Default: yes.
    #[xml(attribute)]
    pub enabled: Option<bool>,
    /// Whether it is visible in the guest's memory. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub bar: Option<Switch>,
    /// A file on the host that has it. Default: the device's own.
    #[xml(attribute)]
    pub file: Option<String>,
}

impl Validate for DeviceRom {
    fn collect_problems(&self, problems: &mut Problems) {
        if self.enabled == Some(false) && (self.bar.is_some() || self.file.is_some()) {
            problems.report("a ROM that is not enabled has neither bar nor file");
        }
    }
}

/// What any virtio device's `<driver>` can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct VirtioOptions {
    /// Whether the device goes through an emulated IOMMU.
    #[xml(attribute)]
    pub iommu: Option<Switch>,
    /// Whether address translation services are used.
    #[xml(attribute)]
    pub ats: Option<Switch>,
    /// Whether packed queues are used.
    #[xml(attribute)]
    pub packed: Option<Switch>,
    /// Whether each queue's notifications have a page of their own.
    #[xml(attribute)]
    pub page_per_vq: Option<Switch>,
}

impl VirtioOptions {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == VirtioOptions::default()
    }
}
