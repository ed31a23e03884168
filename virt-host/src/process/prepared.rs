//! A launch in the form that the kernel takes, so that the child has nothing left to work out.

use std::ffi::{CString, OsStr};
use std::fs::File;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::os::unix::ffi::OsStrExt;
use std::process;

use rustix::io::fcntl_dupfd_cloexec;
use virt_core::{Error, Result};

use super::Launch;
use super::launch::User;
use crate::error::system;

/// Everything of a [`Launch`], ready.
pub(super) struct Prepared {
    pub(super) program: CString,
    /// With the program's name before them.
    pub(super) arguments: Vec<CString>,
    /// `NAME=value`.
    pub(super) environment: Vec<CString>,
    /// Descriptors of this process and their numbers in the child, sorted by the latter. The
    /// former are all greater than the latter, so that none is overwritten before its turn.
    pub(super) descriptors: Vec<(OwnedFd, RawFd)>,
    /// The descriptors that the child closes: first and last number of each range.
    pub(super) closed: Vec<(u32, u32)>,
    pub(super) folder: Option<CString>,
    pub(super) umask: Option<libc::mode_t>,
    pub(super) limits: Vec<(libc::__rlimit_resource_t, libc::rlimit)>,
    /// What is written to `/proc/self/oom_score_adj`.
    pub(super) oom_score_adj: Option<String>,
    pub(super) user: Option<User>,
    pub(super) dies_with_program: bool,
    /// Where the child writes which process it is.
    pub(super) note: Option<OwnedFd>,
    /// The process that starts the child.
    pub(super) parent: libc::pid_t,
}

impl Prepared {
    pub(super) fn new(launch: Launch) -> Result<Prepared> {
        let program = text("program", launch.program.as_os_str())?;
        let mut arguments = vec![program.clone()];
        for argument in &launch.arguments {
            arguments.push(text("argument", argument)?);
        }
        let mut environment = Vec::new();
        for (name, value) in &launch.environment {
            let variable = [name.as_bytes(), b"=", value.as_bytes()].concat();
            environment.push(text("variable", OsStr::from_bytes(&variable))?);
        }
        let descriptors = arrange(launch.descriptors, launch.stdout, launch.stderr)?;
        let limit = |most| libc::rlimit { rlim_cur: most, rlim_max: most };
        Ok(Prepared {
            program,
            arguments,
            environment,
            closed: gaps(descriptors.iter().map(|(_, number)| *number)),
            descriptors,
            folder: launch.folder.map(|folder| text("folder", folder.as_os_str())).transpose()?,
            umask: launch.umask,
            limits: launch.limits.iter().map(|(r, most)| (r.number(), limit(*most))).collect(),
            oom_score_adj: launch.oom_score_adj.map(|score| score.to_string()),
            user: launch.user,
            dies_with_program: launch.dies_with_program,
            note: launch.note,
            parent: libc::pid_t::try_from(process::id()).unwrap_or(-1),
        })
    }
}

fn text(what: &str, text: &OsStr) -> Result<CString> {
    CString::new(text.as_bytes()).map_err(|_| {
        Error::invalid_argument(what, format!("'{}' contains a NUL byte", text.display()))
    })
}

/// Adds the three standard ones, and moves all out of the way of their numbers in the child.
fn arrange(
    mut passed: Vec<(OwnedFd, RawFd)>,
    stdout: Option<OwnedFd>,
    stderr: Option<OwnedFd>,
) -> Result<Vec<(OwnedFd, RawFd)>> {
    let null = || -> Result<OwnedFd> {
        let file = File::options().read(true).write(true).open("/dev/null");
        file.map(OwnedFd::from).map_err(|err| system("cannot open '/dev/null'", err))
    };
    passed.push((null()?, 0));
    passed.push((stdout.map_or_else(null, Ok)?, 1));
    passed.push((stderr.map_or_else(null, Ok)?, 2));
    passed.sort_unstable_by_key(|(_, number)| *number);
    let greatest = passed.last().map_or(0, |(_, number)| *number);
    for (descriptor, number) in &mut passed {
        if descriptor.as_raw_fd() <= greatest {
            *descriptor = fcntl_dupfd_cloexec(&*descriptor, greatest + 1).map_err(|err| {
                system(format!("cannot pass descriptor {number} to a child"), err)
            })?;
        }
    }
    Ok(passed)
}

/// The ranges of numbers between and after the `kept` ones, which are sorted.
pub(crate) fn gaps(kept: impl Iterator<Item = RawFd>) -> Vec<(u32, u32)> {
    let mut gaps = Vec::new();
    let mut next = 0;
    for number in kept.filter_map(|number| u32::try_from(number).ok()) {
        if next < number {
            gaps.push((next, number - 1));
        }
        next = number + 1;
    }
    gaps.push((next, u32::MAX));
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_passed_is_closed() {
        assert_eq!(gaps([0, 1, 2].into_iter()), [(3, u32::MAX)]);
        assert_eq!(gaps([0, 1, 2, 3, 7, 9].into_iter()), [(4, 6), (8, 8), (10, u32::MAX)]);
    }
}
