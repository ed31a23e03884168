//! `cargo xtask test`: every test of the project, and one line that counts them.
//!
//! That is the workspace's tests with all features, its examples in documentation, and the tests of
//! the crates below `examples/` that are workspaces of their own. A test that needs a part which
//! this machine does not have counts as skipped, and is named with its reason; the part is installed
//! first if the user agrees.

mod summary;

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{self, Stdio};

use crate::packages::{self, Consent};
use crate::process::{announce, cargo, print, say};
use crate::workspace::workspaces_of_examples;
use crate::{Result, root, target};
use summary::Summary;

/// Runs all tests and prints the summary.
///
/// # Errors
///
/// A test fails, or cargo does not get as far as running it.
pub(crate) fn run(consent: Consent) -> Result<()> {
    let parts =
        [packages::QEMU, packages::QEMU_IMG, packages::VIRSH, packages::SCHEMAS, packages::XMLLINT];
    match packages::ensure(&parts, consent) {
        Err(error) if consent.yes => return Err(error),
        Err(error) => say(&format!("tests that need more than there is are skipped: {error}")),
        Ok(()) => {}
    }
    let list = NotRunnable::new()?;
    let mut summary = Summary::default();
    announce("test the workspace");
    suite(&["test", "--workspace", "--all-features", "--no-fail-fast"], &list, &mut summary)?;
    for manifest in workspaces_of_examples(&root())? {
        announce(&format!("test {}", manifest.display()));
        let manifest = manifest.to_string_lossy();
        suite(&["test", "--no-fail-fast", "--manifest-path", &manifest], &list, &mut summary)?;
    }
    summary.not_runnable(&list.read()?);
    finish(&summary)
}

fn finish(summary: &Summary) -> Result<()> {
    for (title, tests) in [("failed", &summary.failures), ("skipped", &summary.skips)] {
        if !tests.is_empty() {
            print(&format!("\n{title}:"))?;
        }
        for test in tests {
            print(&format!("  {test}"))?;
        }
    }
    print(&format!("\n{}", summary.line()))?;
    if summary.failed > 0 { Err("not all tests pass".into()) } else { Ok(()) }
}

/// Runs cargo with `arguments`, shows its output as it comes, and adds what it says to `summary`.
fn suite(arguments: &[&str], list: &NotRunnable, summary: &mut Summary) -> Result<()> {
    let mut child = cargo(arguments)
        .env("CARGO_TARGET_DIR", target())
        .env("VIRT_NOT_RUNNABLE", &list.0)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()?;
    let failed_before = summary.failed;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            print(&line)?;
            summary.read(&line);
        }
    }
    let status = child.wait()?;
    if !status.success() && summary.failed == failed_before {
        // It did not compile, or a test ended its whole process.
        summary.fail(&format!("cargo {}: {status}", arguments.join(" ")));
    }
    Ok(())
}

/// The file in which tests say that they cannot run on this machine.
struct NotRunnable(PathBuf);

impl NotRunnable {
    fn new() -> Result<Self> {
        let path = target().join(format!("not-runnable-{}", process::id()));
        fs::create_dir_all(target())?;
        File::create(&path)?;
        Ok(Self(path))
    }

    fn read(&self) -> Result<String> {
        Ok(fs::read_to_string(&self.0)?)
    }
}

impl Drop for NotRunnable {
    fn drop(&mut self) {
        // What is left of a failure to remove it is an empty file among build results.
        let _ = fs::remove_file(&self.0);
    }
}
