//! Running other programs, and saying so.

use std::env;
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::{Command, ExitStatus};

use crate::Result;

/// Tells the user something, on standard error: standard output belongs to what chores print.
#[expect(clippy::print_stderr, reason = "a program for people at a terminal")]
pub(crate) fn say(text: &str) {
    eprintln!("{text}");
}

/// Prints a line of a chore's result on standard output.
///
/// # Errors
///
/// The errors of writing there, such as a pipe that nobody reads.
pub(crate) fn print(line: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout().lock(), "{line}")?)
}

/// Announces a step, in bold on a terminal.
pub(crate) fn announce(step: &str) {
    let plain = env::var_os("NO_COLOR").is_some() || !std::io::stderr().is_terminal();
    say(&if plain { format!("== {step}") } else { format!("\u{1b}[1m== {step}\u{1b}[0m") });
}

/// The cargo that runs this chore, started in the workspace's folder.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command.args(arguments).current_dir(crate::root());
    command
}

/// Runs `command` to its end; all of its output goes where this program's goes.
///
/// # Errors
///
/// The program cannot be started, or it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = status(command)?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} failed: {status}", line(command)).into())
    }
}

/// Runs `command` to its end, as [`run`] does, and returns how it ended.
///
/// # Errors
///
/// The program cannot be started.
pub(crate) fn status(command: &mut Command) -> Result<ExitStatus> {
    command.status().map_err(|error| format!("cannot run {}: {error}", line(command)).into())
}

/// Runs `command` to its end and returns what it writes to standard output.
///
/// # Errors
///
/// The program cannot be started, it fails, or its output is not UTF-8.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output =
        command.output().map_err(|error| format!("cannot run {}: {error}", line(command)))?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{} failed: {}", line(command), words.trim()).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Finds the program `name` in `PATH` and where system programs are.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(["/usr/local/sbin", "/usr/sbin", "/sbin"].map(PathBuf::from))
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// The command as somebody would type it.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    format!("'{}'", words.join(" "))
}
