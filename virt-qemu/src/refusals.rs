//! What a new definition cannot ask of QEMU, though other hypervisors might do it.

use virt_core::Result;
use virt_core::config::DomainConfig;

use crate::error::unsupported;

/// Checks a definition as its author wrote it: filling it in drops what has no meaning.
pub(crate) fn check(config: &DomainConfig) -> Result<()> {
    firmware_features(config)?;
    queue_sizes(config)
}

/// Features choose among the firmware that there is; a loader that is named has been chosen.
fn firmware_features(config: &DomainConfig) -> Result<()> {
    match &config.os {
        Some(os) if os.firmware_features.is_some() && os.firmware.is_none() => Err(unsupported(
            "the features in <firmware> choose a firmware: say which kind with \
             <os firmware='efi'>, or drop them",
        )),
        _ => Ok(()),
    }
}

/// Rings of virtio have a power of two of places.
fn queue_sizes(config: &DomainConfig) -> Result<()> {
    let interfaces = config.devices.iter().flat_map(|devices| &devices.interfaces);
    for driver in interfaces.filter_map(|interface| interface.driver.as_ref()) {
        let sizes =
            [("rx_queue_size", driver.rx_queue_size), ("tx_queue_size", driver.tx_queue_size)];
        for (name, size) in sizes {
            if let Some(size) = size.filter(|size| *size > 0 && !size.is_power_of_two()) {
                return Err(unsupported(format!("{name} is a power of two, which {size} is not")));
            }
        }
    }
    Ok(())
}
