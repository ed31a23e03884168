//! Objects on disk: one file each, replaced as a whole or not at all.

mod autostart;
mod earlier_boot;
mod file_name;
mod load;
mod replace;

pub use file_name::{decode as name_of_file, encode as file_of_name};
pub use load::{Entry, LoadReport, Loaded, SetAside};
pub use replace::{remove as remove_file, replace as replace_file};

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use virt_core::Result;

use crate::error::{system, unwritten};

/// A folder with one file an object, named `NAME.xml`.
///
/// [`save`](ObjectStore::save) writes a new file beside the old one and renames it over it, so a
/// program killed at any instant leaves the old text or the new one, never a part. What is saved
/// when the power fails depends on the kind of store:
///
/// - [`definitions`](ObjectStore::definitions) outlive everything: the file is synced before the
///   rename and the folder after it, and `save` returns only then.
/// - [`status`](ObjectStore::status) describes what runs, which a power failure ends as well, so
///   nothing is synced. A folder left over from another boot is emptied when it is loaded.
///
/// The store takes no lock of its own. Whoever holds the [`RootLock`](crate::RootLock) of the
/// folders may use it from any number of threads; two saves of one object at the same time leave
/// one of the two texts.
///
/// ```
/// use virt_host::ObjectStore;
///
/// let folder = tempfile::tempdir()?;
/// let store = ObjectStore::definitions(folder.path());
/// store.save("web", "<domain><name>web</name></domain>")?;
///
/// let loaded = store.load_all(|entry| Ok::<_, String>(entry.text))?;
/// assert_eq!(loaded.objects, ["<domain><name>web</name></domain>"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct ObjectStore {
    folder: PathBuf,
    lasting: Lasting,
    /// Whether the folder is known to hold nothing of an earlier boot.
    of_this_boot: Arc<Mutex<bool>>,
}

/// What the files of a store have to survive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lasting {
    PowerFailure,
    ProgramDeath,
}

impl ObjectStore {
    /// A store whose files are on the disk when a call returns. `folder` need not exist before
    /// the first save.
    pub fn definitions(folder: impl Into<PathBuf>) -> ObjectStore {
        ObjectStore::lasting(folder.into(), Lasting::PowerFailure)
    }

    /// A store whose files outlive the program and end with the boot.
    pub fn status(folder: impl Into<PathBuf>) -> ObjectStore {
        ObjectStore::lasting(folder.into(), Lasting::ProgramDeath)
    }

    /// The folder of the store.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file in which the object `name` is or would be kept.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(file_of_name(name))
    }

    /// Stores `text` as the object `name`, in place of what was stored before.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](virt_core::ErrorKind::SystemError) naming the file, and the
    /// remedy when the disk is full or read-only. What was stored before is still there then.
    pub fn save(&self, name: &str, text: &str) -> Result<()> {
        self.forget_earlier_boot()?;
        let path = self.path(name);
        let written = match replace::replace(&path, text.as_bytes(), self.synced()) {
            Err(err) if err.kind() == io::ErrorKind::NotFound => {
                crate::folders::create_private(&self.folder)?;
                replace::replace(&path, text.as_bytes(), self.synced())
            }
            written => written,
        };
        written.map_err(|err| unwritten("save", &path, " (nothing is changed)", err))
    }

    /// Removes the object `name` and its autostart mark; false when there is no such object.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](virt_core::ErrorKind::SystemError) naming the file.
    pub fn remove(&self, name: &str) -> Result<bool> {
        // The mark goes first: left alone, it would start a later object of the same name.
        self.set_autostart(name, false)?;
        let path = self.path(name);
        replace::remove(&path, self.synced()).map_err(|err| unwritten("remove", &path, "", err))
    }

    /// Reads the text of the object `name`; none when there is no such object.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](virt_core::ErrorKind::SystemError) naming the file.
    pub fn read(&self, name: &str) -> Result<Option<String>> {
        let path = self.path(name);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(err) => Err(system(format!("cannot read '{}'", path.display()), err)),
        }
    }

    fn lasting(folder: PathBuf, lasting: Lasting) -> ObjectStore {
        // Definitions belong to no boot.
        let of_this_boot = lasting == Lasting::PowerFailure;
        ObjectStore { folder, lasting, of_this_boot: Arc::new(Mutex::new(of_this_boot)) }
    }

    fn synced(&self) -> bool {
        self.lasting == Lasting::PowerFailure
    }

    /// Empties a status store that another boot left, once; tells how many objects it held.
    fn forget_earlier_boot(&self) -> Result<usize> {
        let mut of_this_boot = self.of_this_boot.lock().unwrap_or_else(PoisonError::into_inner);
        if *of_this_boot {
            return Ok(0);
        }
        let forgotten = earlier_boot::forget(&self.folder)?;
        *of_this_boot = true;
        Ok(forgotten)
    }
}
