//! Finding the guests again that an earlier program left running.

use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::json;
use tracing::{info, warn};
use virt_core::Result;
use virt_core::api::domain::{DomainPausedReason, DomainRunningReason};
use virt_core::driver::domain::DomainStatus;
use virt_core::event::{DomainEventKind, DomainLifecycle};
use virt_host::Deadline;
use virt_host::process::Process;

use super::plug::pluggable;
use super::sink::{Inbox, Sink};
use super::{Domain, Ending, Live, Run, Status, View, launch};
use crate::proc::Stat;
use crate::qmp::{Command, Event, Monitor, QmpError, Tickets};
use crate::socket;
use crate::state::QemuState;

/// A guest that is being taken over: it was found, and asked how it is.
pub(crate) struct Takeover {
    domain: Arc<Domain>,
    run: Arc<Run>,
    inbox: Arc<Inbox>,
    asked: Option<Tickets>,
    /// Whether the process is stopped, and so neither answers nor ends.
    stopped: bool,
}

#[derive(Deserialize)]
struct QemuStatus {
    status: String,
}

/// A device that QEMU has.
#[derive(Deserialize)]
struct Peripheral {
    name: String,
}

impl Takeover {
    /// How long all guests together have to say how they are. One that does not is taken over as
    /// it was last seen.
    pub(crate) const PATIENCE: Duration = Duration::from_secs(2);

    /// Finds the guest of `status`; none when its QEMU has ended meanwhile, which is published.
    pub(crate) fn begin(state: &QemuState, status: Status) -> Result<Option<Takeover>> {
        let (name, uuid) = status.identity()?;
        let make = || Domain::new(uuid, View::transient(name.into()));
        let (domain, _) = state.domains().get_or_insert_with(name, uuid, make)?;
        let folder = state.runs().join(&status.folder);
        let running = Process::adopt(&status.process)?.filter(|process| !is_dying(process));
        let Some(process) = running else {
            domain.died_meanwhile(state, &status);
            return Ok(None);
        };
        let stopped = Stat::read(process.pid()).is_some_and(|stat| stat.is_stopped());
        let (sink, inbox) = Sink::new();
        let (monitor, reachable) = talk_to(name, &folder.join(launch::MONITOR), sink)?;
        let log = launch::log_path(state, name);
        let run = Run::new(status.id, process, monitor, folder, log, status.dies_with_program);
        let run = Arc::new(run);
        state.domains().restore_id(uuid, status.id)?;
        state.images().note(uuid, &status.config);
        domain.change(state, |view| {
            let config = Arc::new(status.config);
            view.live = Some(Live { run: Arc::clone(&run), config, updated: status.updated });
            view.status = status.status;
            if !reachable {
                view.tell(DomainEventKind::ControlError);
            }
        });
        let devices = json!({ "path": "/machine/peripheral" });
        let devices = Command::new("qom-list").arguments(devices);
        let asked = run.monitor.send([Command::new("query-status"), devices]).ok();
        Ok(Some(Takeover { domain, run, inbox, asked, stopped }))
    }

    /// Whether an answer can be waited for: a process that is stopped gives none.
    pub(crate) fn answers(&self) -> bool {
        !self.stopped
    }

    /// Notes how the guest is, and watches it from now on.
    pub(crate) fn finish(self, state: &QemuState, deadline: Deadline) {
        let Takeover { domain, run, inbox, asked, stopped } = self;
        let name = domain.view().name.clone();
        if run.dies_with_program {
            // Its program has ended, and it has not: the kernel was not asked to see to it.
            run.ends_by(Ending::DESTROYED);
            if let Err(err) = domain.end(state, &run) {
                warn!(domain = %name, "cannot end the guest of a program that is gone: {err}");
            }
            return;
        }
        let until = Instant::now() + deadline.remaining();
        let answer = asked.map(|tickets| run.monitor.wait(tickets, until));
        if run.is_let_go() {
            return;
        }
        match answer {
            Some(Ok(replies)) => {
                let mut replies = replies.into_iter();
                let (status, devices) = (replies.next(), replies.next());
                if let Some(Ok(Ok(devices))) =
                    devices.map(|reply| reply.map(|d| d.parse::<Vec<Peripheral>>()))
                {
                    domain.drop_unplugged(state, &run, &devices);
                }
                match status.and_then(Result::ok).map(|reply| reply.parse::<QemuStatus>()) {
                    Some(Ok(status)) => domain.is_now(state, &run, &status.status),
                    _ => warn!(domain = %name, "QEMU does not say how its guest is"),
                }
            }
            Some(Err(QmpError::Closed { .. }))
                if !stopped
                    && matches!(
                        run.process.wait(Deadline::after(Takeover::PATIENCE)),
                        Ok(Some(_))
                    ) =>
            {
                domain.finish(state, &run);
                return;
            }
            Some(Err(err)) => warn!(domain = %name, "taken over as it was last seen: {err}"),
            None => {}
        }
        domain.keep_host_devices(state, &run);
        inbox.open(state, &domain, &run, None);
        if let Err(err) = domain.watch(state, &run) {
            warn!(domain = %name, "cannot watch the guest: {err}");
        }
        info!(domain = %name, pid = run.process.pid(), "taken over");
    }
}

/// Whether a process is no guest any more: it has ended and its parent has not taken note, or its
/// first thread has ended and the kernel is about to end the others.
fn is_dying(process: &Process) -> bool {
    if process.has_ended() {
        return true;
    }
    let ended = Stat::read(process.pid()).is_none_or(|stat| matches!(stat.state, 'Z' | 'X'));
    ended && matches!(process.wait(Deadline::after(Takeover::PATIENCE)), Ok(Some(_)))
}

/// Connects to the monitor. A guest whose socket is gone still runs, and can be destroyed; it gets
/// a conversation that has ended.
fn talk_to(name: &str, path: &std::path::Path, sink: Sink) -> Result<(Arc<Monitor>, bool)> {
    let (socket, reachable) = match socket::connect(path) {
        Ok(socket) => (socket, true),
        Err(err) => {
            warn!(domain = name, "the guest cannot be controlled: {err}");
            let (ours, _) = UnixStream::pair()
                .map_err(|err| crate::error::failed("cannot make a socket").with_source(err))?;
            (ours, false)
        }
    };
    let monitor = Monitor::open(socket, name, Box::new(sink)).map_err(QmpError::into);
    monitor.map(|monitor: Monitor| (Arc::new(monitor), reachable))
}

impl Domain {
    /// Publishes that the guest of `status` ended while nobody looked after it.
    fn died_meanwhile(self: &Arc<Self>, state: &QemuState, status: &Status) {
        // QEMU keeps a guest that powers off until somebody has taken note: this one was killed,
        // or fell down itself.
        let ending = if status.dies_with_program { Ending::DESTROYED } else { Ending::LOST };
        self.change(state, |view| {
            view.status = DomainStatus::Shutoff(ending.reason);
            view.live = None;
            if let Err(err) = state.statuses().remove(&view.name) {
                warn!(domain = %view.name, "{err}");
            }
            if !view.is_persistent() {
                state.domains().remove(self.uuid(), self);
            }
            let event = DomainLifecycle::Stopped(ending.event);
            view.tell(event);
        });
        self.give_back_later(state, &status.config);
    }

    /// Takes note of devices that went while nobody looked after the guest, or that a program was
    /// killed over before QEMU had them.
    fn drop_unplugged(self: &Arc<Self>, state: &QemuState, run: &Arc<Run>, there: &[Peripheral]) {
        let view = self.view();
        let Some(live) = &view.live else { return };
        for alias in pluggable(&live.config) {
            if !there.iter().any(|device| device.name == alias) {
                self.device_gone(state, run, alias);
            }
        }
    }

    /// Notes that QEMU's run state is `status`, whatever it was when the last program looked.
    fn is_now(self: &Arc<Self>, state: &QemuState, run: &Arc<Run>, status: &str) {
        let missed = |name: &str, data| {
            let event = Event { name: name.to_owned(), data, seconds: 0, microseconds: 0 };
            self.on_monitor_event(state, run, event);
        };
        match status {
            "running" => {
                run.resumes_because(match self.view().status {
                    DomainStatus::Paused(DomainPausedReason::StartingUp) => {
                        DomainRunningReason::Booted
                    }
                    _ => DomainRunningReason::Unpaused,
                });
                self.resumed(state, run);
            }
            "shutdown" => missed("SHUTDOWN", json!({ "guest": true })),
            "guest-panicked" => missed("GUEST_PANICKED", json!({})),
            "suspended" => missed("SUSPEND", json!({})),
            "io-error" => self.found_paused(state, run, DomainPausedReason::IoError),
            "watchdog" => self.found_paused(state, run, DomainPausedReason::Watchdog),
            "paused" | "debug" => self.found_paused(state, run, DomainPausedReason::Unknown),
            _ => {}
        }
    }

    fn found_paused(&self, state: &QemuState, run: &Arc<Run>, reason: DomainPausedReason) {
        run.pauses_because(reason);
        self.paused(state, run);
    }
}
