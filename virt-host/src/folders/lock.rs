//! One program at a time in a root.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{env, fmt, fs, process};

use virt_core::{Error, ErrorKind, Result};

use super::Folders;
use crate::error::{system, unwritten};
use crate::time::utc;

/// The right of this program to change what is in a driver's [`Folders`].
///
/// It is a lock (`flock`) on the open file `run/lock`, so it ends when this value is dropped and
/// when the program dies, by whatever means. The descriptor closes on `exec`: a QEMU that outlives
/// the program does not hold it. The file stays; removing it would let two programs lock two files.
///
/// Another open of the same root in the same program is refused like any other: share the first.
#[derive(Debug)]
pub struct RootLock {
    file: File,
    path: PathBuf,
}

impl RootLock {
    /// Takes the lock, without waiting. Makes the run folder if it is missing.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ResourceBusy`] naming the holder when another program has the lock;
    /// [`ErrorKind::SystemError`] when the lock file cannot be used.
    pub fn acquire(folders: &Folders) -> Result<RootLock> {
        folders.create()?;
        let path = folders.run().join("lock");
        loop {
            let mut file = open(&path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(busy(folders, &path)),
                Err(TryLockError::Error(err)) => {
                    return Err(system(format!("cannot lock '{}'", path.display()), err));
                }
            }
            // Somebody may have removed or replaced the file between our opening and locking it.
            if same_file(&file, &path) {
                LockHolder::this_program()
                    .write(&mut file)
                    .map_err(|err| unwritten("write lock file", &path, "", err))?;
                return Ok(RootLock { file, path });
            }
        }
    }

    /// The file that is locked.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Empties the file, so that nobody reads a holder that is gone; closing it frees the lock.
impl Drop for RootLock {
    fn drop(&mut self) {
        if let Err(err) = self.file.set_len(0) {
            tracing::debug!(path = %self.path.display(), %err, "lock file keeps its old text");
        }
    }
}

/// Who holds a [`RootLock`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockHolder {
    /// Its process.
    pub pid: u32,
    /// The name of its program.
    pub program: String,
    /// When it took the lock.
    pub since: SystemTime,
}

impl LockHolder {
    fn this_program() -> LockHolder {
        let path = env::current_exe().ok();
        let name = path.as_deref().and_then(Path::file_name).map(|n| n.to_string_lossy());
        let program = name.map_or_else(|| "unknown".to_owned(), |name| name.into_owned());
        LockHolder { pid: process::id(), program, since: SystemTime::now() }
    }

    fn write(&self, file: &mut File) -> std::io::Result<()> {
        let since = self.since.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        file.set_len(0)?;
        file.write_all(format!("{}\n{since}\n{}\n", self.pid, self.program).as_bytes())
    }

    /// Reads the holder's own words; none when it has not written them yet.
    fn read(path: &Path) -> Option<LockHolder> {
        let mut text = String::new();
        File::open(path).ok()?.take(4096).read_to_string(&mut text).ok()?;
        let mut lines = text.lines();
        let pid = lines.next()?.parse().ok()?;
        let since = UNIX_EPOCH.checked_add(Duration::from_secs(lines.next()?.parse().ok()?))?;
        Some(LockHolder { pid, program: lines.next()?.to_owned(), since })
    }
}

/// `virtd (pid 12) since 2026-02-28T09:05:00Z`.
impl fmt::Display for LockHolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (pid {}) since {}", self.program, self.pid, utc(self.since))
    }
}

fn open(path: &Path) -> Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
        .map_err(|err| unwritten("open lock file", path, "", err))
}

fn same_file(file: &File, path: &Path) -> bool {
    match (file.metadata(), fs::metadata(path)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

fn busy(folders: &Folders, path: &Path) -> Error {
    let holder = match LockHolder::read(path) {
        Some(holder) if holder.pid == process::id() => format!("this program itself, {holder}"),
        Some(holder) => holder.to_string(),
        None => "another program".to_owned(),
    };
    let message =
        format!("driver '{}' cannot open {folders}: it is in use by {holder}", folders.driver());
    Error::new(ErrorKind::ResourceBusy, message)
}
