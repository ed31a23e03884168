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
    let driver = Arc::new(QemuDriver::new(state, settings));
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
    let legal: &[&str] = match context.role() {
        Role::System => &["/system"],
        Role::Session => &["/session"],
        Role::Embedded { .. } => &["/embed"],
        Role::Client => &[],
    };
    let embeds = matches!(context.role(), Role::Embedded { .. })
        && context.uri().param("mode") == Some("embed");
    if legal.contains(&path) || embeds {
        return Ok(());
    }
    Err(unknown_path(context, path))
}

fn unknown_path(context: &OpenContext<'_>, path: &str) -> Error {
    Error::new(
        ErrorKind::InvalidArg,
        format!(
            "{}: QEMU has no path '{path}' here; use qemu:///system or qemu:///session in a \
             daemon, or qemu:///embed?root=/some/folder in a program",
            context.uri()
        ),
    )
    .with_origin(ErrorOrigin::Qemu)
}
