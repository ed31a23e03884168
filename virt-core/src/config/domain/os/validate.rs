//! What of `<os>` cannot work, whichever driver runs the guest.

use super::{
    AcpiTableType, AcpiTables, Firmware, FirmwareFeatureName, InitEnvironment, LoaderType, Os,
    OsTypeName,
};
use crate::ErrorKind;
use crate::config::{Problems, Validate};

/// The longest time that a firmware's menu, or its BIOS, can wait, in milliseconds.
const LONGEST_WAIT: u32 = 65_535;

impl Validate for Os {
    fn collect_problems(&self, problems: &mut Problems) {
        match self.kind() {
            None => problems.report_at("type", "an os <type> must be specified"),
            Some(OsTypeName::Exe) => self.check_init(problems),
            Some(_) => self.check_firmware(problems),
        }
        self.check_waits(problems);
        if let Some(acpi) = &self.acpi {
            problems.within("acpi", |problems| acpi.check(problems));
        }
    }
}

impl Os {
    fn check_init(&self, problems: &mut Problems) {
        if self.init.is_none() {
            problems.report_at("init", "a container needs <init>, the program that it starts");
        }
        problems.each("initenv", &self.init_environment, InitEnvironment::check);
    }

    fn check_waits(&self, problems: &mut Problems) {
        let menu = self.boot_menu.as_ref().and_then(|menu| menu.timeout);
        if menu.is_some_and(|timeout| timeout > LONGEST_WAIT) {
            let message = format!("a boot menu waits up to {LONGEST_WAIT} milliseconds");
            problems.unsupported_at("bootmenu/@timeout", message);
        }
        let allowed = -1..=i64::from(LONGEST_WAIT);
        if self.bios_reboot_timeout.is_some_and(|timeout| !allowed.contains(&i64::from(timeout))) {
            let message =
                format!("rebootTimeout is -1 for never, or up to {LONGEST_WAIT} milliseconds");
            problems.unsupported_at("bios/@rebootTimeout", message);
        }
    }

    fn check_firmware(&self, problems: &mut Problems) {
        self.check_features(problems);
        self.check_nvram(problems);
        let has_path = self.loader.as_ref().is_some_and(|loader| loader.path.is_some());
        let asked = self.loader.is_some() || self.nvram.is_some();
        if asked && !has_path && self.firmware.is_none() {
            let message =
                "<loader> names no file; name one, or have one chosen with <os firmware='efi'>";
            firmware(problems, "loader", message);
        }
    }

    fn check_features(&self, problems: &mut Problems) {
        let Some(features) = &self.firmware_features else { return };
        let enrolled = features.wants(FirmwareFeatureName::EnrolledKeys);
        let secure_boot = features.wants(FirmwareFeatureName::SecureBoot);
        if enrolled == Some(true) && secure_boot == Some(false) {
            let message = "firmware with 'enrolled-keys' has 'secure-boot' too; do not disable it";
            firmware(problems, "firmware", message);
        }
    }

    /// Variables need a firmware that keeps them.
    fn check_nvram(&self, problems: &mut Problems) {
        let stateless = self.loader.as_ref().and_then(|loader| loader.stateless);
        let keeps = self.nvram.is_some() || stateless == Some(false);
        if self.firmware == Some(Firmware::Bios) && keeps {
            firmware(problems, "nvram", "a BIOS keeps no variables; UEFI does (firmware='efi')");
        }
        if self.nvram.is_some() && stateless == Some(true) {
            firmware(problems, "nvram", "a stateless loader keeps no variables in <nvram>");
        }
        let loader = self.loader.as_ref().filter(|loader| loader.path.is_some());
        let is_rom = loader.is_some_and(|loader| loader.loader_type != Some(LoaderType::Pflash));
        if is_rom && stateless == Some(false) {
            let message = "only a loader of type 'pflash' keeps variables";
            firmware(problems, "loader/@stateless", message);
        }
        if let Some(nvram) = &self.nvram
            && let Some(nvram_type) = nvram.nvram_type
        {
            match &nvram.source {
                Some(source) => {
                    problems.within("nvram/source", |problems| source.check(nvram_type, problems));
                }
                None => problems.report_at("nvram/source", "<nvram> with a type needs a <source>"),
            }
        }
    }
}

impl InitEnvironment {
    fn check(&self, problems: &mut Problems) {
        if self.name.is_empty() {
            problems.report_at("@name", "a variable of the environment needs a name");
        }
        if self.value.is_none() {
            let message = format!("the environment's variable '{}' has no value", self.name);
            problems.report(message);
        }
    }
}

impl AcpiTables {
    fn check(&self, problems: &mut Problems) {
        let mut seen = Vec::new();
        problems.each("table", &self.tables, |table, problems| {
            let kind = table.table_type;
            if kind != AcpiTableType::Raw && seen.contains(&kind) {
                let message = format!("an ACPI table of type '{kind}' may be there once only");
                problems.report_at("@type", message);
            }
            seen.push(kind);
        });
    }
}

/// What is wrong with the firmware has a kind of its own.
fn firmware(problems: &mut Problems, below: &str, message: &str) {
    problems.report_at_as(below, ErrorKind::XmlDetail, message);
}
