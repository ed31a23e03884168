//! Who has what.

use virt_core::Result;

use super::{ActiveDevice, HostdevManager, InactiveDevice};
use crate::ledger::{Phase, Record};
use crate::{DeviceKind, Owner, recover};

impl HostdevManager {
    /// The devices that guests have, or are about to: of one kind and of one owner, or of all, in
    /// every program of the host. Never waits for a change: what the guest of another program had
    /// that has died since is given back meanwhile, and is not among them the next time.
    ///
    /// # Errors
    ///
    /// [`SystemError`](virt_core::ErrorKind::SystemError) when the ledger cannot be read.
    pub fn active(
        &self,
        kind: Option<DeviceKind>,
        owner: Option<&Owner>,
    ) -> Result<Vec<ActiveDevice>> {
        let id = owner.map(|owner| self.holder(owner).id);
        let is_meant = |record: &Record| {
            !record.holders.is_empty() && id.as_ref().is_none_or(|id| record.holder(id).is_some())
        };
        let active = |record: Record| ActiveDevice {
            owners: record.holders.iter().map(|holder| holder.owner()).collect(),
            root: record.holders.first().and_then(|holder| holder.root.clone()),
            step: self.host.ledger.doing(&record),
            device: record.device,
        };
        Ok(self.records(kind)?.into_iter().filter(is_meant).map(active).collect())
    }

    /// The devices that the host gave up and no guest has: detached ones, and those on their way
    /// back. Never waits for a change.
    ///
    /// # Errors
    ///
    /// [`SystemError`](virt_core::ErrorKind::SystemError) when the ledger cannot be read.
    pub fn inactive(&self, kind: Option<DeviceKind>) -> Result<Vec<InactiveDevice>> {
        let is_meant = |record: &Record| record.holders.is_empty() && record.phase != Phase::Taking;
        let inactive = |record: Record| InactiveDevice {
            step: self.host.ledger.doing(&record),
            device: record.device,
            original_driver: record.original.driver,
        };
        Ok(self.records(kind)?.into_iter().filter(is_meant).map(inactive).collect())
    }

    fn records(&self, kind: Option<DeviceKind>) -> Result<Vec<Record>> {
        let devices = self.host.ledger.devices()?.into_iter();
        let meant = devices.filter(|device| kind.is_none_or(|kind| kind == device.kind()));
        let records: Vec<_> = meant.filter_map(|device| self.host.ledger.peek(&device)).collect();
        let owners = &self.host.ledger.owners;
        for record in &records {
            if record.holders.iter().any(|holder| owners.seems_dead(&holder.id)) {
                recover::soon(&self.host, &record.device);
            }
        }
        Ok(records)
    }
}
