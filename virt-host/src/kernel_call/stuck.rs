//! A call that the kernel has not come back from.

use std::os::fd::{AsFd, OwnedFd};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Signal, pidfd_send_signal};

use crate::Deadline;
use crate::process::reap_later;

/// The helper process of a call that the kernel has not come back from. Dropping the value leaves
/// it waiting.
#[derive(Debug)]
pub struct StuckCall {
    pid: u32,
    /// Readable when the helper has ended. Taken out on drop alone.
    pidfd: Option<OwnedFd>,
}

impl StuckCall {
    pub(super) fn new(pid: u32, pidfd: OwnedFd) -> StuckCall {
        StuckCall { pid, pidfd: Some(pidfd) }
    }

    /// The helper's process id.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// Whether the kernel has come back, and so may have done what it was asked for.
    pub fn has_ended(&self) -> bool {
        self.wait(Deadline::after(Duration::ZERO))
    }

    /// Waits for that; false when it has not come back by the `deadline`.
    pub fn wait(&self, deadline: Deadline) -> bool {
        let Some(pidfd) = &self.pidfd else { return true };
        loop {
            let time = deadline.remaining().min(Duration::from_secs(86_400));
            let timeout = Timespec {
                tv_sec: i64::try_from(time.as_secs()).unwrap_or(i64::MAX),
                tv_nsec: time.subsec_nanos().into(),
            };
            // Errors are EINTR, and others that say nothing about the helper.
            match poll(&mut [PollFd::new(pidfd, PollFlags::IN)], Some(&timeout)) {
                Ok(ready) if ready > 0 => return true,
                _ if deadline.has_passed() => return false,
                _ => {}
            }
        }
    }

    /// Asks the kernel to forget the call, which it does where it waits for another process and
    /// not for hardware. True when the call is over; it may have been finished after all.
    pub fn give_up(&self, grace: Duration) -> bool {
        if let Some(pidfd) = &self.pidfd {
            // It fails for a helper that has ended, which is as good.
            let _ = pidfd_send_signal(pidfd.as_fd(), Signal::KILL);
        }
        self.wait(Deadline::after(grace))
    }
}

impl Drop for StuckCall {
    fn drop(&mut self) {
        if let Some(pidfd) = self.pidfd.take() {
            reap_later(self.pid, pidfd);
        }
    }
}
