//! One run of one target.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::SystemTime;

use super::program::{Program, short};
use super::report::{Report, told};
use crate::process::{self, say};
use crate::{Result, root};

/// How one input is bounded: in seconds, in MiB and in bytes. The time is that of a busy machine; a
/// reader that takes a minute for what it should do in a millisecond is found, and one that takes
/// twice as long as it should is for the benchmarks.
const LIMITS: [&str; 3] = ["-timeout=20", "-rss_limit_mb=1024", "-max_len=131072"];

/// How targets are run.
pub(super) struct Session<'p> {
    pub(super) program: &'p Program,
    /// The folder with a folder of inputs and a dictionary for each target.
    pub(super) seeds: PathBuf,
    /// Where inputs that lead somewhere new are kept for the next time.
    pub(super) learned: Option<PathBuf>,
    pub(super) length: Length,
    /// The number to start from, where it is not chance.
    pub(super) seed: Option<u32>,
}

/// How long a target runs.
#[derive(Debug, Clone, Copy)]
pub(super) enum Length {
    /// For so long.
    Seconds(u32),
    /// For so many inputs, which from the same number are always the same.
    Inputs(u32),
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Length::Seconds(seconds) => write!(f, "{seconds} s"),
            Length::Inputs(inputs) => write!(f, "{inputs} inputs"),
        }
    }
}

impl Session<'_> {
    /// Runs `target` to the end, or to its first finding.
    pub(super) fn run(&self, target: &str) -> Result<Report> {
        let artifacts = root().join("fuzz/artifacts").join(target);
        fs::create_dir_all(&artifacts)?;
        let before = files(&artifacts)?;
        let mut command = self.program.command();
        command.env("VIRT_FUZZ_TARGET", target).args(LIMITS);
        command.arg("-print_final_stats=1").arg(match self.length {
            Length::Seconds(seconds) => format!("-max_total_time={seconds}"),
            Length::Inputs(inputs) => format!("-runs={inputs}"),
        });
        command.arg(format!("-artifact_prefix={}/", artifacts.display()));
        if let Some(seed) = self.seed {
            command.arg(format!("-seed={seed}"));
        }
        let dictionary = self.seeds.join(target).with_extension("dict");
        if dictionary.exists() {
            command.arg(format!("-dict={}", dictionary.display()));
        }
        if let Some(learned) = &self.learned {
            // The first folder is where new inputs go.
            let learned = learned.join(target);
            fs::create_dir_all(&learned)?;
            command.arg(learned);
        }
        command.arg(self.seeds.join(target));
        let last = self.seeds.join(target).with_extension("last");
        let output = command
            .env("VIRT_FUZZ_LAST", &last)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .output()?;
        let words = String::from_utf8_lossy(&output.stderr);
        let finding = (!output.status.success()).then(|| {
            let new = files(&artifacts).unwrap_or_default().difference(&before).next().cloned();
            let remedy = match new.or_else(|| rescue(&last, &artifacts)) {
                Some(file) => {
                    let file = short(&file);
                    format!("again by: cargo xtask fuzz {target} --input {file}")
                }
                None => "no input was kept of it".to_owned(),
            };
            format!("{target}: {}\n{}\n{remedy}", output.status, told(&words))
        });
        // An input is left of a finding; an empty folder would be left of none.
        let _ = fs::remove_dir(&artifacts);
        Ok(Report::of(target, &words, finding))
    }
}

/// Has `target` read the one file `input`, and shows all that is said.
///
/// # Errors
///
/// It is a finding.
pub(super) fn replay(program: &Program, target: &str, input: &Path) -> Result<()> {
    let mut command = program.command();
    command.env("VIRT_FUZZ_TARGET", target).env("RUST_BACKTRACE", "1").args(LIMITS).arg(input);
    process::run(&mut command)?;
    say(&format!("{target} reads '{}' without a finding", input.display()));
    Ok(())
}

/// The input at which the program died without a word, as when its stack was exhausted.
fn rescue(last: &Path, artifacts: &Path) -> Option<PathBuf> {
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
    let file = artifacts.join(format!("death-{seconds}"));
    fs::copy(last, &file).ok().map(|_| file)
}

fn files(folder: &Path) -> Result<BTreeSet<PathBuf>> {
    let entries = fs::read_dir(folder)?;
    Ok(entries.map(|entry| entry.map(|entry| entry.path())).collect::<std::io::Result<_>>()?)
}
