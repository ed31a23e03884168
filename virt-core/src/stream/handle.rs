//! The stream that programs hold.

use std::fmt;
use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::failure::Failure;
use super::{Section, StreamDriver, Transfer};
use crate::api::stream::{StreamEventType, StreamFlags, StreamRecvFlags};
use crate::{Error, ErrorKind, Result};

/// A stream of bytes between the program and a driver: a console, a volume, a migration.
///
/// Clones are handles of the same stream, so that one thread can read while another writes. A
/// stream ends with [`finish`](Stream::finish), which tells whether everything arrived, or with
/// [`abort`](Stream::abort); dropping the last handle aborts a stream that has not ended.
///
/// It implements [`Read`] and [`Write`], and so do references to it. See [`pipe`](super::pipe) and
/// [`from_fd`](super::from_fd) for examples.
#[derive(Clone)]
pub struct Stream {
    inner: Arc<Inner>,
}

struct Inner {
    driver: Box<dyn StreamDriver>,
    nonblocking: AtomicBool,
}

impl Drop for Inner {
    fn drop(&mut self) {
        // Nobody is left who could be told.
        let _ = self.driver.abort();
    }
}

impl Stream {
    /// Makes a handle of a driver's stream; calls wait until
    /// [`set_nonblocking`](Stream::set_nonblocking) says otherwise.
    pub fn new(driver: impl StreamDriver + 'static) -> Self {
        Stream::from(Box::new(driver) as Box<dyn StreamDriver>)
    }

    /// The driver's side of the stream.
    pub fn driver(&self) -> &dyn StreamDriver {
        &*self.inner.driver
    }

    /// Chooses whether sending and receiving wait, for all handles of this stream; if not, they
    /// answer [`Transfer::WouldBlock`], and [`Read`] and [`Write`] fail with
    /// [`io::ErrorKind::WouldBlock`].
    pub fn set_nonblocking(&self, nonblocking: bool) {
        self.inner.nonblocking.store(nonblocking, Ordering::Relaxed);
    }

    fn mode(&self) -> StreamFlags {
        if self.inner.nonblocking.load(Ordering::Relaxed) {
            StreamFlags::NONBLOCK
        } else {
            StreamFlags::empty()
        }
    }

    /// Sends the start of `data` and returns how much that was; see [`StreamDriver::send`].
    ///
    /// # Errors
    ///
    /// Whatever ended the stream badly, and [`ErrorKind::OperationInvalid`] when nobody would read.
    pub fn send(&self, data: &[u8]) -> Result<Transfer> {
        self.driver().send(data, self.mode())
    }

    /// Receives into the start of `buffer`; holes read as zeros.
    ///
    /// # Errors
    ///
    /// Whatever ended the stream badly.
    pub fn receive(&self, buffer: &mut [u8]) -> Result<Transfer> {
        self.driver().receive(buffer, self.mode())
    }

    /// Receives into the start of `buffer`, and answers [`Transfer::Hole`] at a hole, for
    /// [`receive_hole`](Stream::receive_hole) to take.
    ///
    /// # Errors
    ///
    /// Whatever ended the stream badly.
    pub fn receive_until_hole(&self, buffer: &mut [u8]) -> Result<Transfer> {
        self.driver().receive_flags(buffer, StreamRecvFlags::STOP_AT_HOLE, self.mode())
    }

    /// Sends a hole of `length` bytes.
    ///
    /// # Errors
    ///
    /// As [`send`](Stream::send), and [`ErrorKind::NoSupport`] from a stream without holes.
    pub fn send_hole(&self, length: u64) -> Result<Transfer> {
        self.driver().send_hole(length, self.mode())
    }

    /// Takes the hole at which the stream stands and returns its length in bytes; 0 when it
    /// stands at none.
    ///
    /// # Errors
    ///
    /// Whatever ended the stream badly, and [`ErrorKind::NoSupport`] from a stream without holes.
    pub fn receive_hole(&self) -> Result<u64> {
        self.driver().receive_hole()
    }

    /// Says what can be received next, without waiting or taking it.
    ///
    /// # Errors
    ///
    /// Whatever ended the stream badly, and [`ErrorKind::NoSupport`] from a stream without holes.
    pub fn in_data(&self) -> Result<Section> {
        self.driver().in_data()
    }

    /// Calls `callback` from the event loop while one of `events` is the case; see
    /// [`StreamDriver::add_callback`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationInvalid`] when there is a callback already.
    pub fn add_callback(
        &self,
        events: StreamEventType,
        callback: impl FnMut(StreamEventType) + Send + 'static,
    ) -> Result<()> {
        self.driver().add_callback(events, Box::new(callback))
    }

    /// Changes the events that the callback is called for; none pauses it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationInvalid`] when there is no callback.
    pub fn update_callback(&self, events: StreamEventType) -> Result<()> {
        self.driver().update_callback(events)
    }

    /// Removes the callback. It may do so itself.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationInvalid`] when there is no callback.
    pub fn remove_callback(&self) -> Result<()> {
        self.driver().remove_callback()
    }

    /// Says that nothing more will be sent; receiving goes on.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoSupport`] from a stream that can only end both directions at once.
    pub fn end_sending(&self) -> Result<()> {
        self.driver().end_sending()
    }

    /// Ends the stream, and waits until the other end has ended it as well: what was sent has
    /// then arrived.
    ///
    /// # Errors
    ///
    /// Whatever made the other end fail.
    pub fn finish(&self) -> Result<()> {
        self.driver().finish()
    }

    /// Ends the stream at once, also for threads that wait in it; what is on its way is lost.
    ///
    /// # Errors
    ///
    /// When the other end cannot be told; the stream has ended nevertheless.
    pub fn abort(&self) -> Result<()> {
        self.driver().abort()
    }

    /// Aborts the stream and tells the other end why.
    ///
    /// # Errors
    ///
    /// As [`abort`](Stream::abort).
    pub fn fail(&self, error: Error) -> Result<()> {
        self.driver().fail(error)
    }

    /// Sends everything that `source` has, waiting as often as needed, and returns how many bytes
    /// that were. The stream is not finished by it.
    ///
    /// # Errors
    ///
    /// Whatever ended the stream, and [`ErrorKind::OperationFailed`] when `source` cannot be read:
    /// then the stream is aborted.
    pub fn send_all(&self, mut source: impl Read) -> Result<u64> {
        self.or_abort(|| {
            let mut buffer = vec![0; BUFFER];
            let mut total = 0;
            loop {
                let count = match source.read(&mut buffer) {
                    Ok(0) => return Ok(total),
                    Ok(count) => count,
                    Err(err) if err.kind() == io::ErrorKind::Interrupted => continue,
                    Err(err) => return Err(local("read what is to be sent", err)),
                };
                self.send_exactly(&buffer[..count])?;
                total += count as u64;
            }
        })
    }

    /// Receives until the end, waiting as often as needed, into `target`, and returns how many
    /// bytes that were. The stream is not finished by it.
    ///
    /// # Errors
    ///
    /// Whatever ended the stream badly, and [`ErrorKind::OperationFailed`] when `target` cannot be
    /// written: then the stream is aborted.
    pub fn receive_all(&self, mut target: impl Write) -> Result<u64> {
        self.or_abort(|| {
            let mut buffer = vec![0; BUFFER];
            let mut total = 0;
            loop {
                match self.driver().receive(&mut buffer, StreamFlags::empty())? {
                    Transfer::Bytes(count) => {
                        let written = target.write_all(&buffer[..count]);
                        written.map_err(|err| local("write what was received", err))?;
                        total += count as u64;
                    }
                    Transfer::End => break,
                    Transfer::Hole | Transfer::WouldBlock => return Err(unasked()),
                }
            }
            target.flush().map_err(|err| local("write what was received", err))?;
            Ok(total)
        })
    }

    /// Sends all of `data`, waiting as often as needed.
    pub(super) fn send_exactly(&self, mut data: &[u8]) -> Result<()> {
        while !data.is_empty() {
            match self.driver().send(data, StreamFlags::empty())? {
                Transfer::Bytes(count) => data = &data[count.min(data.len())..],
                Transfer::Hole | Transfer::End | Transfer::WouldBlock => return Err(unasked()),
            }
        }
        Ok(())
    }

    /// Aborts the stream if `work` fails.
    pub(super) fn or_abort<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        work().inspect_err(|err| {
            // The first error is the one to report.
            let _ = self.fail(Failure::of(err).to_error());
        })
    }
}

/// How much is moved at a time: what one message of libvirt's wire protocol holds.
pub(super) const BUFFER: usize = 256 * 1024;

pub(super) fn local(what: &str, err: io::Error) -> Error {
    Error::new(ErrorKind::OperationFailed, format!("cannot {what}")).with_source(err)
}

pub(super) fn unasked() -> Error {
    Error::new(ErrorKind::InternalError, "a stream gave an answer that it was not asked for")
}

impl From<Box<dyn StreamDriver>> for Stream {
    fn from(driver: Box<dyn StreamDriver>) -> Self {
        Stream { inner: Arc::new(Inner { driver, nonblocking: AtomicBool::new(false) }) }
    }
}

impl Read for &Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.receive(buffer).map_err(io::Error::other)? {
            Transfer::Bytes(count) => Ok(count),
            Transfer::End => Ok(0),
            Transfer::WouldBlock => Err(io::ErrorKind::WouldBlock.into()),
            Transfer::Hole => Err(io::Error::other(unasked())),
        }
    }
}

impl Write for &Stream {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        match self.send(data).map_err(io::Error::other)? {
            Transfer::Bytes(count) => Ok(count),
            Transfer::WouldBlock => Err(io::ErrorKind::WouldBlock.into()),
            Transfer::End | Transfer::Hole => Err(io::Error::other(unasked())),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (&*self).read(buffer)
    }
}

impl Write for Stream {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        (&*self).write(data)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nonblocking = self.inner.nonblocking.load(Ordering::Relaxed);
        f.debug_struct("Stream").field("nonblocking", &nonblocking).finish_non_exhaustive()
    }
}
