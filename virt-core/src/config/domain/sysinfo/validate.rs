//! What of `<sysinfo>` cannot work, whichever driver runs the guest.

use uuid::Uuid;

use super::{FirmwareConfig, FirmwareConfigEntry, SmbiosInformation, SystemInformation};
use crate::ErrorKind;
use crate::config::{Problems, Validate};
use crate::xml::XmlValue;

impl Validate for SystemInformation {
    fn collect_problems(&self, problems: &mut Problems) {
        match self {
            SystemInformation::Smbios(smbios) => smbios.check_texts(problems),
            SystemInformation::FirmwareConfig(files) => files.check(problems),
        }
    }
}

impl SystemInformation {
    /// Drops what says nothing.
    pub(in crate::config::domain) fn fill_defaults(&mut self) {
        match self {
            SystemInformation::Smbios(smbios) => smbios.drop_empty(),
            SystemInformation::FirmwareConfig(files) => {
                for entry in &mut files.entries {
                    entry.value.take_if(|_| entry.file.is_some());
                }
            }
        }
    }

    /// The identity of the machine in the tables is that of the domain.
    pub(in crate::config::domain) fn check_uuid(&self, own: Option<Uuid>, problems: &mut Problems) {
        let SystemInformation::Smbios(smbios) = self else { return };
        let text = smbios.system.as_ref().and_then(|system| system.uuid.as_deref());
        let (Some(text), Some(own)) = (text, own) else { return };
        if Uuid::parse_value(text).is_ok_and(|uuid| uuid != own) {
            let message = format!("the machine's uuid '{text}' is not the domain's '{own}'");
            problems.report_at_as("system/entry", ErrorKind::XmlDetail, message);
        }
    }
}

impl SmbiosInformation {
    fn drop_empty(&mut self) {
        self.bios.take_if(|table| *table == Default::default());
        self.system.take_if(|table| *table == Default::default());
        self.base_boards.retain(|table| *table != Default::default());
        self.chassis.take_if(|table| *table == Default::default());
        self.processors.retain(|table| *table != Default::default());
        self.memory_devices.retain(|table| *table != Default::default());
        self.oem_strings.take_if(|strings| strings.entries.is_empty());
    }

    fn check_texts(&self, problems: &mut Problems) {
        let date = self.bios.as_ref().and_then(|bios| bios.date.as_deref());
        if let Some(date) = date.filter(|date| !is_date(date)) {
            let message = format!("the BIOS date '{date}' is not like month/day/year");
            problems.report_at_as("bios/entry", ErrorKind::XmlDetail, message);
        }
        let uuid = self.system.as_ref().and_then(|system| system.uuid.as_deref());
        if let Some(uuid) = uuid.filter(|uuid| Uuid::parse_value(uuid).is_err()) {
            let message = format!("the machine's uuid '{uuid}' is not like a domain's");
            problems.report_at_as("system/entry", ErrorKind::XmlDetail, message);
        }
    }
}

/// Whether a text is a date in the BIOS' form: a year has two digits, or is from 1900 on.
fn is_date(text: &str) -> bool {
    let mut parts = text.trim_ascii_start().splitn(3, '/').map(|part| {
        match part.bytes().all(|b| b.is_ascii_digit()) {
            true => part.parse::<u32>().ok(),
            false => None,
        }
    });
    let mut next = || parts.next().flatten();
    let (month, day, year) = (next(), next(), next());
    let in_range = |number: Option<u32>, last| number.is_some_and(|it| (1..=last).contains(&it));
    in_range(month, 12)
        && in_range(day, 31)
        && year.is_some_and(|year| !(100..1900).contains(&year))
}

impl FirmwareConfig {
    fn check(&self, problems: &mut Problems) {
        problems.each("entry", &self.entries, FirmwareConfigEntry::check);
    }
}

impl FirmwareConfigEntry {
    fn check(&self, problems: &mut Problems) {
        if self.name.is_empty() {
            problems.report_at("@name", "a file for the firmware needs a name");
        }
        if self.value.is_none() && self.file.as_deref().is_none_or(str::is_empty) {
            let message =
                format!("the firmware's file '{}' needs a text or a file of the host", self.name);
            problems.report(message);
        }
    }
}
