//! Which objects start with their driver: a symbolic link `autostart/NAME.xml` to each.

use std::collections::HashSet;
use std::ffi::OsString;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use virt_core::Result;

use super::load::list;
use super::{ObjectStore, file_of_name, replace};
use crate::error::unwritten;

impl ObjectStore {
    /// Says whether the object `name` starts with its driver.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](virt_core::ErrorKind::SystemError) naming the mark's file.
    pub fn set_autostart(&self, name: &str, on: bool) -> Result<()> {
        let file = file_of_name(name);
        let mark = self.marks().join(&file);
        if !on {
            let removed = replace::remove(&mark, self.synced());
            return removed.map(drop).map_err(|err| unwritten("remove", &mark, "", err));
        }
        // Relative, so that a root keeps its marks when it is moved as a whole.
        let target = Path::new("..").join(file);
        let made = match symlink(&target, &mark) {
            Err(err) if err.kind() == io::ErrorKind::NotFound => {
                crate::folders::create_private(&self.marks())?;
                symlink(&target, &mark)
            }
            made => made,
        };
        match made {
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Ok(()) if self.synced() => replace::sync_folder(&self.marks()),
            made => made,
        }
        .map_err(|err| unwritten("mark for autostart by", &mark, "", err))
    }

    /// Tells whether the object `name` starts with its driver.
    pub fn autostart(&self, name: &str) -> bool {
        self.marks().join(file_of_name(name)).is_symlink()
    }

    /// The file names of all marks.
    pub(super) fn autostart_marks(&self) -> Result<HashSet<OsString>> {
        Ok(list(&self.marks())?.into_iter().collect())
    }

    /// Removes a mark whose object is gone.
    pub(super) fn remove_mark(&self, file: &OsString) -> Result<()> {
        let mark = self.marks().join(file);
        let removed = replace::remove(&mark, self.synced());
        removed.map(drop).map_err(|err| unwritten("remove", &mark, "", err))
    }

    fn marks(&self) -> PathBuf {
        self.folder.join("autostart")
    }
}
