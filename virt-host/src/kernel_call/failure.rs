//! Why a call into the kernel brought nothing.

use std::{fmt, io};

use virt_core::{Error, ErrorKind};

use super::StuckCall;
use crate::error::system;

/// Why a [`KernelCall`](super::KernelCall) brought nothing.
#[derive(Debug)]
#[non_exhaustive]
pub enum CallFailure {
    /// The kernel refused.
    Refused(io::Error),
    /// The kernel has not answered by the deadline, and may still do what it was asked for.
    Stuck(StuckCall),
    /// The call was not made, because there was no helper to make it; or it is not known whether
    /// it was, because the helper was killed from outside.
    NoHelper(io::Error),
}

impl CallFailure {
    /// An error that says what could not be done and with what: `("write '1' to", "/sys/x/reset")`.
    pub fn into_error(self, step: &str, object: &str) -> Error {
        match self {
            CallFailure::Refused(err) => system(format!("cannot {step} '{object}'"), err),
            CallFailure::NoHelper(err) => {
                system(format!("cannot {step} '{object}': no helper process"), err)
            }
            CallFailure::Stuck(stuck) => {
                let message = format!(
                    "cannot {step} '{object}': the kernel has not answered in time, and process \
                     {} still waits for it",
                    stuck.pid()
                );
                Error::new(ErrorKind::OperationTimeout, message)
            }
        }
    }
}

impl fmt::Display for CallFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CallFailure::Refused(err) => err.fmt(f),
            CallFailure::NoHelper(err) => write!(f, "no helper process: {err}"),
            CallFailure::Stuck(stuck) => {
                write!(f, "the kernel has not answered; process {} still waits for it", stuck.pid())
            }
        }
    }
}

impl std::error::Error for CallFailure {}
