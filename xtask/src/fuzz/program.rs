//! The program with all targets: built with what libFuzzer needs to see which way an input took.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{cargo, output, run};
use crate::{Result, root, target};

/// The workspace of the targets, from the folder of the main one.
pub(crate) const MANIFEST: &str = "fuzz/Cargo.toml";

/// Counters at each block of the code. Only this build has them; with a target named, what runs at
/// build time is spared. Operands of comparisons would double the time of the build, and the words
/// that they would tell are in the dictionaries.
const COVERAGE: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=2",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
];

/// The program, built.
pub(super) struct Program {
    path: PathBuf,
}

impl Program {
    /// Builds it.
    pub(super) fn build() -> Result<Self> {
        let version = output(Command::new("rustc").arg("-vV").current_dir(root()))?;
        let host = version.lines().find_map(|line| line.strip_prefix("host: "));
        let host = host.ok_or("rustc does not say which host it is for")?;
        let folder = target().join("fuzz");
        let arguments = ["build", "--release", "--manifest-path", MANIFEST, "--target", host];
        run(cargo(&arguments)
            .env("CARGO_TARGET_DIR", &folder)
            .env("CARGO_ENCODED_RUSTFLAGS", COVERAGE.join("\u{1f}")))?;
        Ok(Program { path: folder.join(host).join("release/virt-fuzz") })
    }

    /// A command that starts it with a stack as small as those of threads are, so that recursion
    /// which is too deep for them is found.
    pub(super) fn command(&self) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", "ulimit -s 2048 && exec \"$0\" \"$@\""]).arg(&self.path);
        command.current_dir(root());
        command
    }

    /// The names of the targets that are `wanted`, or of all.
    pub(super) fn targets(&self, wanted: &[String]) -> Result<Vec<String>> {
        let known = output(Command::new(&self.path).arg("list"))?;
        let known: Vec<_> = known.lines().map(str::to_owned).collect();
        if let Some(strange) = wanted.iter().find(|name| !known.contains(name)) {
            return Err(
                format!("no fuzz target '{strange}'; there are {}", known.join(", ")).into()
            );
        }
        Ok(if wanted.is_empty() { known } else { wanted.to_vec() })
    }

    /// Writes what the targets start with, and returns the folder.
    pub(super) fn seeds(&self) -> Result<PathBuf> {
        let folder = target().join("fuzz/seeds");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        output(Command::new(&self.path).arg("seeds").arg(&folder))?;
        Ok(folder)
    }
}

/// The path as somebody in the workspace's folder would type it.
pub(super) fn short(path: &Path) -> std::path::Display<'_> {
    path.strip_prefix(root()).unwrap_or(path).display()
}
