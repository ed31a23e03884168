//! What takes time and is not a user's call: reactions to what the guest does.
//!
//! Each has a thread of its own, so that neither the event loop nor another guest waits for it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tracing::warn;
use virt_core::Result;
use virt_core::api::domain::DomainRunningReason;
use virt_core::config::domain::CrashAction;
use virt_host::Deadline;

use super::{Domain, Ending, Run};
use crate::error::failed;
use crate::qmp::Command;
use crate::state::QemuState;

/// What is to be done about something that the guest did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reaction {
    /// End a QEMU whose guest is down.
    End,
    /// Start a guest that is down again, which then runs for this reason.
    Restart(DomainRunningReason),
    /// Do what the definition says about a crash.
    Crash,
    /// Wait for the end of a QEMU that hung up, and see to it that it comes.
    SeeOut,
}

impl Reaction {
    /// A short name, for threads and logs.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Reaction::End => "end",
            Reaction::Restart(_) => "restart",
            Reaction::Crash => "crash",
            Reaction::SeeOut => "see-out",
        }
    }
}

/// How long QEMU has to do what a reaction asks of it.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a core dump may take.
const DUMP: Duration = Duration::from_secs(3600);

impl Domain {
    /// Does what `reaction` says, on the calling thread.
    pub(crate) fn react(self: &Arc<Self>, state: &QemuState, run: &Arc<Run>, reaction: Reaction) {
        let done = match reaction {
            Reaction::End => self.end(state, run),
            Reaction::Restart(reason) => self.restart_guest(run, reason),
            Reaction::Crash => self.after_crash(state, run),
            Reaction::SeeOut => self.see_out(state, run),
        };
        if let Err(err) = done {
            let name = &self.view().name;
            warn!(domain = %name, ?reaction, "cannot react to what the guest did: {err}");
            if matches!(reaction, Reaction::Restart(_)) && !run.process.has_ended() {
                run.ends_by(Ending::SHUTDOWN);
                if let Err(err) = self.end(state, run) {
                    warn!(domain = %name, "cannot end the guest either: {err}");
                }
            }
        }
    }

    /// Resets a guest that is down, and lets it run, in one round trip.
    fn restart_guest(&self, run: &Arc<Run>, reason: DomainRunningReason) -> Result<()> {
        let deadline = Deadline::after(PATIENCE);
        let _job = self.begin("restart of the guest", deadline)?;
        run.resumes_because(reason);
        let commands = [Command::new("system_reset"), Command::new("cont")];
        run.monitor.execute_all(commands, std::time::Instant::now() + deadline.remaining())?;
        run.guest_came_up();
        Ok(())
    }

    fn after_crash(self: &Arc<Self>, state: &QemuState, run: &Arc<Run>) -> Result<()> {
        let view = self.view();
        let Some(live) = view.live.as_ref().filter(|_| view.runs(run)) else { return Ok(()) };
        let action = live.config.on_crash.unwrap_or(CrashAction::Destroy);
        if matches!(action, CrashAction::CoredumpDestroy | CrashAction::CoredumpRestart)
            && let Err(err) = self.dump_core(state, run)
        {
            warn!(domain = %view.name, "no core dump of the crashed guest: {err}");
        }
        match action {
            CrashAction::Restart | CrashAction::RenameRestart | CrashAction::CoredumpRestart => {
                self.restart_guest(run, DomainRunningReason::Crashed)
            }
            CrashAction::Preserve => Ok(()),
            _ => {
                run.ends_by(Ending::CRASHED);
                self.end(state, run)
            }
        }
    }

    /// Writes the guest's memory into a file of its own in the folder of dumps.
    fn dump_core(&self, state: &QemuState, run: &Run) -> Result<PathBuf> {
        let _job = self.begin("dump of the crashed guest", Deadline::after(PATIENCE))?;
        let folder = state.folders().state().join("dump");
        let made = std::fs::create_dir_all(&folder);
        made.map_err(|err| {
            failed(format!("cannot make folder '{}'", folder.display())).with_source(err)
        })?;
        let seconds = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |time| time.as_secs());
        let name = virt_host::store::file_of_name(&self.view().name);
        let stem = name.trim_end_matches(".xml");
        let path = folder.join(format!("{stem}-{}-{seconds}.elf", run.id));
        let arguments = json!({ "paging": false, "protocol": format!("file:{}", path.display()) });
        let command = Command::new("dump-guest-memory").arguments(arguments);
        run.monitor.execute(command, std::time::Instant::now() + DUMP)?;
        Ok(path)
    }

    fn see_out(self: &Arc<Self>, state: &QemuState, run: &Arc<Run>) -> Result<()> {
        if run.process.wait(Deadline::after(PATIENCE))?.is_none() {
            run.process.kill(Deadline::after(PATIENCE))?;
        }
        self.finish(state, run);
        Ok(())
    }
}
