//! Children that nobody watches any more, whose end still has to be taken note of.
//!
//! A guest outlives the connection that started it. When it ends while the program goes on, it
//! would stay in the process table as a zombie; so the next start or drop of a process looks.

use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Mutex, PoisonError};

use rustix::process::{WaitId, WaitIdOptions, waitid};

static ORPHANS: Mutex<Vec<(u32, OwnedFd)>> = Mutex::new(Vec::new());

/// Takes care of a child's end.
pub(crate) fn add(pid: u32, pidfd: OwnedFd) {
    sweep();
    let mut orphans = ORPHANS.lock().unwrap_or_else(PoisonError::into_inner);
    orphans.push((pid, pidfd));
}

/// Leaves the child's end to somebody who watches it again.
pub(super) fn remove(pid: u32) {
    let mut orphans = ORPHANS.lock().unwrap_or_else(PoisonError::into_inner);
    orphans.retain(|(known, _)| *known != pid);
}

/// Forgets those that have ended, and has the kernel forget them. Never waits.
pub(super) fn sweep() {
    let running = WaitIdOptions::EXITED | WaitIdOptions::NOHANG;
    let mut orphans = ORPHANS.lock().unwrap_or_else(PoisonError::into_inner);
    orphans.retain(|(_, fd)| matches!(waitid(WaitId::PidFd(fd.as_fd()), running), Ok(None)));
}
