//! Which guests live, as far as their devices are concerned.

use std::collections::HashMap;
use std::fs;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use virt_host::Deadline;
use virt_host::process::{Process, ProcessIdentity};

use super::{FileLock, remove, replace};
use crate::error::Result;
use crate::{Lifetime, Owner};

/// How long to wait for an owner's lock: those who only look hold it for an instant.
const INSTANT: Duration = Duration::from_millis(100);
/// How often to look whether an owner's lock is held, over that time.
const LOOKS: u32 = 5;

/// The name of an owner in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct OwnerId(String);

impl OwnerId {
    pub(crate) fn of(owner: &Owner, root: Option<&Path>) -> OwnerId {
        // The name becomes a part of a path.
        let driver: String = owner.driver.chars().filter(char::is_ascii_alphanumeric).collect();
        let uuid = owner.uuid;
        OwnerId(match root {
            None => format!("{driver}-{uuid}"),
            Some(root) => {
                let hash = Sha256::digest(root.as_os_str().as_bytes());
                let hash = hash.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
                format!("{driver}-{uuid}-{hash:016x}")
            }
        })
    }
}

/// How long an owner has its devices when nobody holds its lock.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Life {
    boot: String,
    process: Option<(u32, u64)>,
}

/// The owners that the ledger knows, and the locks of those that this program cares for.
#[derive(Debug)]
pub(crate) struct Owners {
    folder: PathBuf,
    boot: String,
    held: Mutex<HashMap<OwnerId, FileLock>>,
}

impl Owners {
    pub(super) fn new(folder: PathBuf, boot: String) -> Owners {
        Owners { folder, boot, held: Mutex::default() }
    }

    /// Takes the owner's lock, or has it already. None when a process of the owner has it, which
    /// then is its guest.
    pub(crate) fn hold(&self, id: &OwnerId) -> Result<Option<OwnedFd>> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lock) = held.get(id) {
            return lock.descriptor().map(Some);
        }
        let path = self.path(id, "lock");
        let Some(lock) = FileLock::acquire(&path, Deadline::after(INSTANT))? else {
            return Ok(None);
        };
        let descriptor = lock.descriptor()?;
        held.insert(id.clone(), lock);
        Ok(Some(descriptor))
    }

    /// Writes down how long the owner lives.
    pub(crate) fn set_life(&self, id: &OwnerId, lifetime: &Lifetime) -> Result<()> {
        let process = match lifetime {
            Lifetime::Process(process) => Some((process.pid, process.start_time)),
            Lifetime::UntilReturned => None,
        };
        replace(&self.path(id, "json"), &Life { boot: self.boot.clone(), process })
    }

    /// Whether the owner lives: its lock is held, or its process runs, or it is none.
    pub(crate) fn lives(&self, id: &OwnerId) -> bool {
        self.life_goes_on(id) || self.is_locked(id)
    }

    /// Whether the owner is no more, as far as can be told at once. A guest that is just being started
    /// may look so, hence whoever acts on it has to ask whether it [lives](Owners::lives).
    pub(crate) fn seems_dead(&self, id: &OwnerId) -> bool {
        !self.life_goes_on(id) && !FileLock::is_held(&self.path(id, "lock"))
    }

    /// A child that is just being started has copies of all locks of its parent for an instant,
    /// even when that has died.
    fn is_locked(&self, id: &OwnerId) -> bool {
        let path = self.path(id, "lock");
        (0..LOOKS).all(|look| {
            if look > 0 {
                thread::sleep(INSTANT / LOOKS);
            }
            FileLock::is_held(&path)
        })
    }

    fn life_goes_on(&self, id: &OwnerId) -> bool {
        let Ok(bytes) = fs::read(self.path(id, "json")) else { return false };
        let Ok(life) = serde_json::from_slice::<Life>(&bytes) else { return false };
        if life.boot != self.boot {
            return false;
        }
        let Some((pid, start_time)) = life.process else { return true };
        let identity = ProcessIdentity { pid, start_time, boot_id: life.boot };
        // A process that cannot be looked at is there.
        let process = Process::adopt(&identity);
        process.map_or(true, |process| process.is_some_and(|process| !process.has_ended()))
    }

    /// Forgets an owner that has nothing any more.
    pub(crate) fn release(&self, id: &OwnerId) -> Result<()> {
        let lock = self.held.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
        remove(&self.path(id, "json"))?;
        if let Some(lock) = lock {
            lock.remove();
        }
        Ok(())
    }

    fn path(&self, id: &OwnerId, extension: &str) -> PathBuf {
        self.folder.join(format!("{}.{extension}", id.0))
    }
}
