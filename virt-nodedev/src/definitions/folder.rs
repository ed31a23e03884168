//! mdevctl's folder: a folder for each parent, and in it a file for each device.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use uuid::Uuid;
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};
use virt_host::store::{remove_file, replace_file};

use super::Definition;

/// What tells definitions apart: one device may be defined on several parents.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Identity {
    /// The kernel's name of the parent: `0000:00:02.0`.
    pub(crate) parent: String,
    pub(crate) uuid: Uuid,
}

/// The folder, `/etc/mdevctl.d` on a host.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new(path: PathBuf) -> Folder {
        Folder(path)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// The folders of the parents, by the kernel's name. A folder that is not there has none.
    pub(super) fn parents(&self) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(&self.0) {
            Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let folders = entries.flatten().filter(|entry| entry.path().is_dir());
        Ok(folders.filter_map(|entry| entry.file_name().into_string().ok()).collect())
    }

    /// Every definition, or what is wrong with it. Files that are not called as a UUID are none,
    /// and neither is one that goes meanwhile.
    pub(super) fn read(&self) -> io::Result<BTreeMap<Identity, Result<Definition, String>>> {
        let mut found = BTreeMap::new();
        for parent in self.parents()? {
            let Ok(entries) = fs::read_dir(self.0.join(&parent)) else { continue };
            for name in entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()) {
                let Some(uuid) = hyphenated(&name) else { continue };
                let definition = match fs::read_to_string(self.0.join(&parent).join(&name)) {
                    Err(err) if err.kind() == io::ErrorKind::NotFound => continue,
                    Err(err) => Err(format!("cannot be read: {err}")),
                    Ok(text) => Definition::parse(&text),
                };
                found.insert(Identity { parent: parent.clone(), uuid }, definition);
            }
        }
        Ok(found)
    }

    /// The file of a definition.
    pub(super) fn file(&self, identity: &Identity) -> PathBuf {
        self.0.join(&identity.parent).join(identity.uuid.hyphenated().to_string())
    }

    /// Writes a definition; it is on the disk on return, or as it was before.
    pub(super) fn write(&self, identity: &Identity, definition: &Definition) -> Result<()> {
        let file = self.file(identity);
        let failed = |err| failed("write", &file, err);
        fs::create_dir_all(self.0.join(&identity.parent)).map_err(failed)?;
        replace_file(&file, definition.to_text().as_bytes(), true).map_err(failed)?;
        // mdevctl lets everybody read them.
        fs::set_permissions(&file, Permissions::from_mode(0o644)).map_err(failed)
    }

    /// Removes a definition; false when there is none. The folder of its parent stays: somebody
    /// may be about to write into it.
    pub(super) fn remove(&self, identity: &Identity) -> Result<bool> {
        let file = self.file(identity);
        remove_file(&file, true).map_err(|err| failed("remove", &file, err))
    }
}

/// mdevctl calls files in no other way.
fn hyphenated(name: &str) -> Option<Uuid> {
    let uuid: Uuid = name.parse().ok()?;
    (uuid.hyphenated().to_string() == name).then_some(uuid)
}

fn failed(what: &str, file: &Path, err: io::Error) -> Error {
    let message =
        format!("cannot {what} '{}', the definition of a mediated device", file.display());
    Error::new(ErrorKind::SystemError, message).with_origin(ErrorOrigin::Nodedev).with_source(err)
}
