//! Looks into a definition's devices.

use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::character::CharacterBackend;
use virt_core::config::domain::devices::{DeviceInfo, Disk, DiskMedium};

/// The disk with the alias `alias`.
pub(crate) fn disk_with_alias<'c>(config: &'c DomainConfig, alias: &str) -> Option<&'c Disk> {
    let disks = &config.devices.as_ref()?.disks;
    disks.iter().find(|disk| alias_of(&disk.info) == Some(alias))
}

/// The path of a disk's file or block device, when it has one.
pub(crate) fn disk_path(disk: &Disk) -> Option<String> {
    match disk.medium() {
        DiskMedium::File(path) | DiskMedium::Block(path) => Some(path.to_owned()),
        _ => None,
    }
}

/// Every character device, each with its alias and the host's end of it, in the order in which a
/// console is looked for: consoles, serial ports, channels, parallel ports.
pub(crate) fn characters(
    config: &DomainConfig,
) -> impl Iterator<Item = (Option<&str>, &CharacterBackend)> {
    config.devices.iter().flat_map(|devices| {
        let consoles = devices.consoles.iter().map(|d| (alias_of(&d.info), &d.backend));
        let serials = devices.serials.iter().map(|d| (alias_of(&d.info), &d.backend));
        let channels = devices.channels.iter().map(|d| (alias_of(&d.info), &d.backend));
        let parallels = devices.parallels.iter().map(|d| (alias_of(&d.info), &d.backend));
        consoles.chain(serials).chain(channels).chain(parallels)
    })
}

fn alias_of(info: &DeviceInfo) -> Option<&str> {
    info.alias.as_ref().map(|alias| alias.name.as_str())
}
