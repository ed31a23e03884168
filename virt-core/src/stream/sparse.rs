//! Files with holes, through streams with holes.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

use nix::errno::Errno;
use nix::fcntl::{FallocateFlags, fallocate};
use nix::unistd::{Whence, lseek};

use super::handle::{BUFFER, local, unasked};
use super::{Stream, Transfer};
use crate::api::stream::{StreamFlags, StreamRecvFlags};
use crate::{Error, Result};

impl Stream {
    /// Sends all of `file` from its start, its holes as holes, and returns its size. Waits as
    /// often as needed; moves the file's position; does not finish the stream.
    ///
    /// # Errors
    ///
    /// Whatever ended the stream, and [`ErrorKind::OperationFailed`] when `file` cannot be read:
    /// then the stream is aborted.
    ///
    /// [`ErrorKind::OperationFailed`]: crate::ErrorKind::OperationFailed
    pub fn send_file(&self, file: &File) -> Result<u64> {
        self.or_abort(|| {
            let size = seek(file, 0, Whence::SeekEnd).map_err(unreadable)?;
            let mut position = 0;
            while position < size {
                let (start, end) = data_after(file, position, size).map_err(unreadable)?;
                if start > position {
                    self.wait_for_hole(start - position)?;
                }
                position = start + self.send_range(file, start, end)?;
                if position < end {
                    // Somebody cuts the file short; what is gone reads as zeros.
                    self.wait_for_hole(end - position)?;
                    position = end;
                }
            }
            Ok(size)
        })
    }

    /// Receives until the end into `file` from its start, holes as holes, and returns how many
    /// bytes that were. Waits as often as needed; does not finish the stream.
    ///
    /// What `file` had in place of a hole is gone; what it had beyond the end stays.
    ///
    /// # Errors
    ///
    /// Whatever ended the stream badly, and [`ErrorKind::OperationFailed`] when `file` cannot be
    /// written: then the stream is aborted.
    ///
    /// [`ErrorKind::OperationFailed`]: crate::ErrorKind::OperationFailed
    pub fn receive_file(&self, file: &File) -> Result<u64> {
        self.or_abort(|| {
            let mut size = seek(file, 0, Whence::SeekEnd).map_err(unwritable)?;
            let mut buffer = vec![0; BUFFER];
            let mut position = 0;
            loop {
                let flags = StreamRecvFlags::STOP_AT_HOLE;
                match self.driver().receive_flags(&mut buffer, flags, StreamFlags::empty())? {
                    Transfer::Bytes(count) => {
                        file.write_all_at(&buffer[..count], position).map_err(unwritable)?;
                        position += count as u64;
                    }
                    Transfer::Hole => {
                        let end = position.saturating_add(self.receive_hole()?);
                        clear(file, position, end.min(size)).map_err(unwritable)?;
                        position = end;
                    }
                    Transfer::End => break,
                    Transfer::WouldBlock => return Err(unasked()),
                }
                size = size.max(position);
            }
            let now = seek(file, 0, Whence::SeekEnd).map_err(unwritable)?;
            if now < position {
                // It ends in a hole.
                file.set_len(position).map_err(unwritable)?;
            }
            Ok(position)
        })
    }

    fn wait_for_hole(&self, length: u64) -> Result<()> {
        match self.driver().send_hole(length, StreamFlags::empty())? {
            Transfer::Bytes(_) => Ok(()),
            Transfer::Hole | Transfer::End | Transfer::WouldBlock => Err(unasked()),
        }
    }

    /// Sends the bytes from `start` to `end`, or as many as there are, and returns how many.
    fn send_range(&self, file: &File, start: u64, end: u64) -> Result<u64> {
        let mut buffer = vec![0; BUFFER];
        let mut sent = 0;
        while start + sent < end {
            let left = usize::try_from(end - start - sent).unwrap_or(usize::MAX);
            let part = left.min(buffer.len());
            match file.read_at(&mut buffer[..part], start + sent) {
                Ok(0) => break,
                Ok(count) => {
                    self.send_exactly(&buffer[..count])?;
                    sent += count as u64;
                }
                Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
                Err(err) => return Err(unreadable(err)),
            }
        }
        Ok(sent)
    }
}

/// The next range of data at or after `position`; an empty one at `size` when only a hole is left.
fn data_after(file: &File, position: u64, size: u64) -> io::Result<(u64, u64)> {
    let start = match seek(file, position, Whence::SeekData) {
        Ok(start) => start,
        Err(err) if is(&err, Errno::ENXIO) => return Ok((size, size)),
        // The file system does not know about holes.
        Err(err) if is(&err, Errno::EINVAL) => return Ok((position, size)),
        Err(err) => return Err(err),
    };
    let end = seek(file, start, Whence::SeekHole)?;
    Ok((start.min(size), end.min(size)))
}

/// Makes the bytes from `start` to `end` zeros, without storing them where possible.
fn clear(file: &File, start: u64, end: u64) -> io::Result<()> {
    if start >= end {
        return Ok(());
    }
    let flags = FallocateFlags::FALLOC_FL_PUNCH_HOLE | FallocateFlags::FALLOC_FL_KEEP_SIZE;
    match fallocate(file, flags, offset(start)?, offset(end - start)?) {
        Err(Errno::EOPNOTSUPP | Errno::ENOSYS) => write_zeros(file, start, end),
        result => Ok(result?),
    }
}

fn write_zeros(file: &File, start: u64, end: u64) -> io::Result<()> {
    let zeros = vec![0; BUFFER];
    let mut position = start;
    while position < end {
        let left = usize::try_from(end - position).unwrap_or(usize::MAX);
        let part = &zeros[..left.min(zeros.len())];
        file.write_all_at(part, position)?;
        position += part.len() as u64;
    }
    Ok(())
}

fn seek(file: &File, position: u64, whence: Whence) -> io::Result<u64> {
    let found = lseek(file, offset(position)?, whence)?;
    u64::try_from(found).map_err(io::Error::other)
}

fn offset(position: u64) -> io::Result<i64> {
    i64::try_from(position).map_err(|_| io::ErrorKind::FileTooLarge.into())
}

fn is(err: &io::Error, errno: Errno) -> bool {
    err.raw_os_error() == Some(errno as i32)
}

fn unreadable(err: io::Error) -> Error {
    local("read the file that is to be sent", err)
}

fn unwritable(err: io::Error) -> Error {
    local("write the file that is received", err)
}
