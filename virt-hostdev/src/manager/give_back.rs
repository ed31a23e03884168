//! Giving devices back.

use virt_core::Result;
use virt_host::Deadline;

use super::{HostdevManager, PATIENCE};
use crate::ledger::{OwnerId, Record};
use crate::{DeviceId, HostDevice, Owner, error, plan, recover, take};

impl HostdevManager {
    /// Gives `devices` of `owner` back: to the host where they are managed. Devices that it does
    /// not have are passed over, so that giving back twice does no harm.
    ///
    /// # Errors
    ///
    /// The first one of those that [`prepare`](HostdevManager::prepare) knows; the other devices
    /// are given back all the same, and what was left half done is tried again by the next program
    /// that opens the manager or wants the device.
    pub fn reattach(&self, owner: &Owner, devices: &[HostDevice]) -> Result<()> {
        let id = self.holder(owner).id;
        let mut result = Ok(());
        let mut meant = Vec::new();
        for device in devices.iter().rev() {
            match plan::recorded(&self.host, device, &id) {
                Ok(found) => meant.extend(found.map(|found| (found, namespace(device)))),
                Err(err) => result = result.and(Err(err.into())),
            }
        }
        result.and(self.give_all(&id, &meant))
    }

    /// Gives everything of `owner` back.
    ///
    /// # Errors
    ///
    /// As for [`reattach`](HostdevManager::reattach).
    pub fn reattach_all(&self, owner: &Owner) -> Result<()> {
        let id = self.holder(owner).id;
        let devices = self.host.ledger.devices()?.into_iter().map(|device| (device, None));
        self.give_all(&id, &devices.collect::<Vec<_>>())
    }

    /// Gives those of `devices` back that `id` has; of NVMe drives one namespace, where one is
    /// named.
    pub(super) fn give_all(&self, id: &OwnerId, devices: &[(DeviceId, Option<u32>)]) -> Result<()> {
        let mut result = Ok(());
        for (device, namespace) in devices {
            let given = self.give_one(id, device, *namespace);
            if let Err(err) = &given {
                tracing::warn!(%device, %err, "a device is not given back");
            }
            result = result.and(given);
        }
        recover::release_idle(&self.host, [id].into_iter())?;
        result.map_err(Into::into)
    }

    fn give_one(
        &self,
        id: &OwnerId,
        device: &DeviceId,
        namespace: Option<u32>,
    ) -> error::Result<()> {
        // Most of what a guest does not have is told without a lock.
        let is_mine = |record: &Record| record.holder(id).is_some();
        if !self.host.ledger.peek(device).as_ref().is_some_and(is_mine) {
            return Ok(());
        }
        let lock = recover::lock(&self.host, device, Deadline::after(PATIENCE))?;
        let mut work = recover::settled(&self.host, device, lock, self.host.step_time)?;
        if !is_mine(&work.record) {
            return Ok(());
        }
        match namespace {
            Some(namespace) => take::give_namespace(&mut work, id, namespace),
            None => take::give_back(&mut work, id),
        }
    }
}

fn namespace(device: &HostDevice) -> Option<u32> {
    match device {
        HostDevice::Nvme(request) => Some(request.namespace),
        _ => None,
    }
}
