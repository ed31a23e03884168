//! `<boot>` and `<bootmenu>`: what the firmware boots from; and `<smbios>`.

use crate::xml::{XmlElement, XmlValue};

/// A kind of device to boot from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum BootDevice {
    /// The first floppy.
    Fd,
    /// The first hard disk.
    Hd,
    /// The first optical disc.
    Cdrom,
    /// The first network interface.
    Network,
}

/// The firmware's boot menu: `<bootmenu enable='yes' timeout='3000'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct BootMenu {
    /// Whether it is offered.
    #[xml(attribute)]
    pub enable: Option<bool>,
    /// How long it waits, in milliseconds: up to 65535.
    #[xml(attribute, lenient)]
    pub timeout: Option<u32>,
}

/// Where a machine's description of itself, its SMBIOS tables, comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum SmbiosMode {
    /// The hypervisor makes it up.
    Emulate,
    /// Bios and system are those of the host.
    Host,
    /// The definition's `<sysinfo>` says it.
    Sysinfo,
}
