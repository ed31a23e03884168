//! What a status store still holds of the time before the host was booted again.
//!
//! On most hosts the run folder is in memory and empty after a boot. That of an embedded root is
//! on a disk, where process ids and sockets of the last boot would be taken for this one's.

use std::fs;
use std::path::Path;

use virt_core::Result;

use super::{load, replace};
use crate::boot::boot_id;
use crate::error::unwritten;

/// The file that says during which boot a status store was written.
const MARK: &str = ".boot";

/// Removes the objects that another boot left in `folder` and marks it as this boot's. Returns
/// how many there were.
///
/// Nothing of this was synced, so after a power failure the mark may be missing or cut short;
/// either way it does not name the running boot.
pub(super) fn forget(folder: &Path) -> Result<usize> {
    let boot = boot_id()?;
    let mark = folder.join(MARK);
    if fs::read(&mark).is_ok_and(|id| id == boot.as_bytes()) {
        return Ok(0);
    }
    crate::folders::create_private(folder)?;
    let mut forgotten = 0;
    for file in load::list(folder)? {
        if file.as_encoded_bytes().ends_with(b".xml") {
            let path = folder.join(file);
            replace::remove(&path, false).map_err(|err| unwritten("remove", &path, "", err))?;
            forgotten += 1;
        }
    }
    let written = replace::replace(&mark, boot.as_bytes(), false);
    written.map_err(|err| unwritten("write", &mark, "", err))?;
    Ok(forgotten)
}
