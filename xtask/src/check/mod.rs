//! `cargo xtask check`: the rules of the project that a program can check.

mod features;
mod licences;
mod links;
mod orphans;
mod publish;
mod scripts;
mod testhost;
mod unused;
mod words;

use std::time::Instant;

use clap::Args;

use crate::packages::{self, Consent};
use crate::process::{announce, cargo, print, run, say};
use crate::workspace::Workspace;
use crate::{Result, root, support_table, target};

/// What to check.
#[derive(Debug, Args)]
pub(crate) struct Selection {
    #[command(flatten)]
    consent: Consent,
    /// Check only these rules
    #[arg(value_parser = RULES.iter().map(|rule| rule.name).collect::<Vec<_>>())]
    rules: Vec<String>,
}

/// A rule, and how it is checked.
struct Rule {
    name: &'static str,
    check: fn(&Workspace) -> Result<()>,
}

/// All rules, quick ones first.
const RULES: &[Rule] = &[
    Rule { name: "format", check: format },
    Rule { name: "words", check: words::check },
    Rule { name: "links", check: links::check },
    Rule { name: "orphans", check: orphans::check },
    Rule { name: "scripts", check: scripts::check },
    Rule { name: "testhost", check: testhost::check },
    Rule { name: "unused", check: unused::check },
    Rule { name: "licences", check: licences::check },
    Rule { name: "support-table", check: support_table::check },
    Rule { name: "clippy", check: clippy },
    Rule { name: "features", check: features::check },
    Rule { name: "docs", check: docs },
    Rule { name: "publish", check: publish::check },
];

/// Checks the rules of `selection`, or all; goes on after one that is broken.
///
/// # Errors
///
/// A rule is broken, or something that checking needs is missing.
pub(crate) fn check(selection: &Selection) -> Result<()> {
    packages::ensure_components(&["rustfmt", "clippy"], selection.consent)?;
    packages::ensure(&[packages::CXX], selection.consent)?;
    let workspace = Workspace::load()?;
    let wanted =
        |rule: &&Rule| selection.rules.is_empty() || selection.rules.iter().any(|r| r == rule.name);
    let mut broken = Vec::new();
    for rule in RULES.iter().filter(wanted) {
        announce(&format!("check {}", rule.name));
        let start = Instant::now();
        let result = (rule.check)(&workspace);
        let seconds = start.elapsed().as_secs_f32();
        match result {
            Ok(()) => print(&format!("{:14}ok      {seconds:6.1} s", rule.name))?,
            Err(error) => {
                say(&error.to_string());
                print(&format!("{:14}broken  {seconds:6.1} s", rule.name))?;
                broken.push(rule.name);
            }
        }
    }
    if broken.is_empty() { Ok(()) } else { Err(format!("broken: {}", broken.join(", ")).into()) }
}

fn format(workspace: &Workspace) -> Result<()> {
    for manifest in workspace.manifests() {
        run(cargo(&["fmt", "--all", "--check", "--manifest-path"]).arg(manifest))?;
    }
    Ok(())
}

/// Every lint on everything that is built, as an editor shows it; tests that may panic say so.
fn clippy(workspace: &Workspace) -> Result<()> {
    for manifest in workspace.manifests() {
        let arguments =
            ["clippy", "--workspace", "--all-features", "--all-targets", "--keep-going"];
        let mut command = cargo(&arguments);
        command.env("CARGO_TARGET_DIR", target()).arg("--manifest-path").arg(manifest);
        if *manifest == root().join("Cargo.toml") {
            // Cargo does not count those that never run on this machine among its targets.
            command.args(["--test", "testhost_*"]);
        }
        run(command.args(["--", "-D", "warnings"]))?;
    }
    Ok(())
}

fn docs(_: &Workspace) -> Result<()> {
    let arguments = ["doc", "--workspace", "--all-features", "--no-deps"];
    run(cargo(&arguments).env("RUSTDOCFLAGS", "-D warnings"))
}

/// An error that lists `problems`, unless there are none.
fn none_of(problems: &[String]) -> Result<()> {
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n").into()) }
}
