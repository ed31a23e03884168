//! Records that cannot be understood.

use std::fs;
use std::path::Path;

use crate::error::{Failure, Result};

/// How many of one name are kept; more are from a program that goes wrong over and over.
const MOST: u32 = 100;

/// Moves `path` out of the way and reports it. Nothing is lost: somebody may want to read it.
pub(super) fn set_aside(path: &Path, folder: &Path, why: &str) -> Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let free = (1..MOST).map(|number| folder.join(format!("{name}.{number}")));
    let target = free.into_iter().find(|target| !target.exists());
    let target = target.unwrap_or_else(|| folder.join(format!("{name}.{MOST}")));
    fs::rename(path, &target).map_err(Failure::file("set aside the ledger's", path))?;
    tracing::warn!(
        file = %path.display(),
        set_aside = %target.display(),
        why,
        "a record of the host device ledger cannot be used"
    );
    Ok(())
}
