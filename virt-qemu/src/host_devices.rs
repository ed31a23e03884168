//! The host's devices of a guest: what its definition asks the host device manager for, and what
//! the manager's answer means for the definition.

mod conventional;
mod requests;
mod taken;

pub(crate) use conventional::is_conventional;
pub(crate) use requests::Requests;
pub(crate) use taken::Taken;

use uuid::Uuid;
use virt_core::Result;
use virt_core::config::DomainConfig;
use virt_core::config::domain::Address;
use virt_core::config::domain::devices::hostdev::SubsystemDevice;
use virt_core::config::domain::devices::{HostDevice, HostDeviceMode, InterfaceSource};
use virt_hostdev::Owner;

/// The names of the devices of the host that the guest of `config` sees.
pub(crate) fn given(config: &DomainConfig) -> Vec<&str> {
    let Some(devices) = &config.devices else { return Vec::new() };
    let interfaces = devices.interfaces.iter();
    let interfaces = interfaces.filter(|nic| matches!(nic.source, InterfaceSource::Hostdev(_)));
    let infos = interfaces.map(|nic| &nic.info);
    let infos = infos
        .chain(devices.host_devices.iter().filter(|host| is_given(host)).map(|host| &host.info));
    infos.filter_map(|info| info.alias.as_ref()).map(|alias| alias.name.as_str()).collect()
}

/// Whether the guest sees the device: some are only kept from the host, and some are absent.
pub(crate) fn is_given(host: &HostDevice) -> bool {
    let missing = match &host.device {
        HostDeviceMode::Subsystem(SubsystemDevice::Usb(usb)) => usb.source.missing,
        _ => None,
    };
    missing != Some(true) && host.info.address != Some(Address::Unassigned)
}

/// The guest of `config`, as the manager knows it.
///
/// # Errors
///
/// When the definition was not filled in.
pub(crate) fn owner(config: &DomainConfig) -> Result<Owner> {
    let (name, uuid) = crate::prepare::identity(config)?;
    Ok(owner_of(name, uuid))
}

/// The domain called `name`, as the manager knows it.
pub(crate) fn owner_of(name: &str, uuid: Uuid) -> Owner {
    Owner::new(crate::NAME, name, uuid)
}
