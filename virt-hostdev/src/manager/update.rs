//! Running guests, told to the manager.

use virt_core::Result;
use virt_host::Deadline;

use super::{HostdevManager, PATIENCE};
use crate::error;
use crate::ledger::{Holder, Phase};
use crate::obstacles::{self, Obstacles};
use crate::plan::{Plan, Want};
use crate::{DeviceId, HostDevice, Lifetime, Owner, Prepared, PreparedDevice, plan, recover};

impl HostdevManager {
    /// Says that `owner` is a running guest that has `devices`, and no others; what else it had is
    /// given back. Called when a guest was started or a device was plugged into it, and for each
    /// guest that a program takes over.
    ///
    /// USB devices that have gone meanwhile are none in the answer.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](virt_core::ErrorKind::OperationInvalid) when another living guest has
    /// one of the devices; those of [`reattach`](HostdevManager::reattach) for the others.
    pub fn update_active(
        &self,
        owner: &Owner,
        devices: &[HostDevice],
        lifetime: &Lifetime,
    ) -> Result<Prepared> {
        let holder = self.holder(owner);
        let owners = &self.host.ledger.owners;
        owners.set_life(&holder.id, lifetime)?;
        let lock = owners.hold(&holder.id)?;
        let mut mine = Vec::new();
        let mut facts = Vec::new();
        for device in devices {
            let found = self.confirm(&holder, device, lifetime)?;
            mine.extend(found.clone());
            facts.push(self.facts_of(device, found.is_some()));
        }
        let mut others = self.host.ledger.devices()?;
        others.retain(|device| !mine.contains(device));
        self.give_all_but(&holder, &others, mine.is_empty())?;
        Ok(Prepared { devices: facts, locks: lock.into_iter().collect() })
    }

    fn give_all_but(&self, holder: &Holder, others: &[DeviceId], idle: bool) -> Result<()> {
        let has = |device: &&DeviceId| {
            let record = self.host.ledger.peek(device);
            record.is_some_and(|record| record.holder(&holder.id).is_some())
        };
        let mine: Vec<_> = others.iter().filter(has).map(|device| (device.clone(), None)).collect();
        // An owner that has nothing is forgotten.
        if idle || !mine.is_empty() { self.give_all(&holder.id, &mine) } else { Ok(()) }
    }

    /// Makes sure that the ledger says that the guest has a device.
    fn confirm(
        &self,
        holder: &Holder,
        device: &HostDevice,
        lifetime: &Lifetime,
    ) -> error::Result<Option<DeviceId>> {
        let known = plan::recorded(&self.host, device, &holder.id)?;
        let want = Want::of(&self.host, device, true).ok().flatten();
        let Some(id) = known.or_else(|| want.as_ref().map(Want::id)) else { return Ok(None) };
        let lock = recover::lock(&self.host, &id, Deadline::after(PATIENCE))?;
        let mut work = recover::claimed(&self.host, &id, lock, &holder.id)?;
        if let Lifetime::Process(process) = lifetime {
            let stranger = recover::stranger(process.pid).id;
            work.record.holders.retain(|holder| holder.id != stranger);
        }
        if work.record.holder(&holder.id).is_none() {
            let shareable = want.as_ref().is_some_and(Want::is_shareable);
            let mut found = Obstacles::default();
            let record = Some(&work.record);
            let owner = Some(&holder.id);
            obstacles::of_record(&self.host, record, owner, shareable, &mut found);
            found.check(&id, false)?;
            let mut holder = holder.clone();
            holder.shareable = shareable;
            work.record.managed = want.as_ref().is_some_and(Want::is_managed);
            work.record.holders.push(holder);
        }
        work.enter(Phase::Taken)?;
        Ok(Some(id))
    }

    fn facts_of(&self, device: &HostDevice, known: bool) -> Option<PreparedDevice> {
        let plan = Plan::of(&self.host, std::slice::from_ref(device), true).ok()?;
        plan.facts(&self.host).ok()?.pop().flatten().filter(|_| known)
    }
}
