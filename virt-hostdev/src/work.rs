//! One device while it is changed: locked, with every step written down before it is taken.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use virt_host::kernel_call::{CallFailure, StuckCall};
use virt_host::{Deadline, KernelCall};

use crate::DeviceId;
use crate::error::{Failure, Result};
use crate::host::Host;
use crate::ledger::{FileLock, Phase, Record, Step};
use crate::recover;

/// How long a call that was given up may take to end.
const GRACE: Duration = Duration::from_millis(500);
/// How long the host may take to show what the kernel has done: udev makes nodes, for example.
const SETTLE: Duration = Duration::from_secs(5);
/// How often is looked.
const PAUSE: Duration = Duration::from_millis(2);

/// A device that this thread changes.
pub(crate) struct Work {
    pub(crate) host: Arc<Host>,
    pub(crate) record: Record,
    /// Whether the kernel has not come back from a step, so that no other can be taken.
    pub(crate) stuck: bool,
    lock: FileLock,
    step_time: Duration,
}

impl Work {
    pub(crate) fn new(
        host: &Arc<Host>,
        lock: FileLock,
        record: Record,
        step_time: Duration,
    ) -> Work {
        Work { host: Arc::clone(host), record, stuck: false, lock, step_time }
    }

    pub(crate) fn device(&self) -> &DeviceId {
        &self.record.device
    }

    /// Writes down what is known of the device.
    pub(crate) fn save(&self) -> Result<()> {
        self.host.ledger.write(&self.record)?;
        self.host.note(&self.in_words("wrote"));
        Ok(())
    }

    /// Goes to a phase in which no step is being taken.
    pub(crate) fn enter(&mut self, phase: Phase) -> Result<()> {
        self.record.phase = phase;
        self.record.step = None;
        self.save()
    }

    /// Forgets the device, which is simply the host's again.
    pub(crate) fn forget(&mut self) -> Result<()> {
        self.host.ledger.forget(&self.record.device)?;
        self.host.note(&format!("forgot {}", self.record.device));
        Ok(())
    }

    /// Writes the step `what` down and has the kernel do it. A refusal is an error that ends with
    /// the `remedy`.
    pub(crate) fn call(&mut self, what: &str, remedy: &str, call: KernelCall) -> Result<Vec<u8>> {
        self.record.step = Some(Step::now(what));
        self.save()?;
        let call = call.keep(self.lock.descriptor()?);
        let answer = call.run(Deadline::after(self.step_time));
        match answer {
            Ok(answer) => {
                self.host.note(&self.in_words("did"));
                Ok(answer)
            }
            Err(CallFailure::Refused(source) | CallFailure::NoHelper(source)) => {
                let remedy = if remedy.is_empty() { "" } else { &format!("; {remedy}") };
                Err(Failure::Step {
                    device: self.record.device.clone(),
                    step: what.to_owned(),
                    remedy: remedy.to_owned(),
                    source,
                })
            }
            Err(CallFailure::Stuck(stuck)) => Err(self.late(what, stuck)),
            Err(other) => Err(Failure::Unclear(other.to_string())),
        }
    }

    /// Waits until the host shows what a step was for.
    pub(crate) fn wait_for(&self, what: &str, shown: impl Fn() -> bool) -> Result<()> {
        let deadline = Deadline::after(SETTLE.min(self.step_time));
        while !shown() {
            if deadline.has_passed() {
                return Err(Failure::Late {
                    device: self.record.device.clone(),
                    step: what.to_owned(),
                    state: String::new(),
                });
            }
            thread::sleep(PAUSE);
        }
        Ok(())
    }

    fn late(&mut self, what: &str, call: StuckCall) -> Failure {
        let state = if call.give_up(GRACE) {
            "; it was given up".to_owned()
        } else {
            let state = format!("; process {} waits for the kernel to come back", call.pid());
            self.leave(call);
            state
        };
        Failure::Late { device: self.record.device.clone(), step: what.to_owned(), state }
    }

    /// Leaves the device to the helper, which holds the lock until the kernel comes back; then
    /// somebody has to look how far it is.
    fn leave(&mut self, call: StuckCall) {
        self.stuck = true;
        if let Some(step) = &mut self.record.step {
            step.helper = Some(call.pid());
        }
        if let Err(err) = self.save() {
            tracing::warn!(%err, "the ledger does not say what a device is stuck at");
        }
        let (host, device) = (Arc::clone(&self.host), self.record.device.clone());
        let watcher = move || {
            while !call.wait(Deadline::after(Duration::from_secs(3600))) {}
            recover::device(&host, &device, Deadline::default());
        };
        let started = thread::Builder::new().name("virt-hostdev-stuck".to_owned()).spawn(watcher);
        if let Err(err) = started {
            // The next one who wants the device looks instead.
            tracing::warn!(%err, "nobody waits for a device that is stuck");
        }
    }

    fn in_words(&self, verb: &str) -> String {
        let Record { device, phase, step, .. } = &self.record;
        match step {
            Some(step) => format!("{verb} {device}: {phase:?}, {}", step.what),
            None => format!("{verb} {device}: {phase:?}"),
        }
    }
}
