//! What one process keeps of all its QEMU guests, in memory and on disk, for all its connections.

mod autostart;
mod events;
mod host_devices;
mod load;
mod logs;
mod reactions;
mod shutdown;
mod takeovers;

use std::sync::{Arc, Mutex, PoisonError, Weak};

use virt_core::driver::state::{StateContext, StateDriver};
use virt_core::{ErrorKind, Result};
use virt_host::{Folders, ObjectStore, ObjectTable, RootLock};

use crate::capabilities::CapabilitiesCache;
use crate::domain::{Consoles, Domain, Images};
use crate::ports::Ports;

use events::Events;
use host_devices::HostDevices;
use logs::Logs;
use reactions::Reactions;
use takeovers::Takeovers;

/// The guests of one root, and everything that is shared between them.
pub(crate) struct QemuState {
    this: Weak<QemuState>,
    folders: Folders,
    definitions: ObjectStore,
    once: ObjectStore,
    statuses: ObjectStore,
    domains: ObjectTable<Domain>,
    images: Images,
    host_devices: HostDevices,
    ports: Ports,
    consoles: Consoles,
    capabilities: CapabilitiesCache,
    events: Events,
    reactions: Reactions,
    takeovers: Takeovers,
    logs: Logs,
    /// Given back when the program lets go, whoever still looks at the state then.
    lock: Mutex<Option<RootLock>>,
}

impl QemuState {
    /// Takes the root, reads what is defined in it and takes over what runs.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ResourceBusy`] naming the program that has the root.
    pub(crate) fn start(context: &StateContext) -> Result<Arc<dyn StateDriver>> {
        let folders = Folders::for_role(&context.role, "qemu")?;
        let lock = RootLock::acquire(&folders)?;
        let state = Arc::new_cyclic(|this| QemuState {
            this: Weak::clone(this),
            definitions: ObjectStore::definitions(folders.config()),
            once: ObjectStore::definitions(folders.config().join("autostart-once")),
            statuses: ObjectStore::status(folders.run().join("status")),
            domains: ObjectTable::new("domain", ErrorKind::NoDomain),
            images: Images::default(),
            host_devices: HostDevices::new(context.role.clone()),
            ports: Ports::of_this_process(),
            consoles: Consoles::default(),
            capabilities: CapabilitiesCache::new(folders.cache().join("capabilities")),
            events: Events::default(),
            reactions: Reactions::default(),
            takeovers: Takeovers::default(),
            logs: Logs::default(),
            folders,
            lock: Mutex::new(Some(lock)),
        });
        state.load_definitions()?;
        state.take_over()?;
        state.give_strays_back();
        state.events.hold_no_more();
        Ok(state)
    }

    /// A handle for callbacks, which keep nothing alive.
    pub(crate) fn weak(&self) -> Weak<QemuState> {
        Weak::clone(&self.this)
    }

    pub(crate) fn folders(&self) -> &Folders {
        &self.folders
    }

    /// Definitions, and the marks of those that start with the driver.
    pub(crate) fn definitions(&self) -> &ObjectStore {
        &self.definitions
    }

    /// The marks of those that start with the driver the next time only.
    pub(crate) fn once(&self) -> &ObjectStore {
        &self.once
    }

    /// What runs.
    pub(crate) fn statuses(&self) -> &ObjectStore {
        &self.statuses
    }

    pub(crate) fn domains(&self) -> &ObjectTable<Domain> {
        &self.domains
    }

    pub(crate) fn images(&self) -> &Images {
        &self.images
    }

    /// Ports for displays.
    pub(crate) fn ports(&self) -> &Ports {
        &self.ports
    }

    pub(crate) fn consoles(&self) -> &Consoles {
        &self.consoles
    }

    pub(crate) fn capabilities(&self) -> &CapabilitiesCache {
        &self.capabilities
    }
}

impl StateDriver for QemuState {
    fn autostart(&self) -> Result<()> {
        self.start_marked()
    }

    fn reload(&self) -> Result<()> {
        self.load_definitions()
    }

    fn shutdown_wait(&self) -> Result<()> {
        self.reactions.wait();
        Ok(())
    }

    fn cleanup(&self) {
        self.let_go();
        *self.lock.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
