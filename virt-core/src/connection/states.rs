//! The stateful drivers that run in this process.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard, PoisonError, Weak};

use crate::driver::state::{Role, StateContext, StateDriver};
use crate::registry::{DriverEntry, DriverKind, Registry};
use crate::uri::ConnectUri;
use crate::{Error, ErrorKind, Result};

/// The states of the drivers that run in this process for one role.
///
/// A daemon starts them all with [`States::start_all`]; a connection that embeds a driver starts
/// what it needs, and shares it with the program's other connections to the same root. When the
/// last holder is gone the drivers let go, and what they run goes on.
pub struct States {
    context: StateContext,
    started: Mutex<Vec<Started>>,
}

/// A driver whose state is in this process.
struct Started {
    name: &'static str,
    kind: DriverKind,
    state: Arc<dyn StateDriver>,
    /// Whether what is marked for autostart has been started.
    autostarted: bool,
}

impl States {
    /// The states of a daemon; none is started yet.
    pub fn new(context: StateContext) -> Self {
        States { context, started: Mutex::default() }
    }

    /// Starts every stateful driver of `registry`, then what is marked for autostart. Hypervisor
    /// drivers come last: their guests need networks, pools and secrets.
    ///
    /// # Errors
    ///
    /// The first driver that does not start. Those before it are running.
    pub fn start_all(&self, registry: &Registry) -> Result<()> {
        let mut entries: Vec<_> =
            registry.entries().iter().filter(|entry| entry.is_stateful()).collect();
        entries.sort_by_key(|entry| entry.kind() == DriverKind::Hypervisor);
        for entry in entries {
            self.start(entry)?;
        }
        self.autostart()
    }

    /// Starts what is marked for it in each driver that started since the last call, hypervisors
    /// last.
    ///
    /// # Errors
    ///
    /// The first failure, after all drivers were asked.
    pub(super) fn autostart(&self) -> Result<()> {
        let mut fresh: Vec<_> = {
            let mut started = self.lock();
            let fresh = started.iter_mut().filter(|one| !one.autostarted);
            fresh
                .map(|one| {
                    one.autostarted = true;
                    (one.kind == DriverKind::Hypervisor, one.state.clone())
                })
                .collect()
        };
        fresh.sort_by_key(|(hypervisor, _)| *hypervisor);
        first_failure(fresh.iter().map(|(_, state)| state.autostart()))
    }

    /// Lets every driver read its settings and definitions again.
    ///
    /// # Errors
    ///
    /// The first failure, after all drivers were asked.
    pub fn reload(&self) -> Result<()> {
        first_failure(self.all().iter().map(|state| state.reload()))
    }

    /// Prepares every driver for the host's shutdown, the last that started first.
    ///
    /// # Errors
    ///
    /// The first failure, after all drivers were asked.
    pub fn stop(&self) -> Result<()> {
        first_failure(self.all().iter().rev().map(|state| state.stop()))
    }

    /// On whose behalf the drivers run.
    pub fn role(&self) -> &Role {
        &self.context.role
    }

    /// The names of the drivers that have started, in the order of their start.
    pub fn names(&self) -> Vec<&'static str> {
        self.lock().iter().map(|one| one.name).collect()
    }

    /// The state of the driver of `entry`, which is started if it is not yet.
    pub(super) fn start(&self, entry: &DriverEntry) -> Result<Arc<dyn StateDriver>> {
        // Held while the driver starts: a second connection waits for the first one's start.
        let mut started = self.lock();
        let is_it = |one: &&Started| (one.kind, one.name) == (entry.kind(), entry.name());
        if let Some(one) = started.iter().find(is_it) {
            return Ok(one.state.clone());
        }
        let start = entry.start().ok_or_else(|| {
            Error::new(ErrorKind::InternalError, format!("driver '{}' has no state", entry.name()))
        })?;
        let state = start(&self.context)?;
        started.push(Started {
            name: entry.name(),
            kind: entry.kind(),
            state: state.clone(),
            autostarted: false,
        });
        Ok(state)
    }

    fn all(&self) -> Vec<Arc<dyn StateDriver>> {
        self.lock().iter().map(|one| one.state.clone()).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Started>> {
        self.started.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for States {
    fn drop(&mut self) {
        let states = std::mem::take(&mut *self.lock());
        for one in states.iter().rev() {
            report(one.state.shutdown_prepare());
        }
        for one in states.into_iter().rev() {
            report(one.state.shutdown_wait());
            one.state.cleanup();
            tracing::debug!(driver = one.name, "driver has let go of its state");
        }
        if let Role::Embedded { root } = &self.context.role {
            EMBEDDED.gone(root);
        }
    }
}

/// The first failure of `results`, all of which are taken.
fn first_failure(results: impl Iterator<Item = Result<()>>) -> Result<()> {
    results.fold(Ok(()), Result::and)
}

fn report(result: Result<()>) {
    if let Err(err) = result {
        tracing::warn!("shutdown of a driver: {err}");
    }
}

impl fmt::Debug for States {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("States").field("role", self.role()).field("started", &self.names()).finish()
    }
}

/// The embedded roots of this process.
static EMBEDDED: LazyLock<Roots> = LazyLock::new(Roots::default);

#[derive(Default)]
struct Roots {
    open: Mutex<HashMap<PathBuf, Weak<States>>>,
    closed: Condvar,
}

impl States {
    /// The states below `root`, shared by all connections of this process to it.
    pub(super) fn embedded(root: &Path, uri: &ConnectUri) -> Result<Arc<States>> {
        let root = existing(root)?;
        let mut open = EMBEDDED.open.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match open.get(&root).map(Weak::upgrade) {
                Some(Some(states)) => return Ok(states),
                // The last connection is letting go of it on another thread.
                Some(None) => {
                    open = EMBEDDED.closed.wait(open).unwrap_or_else(PoisonError::into_inner);
                }
                None => break,
            }
        }
        let states = Arc::new(States::new(StateContext {
            role: Role::Embedded { root: root.clone() },
            parameters: uri.params().map(|(k, v)| (k.to_owned(), v.to_owned())).collect(),
        }));
        open.insert(root, Arc::downgrade(&states));
        Ok(states)
    }
}

impl Roots {
    fn gone(&self, root: &Path) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).remove(root);
        self.closed.notify_all();
    }
}

/// One name for a folder that several paths lead to; it is made if it is not there.
fn existing(root: &Path) -> Result<PathBuf> {
    std::fs::create_dir_all(root).and_then(|()| root.canonicalize()).map_err(|err| {
        Error::new(ErrorKind::SystemError, format!("cannot use the root '{}'", root.display()))
            .with_source(err)
    })
}
