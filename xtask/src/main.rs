//! The chores of the project, behind one door: `cargo xtask`.
//!
//! It builds in seconds, because it depends on no other crate of the workspace; a chore that needs
//! one of them runs it through cargo.

mod bench;
mod check;
mod codegen;
mod demo;
mod fuzz;
mod packages;
mod process;
mod support_table;
mod test;
mod testhost;
mod workspace;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What every chore returns.
type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The chores of the virt project.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Debug, Subcommand)]
enum Chore {
    /// Boot a real guest under QEMU, from its definition to its end, and show what happens
    Demo(demo::Options),
    /// Run every test of the project and count them
    Test(test::Options),
    /// Run tests in a virtual machine that stands in for another host
    #[command(subcommand)]
    Testhost(testhost::TestHost),
    /// Check the rules of the project: format, lints, features, licences, documentation and more
    Check(check::Selection),
    /// Feed hostile input to everything that reads what strangers wrote
    Fuzz(fuzz::Options),
    /// Run the benchmarks and compare them with the limits and with libvirt
    Bench(bench::Selection),
    /// Tell which methods of libvirt's driver tables each driver implements
    SupportTable(support_table::Selection),
    /// Write the numbers and names of the API from machine-made facts
    Codegen {
        /// The folder with api.json, drivers.json and their like
        reference: PathBuf,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().chore) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            process::say(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn run(chore: Chore) -> Result<()> {
    match chore {
        Chore::Demo(options) => demo::demo(&options),
        Chore::Test(options) => test::run(&options),
        Chore::Testhost(which) => testhost::run(&which),
        Chore::Check(selection) => check::check(&selection),
        Chore::Fuzz(options) => fuzz::run(&options),
        Chore::Bench(selection) => bench::run(&selection),
        Chore::SupportTable(selection) => support_table::run(&selection),
        Chore::Codegen { reference } => codegen::run(&reference, &root()),
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// The folder that everything is built in, so that a workspace of an example finds what the main one
/// has built.
fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
