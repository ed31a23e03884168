//! What became of the devices since a token was made, also between programs.
//!
//! An index in the run folder has every device with a digest of its description, and for how long
//! the devices that are gone were there. Each question brings it up to date under a lock. It says
//! which boot it is of, and is made anew for another one.

mod index;
mod lives;

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use uuid::Uuid;
use virt_core::driver::node_device::{ChangeToken, Changes};
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

pub(crate) use index::{Key, Realm};

use index::Index;

/// The history of a host's devices, in a folder that programs may share.
#[derive(Debug)]
pub(crate) struct History {
    folder: PathBuf,
}

const FILE: &str = "changes";
const LOCK: &str = "changes.lock";
const UNFINISHED: &str = "changes.unfinished";

impl History {
    pub(crate) fn new(folder: PathBuf) -> History {
        History { folder }
    }

    /// What became of the devices since `since`, where `now` has every one of them with a digest
    /// of its description.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`] for a token of somebody else, [`ErrorKind::SystemError`] naming
    /// a file that cannot be used.
    pub(crate) fn changes(
        &self,
        since: Option<&ChangeToken>,
        now: &BTreeMap<Key, u64>,
    ) -> Result<Changes> {
        let since = since.map(Moment::parse).transpose()?;
        let _lock = self.lock()?;
        let boot = virt_host::boot_id()?;
        let mut index = self.read(boot)?;
        if index.advance(now) {
            self.write(boot, &index)?;
        }
        let moment = Moment { index: index.id, generation: index.generation };
        let token = moment.token()?;
        // A token of another index, as of another boot, says nothing about this one.
        let since = since.filter(|since| since.index == index.id);
        Ok(index.changes(since.map(|since| since.generation), token))
    }

    /// Waits until no other program uses the index; none keeps it for longer than it takes to
    /// write it.
    fn lock(&self) -> Result<File> {
        let path = self.folder.join(LOCK);
        let open = || OpenOptions::new().append(true).create(true).mode(0o600).open(&path);
        let file = match open() {
            Err(err) if err.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(&self.folder)
                    .map_err(|err| failed("make", &self.folder, err))?;
                open()
            }
            opened => opened,
        };
        let file = file.map_err(|err| failed("open", &path, err))?;
        flock(&file, FlockOperation::LockExclusive).map_err(|err| failed("lock", &path, err))?;
        Ok(file)
    }

    /// The index, if there is one of this boot that makes sense.
    fn read(&self, boot: &str) -> Result<Index> {
        let path = self.folder.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Index::parse(&text, boot).unwrap_or_else(|| Index::new(Uuid::new_v4()))),
            Err(err)
                if matches!(err.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidData) =>
            {
                Ok(Index::new(Uuid::new_v4()))
            }
            Err(err) => Err(failed("read", &path, err)),
        }
    }

    /// Replaces the file as a whole. Nothing is synced: the boot that it is of ends with the power.
    fn write(&self, boot: &str, index: &Index) -> Result<()> {
        let (unfinished, path) = (self.folder.join(UNFINISHED), self.folder.join(FILE));
        fs::write(&unfinished, index.to_text(boot))
            .and_then(|()| fs::rename(&unfinished, &path))
            .map_err(|err| failed("write", &path, err))
    }
}

fn failed(what: &str, path: &Path, err: impl Into<io::Error>) -> Error {
    let message = format!("cannot {what} '{}', the history of node devices", path.display());
    Error::new(ErrorKind::SystemError, message)
        .with_origin(ErrorOrigin::Nodedev)
        .with_source(err.into())
}

/// What a token says: which index, and which of its generations.
#[derive(Debug, PartialEq, Eq)]
struct Moment {
    index: Uuid,
    generation: u64,
}

impl Moment {
    fn parse(token: &ChangeToken) -> Result<Moment> {
        let read = || {
            let (index, generation) = token.as_str().split_once('.')?;
            let index = Uuid::try_parse(index).ok()?;
            Some(Moment { index, generation: generation.parse().ok()? })
        };
        read().ok_or_else(|| {
            let message = format!("'{token}' is none that this driver gave");
            Error::invalid_argument("token", message).with_origin(ErrorOrigin::Nodedev)
        })
    }

    fn token(&self) -> Result<ChangeToken> {
        format!("{}.{}", self.index.simple(), self.generation).parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(names: &[(&str, u64)]) -> BTreeMap<Key, u64> {
        let key = |name: &str| Key { realm: Realm::Active, name: name.to_owned() };
        names.iter().map(|(name, digest)| (key(name), *digest)).collect()
    }

    #[test]
    fn histories_are_shared_between_programs() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run");
        let first = History::new(path.clone()).changes(None, &now(&[("a", 1)])).unwrap();
        assert!(first.starts_anew);
        let other = History::new(path);
        let later = other.changes(Some(&first.token), &now(&[("b", 1)])).unwrap();
        assert!(!later.starts_anew);
        let names = |devices: &[virt_core::object::NodeDeviceRef]| {
            devices.iter().map(|device| device.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&later.created), ["b"]);
        assert_eq!(names(&later.deleted), ["a"]);
        let still = other.changes(Some(&later.token), &now(&[("b", 1)])).unwrap();
        assert_eq!(still, Changes::none(later.token));
    }

    #[test]
    fn an_index_of_another_boot_or_a_broken_one_starts_anew() {
        let folder = tempfile::tempdir().unwrap();
        let history = History::new(folder.path().to_owned());
        let file = folder.path().join(FILE);
        let devices = now(&[("a", 1)]);
        let token = history.changes(None, &devices).unwrap().token;
        let whole = fs::read_to_string(&file).unwrap();
        let boot = virt_host::boot_id().unwrap();
        for broken in [&whole.replace(boot, "another"), &whole[..whole.len() / 2], "", "\u{0}"] {
            fs::write(&file, broken).unwrap();
            let anew = history.changes(Some(&token), &devices).unwrap();
            assert!(anew.starts_anew, "{broken}");
            assert_eq!(anew.created.len(), 1);
            assert_ne!(anew.token, token);
        }
    }

    #[test]
    fn a_token_of_somebody_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let history = History::new(folder.path().to_owned());
        for text in ["x", "1.2", "00000000000000000000000000000000", "0.x"] {
            let token = text.parse().unwrap();
            let err = history.changes(Some(&token), &now(&[])).unwrap_err();
            assert_eq!(err.kind(), ErrorKind::InvalidArg, "{text}");
        }
    }
}
