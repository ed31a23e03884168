//! What can go wrong in a conversation with QEMU.

use std::io;
use std::time::Duration;

use serde::Deserialize;
use virt_core::{Error, ErrorKind, ErrorOrigin};

/// Why a command has no result. Every message names the domain.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum QmpError {
    /// QEMU read the command and said no.
    #[error("QEMU of '{domain}' refused '{command}': {refusal}")]
    Refused {
        /// Whose QEMU.
        domain: String,
        /// The command's name.
        command: &'static str,
        /// QEMU's own words.
        refusal: Refusal,
    },

    /// The deadline passed. The monitor stays usable: the reply is thrown away when it comes.
    #[error(
        "QEMU of '{domain}' did not answer '{command}' within {} ms; its process may be stopped \
         or overloaded",
        waited.as_millis()
    )]
    Timeout {
        /// Whose QEMU.
        domain: String,
        /// The command's name.
        command: &'static str,
        /// How long the caller waited.
        waited: Duration,
    },

    /// QEMU closed its end: it has quit, or it is about to.
    #[error("QEMU of '{domain}' closed its monitor")]
    Closed {
        /// Whose QEMU.
        domain: String,
    },

    /// What arrived is not QMP; nothing more is read from this connection.
    #[error("QEMU of '{domain}' does not speak QMP: {reason}")]
    Protocol {
        /// Whose QEMU.
        domain: String,
        /// What was wrong with it.
        reason: String,
    },

    /// QEMU does not read what it is sent, and enough is waiting for it already.
    #[error("QEMU of '{domain}' has not read {waiting} bytes of earlier commands")]
    Backlog {
        /// Whose QEMU.
        domain: String,
        /// How many bytes wait to be written.
        waiting: usize,
    },

    /// The socket failed.
    #[error("cannot {step} the monitor of '{domain}': {reason}")]
    Io {
        /// Whose QEMU.
        domain: String,
        /// `open`, `read from`.
        step: &'static str,
        /// The system's words.
        reason: String,
    },
}

impl QmpError {
    pub(super) fn io(domain: &str, step: &'static str, err: &io::Error) -> Self {
        QmpError::Io { domain: domain.to_owned(), step, reason: err.to_string() }
    }
}

impl From<QmpError> for Error {
    fn from(err: QmpError) -> Self {
        let kind = match &err {
            QmpError::Timeout { .. } | QmpError::Backlog { .. } => ErrorKind::OperationTimeout,
            QmpError::Refused { refusal, .. } if refusal.is_unknown_command() => {
                ErrorKind::OperationUnsupported
            }
            _ => ErrorKind::OperationFailed,
        };
        Error::new(kind, err.to_string()).with_origin(ErrorOrigin::Qemu)
    }
}

/// QEMU's answer when it does not do what a command asks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, thiserror::Error)]
#[error("{description}")]
pub(crate) struct Refusal {
    /// `GenericError`, `CommandNotFound`, `DeviceNotFound`, `DeviceNotActive`, `KVMMissingCap`.
    pub(crate) class: String,
    /// The reason, in words for people.
    #[serde(rename = "desc")]
    pub(crate) description: String,
}

impl Refusal {
    /// Whether this QEMU does not have the command at all.
    pub(crate) fn is_unknown_command(&self) -> bool {
        self.class == "CommandNotFound"
    }
}
