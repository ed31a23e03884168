//! `<sysinfo>`: what a machine, or the host, says about itself.

mod entries;
mod firmware_config;
mod smbios;
mod validate;

pub use firmware_config::{FirmwareConfig, FirmwareConfigEntry};
pub use smbios::{
    BaseBoardInformation, BiosInformation, ChassisInformation, MemoryDeviceInformation, OemString,
    OemStrings, ProcessorInformation, SmbiosInformation, SystemTableInformation,
};

use crate::config::root::root_element;
use crate::xml::XmlElement;

/// What a machine, or the host, says about itself: `<sysinfo type='smbios'>`.
///
/// It is a part of a domain, and a document of its own, which tells about a host.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum SystemInformation {
    /// Tables in which firmware and machine describe themselves.
    Smbios(Box<SmbiosInformation>),
    /// Files that the guest's firmware and kernel can read.
    #[xml(name = "fwcfg")]
    FirmwareConfig(FirmwareConfig),
}

root_element!(SystemInformation, "sysinfo", Sysinfo);
