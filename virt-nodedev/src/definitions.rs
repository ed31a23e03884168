//! Persistent definitions of mediated devices, where mdevctl keeps them and in its format: both
//! see the same devices.
//!
//! They are the host's, like the devices. So they are in `/etc/mdevctl.d` in every role: what an
//! embedded root defines, mdevctl starts at the next boot.

mod definition;
mod folder;
mod watcher;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use virt_core::api::event::EventHandleType;
use virt_core::api::nodedev::NodeDeviceEventLifecycleType as Step;
use virt_core::event::{EventHub, NodeDeviceEvent, NodeDeviceEventKind};
use virt_core::event_loop::{self, Watch};
use virt_core::object::NodeDeviceRef;
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};
use virt_host::Published;

pub(crate) use definition::Definition;
pub(crate) use folder::Identity;

use crate::name::mdev_name;
use folder::Folder;
use watcher::Watcher;

/// A device that is defined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Defined {
    pub(crate) identity: Identity,
    pub(crate) definition: Definition,
}

/// All definitions, by the names of their devices.
pub(crate) type Table = BTreeMap<String, Defined>;

/// The definitions of a host.
#[derive(Debug)]
pub(crate) struct Definitions {
    shared: Arc<Shared>,
    // Nobody is called back once it is dropped.
    watch: Option<Watch>,
}

struct Shared {
    folder: Folder,
    table: Published<Table>,
    /// What was already told to be wrong, held while files are read or written.
    told: Mutex<BTreeMap<Identity, String>>,
    watcher: Option<Watcher>,
    hub: EventHub,
}

impl Definitions {
    /// Reads the definitions in `folder`, and listens to changes. Events go to `hub`.
    pub(crate) fn open(folder: PathBuf, hub: EventHub) -> Definitions {
        let listens = Watcher::new().inspect_err(|err| {
            tracing::warn!("changes of '{}' are not heard: {err}", folder.display());
        });
        let shared = Arc::new(Shared {
            folder: Folder::new(folder),
            table: Published::new(Table::new()),
            told: Mutex::default(),
            watcher: listens.ok(),
            hub,
        });
        let table = shared.read(&mut shared.lock());
        shared.table.publish(table);
        let watch = watch(&shared).inspect_err(|err| {
            tracing::warn!("changes of mediated devices' definitions are not heard: {err}");
        });
        Definitions { shared, watch: watch.ok().flatten() }
    }

    /// The definitions as they are now.
    pub(crate) fn table(&self) -> Arc<Table> {
        if self.watch.is_none() {
            self.shared.refresh();
        }
        self.shared.table.load()
    }

    /// The definition of the device called `name`; also one that came this instant.
    pub(crate) fn find(&self, name: &str) -> Option<Defined> {
        if let Some(defined) = self.table().get(name) {
            return Some(defined.clone());
        }
        if name.starts_with("mdev_") {
            self.shared.refresh();
        }
        self.shared.table.load().get(name).cloned()
    }

    /// Stores a new definition.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationFailed`] when the device is defined already, also by a file that
    /// nobody can read.
    pub(crate) fn add(&self, identity: &Identity, definition: &Definition) -> Result<String> {
        let mut told = self.shared.lock();
        let file = self.shared.folder.file(identity);
        if file.exists() {
            let message = format!(
                "mediated device '{}' is defined on '{}' already, by '{}'; update or undefine it",
                identity.uuid,
                identity.parent,
                file.display()
            );
            return Err(
                Error::new(ErrorKind::OperationFailed, message).with_origin(ErrorOrigin::Nodedev)
            );
        }
        self.shared.folder.write(identity, definition)?;
        self.shared.refresh_locked(&mut told);
        Ok(mdev_name(identity))
    }

    /// Replaces a definition by what `change` makes of it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationInvalid`] when the device called `name` has none.
    pub(crate) fn change(&self, name: &str, change: impl FnOnce(&mut Definition)) -> Result<()> {
        let mut told = self.shared.lock();
        self.shared.refresh_locked(&mut told);
        let mut defined = self.shared.table.load().get(name).cloned().ok_or_else(|| none(name))?;
        change(&mut defined.definition);
        self.shared.folder.write(&defined.identity, &defined.definition)?;
        self.shared.refresh_locked(&mut told);
        Ok(())
    }

    /// Removes a definition.
    ///
    /// # Errors
    ///
    /// As [`change`](Definitions::change).
    pub(crate) fn remove(&self, name: &str) -> Result<()> {
        let mut told = self.shared.lock();
        self.shared.refresh_locked(&mut told);
        let defined = self.shared.table.load().get(name).cloned().ok_or_else(|| none(name))?;
        self.shared.folder.remove(&defined.identity)?;
        self.shared.refresh_locked(&mut told);
        Ok(())
    }
}

/// What is said of a device without a definition.
pub(crate) fn none(name: &str) -> Error {
    let message = format!("node device '{name}' is not persistent: it has no definition");
    Error::new(ErrorKind::OperationInvalid, message).with_origin(ErrorOrigin::Nodedev)
}

impl Shared {
    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<Identity, String>> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refresh(&self) {
        self.refresh_locked(&mut self.lock());
    }

    /// Reads the definitions again, and tells subscribers what is different.
    fn refresh_locked(&self, told: &mut BTreeMap<Identity, String>) {
        let table = self.read(told);
        let before = self.table.publish(table);
        let after = self.table.load();
        let tell = |name: &str, kind| {
            self.hub.publish(NodeDeviceEvent { device: NodeDeviceRef::new(name), kind });
        };
        for name in before.keys().filter(|name| !after.contains_key(*name)) {
            tell(name, NodeDeviceEventKind::Lifecycle(Step::Undefined));
        }
        for (name, defined) in &*after {
            match before.get(name) {
                None => tell(name, NodeDeviceEventKind::Lifecycle(Step::Defined)),
                Some(was) if was != defined => tell(name, NodeDeviceEventKind::Update),
                Some(_) => {}
            }
        }
    }

    /// Reads the definitions. What nobody can read is reported once, and is otherwise not there.
    fn read(&self, told: &mut BTreeMap<Identity, String>) -> Table {
        if let Some(watcher) = &self.watcher
            && let Err(err) = watcher.cover(&self.folder)
        {
            tracing::warn!("changes of '{}' are not heard: {err}", self.folder.path().display());
        }
        let found = self.folder.read().unwrap_or_else(|err| {
            tracing::warn!("cannot read '{}': {err}", self.folder.path().display());
            BTreeMap::new()
        });
        let mut table = Table::new();
        let mut wrong = BTreeMap::new();
        for (identity, definition) in found {
            match definition {
                Ok(definition) => {
                    let name = mdev_name(&identity);
                    table.insert(name, Defined { identity, definition });
                }
                Err(why) => drop(wrong.insert(identity, why)),
            }
        }
        for (identity, why) in &wrong {
            if told.get(identity) != Some(why) {
                let file = self.folder.file(identity);
                tracing::warn!("'{}', the definition of a mediated device, {why}", file.display());
            }
        }
        *told = wrong;
        table
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// Has the event loop look again whenever somebody changes a definition.
fn watch(shared: &Arc<Shared>) -> Result<Option<Watch>> {
    let Some(watcher) = &shared.watcher else { return Ok(None) };
    let descriptor = watcher.descriptor().map_err(|err| {
        Error::new(ErrorKind::SystemError, "cannot listen to changes").with_source(err)
    })?;
    let shared: Weak<Shared> = Arc::downgrade(shared);
    let watch = event_loop::watch(Arc::new(descriptor), EventHandleType::READABLE, move |_, _| {
        if let Some(shared) = shared.upgrade() {
            if let Some(watcher) = &shared.watcher {
                watcher.drain();
            }
            shared.refresh();
        }
    })?;
    Ok(Some(watch))
}
