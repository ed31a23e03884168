//! What the commands are, for people.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{ENTRIES, Entry, descriptions};
use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::Session;
use crate::syntax::{self, Command, Opt, Takes};

/// virsh's groups that this version has commands of, in virsh's order, with what help calls them.
const GROUPS: [(&str, &str); 6] = [
    ("domain", "Domain Management"),
    ("monitor", "Domain Monitoring"),
    ("events", "Domain Events"),
    ("host", "Host and Hypervisor"),
    ("nodedev", "Node Device"),
    ("virsh", "This program"),
];

/// `help`.
pub(super) fn help(_: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    let Some(word) = arguments.text("command")? else { return Ok(all()) };
    if let Some(command) = syntax::find(word) {
        return of(command);
    }
    match GROUPS.iter().find(|(keyword, _)| *keyword == word) {
        Some((keyword, title)) => Ok(Output::text(group(keyword, title), names(keyword))),
        None => Err(format!("command or command group '{word}' doesn't exist").into()),
    }
}

/// The help of one command, laid out as virsh does.
pub(crate) fn of(command: &'static Command) -> Result<Output, Failure> {
    let Some(entry) = ENTRIES.iter().find(|entry| entry.name == command.name) else {
        return Err(super::missing(command.name).into());
    };
    let name = command.name;
    let mut text = format!("  NAME\n    {name} - {}\n\n  SYNOPSIS\n    {name}", entry.about);
    for option in command.options {
        let _ = write!(text, " {}", synopsis(option));
    }
    text.push('\n');
    if !command.options.is_empty() {
        text.push_str("\n  OPTIONS\n");
    }
    for option in command.options {
        let about = descriptions::of(name, option.name);
        let _ = writeln!(text, "    {:15}  {about}", declaration(option));
    }
    Ok(Output::text(text, as_json(command, entry)))
}

/// The words that `help` takes, and names of commands that are shown.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    let groups = GROUPS.iter().map(|(keyword, _)| *keyword);
    shown().map(|entry| entry.name).chain(groups.filter(|keyword| syntax::find(keyword).is_none()))
}

/// The commands that help lists.
pub(super) fn shown() -> impl Iterator<Item = &'static Entry> {
    ENTRIES.iter().filter(|entry| !group_of(entry.name).is_empty())
}

fn as_json(command: &Command, entry: &Entry) -> Value {
    let options = command.options.iter().map(|option| {
        json!({
            "name": option.name,
            "about": descriptions::of(command.name, option.name),
            "takes": match option.takes {
                Takes::Nothing => Value::Null,
                Takes::Text | Takes::Number => option.placeholder().into(),
            },
            "required": option.required,
            "repeatable": option.repeatable,
        })
    });
    json!({
        "name": command.name,
        "group": command.group,
        "about": entry.about,
        "options": options.collect::<Vec<_>>(),
    })
}

fn synopsis(option: &Opt) -> String {
    let value = option.placeholder();
    let name = option.name;
    let text = match (option.takes, option.named) {
        (Takes::Nothing, _) => format!("--{name}"),
        (_, true) => format!("--{name} <{value}>"),
        (_, false) => format!("<{name}>"),
    };
    let text = if option.required { text } else { format!("[{text}]") };
    text + dots(option)
}

fn declaration(option: &Opt) -> String {
    let (name, value) = (option.name, option.placeholder());
    match (option.takes, option.named) {
        (Takes::Nothing, _) => format!("--{name}"),
        (_, true) => format!("--{name} <{value}>{}", dots(option)),
        (_, false) => format!("[--{name}] <{value}>{}", dots(option)),
    }
}

fn dots(option: &Opt) -> &'static str {
    if option.repeatable { "..." } else { "" }
}

fn all() -> Output {
    let mut text = String::from("Commands, by what they are about:\n\n");
    for (keyword, title) in GROUPS {
        text.push_str(&group(keyword, title));
        text.push('\n');
    }
    let json = GROUPS.iter().map(|(keyword, _)| ((*keyword).to_owned(), names(keyword))).collect();
    Output::text(text, Value::Object(json))
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
