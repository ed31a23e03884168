//! How a process ended.

use std::fmt;

use rustix::process::WaitIdStatus;

/// How a process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// It returned this status from `main` or `exit`.
    Status(i32),
    /// This signal ended it.
    Signal {
        /// The signal's number.
        number: i32,
        /// Whether the kernel wrote a core dump.
        core_dumped: bool,
    },
    /// It has ended, but only its parent can learn how, and that is or was another process.
    Unknown,
}

impl Exit {
    /// Whether the process says that all went well.
    pub fn is_success(self) -> bool {
        self == Exit::Status(0)
    }

    pub(super) fn from_status(status: &WaitIdStatus) -> Exit {
        if let Some(code) = status.exit_status() {
            Exit::Status(code)
        } else if let Some(number) = status.terminating_signal() {
            Exit::Signal { number, core_dumped: status.dumped() }
        } else {
            Exit::Unknown
        }
    }
}

/// `exit status 1`, `killed by signal 11 (SIGSEGV), core dumped`.
impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Exit::Signal { number, core_dumped } = *self else {
            return match self {
                Exit::Status(code) => write!(f, "exit status {code}"),
                _ => f.write_str("unknown exit status"),
            };
        };
        write!(f, "killed by signal {number}")?;
        if let Some((_, name)) = NAMES.iter().find(|(known, _)| *known == number) {
            write!(f, " ({name})")?;
        }
        f.write_str(if core_dumped { ", core dumped" } else { "" })
    }
}

/// The signals that end processes in practice.
const NAMES: [(i32, &str); 14] = [
    (libc::SIGHUP, "SIGHUP"),
    (libc::SIGINT, "SIGINT"),
    (libc::SIGQUIT, "SIGQUIT"),
    (libc::SIGILL, "SIGILL"),
    (libc::SIGTRAP, "SIGTRAP"),
    (libc::SIGABRT, "SIGABRT"),
    (libc::SIGBUS, "SIGBUS"),
    (libc::SIGFPE, "SIGFPE"),
    (libc::SIGKILL, "SIGKILL"),
    (libc::SIGSEGV, "SIGSEGV"),
    (libc::SIGPIPE, "SIGPIPE"),
    (libc::SIGTERM, "SIGTERM"),
    (libc::SIGXFSZ, "SIGXFSZ"),
    (libc::SIGSYS, "SIGSYS"),
];
