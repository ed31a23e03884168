//! The manager of the host's devices, from when it is needed.

use std::sync::{Mutex, PoisonError};

use tracing::{debug, warn};
use virt_core::Result;
use virt_core::driver::state::Role;
use virt_host::Deadline;
use virt_hostdev::{HostdevManager, Owner, Places};

use super::QemuState;

/// The manager for the guests of one state. A host none of whose guests has devices of it needs
/// no ledger.
pub(super) struct HostDevices {
    role: Role,
    manager: Mutex<Option<HostdevManager>>,
}

impl HostDevices {
    pub(super) fn new(role: Role) -> HostDevices {
        HostDevices { role, manager: Mutex::default() }
    }
}

impl QemuState {
    /// Who has which device of the host.
    ///
    /// # Errors
    ///
    /// When there is no place for the ledger.
    pub(crate) fn host_devices(&self) -> Result<HostdevManager> {
        let HostDevices { role, manager } = &self.host_devices;
        let mut manager = manager.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(manager) = &*manager {
            return Ok(manager.clone());
        }
        let made = HostdevManager::for_role(role)?;
        Ok(manager.insert(made).clone())
    }

    /// Whether the ledger, if there is one, says that `owner` has something.
    pub(crate) fn has_noted(&self, owner: &Owner) -> bool {
        Places::of_this_host().run.exists()
            && self
                .host_devices()
                .and_then(|manager| manager.active(None, Some(owner)))
                .is_ok_and(|devices| !devices.is_empty())
    }

    /// Gives back what the ledger says that guests of this state have who do not run: a program
    /// that was killed while it started one has left no other trace.
    pub(super) fn give_strays_back(&self) {
        if !Places::of_this_host().run.exists() {
            return;
        }
        self.apart("strays", |state| {
            if let Err(err) = state.give_each_stray_back() {
                debug!("the ledger of host devices cannot be looked through: {err}");
            }
        });
    }

    fn give_each_stray_back(&self) -> Result<()> {
        let manager = self.host_devices()?;
        let strays = manager
            .active(None, None)?
            .into_iter()
            .filter(|device| device.root.as_deref() == manager.root());
        for owner in strays.flat_map(|device| device.owners) {
            if owner.driver != crate::NAME {
                continue;
            }
            // Whoever starts or ends the guest right now has its job.
            let domain = self.domains.by_uuid(owner.uuid).ok().map(|listed| listed.object);
            let job = domain
                .as_ref()
                .map(|domain| domain.begin("look for strays of", Deadline::default()));
            if matches!(job, Some(Err(_)))
                || domain.as_ref().is_some_and(|domain| domain.view().is_active())
            {
                continue;
            }
            if let Err(err) = manager.reattach_all(&owner) {
                warn!(domain = owner.domain, "cannot give stray devices back: {err}");
            }
        }
        Ok(())
    }
}
