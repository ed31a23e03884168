//! The command `virt`: virtual machines from the command line, with virsh's commands.
//!
//! One file a group of commands below `commands`; their syntax is a table in `syntax`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line program prints")]

mod arguments;
mod commands;
mod documents;
mod globals;
mod output;
mod prompt;
mod session;
mod syntax;
mod terminal;
mod words;
mod xpath;

use std::process::ExitCode;

use globals::Globals;
use session::Session;

fn main() -> ExitCode {
    let globals = match Globals::parse(std::env::args().skip(1)) {
        Ok(globals) => globals,
        Err(message) => {
            eprintln!("error: {message}");
            return ExitCode::FAILURE;
        }
    };
    if let Some(text) = globals.information() {
        print!("{text}");
        return ExitCode::SUCCESS;
    }
    if let [first, words @ ..] = globals.command.as_slice()
        && first == "xml"
    {
        return documents::run(words);
    }
    match run(&globals) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// Runs the commands of the command line, or without any those of the standard input.
fn run(globals: &Globals) -> bool {
    let mut session = Session::new(globals);
    match globals.command.as_slice() {
        [] => prompt::run(session),
        [line] => session.run_line(line),
        words => session.run(vec![words.to_vec()]),
    }
}
