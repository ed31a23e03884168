//! Which process this is, also after its number has been used again.

use std::path::Path;
use std::{fs, io};

use virt_core::Result;

use super::note;
use crate::boot::boot_id;
use crate::error::system;

/// Names one process for good: no other one on this host ever has the same three values.
///
/// It is what a driver writes into a guest's live status, to find the guest's process again after
/// a restart of its own program.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ProcessIdentity {
    /// The process id, which the kernel gives to another process later.
    pub pid: u32,
    /// When it was started, in clock ticks since the boot (field 22 of `/proc/PID/stat`).
    pub start_time: u64,
    /// The boot during which it runs.
    pub boot_id: String,
}

impl ProcessIdentity {
    /// Returns the identity of the process that has `pid` now; none when there is no such process.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](virt_core::ErrorKind::SystemError) when `/proc` is not there.
    pub fn of(pid: u32) -> Result<Option<ProcessIdentity>> {
        let boot_id = boot_id()?.to_owned();
        let identity = |stat: Stat| ProcessIdentity { pid, start_time: stat.start_time, boot_id };
        Ok(Stat::read(pid).map(identity))
    }

    /// Reads the file in which a child has [noted](super::Launch::note_in) which process it is; none
    /// when there is no such file, or the child was never made. The process may have ended long ago.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](virt_core::ErrorKind::SystemError) when the file cannot be read.
    pub fn noted_in(path: &Path) -> Result<Option<ProcessIdentity>> {
        match fs::read(path) {
            Ok(bytes) => Ok(note::parse(&bytes)),
            Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(err) => Err(system(format!("cannot read '{}'", path.display()), err)),
        }
    }
}

/// What `/proc/PID/stat` tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stat {
    /// `R` running, `S` sleeping, `D` waiting for a device, `T` stopped, `Z` ended and unread…
    pub(super) state: char,
    pub(super) start_time: u64,
}

impl Stat {
    /// Reads the state of `pid`; none when there is no such process.
    pub(super) fn read(pid: u32) -> Option<Stat> {
        Stat::parse(&fs::read(format!("/proc/{pid}/stat")).ok()?)
    }

    /// The program's name, in parentheses, may itself contain spaces and parentheses, and need not
    /// be UTF-8: fields are counted from the last closing one.
    pub(super) fn parse(stat: &[u8]) -> Option<Stat> {
        let name_end = stat.iter().rposition(|byte| *byte == b')')?;
        let fields = std::str::from_utf8(stat.get(name_end + 1..)?).ok()?;
        let mut fields = fields.split_ascii_whitespace(); // from the third
        let state = fields.next()?.chars().next()?;
        let start_time = fields.nth(18)?.parse().ok()?;
        Some(Stat { state, start_time })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_confuse_the_fields() {
        let rest = "S 1 9 9 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 777 10 11";
        for name in ["qemu", "a b", ") Z 1 (", "(((", "x)"] {
            let stat = Stat::parse(format!("9 ({name}) {rest}\n").as_bytes());
            assert_eq!(stat, Some(Stat { state: 'S', start_time: 777 }), "{name}");
        }
        let raw = [b"9 (\xff) ", rest.as_bytes()].concat();
        assert_eq!(Stat::parse(&raw).unwrap().start_time, 777);
    }

    #[test]
    fn cut_off_text_is_no_process() {
        for text in
            ["", "9", "9 (a)", "9 (a) S 1 2", "9 (a) S 1 9 9 0 -1 4 1 2 3 4 5 6 7 8 20 0 1 0 x"]
        {
            assert_eq!(Stat::parse(text.as_bytes()), None, "{text}");
        }
    }
}
