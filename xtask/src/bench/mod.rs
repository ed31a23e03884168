//! `cargo xtask bench`: the benchmarks of all crates, the same work done by libvirt's daemon, and one
//! table of both against the project's limits.

mod libvirt;
mod results;
mod table;

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::SystemTime;

use clap::Args;

use crate::packages::{self, Consent};
use crate::process::{announce, cargo, print, say};
use crate::workspace::{Workspace, list, text};
use crate::{Result, target};
use results::Results;

/// What to measure.
#[derive(Debug, Args)]
pub(crate) struct Selection {
    #[command(flatten)]
    consent: Consent,
    /// Measure less often: minutes become seconds, and numbers less certain
    #[arg(long)]
    quick: bool,
    /// Measure nothing, print the table of the last run again
    #[arg(long)]
    last: bool,
    /// Run only these benchmarks, by crate or name; 'libvirt' is the comparison with its daemon
    names: Vec<String>,
}

/// Runs the benchmarks and prints the table.
///
/// # Errors
///
/// A benchmark fails, or something takes longer than its limit.
pub(crate) fn run(selection: &Selection) -> Result<()> {
    let file = target().join("bench.json");
    let results = if selection.last { Results::load(&file)? } else { measure(selection)? };
    results.save(&file)?;
    let (table, exceeded) = table::table(&results);
    print(&table)?;
    if exceeded.is_empty() {
        Ok(())
    } else {
        Err(format!("over the limit: {}", exceeded.join(", ")).into())
    }
}

fn measure(selection: &Selection) -> Result<Results> {
    packages::ensure(&[packages::QEMU], selection.consent)?;
    let start = SystemTime::now();
    let mut results = Results::default();
    let wanted = |name: &str| {
        selection.names.is_empty() || selection.names.iter().any(|wanted| wanted == name)
    };
    for (package, bench) in benches(&Workspace::load()?) {
        if !wanted(&package) && !wanted(&bench) {
            continue;
        }
        announce(&format!("run {bench} of {package}"));
        run_bench(&package, &bench, selection.quick, &mut results)?;
    }
    results.read_criterion(&target().join("criterion"), start)?;
    if wanted("libvirt") {
        announce("measure libvirt's daemon");
        match libvirt::measure(selection.consent, &mut results) {
            Ok(()) => {}
            Err(error) => say(&format!("no comparison with libvirt: {error}")),
        }
    }
    Ok(results)
}

/// The benchmarks of the workspace: package and name.
fn benches(workspace: &Workspace) -> Vec<(String, String)> {
    let mut benches = Vec::new();
    for package in workspace.members() {
        for target in list(&package["targets"]) {
            if list(&target["kind"]).iter().any(|kind| kind == "bench") {
                benches.push((text(&package["name"]).to_owned(), text(&target["name"]).to_owned()));
            }
        }
    }
    benches
}

/// Runs one benchmark and shows its output as it comes.
fn run_bench(package: &str, bench: &str, quick: bool, results: &mut Results) -> Result<()> {
    let mut command = cargo(&["bench", "--all-features", "--package", package, "--bench", bench]);
    if quick {
        command.args(["--", "--quick"]);
    }
    let mut child = command
        .env("CARGO_TARGET_DIR", target())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line?;
            print(&line)?;
            results.read_line(&line);
        }
    }
    let status = child.wait()?;
    if status.success() { Ok(()) } else { Err(format!("{bench} of {package}: {status}").into()) }
}
