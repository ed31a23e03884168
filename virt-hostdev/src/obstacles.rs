//! Everything that is in the way of a device, in order.

use virt_core::ErrorKind;
use virt_core::driver::node::{Obstacle, Severity};

use crate::DeviceId;
use crate::error::{Failure, Result};
use crate::host::Host;
use crate::ledger::{OwnerId, Phase, Record};

/// What was found in a device's way.
#[derive(Debug, Default)]
pub(crate) struct Obstacles(Vec<(ErrorKind, Obstacle)>);

impl Obstacles {
    pub(crate) fn add(&mut self, kind: ErrorKind, obstacle: Obstacle) {
        self.0.push((kind, obstacle));
    }

    pub(crate) fn into_list(self) -> Vec<Obstacle> {
        self.0.into_iter().map(|(_, obstacle)| obstacle).collect()
    }

    /// An error that names all of them; none when those that are left can be forced and are.
    pub(crate) fn check(mut self, device: &DeviceId, forced: bool) -> Result<()> {
        self.0.retain(|(_, obstacle)| !(forced && obstacle.severity == Severity::Forcible));
        match self.0.first() {
            None => Ok(()),
            Some((ErrorKind::NoNodeDevice, _)) => Err(Failure::Missing(device.clone())),
            Some((kind, _)) => {
                let (device, kind) = (device.clone(), *kind);
                Err(Failure::InTheWay { device, kind, obstacles: self.into_list() })
            }
        }
    }
}

/// Adds what the ledger says against giving the device to `owner`.
pub(crate) fn of_record(
    host: &Host,
    record: Option<&Record>,
    owner: Option<&OwnerId>,
    shareable: bool,
    found: &mut Obstacles,
) {
    let Some(record) = record else { return };
    if shareable && record.phase == Phase::Taken && record.holders.iter().all(|h| h.shareable) {
        return;
    }
    if let Some(what) = held_by(host, record, owner) {
        let severity = Severity::Remediable;
        let obstacle = match record.holders.is_empty() {
            true => Obstacle::new(what, severity),
            false => Obstacle::new(what, severity).remedy("take it from that guest first"),
        };
        found.add(ErrorKind::OperationInvalid, obstacle);
    }
}

/// Who has a device, or what is being done with it, in words; none when `owner` can have it.
pub(crate) fn held_by(host: &Host, record: &Record, owner: Option<&OwnerId>) -> Option<String> {
    let others = record.holders.iter().filter(|holder| Some(&holder.id) != owner);
    let living = others.filter(|holder| host.ledger.owners.lives(&holder.id));
    let names: Vec<String> = living.map(|holder| holder.owner().to_string()).collect();
    match (names.is_empty(), host.ledger.doing(record)) {
        (false, _) => Some(format!("{} has it", names.join(" and "))),
        (true, Some(doing)) => Some(format!("somebody is {doing}")),
        (true, None) => None,
    }
}
