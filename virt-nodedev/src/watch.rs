//! What the kernel and udev say when devices come, go and change.

mod notice;
mod socket;

use std::os::fd::AsFd;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

pub(crate) use notice::{Notice, Source};
pub(crate) use socket::{Heard, NoticeSocket};

/// What there is to do for a thread that listens.
pub(crate) enum Woken {
    /// There is something to hear.
    Notices,
    /// The thread is to end.
    Stop,
}

/// Waits until `socket` has something to hear, or `stop` can be read.
///
/// # Errors
///
/// Those of the system call.
pub(crate) fn wait(socket: &NoticeSocket, stop: impl AsFd) -> Result<Woken, Errno> {
    let mut waiting = [
        PollFd::from_borrowed_fd(stop.as_fd(), PollFlags::IN),
        PollFd::from_borrowed_fd(socket.as_fd(), PollFlags::IN),
    ];
    loop {
        match poll(&mut waiting, None::<&Timespec>) {
            Ok(_) if !waiting[0].revents().is_empty() => return Ok(Woken::Stop),
            Ok(_) => return Ok(Woken::Notices),
            Err(Errno::INTR) => {}
            Err(err) => return Err(err),
        }
    }
}
