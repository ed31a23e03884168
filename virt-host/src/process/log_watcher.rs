//! Keeping logs within their bounds while their children run.

use std::collections::HashMap;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::sync::{Mutex, PoisonError, Weak};

use rustix::fs::inotify::{self, CreateFlags, WatchFlags};
use rustix::io::Errno;
use virt_core::Result;

use super::BoundedLog;
use crate::error::system;

/// Bounds any number of logs, and costs nothing while nothing is printed.
///
/// Its descriptor is for an event loop: when it is readable, [`handle`](LogWatcher::handle) is
/// due. A log that nobody else holds any more is no longer watched.
#[derive(Debug)]
pub struct LogWatcher {
    inotify: OwnedFd,
    logs: Mutex<HashMap<i32, Weak<BoundedLog>>>,
}

impl LogWatcher {
    /// Makes a watcher that watches nothing yet.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](virt_core::ErrorKind::SystemError) when the user's inotify
    /// instances are used up.
    pub fn new() -> Result<LogWatcher> {
        let flags = CreateFlags::CLOEXEC | CreateFlags::NONBLOCK;
        let inotify = inotify::init(flags).map_err(|err| {
            let remedy = "raise the sysctl fs.inotify.max_user_instances";
            system(format!("cannot watch logs; {remedy}"), err)
        })?;
        Ok(LogWatcher { inotify, logs: Mutex::default() })
    }

    /// Watches `log` from now on.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](virt_core::ErrorKind::SystemError) naming the file.
    pub fn watch(&self, log: &Arc<BoundedLog>) -> Result<()> {
        let path = log.path();
        let watch = inotify::add_watch(&self.inotify, path, WatchFlags::MODIFY);
        let watch = watch.map_err(|err| {
            let remedy = "raise the sysctl fs.inotify.max_user_watches if that is too low";
            system(format!("cannot watch log '{}'; {remedy}", path.display()), err)
        })?;
        let mut logs = self.logs.lock().unwrap_or_else(PoisonError::into_inner);
        logs.insert(watch, Arc::downgrade(log));
        drop(logs);
        // What was written before the watch began.
        log.enforce().map(drop)
    }

    /// Bounds the logs that were written to; returns how many had grown too long. Never waits for
    /// output.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](virt_core::ErrorKind::SystemError) when the kernel's reports
    /// cannot be read. A log that cannot be bounded is logged, and tried again at its next line.
    pub fn handle(&self) -> Result<usize> {
        let mut bounded = 0;
        for log in self.written()? {
            match log.enforce() {
                Ok(true) => bounded += 1,
                Ok(false) => {}
                Err(err) => tracing::warn!(log = %log.path().display(), %err, "log not bounded"),
            }
        }
        Ok(bounded)
    }

    /// The logs that were written to since the last call.
    fn written(&self) -> Result<Vec<Arc<BoundedLog>>> {
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut reader = inotify::Reader::new(&self.inotify, &mut buffer);
        let mut watches = Vec::new();
        loop {
            match reader.next() {
                // -1 says that the kernel's queue was full: any of them may have been written.
                Ok(event) if event.wd() == -1 => watches.extend(self.all()),
                Ok(event) => watches.push(event.wd()),
                Err(Errno::AGAIN) => break,
                Err(Errno::INTR) => {}
                Err(err) => return Err(system("cannot read which logs were written", err)),
            }
        }
        watches.sort_unstable();
        watches.dedup();
        Ok(watches.into_iter().filter_map(|watch| self.log(watch)).collect())
    }

    fn all(&self) -> Vec<i32> {
        self.logs.lock().unwrap_or_else(PoisonError::into_inner).keys().copied().collect()
    }

    /// The log of a watch; ends the watch of one that is gone.
    fn log(&self, watch: i32) -> Option<Arc<BoundedLog>> {
        let mut logs = self.logs.lock().unwrap_or_else(PoisonError::into_inner);
        let log = logs.get(&watch)?.upgrade();
        if log.is_none() {
            logs.remove(&watch);
            // Fails only when the file was deleted, which ended the watch already.
            let _ = inotify::remove_watch(&self.inotify, watch);
        }
        log
    }
}

impl AsFd for LogWatcher {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.inotify.as_fd()
    }
}
