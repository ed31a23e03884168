//! The host's devices of a guest that has ended, on their way back.

use std::sync::Arc;

use virt_core::Result;
use virt_core::config::DomainConfig;
use virt_host::Deadline;
use virt_hostdev::Lifetime;

use super::{Domain, Run};
use crate::host_devices::{self, Requests};
use crate::state::QemuState;

impl Domain {
    /// Gives back what the guest of `run` had of the host. Whoever publishes its end has waited
    /// for this: what a domain that is shut off had can be taken again.
    pub(super) fn give_back(&self, state: &QemuState, run: &Run) {
        let view = self.view();
        let Some(live) = view.live.as_ref().filter(|_| view.runs(run)) else { return };
        if has_any(&live.config) || run.was_plugged() {
            run.give_back_once(|| give_all_back(state, &live.config));
        }
    }

    /// Gives back what the guest of `config`, which ended while nobody looked after it, had of the
    /// host: on a thread of its own, with the domain's job.
    pub(super) fn give_back_later(self: &Arc<Self>, state: &QemuState, config: &DomainConfig) {
        if !has_any(config) {
            return;
        }
        let job = match self.begin("give devices of the host back", Deadline::default()) {
            Ok(job) => job,
            Err(err) => {
                tracing::warn!(domain = %self.view().name, "devices are not given back: {err}");
                return;
            }
        };
        let config = config.clone();
        state.apart("give-back", move |state| {
            give_all_back(state, &config);
            drop(job);
        });
    }
}

impl Domain {
    /// Tells the manager what the guest of `run`, which was taken over, has of the host: what else
    /// the ledger says, because a program was killed in between, goes back.
    pub(super) fn keep_host_devices(&self, state: &QemuState, run: &Run) {
        let view = self.view();
        let keep = || -> Result<()> {
            let Some(live) = view.live.as_ref().filter(|_| view.runs(run)) else { return Ok(()) };
            let owner = host_devices::owner(&live.config)?;
            if !has_any(&live.config) && !state.has_noted(&owner) {
                return Ok(());
            }
            // What is being plugged in meanwhile is none of what was left.
            let _job = self.begin("note devices of the host of", Deadline::default())?;
            let view = self.view();
            let Some(live) = view.live.as_ref().filter(|_| view.runs(run)) else { return Ok(()) };
            let requests = Requests::of(&live.config)?;
            let lifetime = Lifetime::Process(run.process.identity().clone());
            let manager = state.host_devices()?;
            manager.update_active(&owner, requests.devices(), &lifetime).map(drop)
        };
        if let Err(err) = keep() {
            tracing::warn!(domain = %view.name, "its devices of the host are not noted: {err}");
        }
    }
}

fn has_any(config: &DomainConfig) -> bool {
    // What cannot be asked for was not taken.
    Requests::of(config).is_ok_and(|requests| !requests.is_empty())
}

fn give_all_back(state: &QemuState, config: &DomainConfig) {
    let given =
        || -> Result<()> { state.host_devices()?.reattach_all(&host_devices::owner(config)?) };
    if let Err(err) = given() {
        let name = config.name.as_deref().unwrap_or_default();
        tracing::warn!(domain = name, "cannot give devices of the host back: {err}");
    }
}
