//! Which boot of the host this is: what was true of processes and sockets ends with it.

use std::fs;
use std::sync::OnceLock;

use virt_core::Result;

use crate::error::system;

const BOOT_ID: &str = "/proc/sys/kernel/random/boot_id";

/// Returns the kernel's random name for the running boot.
///
/// # Errors
///
/// [`SystemError`](virt_core::ErrorKind::SystemError) when `/proc` is not there.
pub fn boot_id() -> Result<&'static str> {
    static ID: OnceLock<String> = OnceLock::new();
    if let Some(id) = ID.get() {
        return Ok(id);
    }
    let text = fs::read_to_string(BOOT_ID)
        .map_err(|err| system(format!("cannot read '{BOOT_ID}'; is /proc mounted?"), err))?;
    Ok(ID.get_or_init(|| text.trim().to_owned()))
}
