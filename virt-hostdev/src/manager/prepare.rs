//! Taking devices for a guest: all or none.

use std::time::Duration;

use virt_core::Result;
use virt_host::Deadline;

use super::{HostdevManager, PATIENCE, PrepareOptions};
use crate::error::{self, Failure};
use crate::ledger::{FileLock, Holder};
use crate::plan::{Plan, Want};
use crate::work::Work;
use crate::{HostDevice, Owner, Prepared, mdev, pci, recover, take};

impl HostdevManager {
    /// Takes all of `devices` for `owner`, or none of them.
    ///
    /// The guest's process has to inherit [`Prepared::locks`]. When it runs, tell the manager by
    /// [`update_active`](HostdevManager::update_active). Devices of one owner are taken and given
    /// back one call after another, as under a domain's job; those of different owners at once.
    ///
    /// # Errors
    ///
    /// Nothing has been taken then. [`NoNodeDevice`](virt_core::ErrorKind::NoNodeDevice) for a
    /// device that is not there, [`OperationInvalid`](virt_core::ErrorKind::OperationInvalid) and
    /// [`ConfigUnsupported`](virt_core::ErrorKind::ConfigUnsupported) naming everything that is in
    /// its way, [`ResourceBusy`](virt_core::ErrorKind::ResourceBusy) when somebody is changing it,
    /// [`OperationTimeout`](virt_core::ErrorKind::OperationTimeout) and
    /// [`SystemError`](virt_core::ErrorKind::SystemError) naming the device, the step and the
    /// driver that failed.
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
        owner: &Owner,
        devices: &[HostDevice],
        options: &PrepareOptions,
    ) -> Result<Prepared> {
        let plan = Plan::of(&self.host, devices, options.restored)?;
        let holder = self.holder(owner);
        let owners = &self.host.ledger.owners;
        let lock = owners.hold(&holder.id)?;
        if let Some(lifetime) = &options.lifetime {
            owners.set_life(&holder.id, lifetime)?;
        }
        let taken = self.take_all(&plan, &holder, options);
        let facts = taken.and_then(|()| plan.facts(&self.host));
        match facts {
            Ok(devices) => Ok(Prepared { devices, locks: lock.into_iter().collect() }),
            Err(failure) => {
                let idle = recover::release_idle(&self.host, [&holder.id].into_iter());
                warn(idle, "an owner without devices is still known");
                Err(failure.into())
            }
        }
    }

    fn take_all(
        &self,
        plan: &Plan,
        holder: &Holder,
        options: &PrepareOptions,
    ) -> error::Result<()> {
        let step_time = options.step_time.unwrap_or(self.host.step_time);
        // Held until all is done: whoever finds a device half taken and gets its lock knows that
        // its taker is dead.
        let _groups = self.lock_groups(plan)?;
        let mut works = self.lock_devices(plan, step_time)?;
        for (want, work) in plan.wants.iter().zip(&works) {
            let record = Some(&work.record);
            let found = want.obstacles(&self.host, record, Some(&holder.id), &plan.pci());
            found.check(&want.id(), want.is_forced())?;
            already_has(want, work, holder)?;
        }
        take_each(plan, &mut works, holder, options)
    }

    /// Takes the locks of all devices, in one order for everybody, so that two who want the same
    /// devices do not wait for each other.
    fn lock_devices(&self, plan: &Plan, step_time: Duration) -> error::Result<Vec<Work>> {
        let deadline = Deadline::after(PATIENCE);
        let mut order: Vec<usize> = (0..plan.wants.len()).collect();
        order.sort_by_key(|index| plan.wants[*index].id().key());
        let mut works: Vec<Option<Work>> = plan.wants.iter().map(|_| None).collect();
        for index in order {
            let id = plan.wants[index].id();
            let lock = recover::lock(&self.host, &id, deadline)?;
            works[index] = Some(recover::settled(&self.host, &id, lock, step_time)?);
        }
        Ok(works.into_iter().flatten().collect())
    }

    /// Takes the locks of the IOMMU groups, so that nobody gives a part of one to another guest.
    fn lock_groups(&self, plan: &Plan) -> error::Result<Vec<FileLock>> {
        let places = &self.host.places;
        let groups = plan.wants.iter().filter_map(|want| match want {
            Want::Pci(want) => pci::PciView::new(places, &want.address).iommu_group(),
            Want::Mdev { uuid, .. } => mdev::facts(places, *uuid).iommu_group,
            _ => None,
        });
        let mut groups: Vec<u32> = groups.collect();
        groups.sort_unstable();
        groups.dedup();
        let deadline = Deadline::after(PATIENCE);
        let mut locks = Vec::new();
        for group in groups {
            let lock = self.host.ledger.lock_named(&format!("group-{group}"), deadline)?;
            locks.push(lock.ok_or_else(|| {
                Failure::Invalid(format!("somebody is changing devices of IOMMU group {group}"))
            })?);
        }
        Ok(locks)
    }
}

/// Takes the devices in their order; when one is not to be had, gives back those before it, the last
/// one first.
fn take_each(
    plan: &Plan,
    works: &mut [Work],
    holder: &Holder,
    options: &PrepareOptions,
) -> error::Result<()> {
    // A guest may have other namespaces of a drive already.
    let before: Vec<Option<Holder>> =
        works.iter().map(|work| work.record.holder(&holder.id).cloned()).collect();
    let mut begun = 0;
    let mut wanted = plan.wants.iter().zip(works.iter_mut());
    let taken = wanted.try_for_each(|(want, work)| {
        begun += 1;
        take::take(work, want, holder, options.user)
    });
    let taken = taken.and_then(|()| works.iter_mut().try_for_each(take::settle));
    if taken.is_err() {
        let begun = works.iter_mut().zip(before).take(begun);
        let begun: Vec<(&mut Work, Option<Holder>)> = begun.collect();
        for (work, before) in begun.into_iter().rev().filter(|(work, _)| !work.stuck) {
            let back = match before {
                Some(before) => take::restore_holder(work, before),
                None => take::give_back(work, &holder.id),
            };
            warn(back, "a device that was taken for nothing does not go back");
        }
    }
    taken
}

/// A guest has a device once; of NVMe drives it has each namespace once.
fn already_has(want: &Want, work: &Work, holder: &Holder) -> error::Result<()> {
    let Some(known) = work.record.holder(&holder.id) else { return Ok(()) };
    let another_namespace = match want {
        Want::Pci(want) => {
            !want.namespaces.is_empty()
                && !known.namespaces.is_empty()
                && want.namespaces.iter().all(|space| !known.namespaces.contains(space))
        }
        _ => false,
    };
    if another_namespace {
        return Ok(());
    }
    Err(Failure::Invalid(format!("{} has {} already", holder.owner(), want.id())))
}

/// Reports what failed while something else that failed is on its way to the caller.
pub(super) fn warn(result: error::Result<()>, what: &str) {
    if let Err(err) = result {
        tracing::warn!(%err, "{what}");
    }
}
