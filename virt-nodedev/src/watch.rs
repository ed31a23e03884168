//! What the kernel and udev say when devices come, go and change.

mod notice;
mod socket;
mod unconfirmed;

use std::os::fd::AsFd;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

pub(crate) use notice::{Notice, Source};
pub(crate) use socket::{Heard, NoticeSocket};
pub(crate) use unconfirmed::Unconfirmed;

/// What there is to do for a thread that listens.
pub(crate) enum Woken {
    /// There is something to hear, or time is over.
    Notices,
    /// The thread is to end.
    Stop,
}

/// Waits until `socket` has something to hear, `stop` can be read, or the `timeout` is over.
///
/// # Errors
///
/// Those of the system call.
pub(crate) fn wait(
    socket: &NoticeSocket,
    stop: impl AsFd,
    timeout: Option<Duration>,
) -> Result<Woken, Errno> {
    let mut waiting = [
        PollFd::from_borrowed_fd(stop.as_fd(), PollFlags::IN),
        PollFd::from_borrowed_fd(socket.as_fd(), PollFlags::IN),
    ];
    // Longer than a `Timespec` can tell is for ever.
    let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
    loop {
        match poll(&mut waiting, timeout.as_ref()) {
            Ok(_) if !waiting[0].revents().is_empty() => return Ok(Woken::Stop),
            Ok(_) => return Ok(Woken::Notices),
            Err(Errno::INTR) => {}
            Err(err) => return Err(err),
        }
    }
}
