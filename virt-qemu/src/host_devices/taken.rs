//! Devices of the host that were taken for a guest that does not run yet.

use std::collections::BTreeMap;
use std::mem;
use std::os::fd::OwnedFd;

use virt_core::Result;
use virt_core::config::DomainConfig;
use virt_host::process::Process;
use virt_hostdev::{HostdevManager, Lifetime, Owner, PrepareOptions};

use super::Requests;
use crate::state::QemuState;

/// Devices of the host that were taken for a guest. They go back when this is dropped, unless the
/// guest [keeps](Taken::keep) them.
pub(crate) struct Taken {
    manager: HostdevManager,
    owner: Owner,
    requests: Requests,
    locks: Vec<OwnedFd>,
    nodes: BTreeMap<usize, String>,
    kept: bool,
}

impl Taken {
    /// Takes `requests` for the guest of `config`, and writes what was found into it; nothing when
    /// nothing is asked for. `process` is the guest's, when it runs already.
    ///
    /// # Errors
    ///
    /// The manager's, naming the device and what is in the way.
    pub(crate) fn take(
        state: &QemuState,
        config: &mut DomainConfig,
        requests: Requests,
        process: Option<&Process>,
    ) -> Result<Option<Taken>> {
        if requests.is_empty() {
            return Ok(None);
        }
        let manager = state.host_devices()?;
        let owner = super::owner(config)?;
        let lifetime = process.map(|process| Lifetime::Process(process.identity().clone()));
        let options = PrepareOptions { lifetime, ..PrepareOptions::default() };
        let prepared = manager.prepare_with(&owner, requests.devices(), &options)?;
        let nodes = requests.note(config, &prepared.devices);
        let locks = prepared.locks;
        Ok(Some(Taken { manager, owner, requests, locks, nodes, kept: false }))
    }

    /// What the guest's process inherits.
    pub(crate) fn take_locks(&mut self) -> Vec<OwnedFd> {
        mem::take(&mut self.locks)
    }

    /// The generic nodes of SCSI devices, by their number among the `<hostdev>`s.
    pub(crate) fn scsi_nodes(&self) -> &BTreeMap<usize, String> {
        &self.nodes
    }

    /// Says that the guest runs as `process`.
    ///
    /// # Errors
    ///
    /// The manager's.
    pub(crate) fn belong_to(&self, process: &Process) -> Result<()> {
        let lifetime = Lifetime::Process(process.identity().clone());
        self.manager.update_active(&self.owner, self.requests.devices(), &lifetime)?;
        Ok(())
    }

    /// The guest has them until it ends, or gives them back.
    pub(crate) fn keep(mut self) {
        self.kept = true;
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        if self.kept {
            return;
        }
        self.locks.clear();
        if let Err(err) = self.manager.reattach(&self.owner, self.requests.devices()) {
            tracing::warn!(domain = self.owner.domain, "cannot give devices back: {err}");
        }
    }
}
