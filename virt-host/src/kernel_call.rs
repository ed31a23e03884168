//! Calls in which the kernel may stay for as long as it likes, with a deadline.
//!
//! Unbinding a driver, resetting a device, writing to a file of sysfs: the kernel may wait for
//! hardware or for another process there, in a way that no signal ends. A thread that waits like
//! that is lost, and the program cannot even end. So the call is made by a helper, a process that
//! is forked for it and does nothing else; when the deadline passes, the program goes on.

mod child;
mod failure;
mod stuck;

pub use failure::CallFailure;
pub use stuck::StuckCall;

use std::ffi::CString;
use std::fs::File;
use std::io::{self, Read};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use virt_core::Result;

use crate::Deadline;
use crate::netlink::{self, Message, Request, RequestFlags};

/// One call into the kernel, made by a helper process.
///
/// ```
/// use virt_host::{Deadline, KernelCall};
///
/// let call = KernelCall::read("/proc/sys/kernel/ostype", 64);
/// let text = call.run(Deadline::default()).map_err(|failure| failure.into_error("read", "/proc"))?;
/// assert_eq!(text, b"Linux\n");
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug)]
pub struct KernelCall {
    operation: Operation,
    kept: Vec<OwnedFd>,
}

#[derive(Debug)]
enum Operation {
    Write { path: PathBuf, bytes: Vec<u8> },
    Read { path: PathBuf, most: usize },
    Route { request: Vec<u8> },
}

/// More than any answer of route netlink to one question, in bytes.
const LONGEST_MESSAGE: usize = 256 * 1024;

impl KernelCall {
    /// Opens `path`, which exists, and writes `bytes` to it in one go, in place of what it holds.
    pub fn write(path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> KernelCall {
        KernelCall::new(Operation::Write { path: path.into(), bytes: bytes.into() })
    }

    /// Opens `path` and reads up to `most` bytes from it in one go.
    pub fn read(path: impl Into<PathBuf>, most: usize) -> KernelCall {
        KernelCall::new(Operation::Read { path: path.into(), most })
    }

    /// Asks the kernel's route netlink. [`answers`](KernelCall::answers) makes the call.
    pub fn route(request: &Request) -> KernelCall {
        let mut request = request.clone();
        // The acknowledgement tells the helper when to stop.
        request.flags |= RequestFlags::ACKNOWLEDGE;
        KernelCall::new(Operation::Route { request: request.encode(1) })
    }

    fn new(operation: Operation) -> KernelCall {
        KernelCall { operation, kept: Vec::new() }
    }

    /// Keeps `descriptor` open until the helper ends, even if this program ends before: a lock on
    /// what the kernel is busy with.
    #[must_use]
    pub fn keep(mut self, descriptor: OwnedFd) -> KernelCall {
        self.kept.push(descriptor);
        self
    }

    /// Makes the call and returns what was read.
    ///
    /// # Errors
    ///
    /// [`CallFailure::Refused`] when the kernel refuses, [`CallFailure::Stuck`] when it has not
    /// answered by the `deadline`, [`CallFailure::NoHelper`] when there was no call.
    pub fn run(self, deadline: Deadline) -> Result<Vec<u8>, CallFailure> {
        let prepared = self.prepare().map_err(CallFailure::NoHelper)?;
        let helper = child::start(prepared, self.kept).map_err(CallFailure::NoHelper)?;
        let mut answer = Vec::new();
        loop {
            match next(&helper.answers, deadline, &mut answer) {
                Ok(Progress::More) => {}
                Ok(Progress::Ended) => break,
                Ok(Progress::Late) => return Err(CallFailure::Stuck(helper.process)),
                Err(err) => return Err(CallFailure::NoHelper(err)),
            }
        }
        verdict(answer)
    }

    /// Makes a call of netlink and returns the kernel's answers.
    ///
    /// # Errors
    ///
    /// As for [`run`](KernelCall::run).
    pub fn answers(self, deadline: Deadline) -> Result<Vec<Message>, CallFailure> {
        netlink::answers(&self.run(deadline)?).map_err(CallFailure::Refused)
    }

    fn prepare(&self) -> io::Result<child::Prepared> {
        let path = |path: &Path| CString::new(path.as_os_str().as_bytes());
        Ok(match &self.operation {
            Operation::Write { path: file, bytes } => {
                child::Prepared::write(path(file)?, bytes.clone())
            }
            Operation::Read { path: file, most } => child::Prepared::read(path(file)?, *most),
            Operation::Route { request } => {
                child::Prepared::netlink(libc::NETLINK_ROUTE, request.clone(), LONGEST_MESSAGE)
            }
        })
    }
}

/// Writes `text` to a file of the kernel, such as one in sysfs, and waits until the `deadline`.
///
/// ```
/// use virt_host::{Deadline, kernel_write};
///
/// let err = kernel_write("/sys/bus/pci/drivers_probe_", "0000:00:00.0", Deadline::default());
/// assert!(err.unwrap_err().message().contains("/sys/bus/pci/drivers_probe_"));
/// ```
///
/// # Errors
///
/// [`OperationTimeout`](virt_core::ErrorKind::OperationTimeout) when the kernel has not taken it by
/// then; it may still do so later. [`SystemError`](virt_core::ErrorKind::SystemError) when the
/// kernel refuses. Both name the file.
pub fn kernel_write(
    path: impl Into<PathBuf>,
    text: impl AsRef<[u8]>,
    deadline: Deadline,
) -> Result<()> {
    let (path, text) = (path.into(), text.as_ref().to_owned());
    let shown = String::from_utf8_lossy(&text).trim_end().to_owned();
    let place = path.display().to_string();
    let written = KernelCall::write(path, text).run(deadline);
    written.map(drop).map_err(|failure| failure.into_error(&format!("write '{shown}' to"), &place))
}

enum Progress {
    More,
    Ended,
    Late,
}

/// Waits for the helper to say something, and adds it to `answer`.
fn next(mut answers: &File, deadline: Deadline, answer: &mut Vec<u8>) -> io::Result<Progress> {
    let time = deadline.remaining();
    let timeout = Timespec {
        tv_sec: i64::try_from(time.as_secs().min(86_400)).unwrap_or(86_400),
        tv_nsec: time.subsec_nanos().into(),
    };
    match poll(&mut [PollFd::new(answers, PollFlags::IN)], Some(&timeout)) {
        Ok(0) if deadline.has_passed() => return Ok(Progress::Late),
        Ok(0) | Err(Errno::INTR) => return Ok(Progress::More),
        Ok(_) => {}
        Err(err) => return Err(err.into()),
    }
    let mut bytes = [0; 8192];
    match answers.read(&mut bytes) {
        Ok(0) => Ok(Progress::Ended),
        Ok(length) => {
            answer.extend_from_slice(&bytes[..length]);
            Ok(Progress::More)
        }
        Err(err) if err.kind() == io::ErrorKind::Interrupted => Ok(Progress::More),
        Err(err) => Err(err),
    }
}

/// The helper's last word is an error number, 0 for none; what it read stands before that.
fn verdict(mut answer: Vec<u8>) -> Result<Vec<u8>, CallFailure> {
    let at = answer.len().checked_sub(size_of::<i32>());
    let word = at.and_then(|at| answer.split_off(at).try_into().ok()).map(i32::from_ne_bytes);
    match word {
        Some(0) => Ok(answer),
        Some(errno) => Err(CallFailure::Refused(io::Error::from_raw_os_error(errno))),
        None => Err(CallFailure::NoHelper(io::Error::other("the helper process was killed"))),
    }
}
