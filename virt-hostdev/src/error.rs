//! What can go wrong, in the words of the manager.

use std::io;
use std::path::PathBuf;

use virt_core::driver::node::Obstacle;
use virt_core::{Error, ErrorKind};

use crate::DeviceId;

pub(crate) type Result<T, E = Failure> = std::result::Result<T, E>;

/// Why a device was not taken, or not given back.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// Something stands in the way; nothing was done.
    #[error("{device} cannot be given to a guest: {}", in_words(.obstacles))]
    InTheWay { device: DeviceId, kind: ErrorKind, obstacles: Vec<Obstacle> },
    /// There is no such device.
    #[error("no {0} on this host")]
    Missing(DeviceId),
    /// The device that is asked for cannot be told.
    #[error("{0}")]
    Unclear(String),
    /// The call does not fit the state of the device.
    #[error("{0}")]
    Invalid(String),
    /// It is being changed by somebody else, or the kernel does not come back.
    #[error("{device} is busy: {what}")]
    Busy { device: DeviceId, what: String },
    /// A step was refused.
    #[error("{device}: {step} failed{remedy}")]
    Step { device: DeviceId, step: String, remedy: String, source: io::Error },
    /// A step did not end in time.
    #[error("{device}: {step} has not ended in time{state}")]
    Late { device: DeviceId, step: String, state: String },
    /// The ledger or a node cannot be read or written.
    #[error("cannot {what} '{path}'", path = .path.display())]
    File { what: &'static str, path: PathBuf, source: io::Error },
    /// What another crate says.
    #[error("{}", .0.message())]
    Other(Error),
}

impl Failure {
    pub(crate) fn file(
        what: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Failure {
        let path = path.into();
        move |source| Failure::File { what, path, source }
    }

    fn kind(&self) -> ErrorKind {
        match self {
            Failure::InTheWay { kind, .. } => *kind,
            Failure::Missing(_) => ErrorKind::NoNodeDevice,
            Failure::Unclear(_) => ErrorKind::OperationFailed,
            Failure::Invalid(_) => ErrorKind::OperationInvalid,
            Failure::Busy { .. } => ErrorKind::ResourceBusy,
            Failure::Step { .. } | Failure::File { .. } => ErrorKind::SystemError,
            Failure::Late { .. } => ErrorKind::OperationTimeout,
            Failure::Other(err) => err.kind(),
        }
    }
}

impl From<Error> for Failure {
    fn from(err: Error) -> Failure {
        Failure::Other(err)
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Error {
        let (kind, message) = (failure.kind(), failure.to_string());
        match failure {
            Failure::Other(err) => err,
            Failure::Step { source, .. } | Failure::File { source, .. } => {
                Error::new(kind, message).with_source(source)
            }
            _ => Error::new(kind, message),
        }
    }
}

/// All obstacles in one sentence.
fn in_words(obstacles: &[Obstacle]) -> String {
    let words = obstacles.iter().map(|obstacle| match &obstacle.remedy {
        Some(remedy) => format!("{} ({remedy})", obstacle.what),
        None => obstacle.what.clone(),
    });
    words.collect::<Vec<_>>().join("; ")
}
