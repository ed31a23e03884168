//! After a program's death: what it had begun is finished or undone, and what its guests had is
//! taken care of.

use std::path::Path;
use std::sync::{Arc, PoisonError, Weak, mpsc};
use std::thread;
use std::time::Duration;

use uuid::Uuid;
use virt_host::Deadline;
use virt_host::process::ProcessIdentity;

use crate::error::{Failure, Result};
use crate::host::Host;
use crate::ledger::{FileLock, Holder, OwnerId, Phase, Record, Seen};
use crate::open_nodes::{User, users_of};
use crate::pci::PciView;
use crate::work::Work;
use crate::{DeviceId, Lifetime, Owner, mdev, take};

/// How long to wait for a device's lock, which those who only look hold for an instant.
const INSTANT: Duration = Duration::from_millis(100);
/// How long the opening of a manager waits for what earlier programs left.
const OPENING: Duration = Duration::from_secs(10);

/// Looks at everything in the ledger that nobody is changing, and reports what cannot be put right.
/// What takes longer than [`OPENING`], because a driver hangs, goes on meanwhile, and so does the
/// waiting for what somebody is changing: that may be a helper whose program is dead.
pub(crate) fn all(host: &Arc<Host>) -> Result<()> {
    let (done, all_done) = mpsc::channel::<()>();
    for id in host.ledger.devices()? {
        let (host, done) = (Arc::clone(host), done.clone());
        let look = move || {
            let looked = device(&host, &id, Deadline::after(INSTANT));
            let awaited = !looked && await_alone(&host, &id);
            let (weak, path) = (Arc::downgrade(&host), host.ledger.lock_path(&id));
            drop(host);
            drop(done);
            if awaited {
                later(&weak, &id, &path);
            }
        };
        thread::Builder::new()
            .name("virt-hostdev-recover".to_owned())
            .spawn(look)
            .map_err(|err| Failure::Unclear(format!("cannot start a thread: {err}")))?;
    }
    drop(done);
    // Nobody sends anything: it ends when all have dropped their ends, or in time.
    let _ = all_done.recv_timeout(OPENING);
    Ok(())
}

/// Looks at one device, unless somebody changes it; tells whether nobody does.
pub(crate) fn device(host: &Arc<Host>, id: &DeviceId, deadline: Deadline) -> bool {
    let lock = host.ledger.lock(id, deadline);
    let is_free = !matches!(lock, Ok(None));
    report(id, lock.and_then(|lock| lock.map_or(Ok(()), |lock| look(host, id, lock))));
    is_free
}

/// Looks at one device in a thread of its own, when nobody changes it.
pub(crate) fn soon(host: &Arc<Host>, id: &DeviceId) {
    if !await_alone(host, id) {
        return;
    }
    let (weak, path) = (Arc::downgrade(host), host.ledger.lock_path(id));
    let device = id.clone();
    let started = thread::Builder::new()
        .name("virt-hostdev-recover".to_owned())
        .spawn(move || later(&weak, &device, &path));
    if let Err(err) = started {
        tracing::warn!(device = %id, %err, "nobody looks at what a dead guest had");
        host.awaited.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
    }
}

/// Whether no other thread waits for the device; from now on this one does.
fn await_alone(host: &Host, id: &DeviceId) -> bool {
    host.awaited.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone())
}

/// Looks at a device when who changes it is done, if the manager is still there then.
fn later(host: &Weak<Host>, id: &DeviceId, path: &Path) {
    let lock = FileLock::wait(path);
    let Some(host) = host.upgrade() else { return };
    host.awaited.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
    report(id, lock.and_then(|lock| look(&host, id, lock)));
}

fn look(host: &Arc<Host>, id: &DeviceId, lock: FileLock) -> Result<()> {
    settled(host, id, lock, host.step_time).map(drop)
}

fn report(id: &DeviceId, looked: Result<()>) {
    if let Err(err) = looked {
        tracing::warn!(device = %id, %err, "a device is neither the host's nor a guest's");
    }
}

/// The device whose `lock` this is, with nothing half done: the host's, detached, or that of living
/// guests.
pub(crate) fn settled(
    host: &Arc<Host>,
    id: &DeviceId,
    lock: FileLock,
    step_time: Duration,
) -> Result<Work> {
    let (record, known) = match host.ledger.read(id)? {
        Seen::Found(record) => (record, true),
        Seen::Nothing => (fresh(host, id), false),
        Seen::Lost => (derived(host, id)?, false),
    };
    let derived = !known && record.phase != Phase::Returning;
    let mut work = Work::new(host, lock, record, step_time);
    if derived {
        work.save()?;
    } else if known {
        settle(&mut work)?;
    }
    Ok(work)
}

/// The device whose `lock` this is, as it is: `owner` runs and has it, however far its taking was.
pub(crate) fn claimed(
    host: &Arc<Host>,
    id: &DeviceId,
    lock: FileLock,
    owner: &OwnerId,
) -> Result<Work> {
    match host.ledger.read(id)? {
        Seen::Found(record) if record.holder(owner).is_some() => {
            Ok(Work::new(host, lock, record, host.step_time))
        }
        _ => settled(host, id, lock, host.step_time),
    }
}

/// A record of a device that is the host's. It is not written until there is something to say.
fn fresh(host: &Host, id: &DeviceId) -> Record {
    Record::new(id.clone(), Phase::Returning, host.ledger.boot())
}

fn settle(work: &mut Work) -> Result<()> {
    if work.record.step.as_ref().is_some_and(|step| step.helper.is_some()) {
        tracing::info!(device = %work.record.device, "the kernel has come back");
    }
    work.record.step = None;
    match work.record.phase {
        Phase::Taking => {
            let guests = std::mem::take(&mut work.record.holders);
            take::undo(work)?;
            release_idle(&work.host, guests.iter().map(|guest| &guest.id))?;
        }
        Phase::Giving => take::finish_giving(work)?,
        Phase::Detaching | Phase::Returning => to_host(work)?,
        Phase::Detached => forget_if_gone(work)?,
        Phase::Taken => bury(work)?,
    }
    let (host, id) = (work.host.clone(), work.record.device.clone());
    // What is forgotten is as new.
    if host.ledger.peek(&id).is_none() {
        work.record = fresh(&host, &id);
    }
    Ok(())
}

fn to_host(work: &mut Work) -> Result<()> {
    match work.record.device.clone() {
        DeviceId::Pci(address) => take::to_host(work, &address),
        _ => work.forget(),
    }
}

fn forget_if_gone(work: &mut Work) -> Result<()> {
    match work.record.device.clone() {
        DeviceId::Pci(address) if PciView::new(&work.host.places, &address).exists() => Ok(()),
        _ => work.forget(),
    }
}

/// Gives back what dead guests had.
fn bury(work: &mut Work) -> Result<()> {
    let owners = &work.host.ledger.owners;
    let holders = work.record.holders.iter();
    let dead: Vec<Holder> = holders.filter(|holder| !owners.lives(&holder.id)).cloned().collect();
    let Some(last) = dead.last() else { return Ok(()) };
    // The ledger may not have been told of the guest's process before the program died.
    if let Some(user) = user(&work.host, &work.record.device) {
        return adopt(&work.host, &last.id, &user);
    }
    for holder in &dead {
        take::give_back(work, &holder.id)?;
    }
    release_idle(&work.host, dead.iter().map(|holder| &holder.id))
}

/// A process that has the device open, as only guests can.
fn user(host: &Host, id: &DeviceId) -> Option<User> {
    let nodes = match id {
        DeviceId::Pci(address) => PciView::new(&host.places, address).nodes(),
        DeviceId::Mdev(uuid) => mdev::facts(&host.places, *uuid).group_node.into_iter().collect(),
        _ => return None,
    };
    users_of(&host.places, &nodes).into_iter().next()
}

fn adopt(host: &Host, id: &OwnerId, user: &User) -> Result<()> {
    let lifetime = match ProcessIdentity::of(user.pid)? {
        Some(process) => Lifetime::Process(process),
        None => return Ok(()),
    };
    tracing::info!(pid = user.pid, program = user.program, "a guest is known by its open devices");
    host.ledger.owners.set_life(id, &lifetime)
}

/// What can be told of a device whose record cannot be understood.
fn derived(host: &Host, id: &DeviceId) -> Result<Record> {
    let mut record = fresh(host, id);
    // What it goes back to is not known, so somebody has to say that it goes.
    record.was_detached = true;
    let user = user(host, id);
    if let Some(user) = user {
        let holder = stranger(user.pid);
        adopt(host, &holder.id, &user)?;
        record.holders.push(holder);
        record.phase = Phase::Taken;
    } else if let DeviceId::Pci(address) = id
        && PciView::new(&host.places, address).is_for_guests()
    {
        record.phase = Phase::Detached;
    }
    Ok(record)
}

/// The owner that a process is called which has a device for reasons that nobody knows.
pub(crate) fn stranger(pid: u32) -> Holder {
    let owner = Owner::new("unknown", format!("process {pid}"), Uuid::nil());
    Holder::new(&owner, Some(format!("/proc/{pid}").into()))
}

/// Forgets those of `owners` that have no device any more.
pub(crate) fn release_idle<'a>(
    host: &Host,
    owners: impl Iterator<Item = &'a OwnerId>,
) -> Result<()> {
    let devices = host.ledger.devices()?;
    let records: Vec<Record> = devices.iter().filter_map(|id| host.ledger.peek(id)).collect();
    for id in owners {
        if !records.iter().any(|record| record.holder(id).is_some()) {
            host.ledger.owners.release(id)?;
        }
    }
    Ok(())
}

/// The lock of a device, or an error that says who has it.
pub(crate) fn lock(host: &Host, id: &DeviceId, deadline: Deadline) -> Result<FileLock> {
    host.ledger.lock(id, deadline)?.ok_or_else(|| {
        let doing = host.ledger.peek(id).and_then(|record| record.doing());
        let what = match doing {
            Some(doing) => format!("somebody is {doing}"),
            None => "somebody is changing it".to_owned(),
        };
        Failure::Busy { device: id.clone(), what }
    })
}
