//! How a test asks for a part of the host that may be missing, so that it is never skipped
//! silently.
//!
//! ```
//! # fn boots() {
//! let Some(qemu) = virt_testkit::needs::program("qemu-system-x86_64") else { return };
//! // run `qemu`
//! # }
//! ```
//!
//! Under plain `cargo test` a missing part fails the test, with words that say how to get it.
//! `cargo xtask test` counts such a test as not runnable here instead: it names a file in the
//! environment variable `VIRT_NOT_RUNNABLE`, to which the test adds a line `PROGRAM NAME: REASON`.
//!
//! Tests that take devices away from a host ask for the test host, a virtual machine that is theirs:
//!
//! ```
//! # fn detaches_a_card() {
//! if !virt_testkit::needs::test_host() {
//!     return;
//! }
//! // unbind drivers, plug and unplug
//! # }
//! ```

use std::env;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread;

/// The file by which the test host is known; its disk image holds it.
const TEST_HOST: &str = "/etc/virt-test-host";

/// Returns the path of the program `name`, which is in `PATH` or where system programs are.
/// Without it the test is not runnable here: it returns at once.
///
/// # Panics
///
/// Panics if the program is missing and nobody counts the tests that are not runnable.
#[must_use]
pub fn program(name: &str) -> Option<PathBuf> {
    let found = find(name);
    let reason = format!("the program '{name}' is missing; `cargo xtask test --yes` installs it");
    condition(found.is_some(), &reason).then_some(found)?
}

/// Returns whether the test runs inside the Linux test host. Elsewhere it is not runnable: it
/// returns at once, before it touches anything.
///
/// # Panics
///
/// Panics outside the test host if nobody counts the tests that are not runnable.
#[must_use]
pub fn test_host() -> bool {
    let reason = "only inside the test host: `cargo xtask testhost linux -- PROGRAM` runs it there";
    condition(Path::new(TEST_HOST).exists(), reason)
}

/// Returns the folder of libvirt's test cases, which the variable `VIRT_CORPUS` names. A relative
/// path counts from a folder around the test's crate, in which cargo runs it, as well.
///
/// The cases are no part of the project. Without the variable the test is not runnable: it returns
/// at once, and plain `cargo test` says so on standard error.
///
/// # Panics
///
/// Panics if the variable names what is no folder.
#[must_use]
pub fn corpus() -> Option<PathBuf> {
    let Some(path) = env::var_os("VIRT_CORPUS").map(PathBuf::from) else {
        let reason = "VIRT_CORPUS does not name the folder of libvirt's test cases";
        if !count(reason) {
            let line = format!("'{}' cannot run here: {reason}\n", test_name());
            // Not `eprint!`, which the test runner keeps to itself.
            let _ = io::stderr().write_all(line.as_bytes());
        }
        return None;
    };
    let here = env::current_dir().unwrap_or_default();
    let found = here.ancestors().map(|folder| folder.join(&path)).find(|folder| folder.is_dir());
    assert!(found.is_some(), "VIRT_CORPUS names '{}', which is no folder", path.display());
    found
}

/// Returns `met`. Unless it holds, the test is not runnable here for the reason that `otherwise`
/// gives, and returns at once.
///
/// # Panics
///
/// Panics if the condition is not met and nobody counts the tests that are not runnable.
#[must_use]
pub fn condition(met: bool, otherwise: &str) -> bool {
    assert!(met || count(otherwise), "'{}' cannot run here: {otherwise}", test_name());
    met
}

/// Counts the test as not runnable; false where nobody counts.
#[expect(clippy::panic, reason = "this is how a test fails")]
fn count(reason: &str) -> bool {
    let Some(list) = env::var_os("VIRT_NOT_RUNNABLE") else { return false };
    let test = test_name();
    // One write, so that tests that run at once do not mix their lines.
    let line = format!("{test}: {}\n", reason.replace('\n', " "));
    let written = OpenOptions::new()
        .append(true)
        .create(true)
        .open(&list)
        .and_then(|mut file| file.write_all(line.as_bytes()));
    if let Err(error) = written {
        panic!("cannot add to '{}' that {line}: {error}", Path::new(&list).display());
    }
    true
}

/// The running test, after the program that holds it: names in two programs may be the same.
fn test_name() -> String {
    let program = env::current_exe().unwrap_or_default();
    let program = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let program = program.rsplit_once('-').map_or(program.as_str(), |(name, _)| name);
    // Rust's test runner gives the thread of each test its name.
    format!("{program} {}", thread::current().name().unwrap_or("main"))
}

fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(["/usr/local/sbin", "/usr/sbin", "/sbin"].map(PathBuf::from))
        .map(|folder| folder.join(name))
        .find(|file| is_executable(file))
}

fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_there_is_found() {
        assert!(program("sh").unwrap().is_absolute());
    }

    #[test]
    fn a_condition_that_is_met_is_no_matter() {
        assert!(condition(true, "never said"));
    }
}
