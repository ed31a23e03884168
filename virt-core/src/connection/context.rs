//! What a driver gets when it opens a connection.

use std::any::Any;
use std::sync::{Arc, OnceLock, Weak};

use super::Slots;
use crate::driver::state::{Role, StateDriver};
use crate::uri::ConnectUri;
use crate::{Error, ErrorKind, Result};

/// What a driver gets when it opens a connection.
pub struct OpenContext<'a> {
    pub(super) uri: &'a ConnectUri,
    pub(super) role: &'a Role,
    pub(super) read_only: bool,
    pub(super) siblings: &'a Siblings,
    pub(super) state: Option<Arc<dyn StateDriver>>,
}

impl OpenContext<'_> {
    /// The URI of the connection.
    pub fn uri(&self) -> &ConnectUri {
        self.uri
    }

    /// On whose behalf the driver runs.
    pub fn role(&self) -> &Role {
        self.role
    }

    /// Whether calls that change something are refused before they reach the driver.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// The other drivers of the same connection; they are there once it is open.
    pub fn siblings(&self) -> Siblings {
        self.siblings.clone()
    }

    /// The state that the driver's own start function returned.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InternalError`] when the driver is not stateful, or its state is not an `S`.
    pub fn state<S: StateDriver>(&self) -> Result<Arc<S>> {
        let state = self.state.clone().map(|state| state as Arc<dyn Any + Send + Sync>);
        state.and_then(|state| state.downcast().ok()).ok_or_else(|| {
            Error::new(
                ErrorKind::InternalError,
                format!(
                    "the driver of '{}' did not start a {}",
                    self.uri,
                    std::any::type_name::<S>()
                ),
            )
        })
    }
}

/// The drivers of one connection, as its drivers see each other.
///
/// A QEMU domain asks here for the network driver of its own connection. It holds no driver
/// alive, and is empty until the connection is open.
#[derive(Clone, Default)]
pub struct Siblings(Arc<OnceLock<Weak<Slots>>>);

impl Siblings {
    /// The connection's drivers.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationInvalid`] while the connection is being opened or after it is closed.
    pub fn slots(&self) -> Result<Arc<Slots>> {
        self.0
            .get()
            .and_then(Weak::upgrade)
            .ok_or_else(|| Error::new(ErrorKind::OperationInvalid, "the connection is not open"))
    }

    pub(super) fn set(&self, slots: &Arc<Slots>) {
        // The first to set it is the connection itself; there is no second.
        let _ = self.0.set(Arc::downgrade(slots));
    }
}
