//! The command line itself.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::ENTRIES;
use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::Session;
use crate::syntax::{self, Command, Opt, Takes};

/// virsh's groups, in its order, with what help calls them.
const GROUPS: [(&str, &str); 5] = [
    ("domain", "Domain Management"),
    ("monitor", "Domain Monitoring"),
    ("events", "Domain Events"),
    ("host", "Host and Hypervisor"),
    ("virsh", "This program"),
];

/// `help`.
pub(super) fn help(_: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    let Some(word) = arguments.text("command")? else { return Ok(all()) };
    if let Some((keyword, title)) = GROUPS.iter().find(|(keyword, _)| *keyword == word) {
        return Ok(Output { text: group(keyword, title), json: names(keyword) });
    }
    match syntax::find(word) {
        Some(command) => help_of(command),
        None => Err(format!("command or command group '{word}' doesn't exist").into()),
    }
}

/// The help of one command.
pub(crate) fn help_of(command: &'static Command) -> Result<Output, Failure> {
    let about = ENTRIES.iter().find(|entry| entry.name == command.name).map(|entry| entry.about);
    let Some(about) = about else {
        return Err(format!("this version has no command '{}'", command.name).into());
    };
    let mut text =
        format!("  NAME\n    {} - {about}\n\n  SYNOPSIS\n    {}", command.name, command.name);
    for option in command.options {
        let _ = write!(text, " {}", synopsis(option));
    }
    text.push_str("\n\n");
    if !command.options.is_empty() {
        text.push_str("  OPTIONS\n");
        for option in command.options {
            let _ = writeln!(text, "    {}", declaration(option));
        }
        text.push('\n');
    }
    let json = json!({
        "name": command.name,
        "about": about,
        "options": command.options.iter().map(|o| o.name).collect::<Vec<_>>(),
    });
    Ok(Output { text, json })
}

fn synopsis(option: &Opt) -> String {
    let value = option.placeholder();
    let name = option.name;
    let text = match (option.takes, option.named) {
        (Takes::Nothing, _) => format!("--{name}"),
        (_, true) => format!("--{name} <{value}>"),
        (_, false) if option.repeatable => format!("<{name}>..."),
        (_, false) => format!("<{name}>"),
    };
    if option.required { text } else { format!("[{text}]") }
}

fn declaration(option: &Opt) -> String {
    match (option.takes, option.named) {
        (Takes::Nothing, _) => format!("--{}", option.name),
        (_, true) => format!("--{} <{}>", option.name, option.placeholder()),
        (_, false) => format!("[--{}] <{}>", option.name, option.placeholder()),
    }
}

fn all() -> Output {
    let mut text = String::from("Commands:\n\n");
    for (keyword, title) in GROUPS {
        text.push_str(&group(keyword, title));
        text.push('\n');
    }
    let json = GROUPS.iter().map(|(keyword, _)| ((*keyword).to_owned(), names(keyword))).collect();
    Output { text, json: Value::Object(json) }
}

fn group(keyword: &str, title: &str) -> String {
    let mut text = format!(" {title} (help keyword '{keyword}'):\n");
    for entry in ENTRIES.iter().filter(|entry| group_of(entry.name) == keyword) {
        let _ = writeln!(text, "    {:30} {}", entry.name, entry.about);
    }
    text
}

fn names(keyword: &str) -> Value {
    let entries = ENTRIES.iter().filter(|entry| group_of(entry.name) == keyword);
    entries.map(|entry| entry.name).collect()
}

fn group_of(name: &str) -> &'static str {
    syntax::find(name).map_or("", |command| command.group)
}

/// `connect`.
pub(super) fn connect(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    session.reconnect(arguments.text("name")?, arguments.is_set("readonly"))?;
    Ok(Output::default())
}

/// `echo`.
pub(super) fn echo(_: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    let words: Vec<String> = arguments.all("string").map(|word| quoted(word, arguments)).collect();
    let prefix = arguments.text("prefix")?.map(|prefix| format!("{prefix} ")).unwrap_or_default();
    let line = prefix + &words.join(" ");
    if arguments.is_set("err") {
        return Err(line.into());
    }
    Ok(Output::line(&line, json!(line)))
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
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-+=%.,/:@".contains(c);
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
