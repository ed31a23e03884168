//! Devices of domains, from files and by name.

use virt::Domain;
use virt::api::domain::DomainDeviceModifyFlags as Flags;

use super::definition::read;
use super::lifecycle::done;
use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::{By, Session};

/// `attach-device`.
pub(super) fn attach(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    from_file(session, arguments, ["attach", "attached"], Domain::attach_device)
}

/// `detach-device`.
pub(super) fn detach(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    from_file(session, arguments, ["detach", "detached"], Domain::detach_device)
}

/// `detach-device-alias`: its success is that the guest was asked.
pub(super) fn detach_alias(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let flags = flags(arguments)?;
    let domain = session.domain(arguments, By::IdOrName)?;
    let alias = arguments.required("alias")?;
    domain
        .detach_device_alias(alias, flags)
        .map_err(Failure::because(format!("Failed to detach device with alias {alias}")))?;
    Ok(done(&domain, "Device detach request sent successfully".to_owned(), "detached"))
}

fn from_file(
    session: &mut Session<'_>,
    arguments: &Arguments,
    [verb, past]: [&'static str; 2],
    change: impl FnOnce(&Domain, &str, Flags) -> virt::Result<()>,
) -> Result<Output, Failure> {
    arguments.exclusive("persistent", "current")?;
    let mut flags = flags(arguments)?;
    let domain = session.domain(arguments, By::IdOrName)?;
    if arguments.is_set("persistent") {
        flags |= Flags::CONFIG;
        flags.set(Flags::LIVE, flags.contains(Flags::LIVE) || domain.is_active()?);
    }
    let file = arguments.required("file")?;
    let xml = read(file)?;
    change(&domain, &xml, flags)
        .map_err(Failure::because(format!("Failed to {verb} device from {file}")))?;
    Ok(done(&domain, format!("Device {past} successfully"), past))
}

/// Which of the two definitions is meant.
fn flags(arguments: &Arguments) -> Result<Flags, Failure> {
    arguments.exclusive("current", "live")?;
    arguments.exclusive("current", "config")?;
    let options = [("live", Flags::LIVE), ("config", Flags::CONFIG)];
    let given = options.into_iter().filter(|(name, _)| arguments.is_set(name));
    Ok(given.map(|(_, flag)| flag).collect())
}
