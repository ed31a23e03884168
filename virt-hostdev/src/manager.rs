//! The manager: what hypervisor drivers call.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use virt_core::config::domain::PciAddress;
use virt_core::driver::state::Role;
use virt_core::{Error, Result};

use crate::{DeviceId, DeviceKind, HostDevice, Lifetime, Owner, Places, Prepared};

/// Who has which device of the host, and the way to take devices and to give them back.
///
/// Cheap to clone; all clones are one manager. Managers of the same [`Places`], in this process or
/// another, share the ledger and respect each other's devices.
#[derive(Debug, Clone)]
pub struct HostdevManager {
    shared: Arc<Shared>,
    /// The embedded root that owners belong to.
    root: Option<PathBuf>,
}

#[derive(Debug)]
struct Shared {
    #[expect(dead_code, reason = "used by what follows")]
    places: Places,
}

/// What else is said about taking devices.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
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
    /// The manager of this host that all drivers of this process share.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](virt_core::ErrorKind::SystemError) when there is no place for the
    /// ledger.
    pub fn shared() -> Result<HostdevManager> {
        HostdevManager::at(Places::of_this_host())
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
        Ok(HostdevManager { shared: Arc::new(Shared { places }), root: None })
    }

    /// The same manager for owners of the embedded root `root`.
    #[must_use]
    pub fn for_root(&self, root: &Path) -> HostdevManager {
        HostdevManager { shared: Arc::clone(&self.shared), root: Some(root.to_owned()) }
    }

    /// Takes all of `devices` for `owner`, or none of them.
    ///
    /// The guest's process has to inherit [`Prepared::locks`]. When it runs, tell the manager by
    /// [`update_active`](HostdevManager::update_active).
    ///
    /// # Errors
    ///
    /// Not there yet.
    pub fn prepare(&self, owner: &Owner, devices: &[HostDevice]) -> Result<Prepared> {
        self.prepare_with(owner, devices, &PrepareOptions::default())
    }

    /// Does what [`prepare`](HostdevManager::prepare) does, with more said about it.
    ///
    /// # Errors
    ///
    /// As for [`prepare`](HostdevManager::prepare).
    pub fn prepare_with(
        &self,
        _owner: &Owner,
        _devices: &[HostDevice],
        _options: &PrepareOptions,
    ) -> Result<Prepared> {
        missing("prepare")
    }

    /// Gives `devices` of `owner` back: to the host where they are managed. Devices that it does
    /// not have are passed over, so that giving back twice does no harm.
    ///
    /// # Errors
    ///
    /// Not there yet.
    pub fn reattach(&self, _owner: &Owner, _devices: &[HostDevice]) -> Result<()> {
        missing("reattach")
    }

    /// Gives everything of `owner` back.
    ///
    /// # Errors
    ///
    /// As for [`reattach`](HostdevManager::reattach).
    pub fn reattach_all(&self, _owner: &Owner) -> Result<()> {
        missing("reattach")
    }

    /// Says that `owner` is a running guest that has `devices`, and no others; what else it had is
    /// given back. Called when a guest was started, and for each guest that a program takes over.
    ///
    /// # Errors
    ///
    /// Not there yet.
    pub fn update_active(
        &self,
        _owner: &Owner,
        _devices: &[HostDevice],
        _lifetime: &Lifetime,
    ) -> Result<Prepared> {
        missing("update_active")
    }

    /// The devices that guests have: of one kind and of one owner, or of all.
    ///
    /// # Errors
    ///
    /// Not there yet.
    pub fn active(
        &self,
        _kind: Option<DeviceKind>,
        _owner: Option<&Owner>,
    ) -> Result<Vec<ActiveDevice>> {
        missing("active")
    }

    /// The devices that the host gave up and no guest has.
    ///
    /// # Errors
    ///
    /// Not there yet.
    pub fn inactive(&self, _kind: Option<DeviceKind>) -> Result<Vec<InactiveDevice>> {
        missing("inactive")
    }

    /// Takes a PCI device from the host's driver and binds it to `driver`, or to the best one for
    /// guests.
    ///
    /// # Errors
    ///
    /// Not there yet.
    pub fn detach(&self, _address: &PciAddress, _driver: Option<&str>) -> Result<()> {
        missing("detach")
    }

    /// Gives a PCI device that no guest has back to the host's driver.
    ///
    /// # Errors
    ///
    /// Not there yet.
    pub fn reattach_to_host(&self, _address: &PciAddress) -> Result<()> {
        missing("reattach_to_host")
    }

    /// Resets a PCI device that no guest has.
    ///
    /// # Errors
    ///
    /// Not there yet.
    pub fn reset(&self, _address: &PciAddress) -> Result<()> {
        missing("reset")
    }

    /// The embedded root that the owners of this manager belong to.
    pub fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }
}

fn missing<T>(call: &str) -> Result<T> {
    Err(Error::no_support("hostdev", call))
}
