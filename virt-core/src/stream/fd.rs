//! Streams over a file descriptor: a terminal, a socket, a FIFO.

use std::fmt;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use nix::errno::Errno;
use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::eventfd::{EfdFlags, EventFd};
use nix::sys::socket::{Shutdown, shutdown};

use super::failure::{Failure, invalid};
use super::pipe::no_callback;
use super::{StreamCallback, StreamDriver, Transfer};
use crate::api::event::EventHandleType;
use crate::api::stream::{StreamEventType, StreamFlags, StreamRecvFlags};
use crate::event_loop::{self, Watch};
use crate::{Error, ErrorKind, ErrorOrigin, Result};

/// Makes a stream of `descriptor`, which both reads and writes: a pseudo-terminal or a socket.
///
/// The stream switches the open file to non-blocking mode. It has no holes, and finishing it
/// closes the descriptor, without knowing what became of the bytes.
///
/// ```
/// use std::io::{Read, Write};
/// use std::os::unix::net::UnixStream;
///
/// use virt_core::stream::{Stream, from_fd};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let (ours, mut guest) = UnixStream::pair()?;
/// let mut console = Stream::new(from_fd(ours)?);
/// guest.write_all(b"login: ")?;
/// let mut prompt = [0; 7];
/// console.read_exact(&mut prompt)?;
/// console.write_all(b"root\n")?;
/// console.finish()?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// [`ErrorKind::SystemError`] when the process has no descriptor left.
pub fn from_fd(descriptor: impl Into<OwnedFd>) -> Result<FdStream> {
    let both = Arc::new(File::from(descriptor.into()));
    FdStream::new(Arc::clone(&both), both)
}

/// Makes a stream of two descriptors, one to read and one to write: the two FIFOs of a guest's
/// `pipe` console. See [`from_fd`].
///
/// # Errors
///
/// [`ErrorKind::SystemError`] when the process has no descriptor left.
pub fn from_fds(reader: impl Into<OwnedFd>, writer: impl Into<OwnedFd>) -> Result<FdStream> {
    FdStream::new(Arc::new(File::from(reader.into())), Arc::new(File::from(writer.into())))
}

/// A stream over a file descriptor; see [`from_fd`].
pub struct FdStream {
    state: Mutex<State>,
    /// Becomes readable when the stream ends, and stays so; every thread that waits polls it, too.
    ended: EventFd,
}

struct State {
    status: Status,
    callback: Option<Arc<Watches>>,
}

enum Status {
    Open(Files),
    Finished,
    Broken(Failure),
}

#[derive(Clone)]
struct Files {
    reader: Arc<File>,
    /// None when the end of the data was sent.
    writer: Option<Arc<File>>,
}

/// The watches of a callback: one where one descriptor reads and writes, otherwise two.
struct Watches {
    reader: Watch,
    writer: Option<Watch>,
}

impl FdStream {
    fn new(reader: Arc<File>, writer: Arc<File>) -> Result<Self> {
        for file in [&reader, &writer] {
            set_nonblocking(file).map_err(failed("cannot prepare a stream's descriptor"))?;
        }
        let flags = EfdFlags::EFD_CLOEXEC | EfdFlags::EFD_NONBLOCK;
        let ended = EventFd::from_value_and_flags(0, flags)
            .map_err(failed("cannot make a descriptor for a stream"))?;
        let status = Status::Open(Files { reader, writer: Some(writer) });
        Ok(FdStream { state: Mutex::new(State { status, callback: None }), ended })
    }

    /// The open files, or the error of a stream that has ended.
    fn files(&self) -> Result<Files> {
        match &self.lock().status {
            Status::Open(files) => Ok(files.clone()),
            Status::Finished => Err(invalid("the stream is finished")),
            Status::Broken(failure) => Err(failure.to_error()),
        }
    }

    /// Tries `step` on `file` until it does not have to wait for `events` any more.
    fn transfer(
        &self,
        file: impl Fn(&Files) -> Result<Arc<File>>,
        events: PollFlags,
        mode: StreamFlags,
        mut step: impl FnMut(&File) -> io::Result<Transfer>,
    ) -> Result<Transfer> {
        let mut hung_up = false;
        loop {
            let file = file(&self.files()?)?;
            match step(&file) {
                Ok(transfer) => return Ok(transfer),
                Err(err) if err.kind() == io::ErrorKind::Interrupted => continue,
                // Nothing would ever end the wait.
                Err(err) if err.kind() == io::ErrorKind::WouldBlock && hung_up => {
                    return Err(nobody_reads());
                }
                Err(err) if err.kind() == io::ErrorKind::WouldBlock => {}
                Err(err) => return Err(io_failed(err)),
            }
            if mode.contains(StreamFlags::NONBLOCK) {
                return Ok(Transfer::WouldBlock);
            }
            hung_up = self.wait(&file, events)?;
        }
    }

    /// Waits until `file` has one of `events` or the stream has ended; returns whether it has only
    /// hung up.
    fn wait(&self, file: &File, events: PollFlags) -> Result<bool> {
        let mut polled =
            [PollFd::new(file.as_fd(), events), PollFd::new(self.ended.as_fd(), PollFlags::POLLIN)];
        match poll(&mut polled, PollTimeout::NONE) {
            Ok(_) => {}
            Err(Errno::EINTR) => return Ok(false),
            Err(err) => return Err(failed("cannot wait for a stream")(err)),
        }
        let happened = polled[0].revents().unwrap_or(PollFlags::empty());
        Ok(!happened.is_empty() && !happened.intersects(events))
    }

    fn end(&self, status: Status) {
        let mut state = self.lock();
        if !matches!(state.status, Status::Open(_)) {
            return;
        }
        let files = std::mem::replace(&mut state.status, status);
        let callback = state.callback.take();
        // It fails only when the counter is full, and then it is readable.
        let _ = self.ended.write(1);
        // What the program's callback owns is dropped without the lock.
        drop(state);
        drop((files, callback));
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

impl StreamDriver for FdStream {
    fn send(&self, data: &[u8], mode: StreamFlags) -> Result<Transfer> {
        let ended = || invalid("the end of the data was sent already");
        let file = |files: &Files| files.writer.clone().ok_or_else(ended);
        self.transfer(file, PollFlags::POLLOUT, mode, |mut file| match file.write(data) {
            Ok(0) if !data.is_empty() => Err(io::ErrorKind::WriteZero.into()),
            written => written.map(Transfer::Bytes),
        })
    }

    fn receive_flags(
        &self,
        buffer: &mut [u8],
        _flags: StreamRecvFlags,
        mode: StreamFlags,
    ) -> Result<Transfer> {
        let file = |files: &Files| Ok(Arc::clone(&files.reader));
        self.transfer(file, PollFlags::POLLIN, mode, |mut file| match file.read(buffer) {
            Ok(0) if !buffer.is_empty() => Ok(Transfer::End),
            // How a terminal says that nobody is at its other end.
            Err(err) if is_io_error(&err) && file.is_terminal() => Ok(Transfer::End),
            read => read.map(Transfer::Bytes),
        })
    }

    fn add_callback(&self, events: StreamEventType, callback: StreamCallback) -> Result<()> {
        // Paused at first, so that the callback finds itself in its place when it runs.
        let watches = Arc::new(Watches::paused(&self.files()?, callback)?);
        let mut state = self.lock();
        match &state.status {
            Status::Open(_) if state.callback.is_none() => {
                state.callback = Some(Arc::clone(&watches));
            }
            Status::Open(_) => return Err(invalid("the stream has a callback already")),
            Status::Finished => return Err(invalid("the stream is finished")),
            Status::Broken(failure) => return Err(failure.to_error()),
        }
        drop(state);
        watches.set_interest(events)
    }

    fn update_callback(&self, events: StreamEventType) -> Result<()> {
        let watches = self.lock().callback.clone();
        watches.ok_or_else(no_callback)?.set_interest(events)
    }

    fn remove_callback(&self) -> Result<()> {
        let watches = self.lock().callback.take();
        watches.map(drop).ok_or_else(no_callback)
    }

    fn end_sending(&self) -> Result<()> {
        let files = self.files()?;
        let Some(writer) = files.writer else { return Ok(()) };
        match shutdown(writer.as_raw_fd(), Shutdown::Write) {
            Ok(()) => {}
            Err(Errno::ENOTSOCK) if !Arc::ptr_eq(&files.reader, &writer) => {}
            Err(Errno::ENOTSOCK) => {
                let message = "a terminal has no end that only one direction reaches";
                return Err(Error::new(ErrorKind::OperationUnsupported, message)
                    .with_origin(ErrorOrigin::Streams));
            }
            Err(err) => return Err(failed("cannot send the end of a stream's data")(err)),
        }
        if let Status::Open(files) = &mut self.lock().status {
            files.writer = None;
        }
        Ok(())
    }

    fn finish(&self) -> Result<()> {
        self.files()?;
        self.end(Status::Finished);
        Ok(())
    }

    fn abort(&self) -> Result<()> {
        self.end(Status::Broken(Failure::aborted("the stream was aborted")));
        Ok(())
    }
}

impl Drop for FdStream {
    fn drop(&mut self) {
        self.end(Status::Finished);
    }
}

impl Watches {
    fn paused(files: &Files, callback: StreamCallback) -> Result<Self> {
        // Two watches may fire at the same time, but a callback runs once at a time.
        let callback = Arc::new(Mutex::new(callback));
        let watch = |file: &Arc<File>| {
            let (source, callback) = (Arc::clone(file), Arc::clone(&callback));
            event_loop::watch(source, EventHandleType::empty(), move |_, events| {
                lock(&callback)(StreamEventType::from_bits_truncate(events.bits()));
            })
        };
        let two = files.writer.as_ref().filter(|writer| !Arc::ptr_eq(writer, &files.reader));
        let writer = two.map(watch).transpose()?;
        Ok(Watches { reader: watch(&files.reader)?, writer })
    }

    fn set_interest(&self, events: StreamEventType) -> Result<()> {
        // The two enumerations name the same bits.
        let interest = EventHandleType::from_bits_truncate(events.bits());
        let (mut for_reader, mut for_writer) = (interest, interest);
        if self.writer.is_some() {
            for_reader.remove(EventHandleType::WRITABLE);
            for_writer.remove(EventHandleType::READABLE);
        }
        self.reader.set_interest(for_reader)?;
        self.writer.as_ref().map_or(Ok(()), |watch| watch.set_interest(for_writer))
    }
}

fn set_nonblocking(file: &File) -> nix::Result<()> {
    let flags = OFlag::from_bits_retain(fcntl(file, FcntlArg::F_GETFL)?);
    fcntl(file, FcntlArg::F_SETFL(flags | OFlag::O_NONBLOCK)).map(drop)
}

fn is_io_error(err: &io::Error) -> bool {
    err.raw_os_error() == Some(Errno::EIO as i32)
}

fn io_failed(err: io::Error) -> Error {
    if err.kind() == io::ErrorKind::BrokenPipe || is_io_error(&err) {
        return nobody_reads().with_source(err);
    }
    Error::new(ErrorKind::SystemError, "cannot transfer a stream's data")
        .with_origin(ErrorOrigin::Streams)
        .with_source(err)
}

fn nobody_reads() -> Error {
    invalid("the other end has gone, nobody would read this")
}

fn failed(what: &'static str) -> impl Fn(Errno) -> Error + Copy {
    move |err| {
        Error::new(ErrorKind::SystemError, what).with_origin(ErrorOrigin::Streams).with_source(err)
    }
}

/// Nothing of ours panics while it holds a lock, so what it guards is whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for FdStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FdStream").finish_non_exhaustive()
    }
}
