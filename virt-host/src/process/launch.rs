//! What a child process is started with.

use std::ffi::{OsStr, OsString};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use virt_core::{Error, ErrorKind, Result};

use super::log::BoundedLog;
use super::prepared::Prepared;
use super::{LimitedResource, Process, note, orphans, parent_thread, spawn};
use crate::boot::boot_id;

/// A program to be started, with everything that it inherits.
///
/// What is not said here, the child does not get: no shell reads the arguments, the environment is
/// empty, standard input is `/dev/null`, output goes there too unless a log is given, every
/// descriptor that was not [passed](Launch::pass) is closed, signals are at their defaults and
/// none is blocked. The child leads a session of its own, so that neither Ctrl-C at the terminal
/// nor a hang-up reaches it.
///
/// ```
/// use virt_host::{Deadline, process::Launch};
///
/// let mut launch = Launch::new("/bin/sh");
/// launch.args(["-c", "exit 3"]);
/// let exit = launch.spawn()?.wait(Deadline::default())?;
/// assert_eq!(exit.map(|exit| exit.to_string()).as_deref(), Some("exit status 3"));
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Launch {
    pub(super) program: PathBuf,
    pub(super) arguments: Vec<OsString>,
    pub(super) environment: Vec<(OsString, OsString)>,
    pub(super) descriptors: Vec<(OwnedFd, i32)>,
    pub(super) stdout: Option<OwnedFd>,
    pub(super) stderr: Option<OwnedFd>,
    pub(super) folder: Option<PathBuf>,
    pub(super) umask: Option<u32>,
    pub(super) user: Option<User>,
    pub(super) limits: Vec<(LimitedResource, u64)>,
    pub(super) oom_score_adj: Option<i16>,
    pub(super) dies_with_program: bool,
    pub(super) note: Option<OwnedFd>,
}

#[derive(Debug)]
pub(super) struct User {
    pub(super) uid: u32,
    pub(super) gid: u32,
    pub(super) groups: Vec<u32>,
}

/// The first descriptor after standard input, output and error.
const FIRST_PASSED: i32 = 3;

impl Launch {
    /// Begins the description of a child that runs `program`, an absolute path.
    pub fn new(program: impl Into<PathBuf>) -> Launch {
        Launch {
            program: program.into(),
            arguments: Vec::new(),
            environment: Vec::new(),
            descriptors: Vec::new(),
            stdout: None,
            stderr: None,
            folder: None,
            umask: None,
            user: None,
            limits: Vec::new(),
            oom_score_adj: None,
            dies_with_program: false,
            note: None,
        }
    }

    /// The program that is run.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// Adds an argument. The program's own path is the one before the first.
    pub fn arg(&mut self, argument: impl AsRef<OsStr>) -> &mut Launch {
        self.arguments.push(argument.as_ref().to_owned());
        self
    }

    /// Adds arguments.
    pub fn args<A: AsRef<OsStr>>(&mut self, arguments: impl IntoIterator<Item = A>) -> &mut Launch {
        self.arguments.extend(arguments.into_iter().map(|a| a.as_ref().to_owned()));
        self
    }

    /// Sets an environment variable of the child.
    pub fn env(&mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> &mut Launch {
        let name = name.as_ref().to_owned();
        self.environment.retain(|(known, _)| *known != name);
        self.environment.push((name, value.as_ref().to_owned()));
        self
    }

    /// Hands an environment variable of this process on, where it is set.
    pub fn inherit_env(&mut self, name: &str) -> &mut Launch {
        if let Some(value) = std::env::var_os(name) {
            self.env(name, value);
        }
        self
    }

    /// Gives the child a descriptor and returns its number there: 3 for the first, 4 for the next,
    /// whatever its number is here. It is closed here when the child has been started.
    pub fn pass(&mut self, descriptor: impl Into<OwnedFd>) -> i32 {
        let mut number = FIRST_PASSED;
        while self.descriptors.iter().any(|(_, taken)| *taken == number) {
            number += 1;
        }
        self.descriptors.push((descriptor.into(), number));
        number
    }

    /// Gives the child a descriptor under the number that it expects, 3 or greater.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`] when the number is below 3, above 65535 or taken.
    pub fn pass_as(&mut self, descriptor: impl Into<OwnedFd>, number: i32) -> Result<&mut Launch> {
        let taken = self.descriptors.iter().any(|(_, taken)| *taken == number);
        if taken || !(FIRST_PASSED..=i32::from(u16::MAX)).contains(&number) {
            let reason = if taken { "has been passed already" } else { "cannot be passed" };
            return Err(Error::invalid_argument("descriptor", format!("{number} {reason}")));
        }
        self.descriptors.push((descriptor.into(), number));
        Ok(self)
    }

    /// Sends the child's standard output to `descriptor`.
    pub fn stdout(&mut self, descriptor: impl Into<OwnedFd>) -> &mut Launch {
        self.stdout = Some(descriptor.into());
        self
    }

    /// Sends the child's standard error to `descriptor`.
    pub fn stderr(&mut self, descriptor: impl Into<OwnedFd>) -> &mut Launch {
        self.stderr = Some(descriptor.into());
        self
    }

    /// Sends the child's output and errors to `log`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`] when this process has no descriptor left.
    pub fn log_to(&mut self, log: &BoundedLog) -> Result<&mut Launch> {
        self.stdout = Some(log.output()?);
        self.stderr = Some(log.output()?);
        Ok(self)
    }

    /// Sets the folder that the child starts in; this process's by default.
    pub fn current_folder(&mut self, folder: impl Into<PathBuf>) -> &mut Launch {
        self.folder = Some(folder.into());
        self
    }

    /// Sets the permissions that files which the child makes never have; this process's by default.
    pub fn umask(&mut self, mask: u32) -> &mut Launch {
        self.umask = Some(mask & 0o777);
        self
    }

    /// Runs the child as another user, with this group and these supplementary ones alone.
    pub fn user(&mut self, uid: u32, gid: u32, groups: impl Into<Vec<u32>>) -> &mut Launch {
        self.user = Some(User { uid, gid, groups: groups.into() });
        self
    }

    /// Limits a resource of the child, softly and hard.
    pub fn limit(&mut self, resource: LimitedResource, most: u64) -> &mut Launch {
        self.limits.push((resource, most));
        self
    }

    /// Sets how gladly the kernel ends the child when memory runs out: -1000 (never) to 1000.
    pub fn oom_score_adj(&mut self, score: i16) -> &mut Launch {
        self.oom_score_adj = Some(score);
        self
    }

    /// Has the kernel kill the child when this program ends, by whatever means.
    ///
    /// The kernel watches the thread that starts the child, not its process; so such children are
    /// started by a thread that lives as long as the program, whichever thread asks. A child that
    /// gains privileges through a set-user-id file escapes.
    pub fn dies_with_program(&mut self) -> &mut Launch {
        self.dies_with_program = true;
        self
    }

    /// Has the child note in the new file `path` which process it is, before it runs `program`. So it
    /// can be [found](super::ProcessIdentity::noted_in) even if this program is killed right after.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`] naming the file, when there is one or it cannot be made.
    pub fn note_in(&mut self, path: &Path) -> Result<&mut Launch> {
        self.note = Some(note::begin(path)?);
        Ok(self)
    }

    /// Starts the child. On return it runs `program`; or there is no child.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`] for a path that is not absolute and text with a NUL byte;
    /// [`ErrorKind::SystemError`] naming the program and the step that failed.
    pub fn spawn(self) -> Result<Process> {
        orphans::sweep();
        if !self.program.is_absolute() {
            let reason = format!("'{}' has to be an absolute path", self.program.display());
            return Err(Error::new(ErrorKind::InvalidArg, format!("program: {reason}")));
        }
        // Before there is a child to lose track of.
        let boot_id = boot_id()?;
        let program = self.program.clone();
        let prepared = Prepared::new(self)?;
        let spawned = if prepared.dies_with_program {
            parent_thread::run(move || spawn::spawn(&prepared))?
        } else {
            spawn::spawn(&prepared)
        };
        let (pid, pidfd) = spawned.map_err(|failure| failure.into_error(&program))?;
        Ok(Process::child(pid, pidfd, boot_id))
    }
}
