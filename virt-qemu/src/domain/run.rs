//! One run of a guest: its QEMU process, the conversation with it, and how it is to end.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use virt_core::api::domain::{
    DomainEventStoppedDetailType as Stopped, DomainPausedReason, DomainRunningReason,
    DomainShutoffReason,
};
use virt_core::event_loop::Watch;
use virt_host::Deadline;
use virt_host::process::{BoundedLog, Process};

use super::removals::Removals;
use crate::qmp::Monitor;

/// One run of a guest, from the start of its QEMU to its end.
pub(crate) struct Run {
    /// The number that users see; no other run of this program has it.
    pub(crate) id: u32,
    pub(crate) process: Process,
    pub(crate) monitor: Arc<Monitor>,
    /// Sockets and the like of this run; goes with it.
    pub(crate) folder: PathBuf,
    /// The file with QEMU's own words.
    pub(crate) log: PathBuf,
    /// Whether the guest ends with the program that started it.
    pub(crate) dies_with_program: bool,
    /// What users wait for to go.
    pub(crate) removals: Removals,
    state: Mutex<State>,
    /// Whether devices of the host may have been plugged in.
    plugged: AtomicBool,
    /// Whether the devices of the host were given back; locked while they are.
    gave_back: Mutex<bool>,
}

/// What is known of a run beside what is published.
#[derive(Default)]
struct State {
    ending: Option<Ending>,
    guest_is_down: bool,
    reboots_instead: bool,
    restarting: bool,
    pause_reason: Option<DomainPausedReason>,
    resume_reason: Option<DomainRunningReason>,
    /// When the processors ran again, on QEMU's clock.
    resumed: Duration,
    watches: Vec<Watch>,
    /// Bounded for as long as it is kept here.
    log: Option<Arc<BoundedLog>>,
    /// Nothing is watched any more.
    has_ended: bool,
}

/// Why a run ends, as the domain's state and its last event tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ending {
    pub(crate) reason: DomainShutoffReason,
    pub(crate) event: Stopped,
}

impl Ending {
    /// The guest powered off.
    pub(crate) const SHUTDOWN: Ending =
        Ending { reason: DomainShutoffReason::Shutdown, event: Stopped::Shutdown };
    /// A user took the power away.
    pub(crate) const DESTROYED: Ending =
        Ending { reason: DomainShutoffReason::Destroyed, event: Stopped::Destroyed };
    /// The guest's kernel panicked.
    pub(crate) const CRASHED: Ending =
        Ending { reason: DomainShutoffReason::Crashed, event: Stopped::Crashed };
    /// QEMU ended although nobody asked it to.
    pub(crate) const LOST: Ending =
        Ending { reason: DomainShutoffReason::Crashed, event: Stopped::Failed };
}

impl Run {
    pub(crate) fn new(
        id: u32,
        process: Process,
        monitor: Arc<Monitor>,
        folder: PathBuf,
        log: PathBuf,
        dies_with_program: bool,
    ) -> Run {
        Run {
            id,
            process,
            monitor,
            folder,
            log,
            dies_with_program,
            removals: Removals::default(),
            state: Mutex::default(),
            plugged: AtomicBool::new(false),
            gave_back: Mutex::default(),
        }
    }

    /// Says why the run is about to end, unless somebody has said so before.
    pub(crate) fn ends_by(&self, ending: Ending) {
        self.lock().ending.get_or_insert(ending);
    }

    /// Takes back [`ends_by`](Run::ends_by): it did not end.
    pub(crate) fn goes_on(&self) {
        self.lock().ending = None;
    }

    /// Why the run has ended, now that it has.
    pub(crate) fn ending(&self) -> Ending {
        let state = self.lock();
        let unasked = if state.guest_is_down { Ending::SHUTDOWN } else { Ending::LOST };
        state.ending.unwrap_or(unasked)
    }

    /// Notes that the guest is down; false when that was known.
    pub(crate) fn guest_went_down(&self) -> bool {
        !std::mem::replace(&mut self.lock().guest_is_down, true)
    }

    /// Notes that the guest is up again.
    pub(crate) fn guest_came_up(&self) {
        let mut state = self.lock();
        state.guest_is_down = false;
        state.restarting = false;
    }

    /// Notes that the guest, which is down, is about to be started again.
    pub(crate) fn restarts(&self) {
        self.lock().restarting = true;
    }

    /// Whether the guest is between a power-off and the start that follows it.
    pub(crate) fn is_restarting(&self) -> bool {
        self.lock().restarting
    }

    /// Lets the guest's next power-off be a reboot, or not.
    pub(crate) fn set_reboots_instead(&self, reboots: bool) {
        self.lock().reboots_instead = reboots;
    }

    /// Whether this power-off is to be a reboot; the next one is not.
    pub(crate) fn take_reboots_instead(&self) -> bool {
        std::mem::take(&mut self.lock().reboots_instead)
    }

    /// Says why the processors will stop, for the event that tells of it.
    pub(crate) fn pauses_because(&self, reason: DomainPausedReason) {
        self.lock().pause_reason = Some(reason);
    }

    /// Why the processors stopped.
    pub(crate) fn take_pause_reason(&self) -> DomainPausedReason {
        self.lock().pause_reason.take().unwrap_or(DomainPausedReason::Unknown)
    }

    /// Says why the processors will run again.
    pub(crate) fn resumes_because(&self, reason: DomainRunningReason) {
        self.lock().resume_reason = Some(reason);
    }

    /// Why the processors run again.
    pub(crate) fn take_resume_reason(&self) -> DomainRunningReason {
        self.lock().resume_reason.take().unwrap_or(DomainRunningReason::Unpaused)
    }

    /// Notes when QEMU says that the processors ran again.
    pub(crate) fn note_resume(&self, time: Duration) {
        self.lock().resumed = time;
    }

    /// Whether what happened at `time` was before the processors ran again.
    pub(crate) fn has_resumed_since(&self, time: Duration) -> bool {
        time < self.lock().resumed
    }

    /// Keeps what watches the process and the monitor until the run ends.
    pub(crate) fn keep_watches(&self, watches: impl IntoIterator<Item = Watch>) {
        let mut state = self.lock();
        if !state.has_ended {
            state.watches.extend(watches);
        }
    }

    /// Keeps the log, which is bounded until the run ends.
    pub(crate) fn keep_log(&self, log: Arc<BoundedLog>) {
        let mut state = self.lock();
        if !state.has_ended {
            state.log = Some(log);
        }
    }

    /// Lets nothing watch the process and the monitor any more.
    pub(crate) fn drop_watches(&self) {
        let mut state = self.lock();
        state.has_ended = true;
        state.log = None;
        let watches = std::mem::take(&mut state.watches);
        drop(state);
        // Dropped without the lock: the loop may be in a callback that wants it.
        drop(watches);
    }

    /// Whether nothing watches the run any more.
    pub(crate) fn is_let_go(&self) -> bool {
        self.lock().has_ended
    }

    /// Waits until everything that QEMU said before it went away has been delivered.
    pub(crate) fn drain_monitor(&self, deadline: Deadline) {
        let until = Instant::now() + deadline.remaining();
        // The answer can only be that the conversation has ended.
        let _ = self.monitor.execute(crate::qmp::Command::new("query-status"), until);
    }

    /// Notes that a device of the host is about to be plugged in.
    pub(crate) fn note_plugged(&self) {
        self.plugged.store(true, Ordering::SeqCst);
    }

    /// Whether the run may have had devices of the host that are not in its definition.
    pub(crate) fn was_plugged(&self) -> bool {
        self.plugged.load(Ordering::SeqCst)
    }

    /// Gives the devices of the host back with `give`, once; whoever else wants to waits until it
    /// is done.
    pub(crate) fn give_back_once(&self, give: impl FnOnce()) {
        let mut gave = self.gave_back.lock().unwrap_or_else(PoisonError::into_inner);
        if !std::mem::replace(&mut *gave, true) {
            give();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
