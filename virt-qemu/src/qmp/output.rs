//! What waits to be written to a monitor, with the descriptors that travel beside it.

use std::collections::VecDeque;
use std::io::{self, IoSlice};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;

use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, sendmsg};

/// How many descriptors go with one command at most; the kernel takes 253.
const MOST_DESCRIPTORS: usize = 64;

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
        let descriptors: Vec<BorrowedFd<'_>> = self.descriptors.iter().map(AsFd::as_fd).collect();
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST_DESCRIPTORS))];
        let mut control = SendAncillaryBuffer::new(&mut space);
        if !descriptors.is_empty() && !control.push(SendAncillaryMessage::ScmRights(&descriptors)) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "too many descriptors"));
        }
        let flags = SendFlags::DONTWAIT | SendFlags::NOSIGNAL;
        let pieces = [IoSlice::new(&self.bytes[self.written..])];
        let sent = sendmsg(socket, &pieces, &mut control, flags)?;
        self.descriptors.clear();
        self.written += sent;
        Ok(sent)
    }
}
