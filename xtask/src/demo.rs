//! `cargo xtask demo`: obtains QEMU and runs the demonstration, which is an example program of the
//! crate `virt`, so that this program does not have to be built with all of it.

use std::path::PathBuf;

use clap::Args;

use crate::Result;
use crate::packages::{self, Consent};
use crate::process::{announce, cargo, run};

/// What to show.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    consent: Consent,
    /// The definition of the guest, in place of virt/examples/demo/guest.xml
    definition: Option<PathBuf>,
}

/// Runs the demonstration.
///
/// # Errors
///
/// QEMU is missing and may not or cannot be installed, or the demonstration fails.
pub(crate) fn demo(options: &Options) -> Result<()> {
    packages::ensure(&[packages::QEMU], options.consent)?;
    announce("build and run the demonstration; its first build takes a minute or two");
    let mut command = cargo(&["run", "--quiet", "--package", "virt", "--example", "demo", "--"]);
    if let Some(definition) = &options.definition {
        command.arg(definition.canonicalize()?);
    }
    run(&mut command)
}
