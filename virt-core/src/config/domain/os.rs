//! `<os>`: what is booted, and how.

use super::devices::{DiskSource, DiskType};
use crate::xml::{Unmodelled, XmlElement, XmlValue};

/// What is booted, and how: `<os>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
#[xml(order = "type firmware init initarg initenv initdir inituser initgroup loader nvram kernel
    initrd cmdline dtb shim acpi boot bootmenu bios smbios")]
pub struct Os {
    /// The firmware to choose by itself, instead of naming a loader.
    #[xml(attribute)]
    pub firmware: Option<Firmware>,
    /// The kind of machine.
    #[xml(child = "type")]
    pub os_type: Option<OsType>,
    /// The firmware's code.
    #[xml(child)]
    pub loader: Option<Loader>,
    /// The firmware's variables.
    #[xml(child)]
    pub nvram: Option<Nvram>,
    /// A kernel that is booted directly: a path on the host.
    #[xml(value)]
    pub kernel: Option<String>,
    /// The kernel's initial file system: a path on the host.
    #[xml(value)]
    pub initrd: Option<String>,
    /// The kernel's arguments.
    #[xml(value)]
    pub cmdline: Option<String>,
    /// The kernel's device tree: a path on the host.
    #[xml(value)]
    pub dtb: Option<String>,
    /// Kinds of devices to boot from, in order. Devices can have an order of their own instead.
    #[xml(path = "boot/@dev")]
    pub boot: Vec<BootDevice>,
    /// The firmware's boot menu.
    #[xml(child = "bootmenu")]
    pub boot_menu: Option<BootMenu>,
    /// Whether the BIOS talks to the serial port too.
    #[xml(path = "bios/@useserial")]
    pub bios_use_serial: Option<bool>,
    /// How long the BIOS waits before it tries again to boot, in milliseconds; -1 is never.
    #[xml(path = "bios/@rebootTimeout")]
    pub bios_reboot_timeout: Option<i32>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// The kind of machine: `<type arch='x86_64' machine='q35'>hvm</type>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct OsType {
    /// The CPU's architecture. Default: the host's.
    #[xml(attribute)]
    pub arch: Option<String>,
    /// The hypervisor's name for the machine. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub machine: Option<String>,
    /// `hvm` for a whole machine, `linux` or `xen` for a paravirtual one, `exe` for a container.
    #[xml(text, default)]
    pub name: String,
}

/// A kind of firmware.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum Firmware {
    /// BIOS.
    Bios,
    /// UEFI.
    Efi,
}

/// The firmware's code: `<loader readonly='yes' type='pflash'>/path</loader>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Loader {
    /// Whether the guest can only read it.
    #[xml(attribute)]
    pub readonly: Option<bool>,
    /// Whether the firmware supports Secure Boot, which needs SMM.
    #[xml(attribute)]
    pub secure: Option<bool>,
    /// How the machine maps it. Default: rom.
    #[xml(attribute = "type")]
    pub loader_type: Option<LoaderType>,
    /// Whether the firmware keeps no variables.
    #[xml(attribute)]
    pub stateless: Option<bool>,
    /// The format of the image: `raw` or `qcow2`.
    #[xml(attribute)]
    pub format: Option<String>,
    /// The path on the host.
    #[xml(text)]
    pub path: Option<String>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// How a machine maps its firmware.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum LoaderType {
    /// As a ROM.
    Rom,
    /// As a flash chip.
    Pflash,
}

/// The firmware's variables: `<nvram template='/path'>/path</nvram>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Nvram {
    /// What a new store is copied from.
    #[xml(attribute)]
    pub template: Option<String>,
    /// The template's format: `raw` or `qcow2`.
    #[xml(attribute = "templateFormat")]
    pub template_format: Option<String>,
    /// What kind of thing holds the store. Default: a file, whose path is the element's text.
    #[xml(attribute = "type")]
    pub nvram_type: Option<DiskType>,
    /// The format of the store: `raw` or `qcow2`.
    #[xml(attribute)]
    pub format: Option<String>,
    /// The path on the host.
    #[xml(text)]
    pub path: Option<String>,
    /// Where the store is, where its type is given.
    #[xml(child)]
    pub source: Option<DiskSource>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// A kind of device to boot from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
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
    /// How long it waits, in milliseconds.
    #[xml(attribute)]
    pub timeout: Option<u32>,
}
