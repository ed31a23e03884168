//! Replacing and removing a file so that a reader, a crash or a full disk never sees half of it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

/// How the names of unfinished files begin. No object's file name begins with a dot.
pub(super) const UNFINISHED: &str = ".unfinished-";

/// Writes `bytes` into a new file and renames it to `path`. With `synced`, the file is on the disk
/// before the rename, and the rename is on return.
///
/// # Errors
///
/// Those of the system calls; `path` is as it was then.
pub fn replace(path: &Path, bytes: &[u8], synced: bool) -> io::Result<()> {
    let folder = folder_of(path)?;
    let unfinished = Unfinished(folder.join(fresh_name()));
    let mut file =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished.0)?;
    file.write_all(bytes)?;
    if synced {
        file.sync_all()?;
    }
    drop(file);
    fs::rename(&unfinished.0, path)?;
    std::mem::forget(unfinished);
    if synced { sync_folder(folder) } else { Ok(()) }
}

/// Removes `path`; false when it does not exist. With `synced`, it is gone from the disk on return.
///
/// # Errors
///
/// Those of the system calls.
pub fn remove(path: &Path, synced: bool) -> io::Result<bool> {
    match fs::remove_file(path) {
        Ok(()) if synced => sync_folder(folder_of(path)?).map(|()| true),
        Ok(()) => Ok(true),
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(err) => Err(err),
    }
}

/// Makes what was renamed, created or removed in `folder` outlive a power failure.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// A file that goes away unless it gets its final name.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Not there when it was creating the file that failed; swept at the next load otherwise.
        let _ = fs::remove_file(&self.0);
    }
}

fn fresh_name() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    // A program of the same pid in another container may share the folder's file system, but not
    // the folder: its owner holds the root's lock.
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{UNFINISHED}{}-{count}", process::id())
}

fn folder_of(path: &Path) -> io::Result<&Path> {
    path.parent().ok_or_else(|| io::Error::other("no folder to write in"))
}
