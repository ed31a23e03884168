//! The manager of the host's devices, from when it is needed.

use std::sync::{Mutex, PoisonError};

use tracing::debug;
use virt_core::Result;
use virt_core::driver::state::Role;
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

    /// Has the manager look at what programs left that were killed: one that was starting a guest
    /// has left no other trace than the ledger.
    pub(super) fn give_strays_back(&self) {
        if !Places::of_this_host().run.exists() {
            return;
        }
        self.apart("strays", |state| {
            if let Err(err) = state.host_devices() {
                debug!("the ledger of host devices cannot be looked through: {err}");
            }
        });
    }
}
