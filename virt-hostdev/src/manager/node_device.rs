//! PCI devices between the host and its guests, on somebody's own account: `nodedev-detach`,
//! `nodedev-reattach`, `nodedev-reset`.

use virt_core::Result;
use virt_core::config::domain::PciAddress;
use virt_host::Deadline;

use super::{HostdevManager, PATIENCE};
use crate::DeviceId;
use crate::error::{self, Failure};
use crate::ledger::Phase;
use crate::obstacles::{Obstacles, held_by};
use crate::pci::{self, PciView};
use crate::recover;
use crate::take;
use crate::work::Work;

impl HostdevManager {
    /// Takes a PCI device from the host's driver and binds it to `driver`, or to the best one for
    /// guests. One that is detached already stays as it is, and one that the host needs is refused.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](virt_core::ErrorKind::OperationInvalid) while a guest has it, and those
    /// of [`prepare`](HostdevManager::prepare).
    pub fn detach(&self, address: &PciAddress, driver: Option<&str>) -> Result<()> {
        self.detach_with(address, driver, false)
    }

    /// Does what [`detach`](HostdevManager::detach) does; with `forced`, even to a device that the
    /// host needs.
    ///
    /// # Errors
    ///
    /// As for [`detach`](HostdevManager::detach).
    pub fn detach_with(
        &self,
        address: &PciAddress,
        driver: Option<&str>,
        forced: bool,
    ) -> Result<()> {
        let mut work = self.unused(address)?;
        let device = PciView::new(&self.host.places, address);
        let mut found = Obstacles::default();
        pci::of_detaching(&self.host, &device, &mut found);
        found.check(work.device(), forced)?;
        let is_there = driver.is_none_or(|driver| device.driver().as_deref() == Some(driver));
        if device.is_for_guests() && is_there {
            return Ok(work.enter(Phase::Detached)?);
        }
        work.enter(Phase::Detaching)?;
        let detached = pci::hand_over(&mut work, &device, driver);
        if detached.is_err() && !work.stuck {
            let back = take::to_host(&mut work, address);
            super::prepare::warn(back, "a device that was detached for nothing does not go back");
        }
        detached?;
        Ok(work.enter(Phase::Detached)?)
    }

    /// Gives a PCI device that no guest has back to the host's driver.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](virt_core::ErrorKind::OperationInvalid) while a guest has it, and those
    /// of [`prepare`](HostdevManager::prepare).
    pub fn reattach_to_host(&self, address: &PciAddress) -> Result<()> {
        let mut work = self.unused(address)?;
        let device = PciView::new(&self.host.places, address);
        if !device.exists() {
            return Err(Failure::Missing(work.device().clone()).into());
        }
        // A bridge, say, is the host's and stays its own.
        if work.record.phase != Phase::Detached && !device.is_for_guests() {
            return Ok(());
        }
        work.enter(Phase::Returning)?;
        if !work.record.original.known {
            pci::give_to_any(&mut work, &device)?;
        }
        Ok(take::to_host(&mut work, address)?)
    }

    /// Resets a PCI device that no guest has.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](virt_core::ErrorKind::OperationInvalid) while a guest has it, when it
    /// cannot be reset, and when it can only be reset with its bus, where others are.
    pub fn reset(&self, address: &PciAddress) -> Result<()> {
        let mut work = self.unused(address)?;
        let device = PciView::new(&self.host.places, address);
        if !device.exists() {
            return Err(Failure::Missing(work.device().clone()).into());
        }
        let phase = work.record.phase;
        let result = pci::reset(&mut work, &device);
        if work.stuck {
            return Ok(result?);
        }
        match phase {
            Phase::Detached => work.enter(phase)?,
            _ => work.forget()?,
        }
        Ok(result?)
    }

    /// The device, locked, when no guest has it.
    fn unused(&self, address: &PciAddress) -> error::Result<Work> {
        let id = DeviceId::Pci(PciView::new(&self.host.places, address).address);
        let lock = recover::lock(&self.host, &id, Deadline::after(PATIENCE))?;
        let work = recover::settled(&self.host, &id, lock, self.host.step_time)?;
        match held_by(&self.host, &work.record, None) {
            Some(what) => Err(Failure::Invalid(format!("{id} is in use: {what}"))),
            None => Ok(work),
        }
    }
}
