//! The command `virt`: virtual machines from the command line, with virsh's commands.
//!
//! One file a group of commands below `commands`; their syntax is a table in `syntax`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line program prints")]

mod arguments;
mod commands;
mod globals;
mod output;
mod session;
mod syntax;
mod terminal;
mod words;

use std::io::{self, BufRead, IsTerminal, Write};
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
    match run(&globals) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// Runs the commands of the command line, or without any those of the standard input.
fn run(globals: &Globals) -> bool {
    let mut session = Session::new(globals);
    match globals.command.as_slice() {
        [] => interact(&mut session),
        [line] => match words::split(line) {
            Ok(commands) => session.run(commands),
            Err(message) => session.refuse(message),
        },
        words => session.run(vec![words.to_vec()]),
    }
}

/// Reads commands from the standard input, line by line, until `quit` or its end.
fn interact(session: &mut Session<'_>) -> bool {
    let prompt = io::stdin().is_terminal();
    if prompt {
        println!("virt {}; 'help' lists the commands, 'quit' ends", env!("CARGO_PKG_VERSION"));
    }
    let mut ok = true;
    let mut lines = io::stdin().lock().lines();
    while !session.quits() {
        if prompt {
            print!("virt # ");
            let _ = io::stdout().flush();
        }
        let Some(Ok(line)) = lines.next() else { break };
        ok = match words::split(&line) {
            Ok(commands) => session.run(commands),
            Err(message) => session.refuse(message),
        };
    }
    ok
}
