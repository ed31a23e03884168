//! `<os>`: what is booted, and how.

mod acpi;
mod boot;
mod container;
mod defaults;
mod firmware;
mod validate;

pub use acpi::{AcpiTable, AcpiTableType, AcpiTables};
pub use boot::{BootDevice, BootMenu, SmbiosMode};
pub use container::InitEnvironment;
pub use firmware::{
    Firmware, FirmwareFeature, FirmwareFeatureName, FirmwareFeatures, FirmwareFormat, Loader,
    LoaderType, Nvram,
};

use crate::config::Architecture;
use crate::xml::{XmlElement, XmlValue};

/// What is booted, and how: `<os>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Os {
    /// The kind of firmware to choose by itself, instead of naming a loader.
    #[xml(attribute, blank)]
    pub firmware: Option<Firmware>,
    /// The kind of machine.
    #[xml(child = "type")]
    pub os_type: Option<OsType>,
    /// What the firmware that is chosen must have, and must not have. Since libvirt 7.2.
    #[xml(child = "firmware")]
    pub firmware_features: Option<FirmwareFeatures>,
    /// The first program of a container: a path inside of it.
    #[xml(value)]
    pub init: Option<String>,
    /// The arguments of a container's first program.
    #[xml(value = "initarg")]
    pub init_arguments: Vec<String>,
    /// The environment of a container's first program.
    #[xml(child = "initenv")]
    pub init_environment: Vec<InitEnvironment>,
    /// The folder that a container's first program starts in.
    #[xml(value = "initdir")]
    pub init_directory: Option<String>,
    /// Who a container's first program runs as: a name or a number. Default: root.
    #[xml(value = "inituser")]
    pub init_user: Option<String>,
    /// The group of a container's first program: a name or a number. Default: root.
    #[xml(value = "initgroup")]
    pub init_group: Option<String>,
    /// The firmware's code.
    #[xml(child)]
    pub loader: Option<Loader>,
    /// The firmware's variables.
    #[xml(child)]
    pub nvram: Option<Box<Nvram>>,
    /// A kernel that is booted directly: a path on the host.
    #[xml(value)]
    pub kernel: Option<String>,
    /// The kernel's initial file system: a path on the host.
    #[xml(value)]
    pub initrd: Option<String>,
    /// The kernel's arguments.
    #[xml(value)]
    pub cmdline: Option<String>,
    /// The program that UEFI starts, to check and start the kernel: a path on the host. Since
    /// libvirt 11.2.
    #[xml(value)]
    pub shim: Option<String>,
    /// The kernel's device tree: a path on the host.
    #[xml(value)]
    pub dtb: Option<String>,
    /// The kernel's root device; only paravirtual machines of old knew it.
    #[xml(value)]
    pub root: Option<String>,
    /// Tables for the firmware's ACPI.
    #[xml(child)]
    pub acpi: Option<AcpiTables>,
    /// Kinds of devices to boot from, in order. Devices can have an order of their own instead.
    #[xml(path = "boot/@dev", needed)]
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
    /// Where the machine's description of itself comes from. Default: emulate.
    #[xml(path = "smbios/@mode")]
    pub smbios: Option<SmbiosMode>,
}

impl Os {
    /// What kind of machine it is, where that is said.
    pub fn kind(&self) -> Option<OsTypeName> {
        self.os_type.as_ref()?.name
    }
}

/// The kind of machine: `<type arch='x86_64' machine='q35'>hvm</type>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct OsType {
    /// The CPU's architecture. Default: the host's.
    #[xml(attribute)]
    pub arch: Option<Architecture>,
    /// The hypervisor's name for the machine. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub machine: Option<String>,
    /// What kind it is. A definition without it is refused by validation.
    #[xml(text)]
    pub name: Option<OsTypeName>,
}

/// A kind of machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum OsTypeName {
    /// A whole machine.
    Hvm,
    /// A paravirtual machine, on Xen.
    Xen,
    /// A paravirtual machine: the name that Xen's drivers write.
    Linux,
    /// A container.
    Exe,
    /// User Mode Linux.
    Uml,
    /// A paravirtual machine in a hardware container, on Xen.
    #[xml(name = "xenpvh")]
    XenPvh,
}
