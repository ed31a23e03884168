//! From a document to a definition that this driver can run: reading, filling in, validating.

use uuid::Uuid;
use virt_core::config::DomainConfig;
use virt_core::config::domain::{CrashAction, DomainType, LifecycleAction};
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

use crate::error::unsupported;
use crate::state::QemuState;

/// Reads the definition in `text`, `strict`ly where nothing unknown is accepted.
pub(crate) fn read(state: &QemuState, text: &str, strict: bool) -> Result<DomainConfig> {
    let mut config =
        if strict { DomainConfig::parse_strict(text)? } else { DomainConfig::parse(text)? };
    config.id = None;
    complete(state, &mut config)?;
    Ok(config)
}

/// Fills in what the author left out, and checks the whole.
fn complete(state: &QemuState, config: &mut DomainConfig) -> Result<()> {
    config.domain_type.require(&[DomainType::Qemu.as_str(), DomainType::Kvm.as_str()])?;
    crate::refusals::check(config)?;
    crate::plan::fill_in(state, config)?;
    config.validate()?;
    lifecycle_actions(config)
}

/// The name and the UUID of a definition that was filled in.
pub(crate) fn identity(config: &DomainConfig) -> Result<(&str, Uuid)> {
    match (&config.name, config.uuid) {
        (Some(name), Some(uuid)) => Ok((name, uuid)),
        _ => Err(Error::new(ErrorKind::XmlError, "the domain has no name")
            .with_origin(ErrorOrigin::Domain)),
    }
}

/// QEMU can end and reset a guest, and stop a crashed one; a guest under a new name would need a
/// definition of its own.
pub(crate) fn lifecycle_actions(config: &DomainConfig) -> Result<()> {
    for (element, action) in [("on_poweroff", config.on_poweroff), ("on_reboot", config.on_reboot)]
    {
        let word = match action {
            Some(LifecycleAction::Preserve) => "preserve",
            Some(LifecycleAction::RenameRestart) => "rename-restart",
            _ => continue,
        };
        return Err(refused(word, element));
    }
    match config.on_crash {
        Some(CrashAction::RenameRestart) => Err(refused("rename-restart", "on_crash")),
        _ => Ok(()),
    }
}

fn refused(word: &str, element: &str) -> Error {
    unsupported(format!("QEMU does not have the action '{word}' for <{element}>"))
}
