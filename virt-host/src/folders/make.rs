//! Making folders with the right modes.

use std::fs::{self, DirBuilder, File, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::Path;

use rustix::process::geteuid;
use virt_core::{Error, ErrorKind, Result};

use crate::error::{system, unwritten};

/// Makes `folder` with `mode`, and its missing parents with `parent_mode`. One that exists has to
/// be trustworthy and keeps its mode.
///
/// What is made outlives a power failure: else files that are synced in it would be lost with it.
pub(super) fn folder(folder: &Path, parent_mode: u32, mode: u32) -> Result<()> {
    if let Some(parent) = folder.parent() {
        parents(parent, parent_mode)?;
    }
    if make_one(folder, mode)? { Ok(()) } else { check(folder) }
}

fn parents(folder: &Path, mode: u32) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        parents(parent, mode)?;
    }
    make_one(folder, mode).map(drop)
}

/// Makes one folder; false when there is something of that name.
fn make_one(folder: &Path, mode: u32) -> Result<bool> {
    let failed = |err| unwritten("create folder", folder, "", err);
    match DirBuilder::new().mode(mode).create(folder) {
        // The process's umask may have taken bits away that others need.
        Ok(()) => fs::set_permissions(folder, Permissions::from_mode(mode)).map_err(failed)?,
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
        Err(err) => return Err(failed(err)),
    }
    let parent = folder.parent().unwrap_or(folder);
    File::open(parent).and_then(|parent| parent.sync_all()).map_err(failed)?;
    Ok(true)
}

fn check(folder: &Path) -> Result<()> {
    let path = folder.display();
    let data = fs::metadata(folder)
        .map_err(|err| system(format!("cannot look at folder '{path}'"), err))?;
    let deny = |why| Err(Error::new(ErrorKind::OperationDenied, format!("folder '{path}' {why}")));
    if !data.is_dir() {
        return deny("is in the way: it is no folder".to_owned());
    }
    let user = geteuid().as_raw();
    // The administrator may work in anybody's folder; nobody else in a stranger's.
    if user != 0 && data.uid() != user {
        return deny(format!("belongs to user {}, not to user {user}", data.uid()));
    }
    if data.mode() & 0o002 != 0 {
        return deny("can be written by everybody; take that away with 'chmod o-w'".to_owned());
    }
    Ok(())
}
