//! Taking one device for a guest, and giving it back, whatever its kind.

use virt_core::config::domain::PciAddress;

use crate::error::Result;
use crate::ledger::{Holder, OwnerId, Phase};
use crate::plan::Want;
use crate::work::Work;
use crate::{DeviceId, mdev, nodes, pci, scsi};

/// Takes a device for `holder`. Nobody has it, or those who have it share it.
pub(crate) fn take(
    work: &mut Work,
    want: &Want,
    holder: &Holder,
    user: Option<(u32, u32)>,
) -> Result<()> {
    let mut holder = holder.clone();
    holder.shareable = want.is_shareable();
    if let Want::Pci(want) = want {
        holder.namespaces.clone_from(&want.namespaces);
    }
    let record = &mut work.record;
    if let Some(known) = record.holders.iter_mut().find(|known| known.id == holder.id) {
        // Another namespace of a drive that the guest has.
        known.namespaces.extend(holder.namespaces);
        return work.save();
    }
    if record.holders.is_empty() {
        record.was_detached = record.phase == Phase::Detached;
        record.managed = want.is_managed();
        record.phase = Phase::Taking;
    }
    record.holders.push(holder);
    if let Want::Usb(device, _) = want {
        record.original.usb = Some((device.vendor, device.product));
    }
    work.save()?;
    match want {
        Want::Pci(want) => pci::take(work, want, user)?,
        Want::Usb(device, _) => {
            let node = device.node(&work.host.places);
            nodes::give_to(work, &node, user)?;
        }
        Want::Scsi { address, .. } => {
            let facts = scsi::facts(&work.host.places, *address);
            if let Some(facts) = facts {
                nodes::give_to(work, &facts.generic_node, user)?;
            }
        }
        Want::Mdev { uuid, .. } => {
            if let Some(node) = mdev::facts(&work.host.places, *uuid).group_node {
                nodes::give_to(work, &node, user)?;
            }
        }
        Want::ScsiHost(_) => {}
    }
    Ok(())
}

/// Says that the device is the guest's for good, now that all devices of the guest are.
pub(crate) fn settle(work: &mut Work) -> Result<()> {
    match work.record.phase {
        Phase::Taking => work.enter(Phase::Taken),
        _ => Ok(()),
    }
}

/// Leaves a guest what it had before it asked for more of a drive.
pub(crate) fn restore_holder(work: &mut Work, before: Holder) -> Result<()> {
    if let Some(holder) = work.record.holders.iter_mut().find(|known| known.id == before.id) {
        *holder = before;
    }
    work.save()
}

/// Takes a namespace of a drive from the guest `id`; the drive, when it was the last one.
pub(crate) fn give_namespace(work: &mut Work, id: &OwnerId, namespace: u32) -> Result<()> {
    let holder = work.record.holders.iter_mut().find(|holder| holder.id == *id);
    if let Some(holder) = holder {
        holder.namespaces.retain(|known| *known != namespace);
        if !holder.namespaces.is_empty() {
            return work.save();
        }
    }
    give_back(work, id)
}

/// Takes a device from the guest `id`.
pub(crate) fn give_back(work: &mut Work, id: &OwnerId) -> Result<()> {
    let taking = work.record.phase == Phase::Taking;
    work.record.holders.retain(|holder| holder.id != *id);
    if !work.record.holders.is_empty() {
        return work.save();
    }
    // Undoing is not finishing: what was detached stays detached.
    if taking {
        return undo(work);
    }
    work.enter(Phase::Giving)?;
    finish_giving(work)
}

/// Finishes what [`give_back`] began.
pub(crate) fn finish_giving(work: &mut Work) -> Result<()> {
    let record = &work.record;
    let stays = !record.managed || (record.was_detached && !record.original.known);
    release(work, stays)
}

/// Undoes what [`take`] did.
pub(crate) fn undo(work: &mut Work) -> Result<()> {
    let stays = work.record.was_detached || !work.record.managed;
    let was_nobodys = !work.record.was_detached && !work.record.managed;
    release(work, stays)?;
    // A device that another program made ready is none of the ledger's business.
    if was_nobodys { work.forget() } else { Ok(()) }
}

/// Restores what the guest had of the device, and the driver unless it `stays` away from the host.
fn release(work: &mut Work, stays: bool) -> Result<()> {
    work.record.holders.clear();
    nodes::restore(work)?;
    let DeviceId::Pci(address) = work.record.device.clone() else { return work.forget() };
    pci::restore_network(work)?;
    if stays {
        return work.enter(Phase::Detached);
    }
    to_host(work, &address)
}

/// Gives a PCI device back to the host's driver, and forgets it.
pub(crate) fn to_host(work: &mut Work, address: &PciAddress) -> Result<()> {
    let gone = |work: &Work| !pci::PciView::new(&work.host.places, address).exists();
    if !gone(work) {
        let given = pci::give(work, address);
        // What was pulled out has gone where nobody can give it.
        if given.is_err() && (work.stuck || !gone(work)) {
            return given;
        }
    }
    work.forget()
}
