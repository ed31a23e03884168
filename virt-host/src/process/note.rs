//! A child's own note of which process it is: the boot's identifier in the first line, which the
//! parent writes, and in the second what `/proc/PID/stat` says, which the child does.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::path::Path;

use virt_core::Result;

use super::ProcessIdentity;
use super::identity::Stat;
use crate::boot::boot_id;
use crate::error::system;

/// Makes the file `path` with the parent's part.
pub(super) fn begin(path: &Path) -> Result<OwnedFd> {
    let boot = boot_id()?;
    let begin = || -> io::Result<File> {
        let mut file = File::create_new(path)?;
        writeln!(file, "{boot}")?;
        Ok(file)
    };
    let file = begin().map_err(|err| system(format!("cannot write '{}'", path.display()), err))?;
    Ok(file.into())
}

/// Reads a note; none of a child that was never made, or that is not whole.
pub(super) fn parse(note: &[u8]) -> Option<ProcessIdentity> {
    let end = note.iter().position(|byte| *byte == b'\n')?;
    let (boot, stat) = note.strip_suffix(b"\n")?.split_at_checked(end)?;
    let boot_id = std::str::from_utf8(boot).ok()?.to_owned();
    let number = stat.get(1..)?.split(|byte| *byte == b' ').next()?;
    let pid = std::str::from_utf8(number).ok()?.parse().ok()?;
    let start_time = Stat::parse(stat)?.start_time;
    Some(ProcessIdentity { pid, start_time, boot_id })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_names_a_process() {
        let note = "b00t\n9 (a b) S 1 9 9 0 -1 4 1 2 3 4 5 6 7 8 20 0 1 0 777 10\n";
        let expected = ProcessIdentity { pid: 9, start_time: 777, boot_id: "b00t".to_owned() };
        assert_eq!(parse(note.as_bytes()), Some(expected));
        for length in 0..note.len() {
            assert_eq!(parse(&note.as_bytes()[..length]), None, "{length}");
        }
    }
}
