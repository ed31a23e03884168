//! The syntax of virsh's commands, for the command `virt`.

use std::fmt::Write as _;

use serde_json::Value;

use super::{list, text};

/// The text of `virt-cli/src/syntax/table.rs`.
pub(super) fn table(commands: &Value) -> String {
    let mut out = String::from(
        "//! The syntax of virsh's commands. Written by `cargo xtask codegen`.\n\n\
         use super::{Command, argument, flag, number, number_argument, string};\n\n\
         /// Every command of virsh, in its order.\npub(crate) const COMMANDS: &[Command] = &[\n",
    );
    for command in list(commands, "commands") {
        let _ = writeln!(
            out,
            "Command {{ name: {:?}, group: {:?}, aliases: &{}, connects: {}, options: &[",
            text(command, "name"),
            text(command, "group"),
            command["aliases"],
            command["needs_connection"],
        );
        for option in list(command, "options") {
            let _ = writeln!(out, "{},", syntax(option));
        }
        out.push_str("] },\n");
    }
    out.push_str("];\n");
    out
}

/// How the option is declared: `argument("domain").required()`.
fn syntax(option: &Value) -> String {
    let is = |key: &str| option[key] == true;
    let bare = is("positional") || is("also_accepted_positionally");
    let kind = match (text(option, "type"), bare) {
        ("bool", _) => "flag",
        ("number", false) => "number",
        ("number", true) => "number_argument",
        (_, false) => "string",
        (_, true) => "argument",
    };
    let mut out = format!("{kind}({:?})", text(option, "name"));
    let modifiers =
        [("required", "required"), ("repeatable", "repeatable"), ("allow_empty", "may_be_empty")];
    for (key, modifier) in modifiers {
        if is(key) {
            let _ = write!(out, ".{modifier}()");
        }
    }
    if is("also_accepted_positionally") {
        out.push_str(".named()");
    }
    let aliases: Vec<_> =
        list(option, "aliases").iter().filter_map(Value::as_str).map(alias).collect();
    if !aliases.is_empty() {
        let _ = write!(out, ".aliases(&{aliases:?})");
    }
    out
}

/// An older name of an option, and the value that it stands for: `hi (means --string=hello)`.
fn alias(text: &str) -> (&str, Option<&str>) {
    match text.split_once(' ') {
        Some((name, meaning)) => {
            (name, meaning.split_once('=').map(|(_, value)| value.trim_end_matches(')')))
        }
        None => (text, None),
    }
}
