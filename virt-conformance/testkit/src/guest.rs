//! A tiny guest for tests and demonstrations: a program of a few kilobytes that is assembled when
//! it is wanted, with nothing to download and no tool needed.
//!
//! It boots on QEMU's x86 machines (`pc` and `q35`) in an instant, as a kernel or from a disk,
//! greets on the first serial port, takes commands there (`help` lists them) and answers the power
//! button by powering off. It needs 2 MiB of memory and no device but the serial port.
//!
//! ```
//! let folder = tempfile::tempdir()?;
//! let guest = virt_testkit::guest::TinyGuest::write_to(folder.path())?;
//! assert!(guest.kernel.is_file() && guest.disk.is_file());
//! # Ok::<(), std::io::Error>(())
//! ```

mod asm;
mod commands;
mod devices;
mod disk;
mod image;
mod program;
mod watchdog;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The first line that the guest writes; an empty line makes it write it again.
pub const HELLO: &str = "tiny guest: hello from the serial port";

/// What the guest writes when it waits for a command.
pub const PROMPT: &str = "> ";

/// The line that the guest writes when somebody presses the power button.
pub const POWER_BUTTON: &str = "tiny guest: power button, powering off";

/// Where on the first IDE disk the guest's commands `read` and `write` work, in bytes.
pub const DISK_OFFSET: usize = disk::SECTOR as usize * 512;

/// The files that boot the guest.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TinyGuest {
    /// A kernel for QEMU's `-kernel`, or a domain's `<kernel>`: ELF, booted through PVH. It prints
    /// the command line that it is given.
    pub kernel: PathBuf,
    /// A raw disk image of 1 MiB with a boot sector, for BIOS. Its command line is `from disk`.
    pub disk: PathBuf,
}

impl TinyGuest {
    /// Writes the guest's files into the folder `directory`, which exists.
    ///
    /// # Errors
    ///
    /// The errors of writing the files.
    pub fn write_to(directory: &Path) -> io::Result<Self> {
        let guest = Self {
            kernel: directory.join("tiny-guest.elf"),
            disk: directory.join("tiny-guest.img"),
        };
        fs::write(&guest.kernel, kernel()?)?;
        fs::write(&guest.disk, disk("from disk")?)?;
        Ok(guest)
    }
}

/// Returns the bytes of the kernel.
///
/// # Errors
///
/// None that a caller can cause: the program itself would have to be wrong.
pub fn kernel() -> io::Result<Vec<u8>> {
    Ok(image::kernel(&program::assemble().map_err(io::Error::other)?))
}

/// Returns the bytes of a bootable disk, 1 MiB, whose guest prints `text` as its command line, of
/// which the first 200 bytes count.
///
/// # Errors
///
/// None that a caller can cause: the program itself would have to be wrong.
pub fn disk(text: &str) -> io::Result<Vec<u8>> {
    Ok(image::disk(&program::assemble().map_err(io::Error::other)?, text))
}
