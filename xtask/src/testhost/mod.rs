//! `cargo xtask testhost`: virtual machines that stand in for hosts which this machine is not.
//!
//! Their recipes are below `testhost/`; what they build is kept outside the checkout, in the user's
//! cache folder.

mod linux;
mod programs;

use std::process::ExitStatus;

use clap::{Args, Subcommand};

use crate::packages::Consent;
use crate::process::announce;
use crate::{Result, process};
pub(crate) use linux::{Building, LinuxHost};
pub(crate) use programs::{Declared, Features, PREFIX, Program, build, declared};

/// Which test host.
#[derive(Debug, Subcommand)]
pub(crate) enum TestHost {
    /// Run test programs in a Debian machine with systemd, udev, an IOMMU and devices to take
    Linux(Options),
}

/// What to do in the test host.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    consent: Consent,
    /// Only build the test host, unless it is up to date
    #[arg(long)]
    build: bool,
    /// Run this shell text inside, in place of tests
    #[arg(long, short = 'c', value_name = "TEXT", conflicts_with = "build")]
    command: Option<String>,
    /// Give each program this many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 900)]
    timeout: u32,
    /// Names of test programs (all without one), and after another '--' their arguments
    #[arg(last = true, value_name = "PROGRAM")]
    programs: Vec<String>,
}

/// Does what the options ask for.
///
/// # Errors
///
/// The test host cannot be built, a program does not compile, or one fails inside.
pub(crate) fn run(which: &TestHost) -> Result<()> {
    let TestHost::Linux(options) = which;
    let host = LinuxHost::build(options.consent)?;
    if options.build {
        return Ok(());
    }
    if let Some(text) = &options.command {
        return succeeded("the command", process::status(&mut host.shell(text, options.timeout))?);
    }
    let mut words = options.programs.split(|word| word == "--");
    let names = words.next().unwrap_or_default();
    let arguments = words.next().unwrap_or_default();
    let mut failures = Vec::new();
    for program in build(&chosen(names)?, Features::Package)? {
        announce(&format!("{} in the Linux test host", program.name));
        let mut command = host.program(&program, &[], options.timeout);
        let mut status = process::status(command.args(arguments))?;
        if LinuxHost::has_to_run_again(status) {
            status = process::status(&mut command)?;
        }
        if let Err(error) = succeeded(&program.name, status) {
            failures.push(error.to_string());
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.join("; ").into()) }
}

/// The declared programs with these names, or all.
fn chosen(names: &[String]) -> Result<Vec<Declared>> {
    let declared = declared()?;
    if let Some(name) = names.iter().find(|name| !declared.iter().any(|one| one.name == **name)) {
        let have: Vec<_> = declared.iter().map(|one| one.name.as_str()).collect();
        let have = have.join(", ");
        return Err(format!("no test program '{name}' for the test host (have: {have})").into());
    }
    let is_wanted = |one: &Declared| names.is_empty() || names.contains(&one.name);
    Ok(declared.into_iter().filter(is_wanted).collect())
}

fn succeeded(what: &str, status: ExitStatus) -> Result<()> {
    if status.success() { Ok(()) } else { Err(format!("{what} failed: {status}").into()) }
}
