//! Who else changes definitions: mdevctl, an editor, another program.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;

use rustix::fs::inotify::{self, CreateFlags, Reader, WatchFlags};
use rustix::io::Errno;

use super::folder::Folder;

/// What the kernel says when files in a folder change.
const CHANGES: WatchFlags = WatchFlags::CREATE
    .union(WatchFlags::CLOSE_WRITE)
    .union(WatchFlags::DELETE)
    .union(WatchFlags::DELETE_SELF)
    .union(WatchFlags::MOVED_FROM)
    .union(WatchFlags::MOVED_TO)
    .union(WatchFlags::ONLYDIR);

/// Listens to changes of the folder and of the folders in it.
#[derive(Debug)]
pub(super) struct Watcher(OwnedFd);

impl Watcher {
    pub(super) fn new() -> io::Result<Watcher> {
        Ok(Watcher(inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?))
    }

    /// Listens to what is there now. Whoever reads the folder does so after this: what changes in
    /// between is heard.
    pub(super) fn cover(&self, folder: &Folder) -> io::Result<()> {
        while !self.reach(folder.path())? {}
        for parent in folder.parents()? {
            self.add(&folder.path().join(parent))?;
        }
        Ok(())
    }

    /// Listens to `top`, or as long as that is not there to the nearest folder above, for its
    /// coming is what matters then. False when something came meanwhile and was not heard.
    fn reach(&self, top: &Path) -> io::Result<bool> {
        let (mut path, mut missing) = (top, None);
        while !self.add(path)? {
            missing = Some(path);
            path = path.parent().ok_or(Errno::NOENT)?;
        }
        Ok(missing.is_none_or(|missing| !missing.is_dir()))
    }

    /// Forgets what was heard.
    pub(super) fn drain(&self) {
        let mut buffer = [std::mem::MaybeUninit::uninit(); 4096];
        let mut reader = Reader::new(&self.0, &mut buffer);
        while reader.next().is_ok() {}
    }

    pub(super) fn descriptor(&self) -> io::Result<OwnedFd> {
        self.0.as_fd().try_clone_to_owned()
    }

    /// Listens to `path`; false when it is not there.
    fn add(&self, path: &Path) -> io::Result<bool> {
        match inotify::add_watch(&self.0, path, CHANGES) {
            Ok(_) => Ok(true),
            Err(Errno::NOENT | Errno::NOTDIR) => Ok(false),
            Err(err) => Err(err.into()),
        }
    }
}
