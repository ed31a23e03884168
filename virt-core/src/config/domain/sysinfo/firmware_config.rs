//! Files that a guest's firmware and kernel can read.

use crate::xml::XmlElement;

/// Files that the guest's firmware and kernel can read: `<sysinfo type='fwcfg'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct FirmwareConfig {
    /// The files.
    #[xml(child = "entry")]
    pub entries: Vec<FirmwareConfigEntry>,
}

/// A file that firmware can read: `<entry name='opt/org.example/motd' file='/path'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct FirmwareConfigEntry {
    /// Its name in the guest.
    #[xml(attribute)]
    pub name: String,
    /// The file on the host that holds what it reads as.
    #[xml(attribute)]
    pub file: Option<String>,
    /// What it reads as, where no file of the host holds it.
    #[xml(text)]
    pub value: Option<String>,
}
