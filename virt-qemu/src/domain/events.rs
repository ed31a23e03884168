//! What QEMU tells of a running guest, and what becomes of it: the published state, events for
//! subscribers, and reactions.

use std::sync::Arc;

use serde_json::Value;
use tracing::{debug, warn};
use virt_core::api::domain::{
    DomainCrashedReason, DomainEventCrashedDetailType as Crashed,
    DomainEventPmSuspendedDetailType as PmSuspended, DomainEventResumedDetailType as Resumed,
    DomainEventShutdownDetailType as Shutdown, DomainEventStartedDetailType as Started,
    DomainEventSuspendedDetailType as Suspended, DomainPausedReason, DomainPmSuspendedReason,
    DomainRunningReason, DomainShutdownReason,
};
use virt_core::driver::domain::DomainStatus;
use virt_core::event::{DomainEventKind, DomainLifecycle, QemuMonitorEvent};

use super::removals::Removal;
use super::{Domain, Run, View};
use crate::domain::actions::Reaction;
use crate::notices::{self, Notice};
use crate::qmp::{Event, QmpError};
use crate::state::QemuState;

impl Domain {
    /// Takes note of one event of the monitor of `run`. Returns at once: what takes time happens
    /// on a thread of its own.
    pub(crate) fn on_monitor_event(
        self: &Arc<Self>,
        state: &QemuState,
        run: &Arc<Run>,
        event: Event,
    ) {
        let data = &event.data;
        match event.name.as_str() {
            "STOP" => self.paused(state, run),
            "RESUME" => {
                run.note_resume(event.time());
                self.resumed(state, run);
            }
            "SHUTDOWN" => self.went_down(state, run, data),
            "GUEST_PANICKED" => self.panicked(state, run),
            "SUSPEND" => self.slept(state, run, PmSuspended::Memory, DomainEventKind::PmSuspend),
            "SUSPEND_DISK" => {
                self.slept(state, run, PmSuspended::Disk, DomainEventKind::PmSuspendDisk);
            }
            "WAKEUP" => self.woke(state, run),
            "DEVICE_DELETED" => self.device_left(state, run, data),
            _ => self.noticed(state, run, &event),
        }
        self.pass_on(state, run, event);
    }

    /// QEMU hung up: it is about to end, or does not speak QMP any more.
    pub(crate) fn on_monitor_closed(
        self: &Arc<Self>,
        state: &QemuState,
        run: &Arc<Run>,
        reason: &QmpError,
    ) {
        if matches!(reason, QmpError::Closed { .. }) {
            // The end of the process tells the rest.
            state.react(self, run, Reaction::SeeOut);
            return;
        }
        self.change(state, |view| {
            if view.runs(run) {
                warn!(domain = %view.name, "the guest can no longer be controlled: {reason}");
                view.tell(DomainEventKind::ControlError);
            }
        });
    }

    /// The processors have stopped.
    pub(crate) fn paused(&self, state: &QemuState, run: &Arc<Run>) {
        let given = run.take_pause_reason();
        // QEMU stops a guest that is down before it can be started again.
        if run.is_restarting() {
            return;
        }
        self.change_run(state, run, |view| {
            if !matches!(view.status, DomainStatus::Running(_)) {
                return None;
            }
            view.status = DomainStatus::Paused(given);
            Some(suspended(given))
        });
    }

    /// The processors stop because of what `event` tells. QEMU tells of such things once a second
    /// at most: it may say why they have stopped when they have, or run again.
    fn paused_by(
        &self,
        state: &QemuState,
        run: &Arc<Run>,
        reason: DomainPausedReason,
        event: &Event,
    ) {
        if run.has_resumed_since(event.time()) {
            return;
        }
        run.pauses_because(reason);
        self.paused(state, run);
        self.change_run(state, run, |view| {
            if view.status != DomainStatus::Paused(DomainPausedReason::Unknown) {
                return None;
            }
            view.status = DomainStatus::Paused(reason);
            Some(suspended(reason))
        });
    }

    /// The processors run again.
    pub(crate) fn resumed(&self, state: &QemuState, run: &Arc<Run>) {
        let given = run.take_resume_reason();
        run.guest_came_up();
        self.change_run(state, run, |view| {
            if matches!(view.status, DomainStatus::Running(_)) {
                return None;
            }
            view.status = DomainStatus::Running(given);
            Some(DomainLifecycle::Resumed(Resumed::Unpaused))
        });
    }

    /// The guest has powered off, or QEMU was asked to end.
    fn went_down(self: &Arc<Self>, state: &QemuState, run: &Arc<Run>, data: &Value) {
        if !run.guest_went_down() {
            return;
        }
        let by_guest = data.get("guest").and_then(Value::as_bool);
        if by_guest == Some(true) && self.reboots(run, data) {
            run.restarts();
            state.react(self, run, Reaction::Restart(DomainRunningReason::Booted));
            return;
        }
        let detail = match by_guest {
            Some(true) => Shutdown::Guest,
            Some(false) => Shutdown::Host,
            None => Shutdown::Finished,
        };
        self.change_run(state, run, |view| {
            view.status = DomainStatus::Shutdown(DomainShutdownReason::Unknown);
            Some(DomainLifecycle::Shutdown(detail))
        });
        run.ends_by(super::Ending::SHUTDOWN);
        state.react(self, run, Reaction::End);
    }

    /// Whether the guest's power-off starts it again.
    fn reboots(&self, run: &Run, data: &Value) -> bool {
        use virt_core::config::domain::LifecycleAction;

        let by_reset = data.get("reason").and_then(Value::as_str) == Some("guest-reset");
        let asked = run.take_reboots_instead();
        let view = self.view();
        let Some(live) = &view.live else { return false };
        let action = if by_reset { live.config.on_reboot } else { live.config.on_poweroff };
        asked && !by_reset || action == Some(LifecycleAction::Restart)
    }

    /// The guest's kernel says that it cannot go on.
    fn panicked(self: &Arc<Self>, state: &QemuState, run: &Arc<Run>) {
        // Its processors have stopped, which QEMU says after this.
        self.paused(state, run);
        self.change_run(state, run, |view| {
            view.status = DomainStatus::Crashed(DomainCrashedReason::Panicked);
            Some(DomainLifecycle::Crashed(Crashed::Panicked))
        });
        state.react(self, run, Reaction::Crash);
    }

    fn slept(&self, state: &QemuState, run: &Arc<Run>, depth: PmSuspended, kind: DomainEventKind) {
        self.change_run(state, run, |view| {
            if !matches!(view.status, DomainStatus::Running(_)) {
                return None;
            }
            view.status = DomainStatus::PmSuspended(DomainPmSuspendedReason::Unknown);
            Some(DomainLifecycle::PmSuspended(depth))
        });
        state.publish(self.view().reference(self.uuid()), kind);
    }

    fn woke(&self, state: &QemuState, run: &Arc<Run>) {
        self.change_run(state, run, |view| {
            if !matches!(view.status, DomainStatus::PmSuspended(_)) {
                return None;
            }
            view.status = DomainStatus::Running(DomainRunningReason::Wakeup);
            Some(DomainLifecycle::Started(Started::Wakeup))
        });
        state.publish(self.view().reference(self.uuid()), DomainEventKind::PmWakeup);
    }

    /// A device has gone. Its way back to the host takes time.
    fn device_left(self: &Arc<Self>, state: &QemuState, run: &Arc<Run>, data: &Value) {
        // What QEMU made for itself has no name.
        let Some(alias) = data.get("device").and_then(Value::as_str) else { return };
        let (domain, run, alias) = (Arc::clone(self), Arc::clone(run), alias.to_owned());
        state.apart("device-gone", move |state| domain.device_gone(state, &run, &alias));
    }

    /// What concerns a device, and so at most the live definition.
    fn noticed(self: &Arc<Self>, state: &QemuState, run: &Arc<Run>, event: &Event) {
        let view = self.view();
        let Some(live) = view.live.as_ref().filter(|_| view.runs(run)) else { return };
        let Some(Notice { kind, pauses }) = notices::read(event, &live.config) else {
            debug!(domain = %view.name, event = event.name, "nobody needs to know");
            return;
        };
        if let DomainEventKind::DeviceRemovalFailed { device_alias } = &kind {
            run.removals.settle(device_alias, Removal::Refused);
        }
        // It tells of itself before the processors stop because of it.
        state.publish(view.reference(self.uuid()), kind);
        if let Some(reason) = pauses {
            self.paused_by(state, run, reason, event);
        }
    }

    /// Hands the event to those who want QEMU's own.
    fn pass_on(&self, state: &QemuState, run: &Run, event: Event) {
        let view = self.view();
        if !view.runs(run) {
            return;
        }
        let details = (!event.data.is_null()).then(|| event.data.to_string());
        state.publish_raw(QemuMonitorEvent {
            domain: view.reference(self.uuid()),
            name: event.name,
            seconds: event.seconds,
            micros: event.microseconds,
            details,
        });
    }

    /// Changes the state of what runs, writes the new one to the disk and tells of it, unless
    /// `change` finds nothing to change or another run has begun.
    pub(crate) fn change_run(
        &self,
        state: &QemuState,
        run: &Arc<Run>,
        change: impl FnOnce(&mut View) -> Option<DomainLifecycle>,
    ) {
        self.change(state, |view| {
            if !view.runs(run) {
                return;
            }
            if let Some(event) = change(view) {
                self.save_status(state, view);
                view.tell(event);
            }
        });
    }
}

fn suspended(reason: DomainPausedReason) -> DomainLifecycle {
    DomainLifecycle::Suspended(match reason {
        DomainPausedReason::IoError => Suspended::IoError,
        DomainPausedReason::Watchdog => Suspended::Watchdog,
        _ => Suspended::Paused,
    })
}
