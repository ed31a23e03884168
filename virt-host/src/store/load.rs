//! Reading a whole store, whatever state it was left in.

use std::ffi::{OsStr, OsString};
use std::fmt::Display;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;
use virt_core::Result;

use super::{ObjectStore, name_of_file, replace};
use crate::error::{system, unwritten};

/// One object's file, as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The object's name by the name of its file; none when that was too long to be written out.
    pub name: Option<String>,
    /// What the file contains.
    pub text: String,
    /// Whether the object is marked for autostart.
    pub autostart: bool,
}

/// What a store contained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded<T> {
    /// What the reader made of each object, sorted by file name.
    pub objects: Vec<T>,
    /// What was out of order.
    pub report: LoadReport,
}

/// What was out of order in a store, for the log and the user.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoadReport {
    /// Files that could not be read or understood. They are kept under another name.
    pub set_aside: Vec<SetAside>,
    /// How many unfinished files of a program that was killed while saving were removed.
    pub unfinished: usize,
    /// Autostart marks without an object, which were removed.
    pub stray_marks: Vec<PathBuf>,
    /// How many files of an earlier boot were removed from a status store.
    pub earlier_boot: usize,
}

/// A file that could not be used, and where it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Where it was.
    pub path: PathBuf,
    /// Where it is now: `NAME.xml.unreadable-N`.
    pub kept_as: PathBuf,
    /// What is wrong with it.
    pub reason: String,
}

impl ObjectStore {
    /// Reads every object of the store and gives it to `read`, which makes a value of its text or
    /// says what is wrong with it.
    ///
    /// A file that cannot be read, that is no UTF-8 or that `read` refuses is set aside under
    /// another name, logged as a warning and reported; the others are not affected. Nothing that
    /// could be an object is deleted. A store that does not exist is empty.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](virt_core::ErrorKind::SystemError) when the folder itself cannot
    /// be read, a file cannot be set aside, or the process has run out of descriptors or memory,
    /// for which no file is to blame.
    pub fn load_all<T, E: Display>(
        &self,
        mut read: impl FnMut(Entry) -> Result<T, E>,
    ) -> Result<Loaded<T>> {
        let earlier_boot = self.forget_earlier_boot()?;
        let mut report = LoadReport { earlier_boot, ..LoadReport::default() };
        let files = self.object_files(&mut report)?;
        let mut marks = self.autostart_marks()?;
        let mut objects = Vec::with_capacity(files.len());
        for file in files {
            let autostart = marks.remove(&file);
            let path = self.folder.join(&file);
            let name = file.to_str().and_then(name_of_file);
            let value = read_text(&path)?
                .and_then(|text| read(Entry { name, text, autostart }).map_err(|e| e.to_string()));
            match value {
                Ok(value) => objects.push(value),
                Err(reason) => {
                    if autostart {
                        marks.insert(file);
                    }
                    report.set_aside.push(self.set_aside(path, reason)?);
                }
            }
        }
        for mark in marks {
            self.remove_mark(&mark)?;
            report.stray_marks.push(self.folder.join("autostart").join(mark));
        }
        report.stray_marks.sort();
        Ok(Loaded { objects, report })
    }

    /// The names of all files that hold objects, sorted; sweeps the unfinished ones.
    fn object_files(&self, report: &mut LoadReport) -> Result<Vec<OsString>> {
        let mut files = Vec::new();
        for file in list(&self.folder)? {
            let bytes = file.as_encoded_bytes();
            if bytes.starts_with(replace::UNFINISHED.as_bytes()) {
                let path = self.folder.join(&file);
                replace::remove(&path, false).map_err(|err| unwritten("remove", &path, "", err))?;
                report.unfinished += 1;
            } else if bytes.ends_with(b".xml") && !bytes.starts_with(b".") {
                files.push(file);
            }
        }
        files.sort_unstable();
        Ok(files)
    }

    fn set_aside(&self, path: PathBuf, reason: String) -> Result<SetAside> {
        let kept_as = rename_aside(&path).map_err(|err| unwritten("set aside", &path, "", err))?;
        if self.synced() {
            let synced = replace::sync_folder(&self.folder);
            synced.map_err(|err| unwritten("set aside", &path, "", err))?;
        }
        tracing::warn!(
            file = %path.display(), kept_as = %kept_as.display(), reason,
            "unreadable object file is set aside",
        );
        Ok(SetAside { path, kept_as, reason })
    }
}

/// The names of all files in `folder`; none when it does not exist.
pub(super) fn list(folder: &Path) -> Result<Vec<OsString>> {
    let failed = |err| system(format!("cannot read folder '{}'", folder.display()), err);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(err) => return Err(failed(err)),
    };
    entries.map(|entry| entry.map(|entry| entry.file_name()).map_err(failed)).collect()
}

/// The text of a file, or what is wrong with it; an error when the file is not to blame.
fn read_text(path: &Path) -> Result<Result<String, String>> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(err) if exhausted(&err) => {
            return Err(system(format!("cannot read '{}'", path.display()), err));
        }
        Err(err) => return Ok(Err(err.to_string())),
    };
    if bytes.is_empty() {
        return Ok(Err("the file is empty".to_owned()));
    }
    Ok(String::from_utf8(bytes).map_err(|err| err.to_string()))
}

fn exhausted(err: &io::Error) -> bool {
    let codes = [Errno::MFILE, Errno::NFILE, Errno::NOMEM, Errno::INTR];
    codes.iter().any(|code| err.raw_os_error() == Some(code.raw_os_error()))
}

/// Renames `path` to the first free `path.unreadable-N`, never over another file.
fn rename_aside(path: &Path) -> io::Result<PathBuf> {
    for number in 1_u32.. {
        let kept_as = with_suffix(path, format!(".unreadable-{number}").as_ref());
        match renameat_with(CWD, path, CWD, &kept_as, RenameFlags::NOREPLACE) {
            Ok(()) => return Ok(kept_as),
            Err(Errno::EXIST) => {}
            // File systems without the flag (some network ones): only the holder of the root's
            // lock makes such names, so looking first is as good.
            Err(Errno::INVAL | Errno::NOSYS) if !kept_as.is_symlink() && !kept_as.exists() => {
                return fs::rename(path, &kept_as).map(|()| kept_as);
            }
            Err(Errno::INVAL | Errno::NOSYS) => {}
            Err(err) => return Err(err.into()),
        }
    }
    Err(io::Error::other("no free name"))
}

fn with_suffix(path: &Path, suffix: &OsStr) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
