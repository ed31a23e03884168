//! The Linux test host: built by `testhost/linux/build`, run by `testhost/linux/run`.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use super::Program;
use crate::packages::{self, Consent, Part};
use crate::process::{announce, output};
use crate::{Result, root, target};

/// The test host, built and up to date.
#[derive(Debug)]
pub(crate) struct LinuxHost {
    cache: PathBuf,
}

/// A test host that is being built.
#[derive(Debug)]
pub(crate) struct Building {
    host: LinuxHost,
    /// The program that builds it, unless it is up to date.
    child: Option<Child>,
}

/// What building and running need of this machine.
const PARTS: [Part; 7] = [
    packages::QEMU,
    packages::QEMU_IMG,
    Part::debian("mmdebstrap", &["mmdebstrap"]),
    Part::debian("mke2fs", &["e2fsprogs"]),
    Part::debian("cpio", &["cpio"]),
    Part::debian("xz", &["xz-utils"]),
    Part::debian("zstd", &["zstd"]),
];

/// The first version of QEMU that has all devices of the test host.
const OLDEST_QEMU: u32 = 8;

/// How `testhost/linux/run` ends when the emulated machine itself broke under a program.
const MACHINE_BROKE: i32 = 123;

impl LinuxHost {
    /// Builds the test host unless it is up to date.
    ///
    /// # Errors
    ///
    /// This machine cannot build or run it, or building fails.
    pub(crate) fn build(consent: Consent) -> Result<Self> {
        Building::start(consent)?.finish()
    }

    /// Returns whether it is built from the recipe as it is, by this machine's QEMU.
    fn is_up_to_date(&self) -> bool {
        output(Command::new(recipe("build")).arg("--check").arg(&self.cache)).is_ok()
    }

    /// The command that runs `program` inside, its tests one at a time, with the caller's switches for
    /// tests and those in `variables`; further arguments are the program's.
    pub(crate) fn program(
        &self,
        program: &Program,
        variables: &[(&'static str, OsString)],
        timeout: u32,
    ) -> Command {
        let mut command = self.command(timeout);
        if program.one_thread {
            command.arg("--one-thread");
        }
        command.args(["--", "env"]);
        let given = variables.iter().map(|(name, value)| (OsString::from(name), value.clone()));
        for (mut variable, value) in env::vars_os().filter(is_switch).chain(given) {
            variable.push("=");
            variable.push(value);
            command.arg(variable);
        }
        command.arg(&program.executable).arg("--test-threads=1");
        command
    }

    /// The command that runs the shell text `text` inside.
    pub(crate) fn shell(&self, text: &str, timeout: u32) -> Command {
        let mut command = self.command(timeout);
        command.args(["-c", text]);
        command
    }

    /// Returns whether a command that ended with `status` has to run again, in a fresh machine, because
    /// its machine broke: that says nothing about the program. Says so.
    pub(crate) fn has_to_run_again(status: ExitStatus) -> bool {
        let broke = status.code() == Some(MACHINE_BROKE);
        if broke {
            announce("the emulated machine broke under it: once more, in a fresh one");
        }
        broke
    }

    fn command(&self, timeout: u32) -> Command {
        let mut command = Command::new(recipe("run"));
        command.env("TESTHOST_CACHE", &self.cache).stdin(Stdio::null());
        command.arg("--share").arg(root()).arg("--build").arg(target());
        command.args(["--timeout", &timeout.to_string()]);
        command
    }
}

impl Building {
    /// Begins to build the test host if the user agreed to what is missing being obtained, and takes
    /// it as it is if it is up to date.
    ///
    /// # Errors
    ///
    /// It is not there, or the errors of [`start`](Building::start).
    pub(crate) fn start_if_agreed(consent: Consent) -> Result<Self> {
        if !consent.yes && !(LinuxHost { cache: cache()? }.is_up_to_date()) {
            return Err("the Linux test host is not built: run this again with --yes, or \
                        'cargo xtask testhost linux --build'"
                .into());
        }
        Self::start(consent)
    }

    /// Begins to build the test host, beside whatever else happens.
    ///
    /// # Errors
    ///
    /// This machine cannot build or run it; the error says what would help.
    pub(crate) fn start(consent: Consent) -> Result<Self> {
        if !output(Command::new("dpkg").arg("--print-architecture"))
            .is_ok_and(|name| name.trim() == "amd64")
        {
            return Err("the Linux test host can be built on Debian for amd64 only".into());
        }
        packages::ensure(&PARTS, consent)?;
        let version = output(Command::new("qemu-system-x86_64").arg("--version"))?;
        if major(&version) < Some(OLDEST_QEMU) {
            let version = version.lines().next().unwrap_or_default();
            return Err(format!(
                "the Linux test host needs QEMU {OLDEST_QEMU} or newer, and this is {version}; \
                 Debian's backports have it"
            )
            .into());
        }
        let host = LinuxHost { cache: cache()? };
        let child = match host.is_up_to_date() {
            true => None,
            false => Some(builder(&host.cache, consent)?),
        };
        Ok(Self { host, child })
    }

    /// Waits until it is built.
    ///
    /// # Errors
    ///
    /// Building fails; it has said why.
    pub(crate) fn finish(mut self) -> Result<LinuxHost> {
        if let Some(child) = &mut self.child {
            let status = child.wait()?;
            if !status.success() {
                return Err(format!("the Linux test host could not be built: {status}").into());
            }
        }
        Ok(self.host)
    }
}

fn builder(cache: &Path, consent: Consent) -> Result<Child> {
    let mut command = packages::as_root(&recipe("build"), consent)?;
    announce("build the Linux test host, which takes some minutes");
    Ok(command.arg(cache).stdin(Stdio::null()).spawn()?)
}

/// Whether a variable of the environment is for tests. The folder of test cases is not there inside.
fn is_switch((name, _): &(OsString, OsString)) -> bool {
    let name = name.to_string_lossy();
    (name.starts_with("VIRT_") && name != "VIRT_CORPUS") || name == "RUST_BACKTRACE"
}

/// A script of the recipe.
fn recipe(name: &str) -> PathBuf {
    root().join("testhost/linux").join(name)
}

/// The folder that the test host is built in.
fn cache() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("TESTHOST_CACHE") {
        return Ok(folder.into());
    }
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cache")));
    Ok(cache
        .ok_or("neither XDG_CACHE_HOME nor HOME says where to build")?
        .join("virt-testhost/linux"))
}

/// The first number of `QEMU emulator version 10.0.2 (…)`.
fn major(version: &str) -> Option<u32> {
    version.split("version ").nth(1)?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_their_first_number() {
        let version = "QEMU emulator version 10.0.2 (Debian 1:10.0.2+ds-2)\nCopyright";
        assert_eq!(major(version), Some(10));
        assert!(major("no version at all") < Some(OLDEST_QEMU));
    }
}
