//! One domain: what is published of it, and the one way to change that.

mod actions;
mod autostart;
mod change;
mod console;
mod create;
mod define;
mod definition;
mod destroy;
mod devices;
mod events;
mod finish;
mod give_back;
mod images;
mod info;
mod launch;
mod list;
mod metadata;
mod migratable;
mod plug;
mod power;
mod removals;
mod rename;
mod run;
mod sink;
mod start;
mod status_file;
mod takeover;
mod unplug;
mod view;
mod watch;
mod xml;

use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;
use virt_core::Result;
use virt_host::{Deadline, JobGuard, JobSlot, Published};

pub(crate) use actions::Reaction;
pub(crate) use console::Consoles;
pub(crate) use create::create;
pub(crate) use define::define;
pub(crate) use definition::Definition;
pub(crate) use devices::Wanted;
pub(crate) use images::Images;
pub(crate) use launch::PROCESS;
pub(crate) use list::list;
pub(crate) use run::{Ending, Run};
pub(crate) use start::StartOptions;
pub(crate) use status_file::Status;
pub(crate) use takeover::Takeover;
pub(crate) use view::{Live, View};

/// A domain that is defined, or runs, or both.
///
/// Readers take the [`View`] that the last change published and wait for nothing. A change takes
/// the domain's job for as long as it lasts, and [`change`](Domain::change) for the moment in
/// which it becomes visible. What QEMU tells changes the view as well, without a job.
pub(crate) struct Domain {
    uuid: Uuid,
    view: Published<View>,
    /// Held while the next view is made, its events are sent and its status file is written, so
    /// that all three have one order. Never while QEMU or another process is waited for.
    changing: Mutex<()>,
    job: JobSlot,
}

impl Domain {
    pub(crate) fn new(uuid: Uuid, view: View) -> Domain {
        let job = JobSlot::new(format!("domain '{}'", view.name));
        Domain { uuid, view: Published::new(view), changing: Mutex::default(), job }
    }

    pub(crate) fn uuid(&self) -> Uuid {
        self.uuid
    }

    /// What the domain is now. Never waits.
    pub(crate) fn view(&self) -> Arc<View> {
        self.view.load()
    }

    /// Begins a change for the reason `action`, a verb that an error of others who wait names.
    ///
    /// # Errors
    ///
    /// [`OperationTimeout`](virt_core::ErrorKind::OperationTimeout) saying who changes the domain,
    /// what for and for how long, when it is still changed at the `deadline`.
    pub(crate) fn begin(&self, action: &str, deadline: Deadline) -> Result<JobGuard> {
        self.job.begin(&OWNER, action, deadline)
    }

    pub(crate) fn job(&self) -> &JobSlot {
        &self.job
    }

    /// A panic leaves the published view as it was.
    fn lock(&self) -> MutexGuard<'_, ()> {
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How this program is called in errors of those who wait for it.
static OWNER: LazyLock<String> = LazyLock::new(|| {
    let path = std::env::current_exe().ok();
    let name = path.as_deref().and_then(std::path::Path::file_name);
    let name = name.map_or_else(|| "this program".into(), |name| name.to_string_lossy());
    format!("{name} (pid {})", std::process::id())
});
