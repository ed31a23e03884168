//! What waits to be written to a monitor, with the descriptors that travel beside it.

use std::collections::VecDeque;
use std::io::{self, IoSlice};
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;

use nix::sys::socket::{ControlMessage, MsgFlags, sendmsg};

/// Lines in the order in which they were given; a line that was begun is always finished, because
/// half a line would spoil the next one.
#[derive(Debug, Default)]
pub(super) struct Output {
    lines: VecDeque<Line>,
    bytes: usize,
}

#[derive(Debug)]
struct Line {
    bytes: Vec<u8>,
    written: usize,
    /// Sent with the line's first byte, then closed.
    descriptors: Vec<OwnedFd>,
}

impl Output {
    pub(super) fn push(&mut self, bytes: Vec<u8>, descriptors: Vec<OwnedFd>) {
        self.bytes += bytes.len();
        self.lines.push_back(Line { bytes, written: 0, descriptors });
    }

    /// How many bytes wait.
    pub(super) fn len(&self) -> usize {
        self.bytes
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Writes what the socket takes without waiting.
    pub(super) fn flush(&mut self, socket: &UnixStream) -> io::Result<()> {
        while let Some(line) = self.lines.front_mut() {
            match line.send(socket) {
                Ok(sent) => self.bytes -= sent,
                Err(err) if err.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(err) if err.kind() == io::ErrorKind::Interrupted => continue,
                Err(err) => return Err(err),
            }
            if line.written == line.bytes.len() {
                self.lines.pop_front();
            }
        }
        Ok(())
    }
}

impl Line {
    fn send(&mut self, socket: &UnixStream) -> io::Result<usize> {
        let raw: Vec<RawFd> = self.descriptors.iter().map(AsRawFd::as_raw_fd).collect();
        let rights = [ControlMessage::ScmRights(&raw)];
        let control = if raw.is_empty() { &[][..] } else { &rights[..] };
        let flags = MsgFlags::MSG_DONTWAIT | MsgFlags::MSG_NOSIGNAL;
        let pieces = [IoSlice::new(&self.bytes[self.written..])];
        let sent = sendmsg::<()>(socket.as_raw_fd(), &pieces, control, flags, None)?;
        self.descriptors.clear();
        self.written += sent;
        Ok(sent)
    }
}
