//! The ledger: who has what, on disk, for all programs of the host.
//!
//! ```text
//! devices/pci-0000:02:00.0.json   what is known of a device that is not simply the host's
//! devices/pci-0000:02:00.0.lock   locked by whoever changes the device, and by the helper
//!                                 process that the kernel does not come back to
//! owners/qemu-UUID.json           how long a guest has its devices
//! owners/qemu-UUID.lock           locked by the program that takes devices for the guest, and by
//!                                 the guest's process, which inherits the lock
//! set-aside/                      what could not be understood
//! ```
//!
//! A device is changed by whoever holds its lock, and every step is written down before it is
//! taken. So whoever gets the lock and finds a step knows that its author has died over it.

mod lock;
mod owners;
mod record;
mod set_aside;

pub(crate) use lock::{FileLock, Seen};
pub(crate) use owners::{OwnerId, Owners};
pub(crate) use record::{Holder, NetworkOriginal, NodeOriginal, Phase, Record, Step};

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use serde::Serialize;
use virt_host::Deadline;
use virt_host::folders::create_folder;

use crate::DeviceId;
use crate::error::{Failure, Result};

/// The ledger of one host.
#[derive(Debug)]
pub(crate) struct Ledger {
    folder: PathBuf,
    boot: String,
    pub(crate) owners: Owners,
}

impl Ledger {
    /// Opens the ledger in `folder`, and makes it where there is none.
    pub(crate) fn open(folder: &Path) -> Result<Ledger> {
        // Others may pass through the folders above, but not look into the ledger.
        create_folder(folder, 0o755, 0o700)?;
        for part in ["devices", "owners", "set-aside"] {
            create_folder(&folder.join(part), 0o700, 0o700)?;
        }
        let boot = virt_host::boot_id()?.to_owned();
        let owners = Owners::new(folder.join("owners"), boot.clone());
        Ok(Ledger { folder: folder.to_owned(), boot, owners })
    }

    /// The running boot, which every record names.
    pub(crate) fn boot(&self) -> &str {
        &self.boot
    }

    /// Takes the right to change `device`; none when somebody else has it until the `deadline`.
    pub(crate) fn lock(&self, device: &DeviceId, deadline: Deadline) -> Result<Option<FileLock>> {
        self.lock_named(&device.key(), deadline)
    }

    /// The file of the right to change `device`, for who has to wait longer than the ledger is there.
    pub(crate) fn lock_path(&self, device: &DeviceId) -> PathBuf {
        self.lock_path_named(&device.key())
    }

    fn lock_path_named(&self, name: &str) -> PathBuf {
        self.folder.join("devices").join(format!("{name}.lock"))
    }

    /// Takes a right that is called otherwise, such as that of an IOMMU group.
    pub(crate) fn lock_named(&self, name: &str, deadline: Deadline) -> Result<Option<FileLock>> {
        FileLock::acquire(&self.lock_path_named(name), deadline)
    }

    /// What is known of `device`; none while it is simply the host's. A record that cannot be
    /// understood is set aside: `Seen::Lost`.
    pub(crate) fn read(&self, device: &DeviceId) -> Result<Seen<Record>> {
        let path = self.path(device);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(Seen::Nothing),
            Err(err) => return Err(Failure::file("read the ledger's", path)(err)),
        };
        match Record::parse(&bytes, &self.boot) {
            Ok(record) if record.device == *device => Ok(Seen::Found(record)),
            Ok(_) => self.lost(&path, "it is about another device"),
            Err(why) => self.lost(&path, &why),
        }
    }

    /// What is known of `device`, for those who only look: records that cannot be understood are
    /// passed over and stay where they are.
    pub(crate) fn peek(&self, device: &DeviceId) -> Option<Record> {
        Record::parse(&fs::read(self.path(device)).ok()?, &self.boot).ok()
    }

    /// Writes down what is known of a device. Its lock is held by the caller.
    pub(crate) fn write(&self, record: &Record) -> Result<()> {
        replace(&self.path(&record.device), record)
    }

    /// Forgets a device. Its lock is held by the caller.
    pub(crate) fn forget(&self, device: &DeviceId) -> Result<()> {
        remove(&self.path(device))
    }

    /// What is being done with a device, by somebody who has its lock.
    pub(crate) fn doing(&self, record: &Record) -> Option<String> {
        let lock = self.folder.join("devices").join(format!("{}.lock", record.device.key()));
        record.doing().filter(|_| FileLock::is_held(&lock))
    }

    /// All devices that the ledger knows, sorted.
    pub(crate) fn devices(&self) -> Result<Vec<DeviceId>> {
        let folder = self.folder.join("devices");
        let entries = fs::read_dir(&folder).map_err(Failure::file("list the ledger's", &folder))?;
        let mut names: Vec<String> =
            entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort_unstable();
        let keys = names.iter().filter_map(|name| name.strip_suffix(".json"));
        Ok(keys.filter_map(|key| key.parse().ok()).collect())
    }

    fn path(&self, device: &DeviceId) -> PathBuf {
        self.folder.join("devices").join(format!("{}.json", device.key()))
    }

    fn lost<T>(&self, path: &Path, why: &str) -> Result<Seen<T>> {
        set_aside::set_aside(path, &self.folder.join("set-aside"), why)?;
        Ok(Seen::Lost)
    }
}

/// Replaces a file of the ledger, so that a reader or a kill never sees half of it. The folder is
/// in memory, and what another boot wrote is not believed; so nothing is synced.
fn replace(path: &Path, content: &impl Serialize) -> Result<()> {
    let unfinished = path.with_extension("new");
    let write = || -> io::Result<()> {
        let bytes = serde_json::to_vec_pretty(content)?;
        let mut options = OpenOptions::new();
        let mut file =
            options.write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
        file.write_all(&bytes)?;
        fs::rename(&unfinished, path)
    };
    write().map_err(Failure::file("write the ledger's", path))
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => {
            Err(Failure::file("remove the ledger's", path)(err))
        }
        _ => Ok(()),
    }
}
