//! Reading what is on the disk.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use tracing::{info, warn};
use virt_core::{Error, ErrorKind, Result};
use virt_host::Deadline;
use virt_host::process::{Process, ProcessIdentity};
use virt_host::store::{Entry, LoadReport};

use super::QemuState;
use crate::domain::{Definition, Domain, PROCESS, Status, Takeover, View};

/// How long a process that is killed has to be gone.
const ENDING: Duration = Duration::from_secs(5);

impl QemuState {
    /// Reads all definitions. One that is known already is replaced, unless its domain is being
    /// changed at this moment.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read. A file that cannot be understood is set aside and reported.
    pub(super) fn load_definitions(&self) -> Result<()> {
        let loaded = self.definitions.load_all(|entry| self.load_definition(entry))?;
        report("definitions", &loaded.report);
        for mark in self.once.load_all(|entry| Ok::<_, Error>(entry.name))?.objects {
            let domain = mark.and_then(|name| self.domains.by_name(&name).ok());
            if let Some(domain) = domain {
                domain.object.change(self, |view| view.autostart_once = true);
            }
        }
        Ok(())
    }

    fn load_definition(&self, entry: Entry) -> Result<()> {
        let Entry { name: file, text, autostart } = entry;
        let (name, uuid, definition) = Definition::load(&text)?;
        if file.is_some_and(|file| *file != *name) {
            let reason = format!("it defines domain '{name}', whose name is not the file's");
            return Err(Error::new(ErrorKind::XmlError, reason));
        }
        let make = || {
            let mut view = View::defined(name.clone(), definition.clone());
            view.autostart = autostart;
            Domain::new(uuid, view)
        };
        let (domain, new) = self.domains.get_or_insert_with(&name, uuid, make)?;
        if new {
            return Ok(());
        }
        match domain.begin("reload", Deadline::after(Duration::ZERO)) {
            Ok(_job) => domain.change(self, |view| {
                view.definition = Some(definition);
                view.autostart = autostart;
            }),
            Err(err) => warn!(domain = %name, "its definition is not read again: {err}"),
        }
        Ok(())
    }

    /// Takes over every guest that an earlier program left running.
    ///
    /// # Errors
    ///
    /// When the folder of status files cannot be read.
    pub(super) fn take_over(&self) -> Result<()> {
        let loaded = self.statuses.load_all(|entry| {
            let status = Status::parse(&entry.text)?;
            status.identity()?;
            Ok::<_, Error>(status)
        })?;
        report("status files", &loaded.report);
        let begun: Vec<Takeover> = loaded
            .objects
            .into_iter()
            .filter_map(|status| {
                let name = status.config.name.clone();
                Takeover::begin(self, status)
                    .inspect_err(|err| warn!(domain = name, "cannot take over: {err}"))
                    .ok()
                    .flatten()
            })
            .collect();
        self.finish_takeovers(begun);
        self.sweep_run_folders();
        Ok(())
    }

    /// Waits until the guests of `begun` have said how they are, but not for one that cannot: it
    /// is as it was last seen until it can.
    fn finish_takeovers(&self, begun: Vec<Takeover>) {
        // All were asked before the first answer is waited for: they share one deadline.
        let deadline = Deadline::after(Takeover::PATIENCE);
        let (answering, answered) = mpsc::channel::<()>();
        for takeover in begun {
            let Some(state) = self.this.upgrade() else { return };
            let answering = takeover.answers().then(|| answering.clone());
            self.takeovers.spawn(move || {
                takeover.finish(&state, deadline);
                drop(answering);
            });
        }
        drop(answering);
        // Nothing is ever sent: the wait ends when the last of the senders is dropped.
        let _ = answered.recv_timeout(deadline.remaining());
    }

    /// Ends what runs without a status, and removes the folders of runs that nobody remembers.
    fn sweep_run_folders(&self) {
        let kept: Vec<_> = self
            .domains
            .list()
            .into_iter()
            .filter_map(|listed| {
                listed.object.view().live.as_ref().map(|live| live.run.folder.clone())
            })
            .collect();
        let Ok(entries) = std::fs::read_dir(self.runs()) else { return };
        for path in entries.flatten().map(|entry| entry.path()) {
            if kept.contains(&path) {
                continue;
            }
            if let Err(err) = end_half_started(&path) {
                warn!(folder = %path.display(), "a guest that nobody knows may run: {err}");
                continue;
            }
            if let Err(err) = std::fs::remove_dir_all(&path) {
                warn!(folder = %path.display(), %err, "cannot remove what a dead guest left");
            }
        }
    }

    /// The folder in which every run has a folder of its own.
    pub(crate) fn runs(&self) -> std::path::PathBuf {
        self.folders.run().join("guests")
    }
}

/// Ends the QEMU of a run whose program was killed before it could write a status: nobody knows what
/// guest it has, and it may have devices of the host.
fn end_half_started(folder: &Path) -> Result<()> {
    let identity = ProcessIdentity::noted_in(&folder.join(PROCESS))?;
    let process = identity.map(|identity| Process::adopt(&identity)).transpose()?.flatten();
    let Some(process) = process.filter(|process| !process.has_ended()) else { return Ok(()) };
    warn!(pid = process.pid(), folder = %folder.display(), "ending a guest that was half started");
    process.kill(Deadline::after(ENDING)).map(drop)
}

fn report(what: &str, report: &LoadReport) {
    for file in &report.set_aside {
        warn!(path = %file.path.display(), kept_as = %file.kept_as.display(), reason = file.reason,
            "cannot use one of the {what}");
    }
    if report.unfinished > 0 || report.earlier_boot > 0 || !report.stray_marks.is_empty() {
        info!(?report, "tidied up {what}");
    }
}
