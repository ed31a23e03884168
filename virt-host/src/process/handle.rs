//! A running process, ours or taken over.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{
    Pid, PidfdFlags, Signal, WaitId, WaitIdOptions, pidfd_open, pidfd_send_signal, waitid,
};
use virt_core::{Error, ErrorKind, Result};

use super::identity::Stat;
use super::{Exit, ProcessIdentity, orphans};
use crate::Deadline;
use crate::error::system;

/// A process held by a pidfd, so that its number is never mistaken for another process's.
///
/// It is either a child that [`Launch::spawn`](super::Launch::spawn) started or one that was
/// [taken over](Process::adopt). Dropping the value leaves the process running.
///
/// The descriptor becomes readable when the process ends: [`as_fd`](AsFd::as_fd) is for an event
/// loop. How a child ended is known to its parent alone, and once: in a program that ignores
/// SIGCHLD or waits for any child, it is [`Exit::Unknown`].
#[derive(Debug)]
pub struct Process {
    identity: ProcessIdentity,
    pidfd: OwnedFd,
    exit: Mutex<Option<Exit>>,
}

impl Process {
    /// Holds a child that was just started.
    pub(super) fn child(pid: u32, pidfd: OwnedFd, boot_id: &str) -> Process {
        // A child keeps its number until its end is taken note of. If a program that waits for any
        // child was quicker than this, time 0 stands for a process that nobody can adopt.
        let start_time = Stat::read(pid).map_or(0, |stat| stat.start_time);
        let identity = ProcessIdentity { pid, start_time, boot_id: boot_id.to_owned() };
        Process { identity, pidfd, exit: Mutex::new(None) }
    }

    /// Takes over a process that another run of this program started. None when that process has
    /// ended, even if its number is in use again.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`] when this process has no descriptor left.
    pub fn adopt(identity: &ProcessIdentity) -> Result<Option<Process>> {
        let Some(pid) = i32::try_from(identity.pid).ok().and_then(Pid::from_raw) else {
            return Ok(None);
        };
        let pidfd = match pidfd_open(pid, PidfdFlags::empty()) {
            Ok(pidfd) => pidfd,
            Err(Errno::SRCH | Errno::INVAL) => return Ok(None),
            Err(err) => {
                return Err(system(format!("cannot watch process {}", identity.pid), err));
            }
        };
        // Compared after the descriptor was opened: the process it stands for has this number now,
        // and one that is older than the descriptor cannot have come into between.
        if ProcessIdentity::of(identity.pid)?.as_ref() != Some(identity) {
            return Ok(None);
        }
        orphans::remove(identity.pid);
        Ok(Some(Process { identity: identity.clone(), pidfd, exit: Mutex::new(None) }))
    }

    /// The process id.
    pub fn pid(&self) -> u32 {
        self.identity.pid
    }

    /// What to keep to [`adopt`](Process::adopt) the process later.
    pub fn identity(&self) -> &ProcessIdentity {
        &self.identity
    }

    /// Whether the process has ended.
    pub fn has_ended(&self) -> bool {
        // Only EFAULT, EINVAL and ENOMEM are left as errors, none of which tells of an end.
        self.poll(Duration::ZERO).unwrap_or(false)
    }

    /// Waits for the process to end; none when it still runs at the `deadline`.
    ///
    /// Any number of threads may wait, and the answer stays the same ever after.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`] when the kernel refuses to wait.
    pub fn wait(&self, deadline: Deadline) -> Result<Option<Exit>> {
        let failed = |err| system(format!("cannot wait for process {}", self.pid()), err);
        while !self.poll(deadline.remaining()).map_err(failed)? {
            if deadline.has_passed() {
                return Ok(None);
            }
        }
        self.take_exit().map_err(failed)
    }

    /// Sends a signal, for which a process that has ended is none the worse.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`] when the process may not be sent signals.
    pub fn signal(&self, signal: Signal) -> Result<()> {
        match pidfd_send_signal(&self.pidfd, signal) {
            Ok(()) | Err(Errno::SRCH) => Ok(()),
            Err(err) => Err(system(
                format!("cannot send signal {} to process {}", signal.as_raw(), self.pid()),
                err,
            )),
        }
    }

    /// Kills the process and waits until it is gone.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationTimeout`] when it is not gone at the `deadline`, because the kernel
    /// waits for a device or a file server in its name; the message names its state.
    pub fn kill(&self, deadline: Deadline) -> Result<Exit> {
        self.signal(Signal::KILL)?;
        if let Some(exit) = self.wait(deadline)? {
            return Ok(exit);
        }
        let state = Stat::read(self.pid()).map_or('?', |stat| stat.state);
        Err(Error::new(
            ErrorKind::OperationTimeout,
            format!(
                "process {} does not end, though it was killed (state {state}: the kernel waits \
                 for a device or a file server in its name)",
                self.pid()
            ),
        ))
    }

    /// Asks the process to end (SIGTERM), waits for `grace`, then kills it and waits until it is
    /// gone or the `deadline` has passed.
    ///
    /// # Errors
    ///
    /// As for [`kill`](Process::kill).
    pub fn terminate(&self, grace: Duration, deadline: Deadline) -> Result<Exit> {
        self.signal(Signal::TERM)?;
        match self.wait(Deadline::after(grace).min(deadline))? {
            Some(exit) => Ok(exit),
            None => self.kill(deadline),
        }
    }

    /// Waits up to `time` for the end; may return early.
    fn poll(&self, time: Duration) -> Result<bool, Errno> {
        let time = time.min(Duration::from_secs(86_400)); // the kernel's type has its limits
        let timeout = Timespec {
            tv_sec: i64::try_from(time.as_secs()).unwrap_or(i64::MAX),
            tv_nsec: time.subsec_nanos().into(),
        };
        match poll(&mut [PollFd::new(&self.pidfd, PollFlags::IN)], Some(&timeout)) {
            Ok(ready) => Ok(ready > 0),
            Err(Errno::INTR) => Ok(false),
            Err(err) => Err(err),
        }
    }

    /// How the process ended; none while it runs. Never waits.
    fn take_exit(&self) -> Result<Option<Exit>, Errno> {
        let mut exit = self.exit.lock().unwrap_or_else(PoisonError::into_inner);
        if exit.is_none() {
            let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG;
            *exit = match waitid(WaitId::PidFd(self.pidfd.as_fd()), options) {
                Ok(status) => status.as_ref().map(Exit::from_status),
                Err(Errno::CHILD) => Some(Exit::Unknown),
                Err(err) => return Err(err),
            };
        }
        Ok(*exit)
    }
}

impl AsFd for Process {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.pidfd.as_fd()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG;
        let known = self.exit.get_mut().unwrap_or_else(PoisonError::into_inner).is_some();
        if !known
            && matches!(waitid(WaitId::PidFd(self.pidfd.as_fd()), options), Ok(None))
            && let Ok(pidfd) = self.pidfd.try_clone()
        {
            orphans::add(self.identity.pid, pidfd);
        }
    }
}
