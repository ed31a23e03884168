//! `cargo xtask test`: every test of the project, and one line that counts them.
//!
//! That is the workspace's tests with all features, its examples in documentation, and the tests of
//! the crates below `examples/` that are workspaces of their own; and each fuzz target for a moment,
//! which counts as a test. A test that needs a part which this machine does not have counts as
//! skipped, and is named with its reason; the part is installed first if the user agrees. The tests
//! of the test host run in it, and are counted with the others.

mod summary;
mod testhost;

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{self, Command, ExitStatus, Stdio};

use clap::Args;

use crate::packages::{self, Consent};
use crate::process::{announce, cargo, print, say};
use crate::workspace::workspaces_of_examples;
use crate::{Result, fuzz, root, target};
use summary::Summary;

/// How to run the tests.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    consent: Consent,
    /// Kill programs a thousand times where tests kill them in a loop
    #[arg(long, conflicts_with = "here")]
    long: bool,
    /// Only what runs on this machine itself: no test host, no hostile input
    #[arg(long)]
    here: bool,
}

/// How often loops of kills kill in a long run; the tests know how often otherwise.
const MANY_KILLS: &str = "1000";

/// Runs all tests and prints the summary.
///
/// # Errors
///
/// A test fails, or cargo does not get as far as running it.
pub(crate) fn run(options: &Options) -> Result<()> {
    let consent = options.consent;
    let parts = [
        packages::QEMU,
        packages::QEMU_IMG,
        packages::VIRSH,
        packages::LIBVIRTD,
        packages::IP,
        packages::SCHEMAS,
        packages::XMLLINT,
        packages::CXX,
    ];
    match packages::ensure(&parts, consent) {
        Err(error) if consent.yes => return Err(error),
        Err(error) => say(&format!("tests that need more than there is are skipped: {error}")),
        Ok(()) => {}
    }
    // It is built while the others run.
    let test_host = if options.here { None } else { Some(testhost::prepare(consent)?) };
    let switches = Switches::new(options.long)?;
    let mut summary = Summary::default();
    announce("test the workspace");
    suite(&["test", "--workspace", "--all-features", "--no-fail-fast"], &switches, &mut summary)?;
    for manifest in workspaces_of_examples(&root())? {
        announce(&format!("test {}", manifest.display()));
        let manifest = manifest.to_string_lossy();
        suite(&["test", "--no-fail-fast", "--manifest-path", &manifest], &switches, &mut summary)?;
    }
    match test_host {
        Some(test_host) => {
            testhost::run(test_host, &switches, &mut summary)?;
            fuzz(&mut summary);
        }
        None => summary.skip("the test host and the fuzz targets: left out by --here"),
    }
    summary.not_runnable(&switches.not_runnable()?);
    finish(&summary)
}

/// Runs the fuzz targets for a moment.
fn fuzz(summary: &mut Summary) {
    let missing = packages::ensure(&[packages::CXX], Consent { yes: false }).err();
    if let Some(error) = missing {
        return summary.skip(&format!("fuzz targets: {error}"));
    }
    announce("build the fuzz targets");
    match fuzz::briefly() {
        Err(error) => summary.fail(&format!("fuzz targets: {error}")),
        Ok(reports) => {
            for report in reports {
                match report.finding {
                    None => summary.pass(),
                    Some(_) => summary.fail(&format!("fuzz target {}", report.target)),
                }
            }
        }
    }
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

/// Runs cargo with `arguments` as [`counted`] does.
fn suite(arguments: &[&str], switches: &Switches, summary: &mut Summary) -> Result<()> {
    let mut command = cargo(arguments);
    command.env("CARGO_TARGET_DIR", target()).envs(switches.variables());
    counted(&mut command, &format!("cargo {}", arguments.join(" ")), summary)
}

/// Runs `command`, shows its output as it comes, and adds what its tests say to `summary`, which
/// calls it `name` if it fails without a word about tests.
fn counted(command: &mut Command, name: &str, summary: &mut Summary) -> Result<()> {
    let mut counts = Summary::default();
    let status = shown(command, &mut counts)?;
    counts.ended(name, status);
    summary.add(counts);
    Ok(())
}

/// Runs `command`, shows its output as it comes, takes what its tests say into `counts`, and returns
/// how it ended.
fn shown(command: &mut Command, counts: &mut Summary) -> Result<ExitStatus> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            print(&line)?;
            counts.read(&line);
        }
    }
    Ok(child.wait()?)
}

/// What tests are told, in variables of their environment.
struct Switches {
    /// The file in which tests say that they cannot run on this machine.
    not_runnable: PathBuf,
    long: bool,
}

impl Switches {
    fn new(long: bool) -> Result<Self> {
        let not_runnable = target().join(format!("not-runnable-{}", process::id()));
        fs::create_dir_all(target())?;
        File::create(&not_runnable)?;
        Ok(Self { not_runnable, long })
    }

    fn variables(&self) -> Vec<(&'static str, OsString)> {
        let mut variables = vec![("VIRT_NOT_RUNNABLE", self.not_runnable.clone().into())];
        if self.long {
            variables.push(("VIRT_KILLS", MANY_KILLS.into()));
        }
        variables
    }

    fn not_runnable(&self) -> Result<String> {
        Ok(fs::read_to_string(&self.not_runnable)?)
    }
}

impl Drop for Switches {
    fn drop(&mut self) {
        // What is left of a failure to remove it is an empty file among build results.
        let _ = fs::remove_file(&self.not_runnable);
    }
}
