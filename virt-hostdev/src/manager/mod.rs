//! The manager: what hypervisor drivers call.

mod explain;
mod give_back;
mod lists;
mod node_device;
mod prepare;
mod update;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use virt_core::Result;
use virt_core::driver::state::Role;

use crate::cards::NetlinkCards;
use crate::host::Host;
use crate::ledger::Holder;
use crate::{DeviceId, Lifetime, Owner, Places, recover};

/// Who has which device of the host, and the way to take devices and to give them back.
///
/// Cheap to clone; all clones are one manager. Managers of the same [`Places`], in this process or
/// another, share the ledger and respect each other's devices.
#[derive(Clone)]
pub struct HostdevManager {
    host: Arc<Host>,
    /// The embedded root that owners belong to.
    root: Option<PathBuf>,
}

/// How long a change waits for another one of the same device.
const PATIENCE: Duration = Duration::from_secs(5);

/// What else is said about taking devices.
#[derive(Debug, Clone, Default)]
pub struct PrepareOptions {
    /// The guest, when it runs already: devices that are plugged into it are its own until it ends,
    /// even if this program is killed right now.
    pub lifetime: Option<Lifetime>,
    /// Whether the guest comes from a saved image or another host, where a USB device that is
    /// `requisite` may be absent.
    pub restored: bool,
    /// The user and group that the guest's process runs as; device nodes become theirs until the
    /// device is given back. Default: this process's, and nodes stay as they are.
    pub user: Option<(u32, u32)>,
    /// How long one step may take in the kernel. Default: 30 seconds.
    pub step_time: Option<Duration>,
}

/// A device that guests have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActiveDevice {
    /// Which one.
    pub device: DeviceId,
    /// Who has it; several only for SCSI devices that all of them share.
    pub owners: Vec<Owner>,
    /// The embedded root of the first owner's program; none for the system's.
    pub root: Option<PathBuf>,
    /// What is being done with it, and what it waits for: `unbinding from driver e1000e`.
    pub step: Option<String>,
}

/// A device that the host gave up and no guest has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InactiveDevice {
    /// Which one.
    pub device: DeviceId,
    /// The driver that it goes back to, where that is known.
    pub original_driver: Option<String>,
    /// What is being done with it, and what it waits for.
    pub step: Option<String>,
}

impl HostdevManager {
    /// The manager of this host that all drivers of this process share, as long as one of them has
    /// it.
    ///
    /// Asking for it looks at what programs left that have died: what was half done is finished or
    /// undone, and what dead guests had goes back. What cannot be put right is reported and stays
    /// known.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](virt_core::ErrorKind::SystemError) when there is no place for the
    /// ledger.
    pub fn shared() -> Result<HostdevManager> {
        static SHARED: Mutex<Weak<Host>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = shared.upgrade() {
            return HostdevManager::look(host);
        }
        let manager = HostdevManager::at(Places::of_this_host())?;
        *shared = Arc::downgrade(&manager.host);
        Ok(manager)
    }

    /// The manager for drivers in `role`. Devices are the host's, so programs with embedded roots
    /// share the ledger with the system; their owners are told apart by the root.
    ///
    /// # Errors
    ///
    /// As for [`shared`](HostdevManager::shared).
    pub fn for_role(role: &Role) -> Result<HostdevManager> {
        let manager = HostdevManager::shared()?;
        Ok(match role {
            Role::Embedded { root } => manager.for_root(root),
            _ => manager,
        })
    }

    /// A manager of another host, such as one that a test makes.
    ///
    /// # Errors
    ///
    /// As for [`shared`](HostdevManager::shared).
    pub fn at(places: Places) -> Result<HostdevManager> {
        HostdevManager::open(Host::open(places, Box::new(NetlinkCards))?)
    }

    /// A manager that tells `observer` of each step, when it has been written down and when it has
    /// been taken. The words are for people; a program that is killed by its observer is killed
    /// between two steps.
    ///
    /// # Errors
    ///
    /// As for [`shared`](HostdevManager::shared).
    pub fn observed(
        places: Places,
        observer: impl Fn(&str) + Send + Sync + 'static,
    ) -> Result<HostdevManager> {
        let mut host = Host::open(places, Box::new(NetlinkCards))?;
        host.observer = Some(Arc::new(observer));
        HostdevManager::open(host)
    }

    pub(crate) fn open(host: Host) -> Result<HostdevManager> {
        HostdevManager::look(Arc::new(host))
    }

    fn look(host: Arc<Host>) -> Result<HostdevManager> {
        recover::all(&host)?;
        Ok(HostdevManager { host, root: None })
    }

    /// The same manager for owners of the embedded root `root`.
    #[must_use]
    pub fn for_root(&self, root: &Path) -> HostdevManager {
        HostdevManager { host: Arc::clone(&self.host), root: Some(root.to_owned()) }
    }

    /// The embedded root that the owners of this manager belong to.
    pub fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }

    fn holder(&self, owner: &Owner) -> Holder {
        Holder::new(owner, self.root.clone())
    }
}

impl fmt::Debug for HostdevManager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = &self.host.places;
        f.debug_struct("HostdevManager").field("places", places).field("root", &self.root).finish()
    }
}
