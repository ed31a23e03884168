//! From a URI to a connection.

use std::sync::Arc;

use virt_core::connection::{OpenContext, Slots};
use virt_core::driver::Driver;
use virt_core::{Error, ErrorKind, Result};

use crate::host::Host;

/// What the driver keeps for one connection.
pub(crate) struct ProcessDriver {
    pub(crate) host: Arc<Host>,
}

/// Opens `process:///default`.
#[allow(clippy::needless_update, reason = "a connection has more slots than this driver fills")]
pub(crate) fn open(context: &OpenContext<'_>) -> Result<Option<Slots>> {
    let uri = context.uri();
    if uri.path() != "/default" {
        return Err(Error::new(
            ErrorKind::InvalidArg,
            format!("'{uri}' names no host of processes; use process:///default"),
        ));
    }
    let driver = Arc::new(ProcessDriver { host: Host::shared() });
    Ok(Some(Slots { domains: Some(driver.clone()), node: Some(driver), ..Slots::default() }))
}

impl Driver for ProcessDriver {
    fn name(&self) -> &'static str {
        "process"
    }
}
