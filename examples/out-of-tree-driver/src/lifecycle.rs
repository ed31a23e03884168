//! How domains start, pause and stop.

use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use rustix::process::Signal;
use virt_core::api::domain::{
    DomainCreateFlags, DomainEventResumedDetailType as Resumed,
    DomainEventStartedDetailType as Started, DomainEventStoppedDetailType as Stopped,
    DomainEventSuspendedDetailType as Suspended, DomainPausedReason, DomainRunningReason,
    DomainShutoffReason,
};
use virt_core::driver::domain::DomainStatus;
use virt_core::event::DomainLifecycle;
use virt_core::{Error, ErrorKind, Result};
use virt_host::{Deadline, JobGuard, Process};

use crate::definition;
use crate::domain::{Domain, Run, State};
use crate::host::Host;

/// Starts the process of a domain that is shut off.
pub(crate) fn start(
    host: &Arc<Host>,
    domain: &Arc<Domain>,
    flags: DomainCreateFlags,
    job: &JobGuard,
) -> Result<()> {
    let state = domain.state();
    let process = Arc::new(definition::launch(&state.current)?.spawn()?);
    if let Err(err) = watch(host, domain, process.clone()) {
        process.kill(Deadline::default())?;
        return Err(err);
    }
    let id = host.domains.activate(domain.uuid)?;
    let run = Some(Run { id, process, asked_to_end: false });
    let status = DomainStatus::Running(DomainRunningReason::Booted);
    domain.publish(job, State { status, run, ..(*state).clone() });
    host.tell(domain.reference(), DomainLifecycle::Started(Started::Booted));
    if flags.contains(DomainCreateFlags::PAUSED) {
        suspend(host, domain, job)?;
    }
    Ok(())
}

/// Stops the process in its tracks.
pub(crate) fn suspend(host: &Host, domain: &Domain, job: &JobGuard) -> Result<()> {
    let (state, run) = running(domain)?;
    if matches!(state.status, DomainStatus::Paused(_)) {
        return Err(domain.invalid("is already paused"));
    }
    run.process.signal(Signal::STOP)?;
    let status = DomainStatus::Paused(DomainPausedReason::User);
    domain.publish(job, State { status, ..(*state).clone() });
    host.tell(domain.reference(), DomainLifecycle::Suspended(Suspended::Paused));
    Ok(())
}

/// Lets the process go on.
pub(crate) fn resume(host: &Host, domain: &Domain, job: &JobGuard) -> Result<()> {
    let (state, run) = running(domain)?;
    if !matches!(state.status, DomainStatus::Paused(_)) {
        return Err(domain.invalid("is not paused"));
    }
    run.process.signal(Signal::CONT)?;
    let status = DomainStatus::Running(DomainRunningReason::Unpaused);
    domain.publish(job, State { status, ..(*state).clone() });
    host.tell(domain.reference(), DomainLifecycle::Resumed(Resumed::Unpaused));
    Ok(())
}

/// Asks the process to end, and does not wait for it.
pub(crate) fn shutdown(domain: &Domain, job: &JobGuard) -> Result<()> {
    let (state, mut run) = running(domain)?;
    run.asked_to_end = true;
    let process = run.process.clone();
    domain.publish(job, State { run: Some(run), ..(*state).clone() });
    process.signal(Signal::TERM)?;
    // One that is stopped hears nothing until it goes on.
    process.signal(Signal::CONT)
}

/// Ends the process: by force, or by asking it and leaving it alone if it does not obey.
pub(crate) fn destroy(
    host: &Host,
    domain: &Arc<Domain>,
    graceful: bool,
    job: &JobGuard,
) -> Result<()> {
    let (_, run) = running(domain)?;
    if graceful {
        ask_to_end(domain, &run.process)?;
    } else {
        run.process.kill(Deadline::default())?;
    }
    stopped(host, domain, DomainShutoffReason::Destroyed, Stopped::Destroyed, job);
    Ok(())
}

/// How long a process may take to end when it is asked to.
const GRACE: Duration = Duration::from_secs(10);

fn ask_to_end(domain: &Domain, process: &Process) -> Result<()> {
    process.signal(Signal::TERM)?;
    process.signal(Signal::CONT)?;
    match process.wait(Deadline::after(GRACE))? {
        Some(_) => Ok(()),
        None => Err(Error::new(
            ErrorKind::OperationFailed,
            format!("domain '{}': its process does not end on request", domain.name),
        )),
    }
}

/// Sees to it that somebody notices when the process ends by itself: a thread, which waits for the
/// process and then for the job of whoever changes the domain, its start for one.
fn watch(host: &Arc<Host>, domain: &Arc<Domain>, process: Arc<Process>) -> Result<()> {
    let (host, domain) = (Arc::downgrade(host), domain.clone());
    let watcher = thread::Builder::new().name(format!("watch {}", domain.name));
    let spawned = watcher.spawn(move || watch_until_end(&host, &domain, &process));
    spawned.map(drop).map_err(|err| {
        Error::new(ErrorKind::SystemError, "cannot start a thread that watches a process")
            .with_source(err)
    })
}

fn watch_until_end(host: &Weak<Host>, domain: &Arc<Domain>, process: &Arc<Process>) {
    let exit = loop {
        match process.wait(Deadline::default()) {
            Ok(Some(exit)) => break exit,
            Ok(None) => {}
            Err(err) => return tracing::error!("domain '{}' is unwatched: {err}", domain.name),
        }
    };
    // Whoever changes the domain now may be the one who ended the process, and is not stuck.
    let job = loop {
        match domain.begin("note the end of") {
            Ok(job) => break job,
            Err(err) => tracing::warn!("{err}"),
        }
    };
    let Some(host) = host.upgrade() else { return };
    let state = domain.state();
    let Some(run) = state.run.as_ref().filter(|run| Arc::ptr_eq(&run.process, process)) else {
        return;
    };
    if run.asked_to_end || exit.is_success() {
        stopped(&host, domain, DomainShutoffReason::Shutdown, Stopped::Shutdown, &job);
    } else {
        tracing::info!("domain '{}' crashed: {exit}", domain.name);
        stopped(&host, domain, DomainShutoffReason::Crashed, Stopped::Crashed, &job);
    }
}

/// The domain goes back to its stored definition, or is gone.
fn stopped(
    host: &Host,
    domain: &Arc<Domain>,
    reason: DomainShutoffReason,
    detail: Stopped,
    job: &JobGuard,
) {
    let state = domain.state();
    let current = state.stored.clone().unwrap_or_else(|| state.current.clone());
    let status = DomainStatus::Shutoff(reason);
    domain.publish(job, State { status, current, run: None, ..(*state).clone() });
    host.domains.deactivate(domain.uuid);
    host.forget_if_gone(domain);
    host.tell(domain.reference(), DomainLifecycle::Stopped(detail));
}

fn running(domain: &Domain) -> Result<(Arc<State>, Run)> {
    let state = domain.state();
    match state.run.clone() {
        Some(run) => Ok((state, run)),
        None => Err(domain.invalid("is not running")),
    }
}
