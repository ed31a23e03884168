//! Starting, stopping, and what lies between.

use serde_json::json;
use virt::api::domain::{
    DomainConsoleFlags, DomainCreateFlags, DomainDestroyFlags, DomainRebootFlags,
    DomainShutdownFlags,
};
use virt::{AutostartSetting, Domain, RebootMode, ShutdownMode};

use super::console;
use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::{By, Session};

/// `start`: without `--console`, its success is one line.
pub(super) fn start(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    let domain = session.domain(arguments, By::Name)?;
    if domain.is_active()? {
        return Err("Domain is already active".to_owned().into());
    }
    let name = domain.name();
    domain
        .start_with(start_flags(arguments)?)
        .map_err(Failure::because(format!("Failed to start domain '{name}'")))?;
    let done = done(&domain, format!("Domain '{name}' started"), "started");
    attach_if_asked(session, arguments, &domain, done)
}

/// The flags of `start` and `create`.
pub(super) fn start_flags(arguments: &Arguments) -> Result<DomainCreateFlags, Failure> {
    let options = [
        ("paused", DomainCreateFlags::PAUSED),
        ("autodestroy", DomainCreateFlags::AUTODESTROY),
        ("bypass-cache", DomainCreateFlags::BYPASS_CACHE),
        ("force-boot", DomainCreateFlags::FORCE_BOOT),
        ("validate", DomainCreateFlags::VALIDATE),
        ("reset-nvram", DomainCreateFlags::RESET_NVRAM),
    ];
    if arguments.command.options.iter().any(|option| option.name == "pass-fds")
        && arguments.is_set("pass-fds")
    {
        return Err("descriptors can be handed to the guests of container drivers only, and this \
                    build has none"
            .to_owned()
            .into());
    }
    Ok(options
        .into_iter()
        .filter(|(name, _)| arguments.command.options.iter().any(|option| option.name == *name))
        .filter(|(name, _)| arguments.is_set(name))
        .map(|(_, flag)| flag)
        .collect())
}

/// Prints `done`, then stays on the console if `--console` says so.
pub(super) fn attach_if_asked(
    session: &mut Session<'_>,
    arguments: &Arguments,
    domain: &Domain,
    done: Output,
) -> Result<Output, Failure> {
    if !arguments.is_set("console") {
        return Ok(done);
    }
    session.emit(&done);
    console::attach(session, domain, None, DomainConsoleFlags::empty(), false)
}

/// `suspend`.
pub(super) fn suspend(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    act(session, arguments, "suspend", "suspended", Domain::suspend)
}

/// `resume`.
pub(super) fn resume(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    act(session, arguments, "resume", "resumed", Domain::resume)
}

/// `reset`.
pub(super) fn reset(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    act(session, arguments, "reset", "was reset", Domain::reset)
}

/// `destroy`.
pub(super) fn destroy(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    let options = [
        ("graceful", DomainDestroyFlags::GRACEFUL),
        ("remove-logs", DomainDestroyFlags::REMOVE_LOGS),
    ];
    let flags = options.into_iter().filter(|(name, _)| arguments.is_set(name));
    let flags: DomainDestroyFlags = flags.map(|(_, flag)| flag).collect();
    act(session, arguments, "destroy", "destroyed", |domain| domain.destroy(flags))
}

/// `shutdown`.
pub(super) fn shutdown(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let flags = modes(arguments, |mode| {
        Some(DomainShutdownFlags::from(match mode {
            "acpi" => ShutdownMode::Acpi,
            "agent" => ShutdownMode::Agent,
            "initctl" => ShutdownMode::Initctl,
            "signal" => ShutdownMode::Signal,
            "paravirt" => ShutdownMode::Paravirt,
            _ => return None,
        }))
    })?;
    act(session, arguments, "shutdown", "is being shutdown", |domain| domain.shutdown(flags))
}

/// `reboot`.
pub(super) fn reboot(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    let flags = modes(arguments, |mode| {
        Some(DomainRebootFlags::from(match mode {
            "acpi" => RebootMode::Acpi,
            "agent" => RebootMode::Agent,
            "initctl" => RebootMode::Initctl,
            "signal" => RebootMode::Signal,
            "paravirt" => RebootMode::Paravirt,
            _ => return None,
        }))
    })?;
    act(session, arguments, "reboot", "is being rebooted", |domain| domain.reboot(flags))
}

/// `autostart`.
pub(super) fn autostart(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let domain = session.domain(arguments, By::IdOrName)?;
    let name = arguments.required("domain")?;
    let value = !arguments.is_set("disable");
    let (setting, when) = match arguments.is_set("once") {
        true => (AutostartSetting::Once, " on next boot"),
        false => (AutostartSetting::Always, ""),
    };
    let verb = if value { "mark" } else { "unmark" };
    domain.set_autostart(setting, value).map_err(Failure::because(format!(
        "Failed to {verb} domain '{name}' as autostarted{when}"
    )))?;
    let text = format!("Domain '{name}' {verb}ed as autostarted{when}");
    Ok(done(&domain, text, if value { "autostarted" } else { "not autostarted" }))
}

/// The flags that the comma-separated words of `--mode` name.
fn modes<F: FromIterator<F>>(
    arguments: &Arguments,
    flag: impl Fn(&str) -> Option<F>,
) -> Result<F, Failure> {
    let words = arguments.text("mode")?.unwrap_or_default();
    let flags = words.split(',').filter(|word| !word.is_empty()).map(|mode| {
        flag(mode).ok_or_else(|| {
            format!(
                "Unknown mode {mode} value, expecting 'acpi', 'agent', 'initctl', 'signal', or \
                 'paravirt'"
            )
        })
    });
    flags.collect::<Result<F, String>>().map_err(Failure::from)
}

/// Does `act` to the domain that the command names, and says what was `done` to it.
fn act(
    session: &mut Session<'_>,
    arguments: &Arguments,
    verb: &str,
    past: &str,
    act: impl FnOnce(&Domain) -> virt::Result<()>,
) -> Result<Output, Failure> {
    let domain = session.domain(arguments, By::IdOrName)?;
    // As the user wrote it, which may be an id.
    let name = arguments.required("domain")?;
    act(&domain).map_err(Failure::because(format!("Failed to {verb} domain '{name}'")))?;
    Ok(done(&domain, format!("Domain '{name}' {past}"), past))
}

/// One line for people; for programs the domain and what happened to it.
pub(super) fn done(domain: &Domain, text: String, result: &str) -> Output {
    let json = json!({
        "domain": domain.name(), "uuid": domain.uuid().to_string(), "result": result,
    });
    Output { reassures: true, ..Output::line(text, json) }
}
