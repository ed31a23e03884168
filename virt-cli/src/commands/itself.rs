//! The command line itself.

use std::env;
use std::path::PathBuf;

use serde_json::json;

use crate::arguments::Arguments;
use crate::output::{self, Failure, Output};
use crate::session::Session;

/// `connect`.
pub(super) fn connect(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    session.reconnect(arguments.text("name")?, arguments.is_set("readonly"))?;
    Ok(Output::default())
}

/// `cd`: for the file names of the commands that follow.
pub(super) fn cd(_: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    let folder = match arguments.text("dir")? {
        Some(folder) => PathBuf::from(folder),
        None => env::home_dir().unwrap_or_else(|| PathBuf::from("/")),
    };
    env::set_current_dir(&folder)
        .map_err(|err| format!("cd: {}: {}", output::reason(&err), folder.display()))?;
    Ok(Output::default())
}

/// `pwd`.
pub(super) fn pwd(_: &mut Session<'_>, _: &Arguments) -> Result<Output, Failure> {
    let folder = env::current_dir().map_err(|err| format!("pwd: {}", output::reason(&err)))?;
    let folder = folder.display().to_string();
    Ok(Output::line(&folder, json!(folder)))
}

/// `echo`. Like virsh it leaves the end of its line to the session.
pub(super) fn echo(_: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    for other in ["shell", "xml"] {
        arguments.exclusive(other, "split")?;
    }
    let words = arguments.all("string");
    let line = match arguments.is_set("split") {
        true => words.flat_map(split).map(|part| part + "\n").collect(),
        false => words.map(|word| quoted(word, arguments)).collect::<Vec<_>>().join(" "),
    };
    let line = match arguments.text("prefix")? {
        Some(prefix) if line.is_empty() => prefix.to_owned(),
        Some(prefix) => format!("{prefix} {line}"),
        None => line,
    };
    if arguments.is_set("err") {
        return Err(Failure::passing(line));
    }
    let json = json!(line);
    Ok(Output::text(line, json))
}

/// The parts of `text` between single commas; two commas are one of the text.
fn split(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(part) = parts.last_mut() else { break };
        match c {
            ',' if chars.next_if_eq(&',').is_some() => part.push(','),
            ',' => parts.push(String::new()),
            c => part.push(c),
        }
    }
    parts
}

/// A word of `echo`, made safe for a shell or for XML.
fn quoted(word: &str, arguments: &Arguments) -> String {
    let mut word = word.to_owned();
    if arguments.is_set("xml") {
        for (from, to) in
            [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&apos;")]
        {
            word = word.replace(from, to);
        }
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-+=%.,/:@".contains(c) || !c.is_ascii();
    if arguments.is_set("shell") && (word.is_empty() || !word.chars().all(plain)) {
        word = format!("'{}'", word.replace('\'', "'\\''"));
    }
    word
}

/// `quit` and `exit`.
pub(super) fn quit(session: &mut Session<'_>, _: &Arguments) -> Result<Output, Failure> {
    session.quit();
    Ok(Output::default())
}
