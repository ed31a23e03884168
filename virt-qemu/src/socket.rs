//! Unix sockets below folders whose path may be longer than a socket's address can be.

use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags, open};
use rustix::net::{AddressFamily, SocketAddrUnix, SocketFlags, SocketType, socket_with};
use virt_core::Result;

use crate::error::failed;

/// Listens at `path`, which does not exist yet.
pub(crate) fn listen(path: &Path) -> Result<UnixListener> {
    through(path, |path| UnixListener::bind(path))
        .map_err(|err| failed(format!("cannot listen at '{}'", path.display())).with_source(err))
}

/// Connects to whoever listens at `path`, at once or not at all: a program that is stopped takes
/// nobody in, and a connection beyond the few that its queue holds would wait for it forever.
pub(crate) fn connect(path: &Path) -> Result<UnixStream> {
    let connect = |path: &Path| {
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        let socket = socket_with(AddressFamily::UNIX, SocketType::STREAM, flags, None)?;
        rustix::net::connect(&socket, &SocketAddrUnix::new(path)?)?;
        let socket = UnixStream::from(socket);
        socket.set_nonblocking(false)?;
        Ok(socket)
    };
    through(path, connect)
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

    #[test]
    fn a_listener_that_takes_nobody_in_is_not_waited_for() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("socket");
        let listener = listen(&path).unwrap();
        rustix::net::listen(&listener, 1).unwrap();
        let mut waiting = Vec::new();
        let refused = loop {
            match connect(&path) {
                Ok(socket) => waiting.push(socket),
                Err(err) => break err,
            }
        };
        assert!(!waiting.is_empty());
        assert!(refused.to_string().contains("temporarily unavailable"), "{refused}");
    }
}
