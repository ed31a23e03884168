//! Unix sockets below folders whose path may be longer than a socket's address can be.

use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags, open};
use virt_core::Result;

use crate::error::failed;

/// Listens at `path`, which does not exist yet.
pub(crate) fn listen(path: &Path) -> Result<UnixListener> {
    through(path, |path| UnixListener::bind(path))
        .map_err(|err| failed(format!("cannot listen at '{}'", path.display())).with_source(err))
}

/// Connects to whoever listens at `path`.
pub(crate) fn connect(path: &Path) -> Result<UnixStream> {
    through(path, |path| UnixStream::connect(path))
        .map_err(|err| failed(format!("cannot connect to '{}'", path.display())).with_source(err))
}

/// Uses `path` under a name that is short enough: 107 bytes are all that the kernel takes.
fn through<T>(path: &Path, act: impl FnOnce(&Path) -> io::Result<T>) -> io::Result<T> {
    const LONGEST: usize = 107;
    if path.as_os_str().len() <= LONGEST {
        return act(path);
    }
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return act(path) };
    let folder = open(folder, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
    act(&PathBuf::from(format!("/proc/self/fd/{}", folder.as_raw_fd())).join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_path_is_no_obstacle() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("x".repeat(200));
        std::fs::create_dir(&folder).unwrap();
        let path = folder.join("socket");
        let listener = listen(&path).unwrap();
        let _client = connect(&path).unwrap();
        listener.accept().unwrap();
        assert!(path.exists());
    }
}
