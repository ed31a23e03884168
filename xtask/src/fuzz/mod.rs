//! `cargo xtask fuzz`: hostile input for everything that reads what strangers wrote.
//!
//! The targets are in the workspace below `fuzz/`, one for each kind of document and for each other
//! reader. A finding is an input that breaks a promise: a panic, more time or memory than is bounded,
//! or a document that changes when it is written twice.

mod program;
mod report;
mod session;

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use clap::Args;

use crate::packages::{self, Consent};
use crate::process::{announce, print, say};
use crate::{Result, root};
pub(crate) use program::MANIFEST;
use program::Program;
use report::Report;
use session::{Length, Session, replay};

/// What to run, and for how long.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    consent: Consent,
    /// Run each target for so many seconds
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Run so many targets at a time; as many as there are processors where nothing is said
    #[arg(long)]
    jobs: Option<usize>,
    /// Start from this number in place of chance
    #[arg(long)]
    seed: Option<u32>,
    /// Read this file once, as the one target that is named does
    #[arg(long, value_name = "FILE")]
    input: Option<PathBuf>,
    /// Run only these targets
    targets: Vec<String>,
}

/// Runs the targets, and prints a line for each and what was found.
///
/// # Errors
///
/// Something is found, or the targets cannot be built.
pub(crate) fn run(options: &Options) -> Result<()> {
    packages::ensure(&[packages::CXX], options.consent)?;
    announce("build the fuzz targets");
    let program = Program::build()?;
    let targets = program.targets(&options.targets)?;
    if let Some(input) = &options.input {
        let [target] = targets.as_slice() else {
            return Err("--input goes with the name of one target".into());
        };
        return replay(&program, target, &std::path::absolute(input)?);
    }
    let session = Session {
        program: &program,
        seeds: program.seeds()?,
        learned: Some(root().join("fuzz/corpus")),
        length: Length::Seconds(options.seconds),
        seed: options.seed,
    };
    let reports = all(&session, &targets, options.jobs)?;
    let found = reports.iter().filter(|report| report.finding.is_some()).count();
    match found {
        0 => Ok(()),
        _ => Err(format!("{found} of {} fuzz targets have findings", reports.len()).into()),
    }
}

/// How many inputs each target reads as a part of all tests.
const INPUTS_IN_TESTS: u32 = 500;

/// Has each target read some inputs, the same ones each time: a promise that is broken in plain
/// sight is found, and so is a target with nothing to start from.
///
/// # Errors
///
/// The targets cannot be built or run.
pub(crate) fn briefly() -> Result<Vec<Report>> {
    let program = Program::build()?;
    let session = Session {
        program: &program,
        seeds: program.seeds()?,
        learned: None,
        length: Length::Inputs(INPUTS_IN_TESTS),
        seed: Some(1),
    };
    all(&session, &program.targets(&[])?, None)
}

/// Runs `targets`, some at a time, and prints what is to say about each as it ends.
fn all(session: &Session<'_>, targets: &[String], jobs: Option<usize>) -> Result<Vec<Report>> {
    let jobs = jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
    let (length, count) = (session.length, targets.len());
    announce(&format!("run {count} targets for {length} each, {jobs} at a time"));
    let (next, reports) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || -> std::result::Result<(), String> {
        while let Some(target) = targets.get(next.fetch_add(1, Ordering::Relaxed)) {
            let report = session.run(target).map_err(|error| format!("{target}: {error}"))?;
            print(&report.line()).map_err(|error| error.to_string())?;
            if let Some(finding) = &report.finding {
                say(finding);
            }
            if let Ok(mut reports) = reports.lock() {
                reports.push(report);
            }
        }
        Ok(())
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs.max(1)).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| match worker.join() {
            Ok(result) => result.map_err(Into::into),
            Err(_) => Err("a thread that runs targets panicked".into()),
        })
    })
    .and_then(|()| reports.into_inner().map_err(|error| error.to_string().into()))
}
