//! Devices that are made: mediated devices and virtual ports of Fibre Channel hosts.
//!
//! The kernel makes them when their identity is written to a file of their parent. It may take its
//! time for that, so a helper process writes, with a deadline.

mod mdev;
mod port;

pub(crate) use mdev::{MdevPlan, parent_of, plan, set_attributes, start, stop};
pub(crate) use port::{make_port, remove_port};

use std::thread;
use std::time::Duration;

use virt_core::{Error, ErrorKind, ErrorOrigin, Result};
use virt_host::Deadline;

use crate::host::Host;

/// How long the kernel may take for one step.
const PATIENCE: Duration = Duration::from_secs(30);

fn deadline() -> Deadline {
    Deadline::after(PATIENCE)
}

/// How long to wait before looking again at what the kernel has done.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Waits until `seen` sees what the kernel was asked for; `what` says what is missing then.
fn wait<T>(what: impl Fn() -> String, seen: impl Fn() -> Result<Option<T>>) -> Result<T> {
    let deadline = deadline();
    loop {
        if let Some(seen) = seen()? {
            return Ok(seen);
        }
        if deadline.has_passed() {
            return Err(refused(ErrorKind::OperationTimeout, what()));
        }
        thread::sleep(LOOK_AGAIN);
    }
}

/// Waits until the kernel has taken the device at `path` away.
fn wait_until_gone(host: &Host, path: &str) -> Result<()> {
    let stays = || format!("the kernel has not taken '{path}' away in time");
    wait(stays, || Ok((!host.sysfs.exists(path, "uevent")).then_some(())))
}

fn refused(kind: ErrorKind, message: impl Into<String>) -> Error {
    Error::new(kind, message).with_origin(ErrorOrigin::Nodedev)
}

/// What cannot be made, or not be changed, because it is neither of the two.
pub(crate) fn not_made(message: impl Into<String>) -> Error {
    refused(ErrorKind::ConfigUnsupported, message)
}
