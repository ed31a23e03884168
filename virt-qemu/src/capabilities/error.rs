//! Why a QEMU binary could not tell what it can do.

use std::path::PathBuf;

use virt_core::{Error, ErrorKind, ErrorOrigin};

/// Why a program is of no use as an emulator.
#[derive(Debug, Clone, thiserror::Error)]
#[error("cannot use '{}' as QEMU: {reason}", binary.display())]
pub struct ProbeError {
    /// The program.
    pub binary: PathBuf,
    /// What went wrong, with the program's last words where it had any.
    pub reason: String,
}

impl ProbeError {
    pub(super) fn new(binary: impl Into<PathBuf>, reason: impl Into<String>) -> Self {
        ProbeError { binary: binary.into(), reason: reason.into() }
    }
}

impl From<ProbeError> for Error {
    fn from(err: ProbeError) -> Self {
        Error::new(ErrorKind::OperationFailed, err.to_string()).with_origin(ErrorOrigin::Qemu)
    }
}
