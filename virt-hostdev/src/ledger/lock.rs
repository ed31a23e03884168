//! Locks that end with whoever holds them.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use virt_host::Deadline;

use crate::error::{Failure, Result};

/// How long to wait before a lock is tried again: the kernel has no waiting with a deadline.
const PAUSE: Duration = Duration::from_millis(5);

/// What is seen of something on disk.
#[derive(Debug)]
pub(crate) enum Seen<T> {
    /// There is nothing.
    Nothing,
    /// There was something that could not be understood; it has been set aside.
    Lost,
    /// This.
    Found(T),
}

/// A lock on an open file. Every copy of the descriptor holds it, in any process.
#[derive(Debug)]
pub(crate) struct FileLock {
    file: File,
    path: PathBuf,
}

impl FileLock {
    /// Takes the lock on the file `path`, which is made; none when somebody else has it until the
    /// `deadline`.
    pub(crate) fn acquire(path: &Path, deadline: Deadline) -> Result<Option<FileLock>> {
        loop {
            let file = open(path)?;
            match file.try_lock() {
                // Somebody may have removed the file between our opening and locking it.
                Ok(()) if is_at(&file, path) => {
                    return Ok(Some(FileLock { file, path: path.to_owned() }));
                }
                Ok(()) => continue,
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(err)) => return Err(Failure::file("lock", path)(err)),
            }
            if deadline.has_passed() {
                return Ok(None);
            }
            thread::sleep(PAUSE.min(deadline.remaining()));
        }
    }

    /// Takes the lock on the file `path` when everybody else is done with it, however long that
    /// takes.
    pub(crate) fn wait(path: &Path) -> Result<FileLock> {
        loop {
            let file = open(path)?;
            file.lock().map_err(Failure::file("lock", path))?;
            if is_at(&file, path) {
                return Ok(FileLock { file, path: path.to_owned() });
            }
        }
    }

    /// Whether somebody holds the lock of the file `path`. Looking does not keep others from it,
    /// and does not look like holding it to those who look at the same time.
    pub(crate) fn is_held(path: &Path) -> bool {
        let Ok(file) = OpenOptions::new().read(true).open(path) else { return false };
        matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
    }

    /// Another descriptor of the same lock, for a process that inherits it.
    pub(crate) fn descriptor(&self) -> Result<OwnedFd> {
        let copy = self.file.try_clone().map(OwnedFd::from);
        copy.map_err(Failure::file("copy the descriptor of", &self.path))
    }

    /// Removes the file and ends the lock here; another process that has a copy holds a lock that
    /// nobody asks for any more.
    pub(crate) fn remove(self) {
        // The next one who wants it makes a new file, or locks this one.
        let _ = fs::remove_file(&self.path);
    }
}

fn open(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    let file = options.read(true).append(true).create(true).mode(0o600).open(path);
    file.map_err(Failure::file("open the lock", path))
}

fn is_at(file: &File, path: &Path) -> bool {
    let (Ok(open), Ok(named)) = (file.metadata(), fs::metadata(path)) else { return false };
    (open.dev(), open.ino()) == (named.dev(), named.ino())
}
