//! Commands from the standard input: typed at a prompt, or from a pipe.

use std::cell::RefCell;
use std::env;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Config, Context, Editor, Helper};

use crate::commands;
use crate::session::Session;
use crate::words;

/// Runs commands from the standard input until `quit` or its end; whether there was a connection
/// to begin with. As with virsh, what became of the commands is no matter of the exit code.
///
/// On a terminal there is a prompt with a history, and the tabulator key completes commands,
/// options and names of domains. From a pipe nothing is printed but what the commands print.
pub(crate) fn run(session: Session<'_>) -> bool {
    let mut session = session;
    if let Err(failure) = session.connection().map(|_| ()) {
        session.tell(&failure);
        return false;
    }
    match io::stdin().is_terminal() && io::stdout().is_terminal() {
        true => at_the_prompt(session),
        false => from_a_pipe(&mut session),
    }
    true
}

fn from_a_pipe(session: &mut Session<'_>) {
    let mut lines = io::stdin().lines();
    while !session.quits() {
        let Some(Ok(line)) = lines.next() else { break };
        session.run_line(&line);
    }
}

fn at_the_prompt(session: Session<'_>) {
    let sign = if session.is_read_only() { "virt > " } else { "virt # " };
    let session = RefCell::new(session);
    let config = Config::builder().completion_type(CompletionType::List).build();
    let Ok(mut editor) = Editor::<Words<'_, '_>, FileHistory>::with_config(config) else {
        return from_a_pipe(&mut session.borrow_mut());
    };
    editor.set_helper(Some(Words { session: &session }));
    let history = history();
    if let Some(file) = &history {
        // Without a history there is nothing to be remembered, and that is no harm.
        let _ = editor.load_history(file);
    }
    println!("virt {}: 'help' lists the commands, 'quit' ends\n", env!("CARGO_PKG_VERSION"));
    while !session.borrow().quits() {
        match editor.readline(sign) {
            Ok(line) => {
                let _ = editor.add_history_entry(&line);
                session.borrow_mut().run_line(&line);
            }
            // The line is given up, not the program.
            Err(ReadlineError::Interrupted) => {}
            Err(_) => break,
        }
    }
    if let Some(file) = &history {
        let _ = file.parent().map(fs::create_dir_all);
        let _ = editor.save_history(file);
    }
}

/// Where the typed lines are kept.
fn history() -> Option<PathBuf> {
    let state = env::var_os("XDG_STATE_HOME")
        .map(PathBuf::from)
        .filter(|folder| folder.is_absolute())
        .or_else(|| env::home_dir().map(|home| home.join(".local/state")))?;
    Some(state.join("virt/history"))
}

/// What the tabulator key knows.
struct Words<'s, 'g> {
    session: &'s RefCell<Session<'g>>,
}

impl Completer for Words<'_, '_> {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        position: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let none = Ok((position, Vec::new()));
        let Ok(mut commands) = words::split(&line[..position]) else { return none };
        let mut command = commands.pop().unwrap_or_default();
        if line[..position].trim_end().ends_with(';') {
            command.clear();
        }
        if line[..position].ends_with([' ', '\t', ';']) || command.is_empty() {
            command.push(String::new());
        }
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let last = words.last().copied().unwrap_or_default();
        // A word in quotes is left to the user.
        if !line[..position].ends_with(last) {
            return none;
        }
        let Ok(mut session) = self.session.try_borrow_mut() else { return none };
        Ok((position - last.len(), commands::candidates(&mut session, &words)))
    }
}

impl Hinter for Words<'_, '_> {
    type Hint = String;
}

impl Highlighter for Words<'_, '_> {}
impl Validator for Words<'_, '_> {}
impl Helper for Words<'_, '_> {}
