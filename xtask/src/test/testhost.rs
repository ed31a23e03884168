//! The tests of the test host: run inside it where this machine can have it.

use std::process::Command;

use super::{Summary, Switches, counted, shown};
use crate::packages::Consent;
use crate::process::{announce, say};
use crate::testhost::{Building, Declared, Features, LinuxHost, Program, build, declared};
use crate::{Result, root};

/// How long one program may take inside, in seconds. It is for one that hangs.
const TIMEOUT: u32 = 1200;
/// The same in a long run.
const LONG_TIMEOUT: u32 = 3 * 3600;

/// The programs that want the test host, and the host, or why there is none.
pub(super) struct Prepared {
    wanted: Vec<Declared>,
    host: Result<Building>,
}

/// Begins to build the test host, if there are tests for it.
///
/// # Errors
///
/// A manifest declares such a test wrongly.
pub(super) fn prepare(consent: Consent) -> Result<Prepared> {
    let wanted = declared()?;
    let host = match wanted.is_empty() {
        true => Err("no test is for it".into()),
        false => Building::start_if_agreed(consent),
    };
    Ok(Prepared { wanted, host })
}

/// Runs the programs, each in a machine of its own, and counts their tests. Without a test host they
/// are run here, where they say that they cannot.
///
/// # Errors
///
/// Output cannot be read or shown; what fails otherwise is counted.
pub(super) fn run(prepared: Prepared, switches: &Switches, summary: &mut Summary) -> Result<()> {
    if prepared.wanted.is_empty() {
        return Ok(());
    }
    announce("test in the Linux test host");
    let host = match prepared.host.map(Building::finish) {
        Ok(Ok(host)) => Some(host),
        Ok(Err(error)) => {
            // This machine can have it, so that is a fault.
            summary.fail(&error.to_string());
            None
        }
        Err(reason) => {
            say(&format!("its tests are skipped: {reason}"));
            None
        }
    };
    match build(&prepared.wanted, Features::Workspace) {
        Ok(programs) => {
            programs.iter().try_for_each(|program| one(program, host.as_ref(), switches, summary))
        }
        Err(error) => {
            summary.fail(&error.to_string());
            Ok(())
        }
    }
}

fn one(
    program: &Program,
    host: Option<&LinuxHost>,
    switches: &Switches,
    summary: &mut Summary,
) -> Result<()> {
    announce(&program.name);
    let mut command = match host {
        Some(host) => {
            let timeout = if switches.long { LONG_TIMEOUT } else { TIMEOUT };
            host.program(program, &switches.variables(), timeout)
        }
        None => {
            let mut command = Command::new(&program.executable);
            command.current_dir(root()).envs(switches.variables());
            command
        }
    };
    let name = format!("{} in the Linux test host", program.name);
    let mut counts = Summary::default();
    let status = shown(&mut command, &mut counts)?;
    if host.is_some() && LinuxHost::has_to_run_again(status) {
        return counted(&mut command, &name, summary);
    }
    counts.ended(&name, status);
    summary.add(counts);
    Ok(())
}
