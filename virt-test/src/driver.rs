//! From a URI to a make-believe host.

use std::path::Path;
use std::sync::Arc;

use virt_core::connection::{OpenContext, Slots};
use virt_core::driver::Driver;
use virt_core::{ErrorKind, Result};

use crate::error::error;
use crate::host::{ConnectionId, Host};

/// What the driver keeps for one connection.
pub(crate) struct TestDriver {
    pub(crate) host: Arc<Host>,
    pub(crate) id: ConnectionId,
}

/// Opens the host that everybody shares, or one of the connection's own from a file.
#[allow(clippy::needless_update, reason = "a connection has more slots than this driver fills")]
pub(crate) fn open(context: &OpenContext<'_>) -> Result<Option<Slots>> {
    let host = match context.uri().path() {
        "/default" => Host::shared_default()?,
        "" | "/" => {
            return Err(error(
                ErrorKind::InvalidArg,
                "the URI names no host: give the path of a file, or use test:///default",
            ));
        }
        path => Arc::new(Host::from_file(Path::new(path))?),
    };
    let driver = Arc::new(TestDriver { host, id: ConnectionId::next() });
    Ok(Some(Slots {
        domains: Some(driver.clone()),
        node: Some(driver.clone()),
        node_devices: Some(driver),
        ..Slots::default()
    }))
}

impl Driver for TestDriver {
    fn name(&self) -> &'static str {
        "test"
    }
}

impl Drop for TestDriver {
    fn drop(&mut self) {
        self.host.connection_closed(self.id);
    }
}
