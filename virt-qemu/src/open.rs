//! From a URI to a connection of this driver.

use std::sync::Arc;

use virt_core::connection::{OpenContext, Slots};
use virt_core::driver::state::Role;
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

use crate::config::Settings;
use crate::driver::QemuDriver;
use crate::state::QemuState;

/// Opens a connection.
pub(crate) fn open(context: &OpenContext<'_>) -> Result<Option<Slots>> {
    check_path(context)?;
    let settings = Settings::from_parameters(context.uri().params())?;
    let state = context.state::<QemuState>()?;
    let driver = Arc::new(QemuDriver::new(state, settings, context.siblings()));
    Ok(Some(Slots { domains: Some(driver.clone()), node: Some(driver), ..Slots::default() }))
}

/// The URI that opens this driver here without one, if any does.
pub(crate) fn probe() -> Option<String> {
    let arch = crate::capabilities::Arch::host()?;
    crate::capabilities::find_emulator(arch)?;
    // A program that has no daemon needs a folder, which only its user can choose.
    None
}

/// Refuses a path that is another role's, or nobody's.
fn check_path(context: &OpenContext<'_>) -> Result<()> {
    let path = context.uri().path();
    let (legal, remedy) = match context.role() {
        Role::System => ("/system", "use qemu:///system"),
        Role::Session => ("/session", "use qemu:///session"),
        Role::Embedded { .. } if context.uri().param("mode") == Some("embed") => return Ok(()),
        Role::Embedded { .. } => ("/embed", "use qemu:///embed?root=/some/folder"),
        Role::Client => return Err(unknown_path(context, "use qemu:///embed?root=/some/folder")),
    };
    if path == legal { Ok(()) } else { Err(unknown_path(context, remedy)) }
}

fn unknown_path(context: &OpenContext<'_>, remedy: &str) -> Error {
    let uri = context.uri();
    let message = format!("{uri}: QEMU has no path '{}' here; {remedy}", uri.path());
    Error::new(ErrorKind::InvalidArg, message).with_origin(ErrorOrigin::Qemu)
}
