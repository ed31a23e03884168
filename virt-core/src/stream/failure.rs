//! Why a stream ended badly, for everyone who asks afterwards.

use std::error::Error as _;

use crate::{Error, ErrorKind, ErrorOrigin};

/// An error that can be reported more than once.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    kind: ErrorKind,
    origin: ErrorOrigin,
    message: String,
}

impl Failure {
    pub(super) fn aborted(message: &str) -> Self {
        let (kind, origin) = (ErrorKind::OperationAborted, ErrorOrigin::Streams);
        Failure { kind, origin, message: message.to_owned() }
    }

    /// Keeps the words of the causes, because the causes themselves cannot be copied.
    pub(super) fn of(error: &Error) -> Self {
        let mut message = error.message().to_owned();
        if let Some(cause) = error.source() {
            message = format!("{message}: {cause}");
        }
        Failure { kind: error.kind(), origin: error.origin(), message }
    }

    pub(super) fn to_error(&self) -> Error {
        Error::new(self.kind, self.message.clone()).with_origin(self.origin)
    }
}

/// The error of a call that this end of the stream cannot make any more, or not yet.
pub(super) fn invalid(message: &str) -> Error {
    Error::new(ErrorKind::OperationInvalid, message).with_origin(ErrorOrigin::Streams)
}
