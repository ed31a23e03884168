//! What commands print: text as virsh prints it, or JSON.

use std::io;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;
use virt::Error;

/// What a command has to say, in both forms.
#[derive(Debug, Default)]
pub(crate) struct Output {
    /// The lines for people, each with its end.
    pub(crate) text: String,
    /// The same for programs.
    pub(crate) json: Value,
    /// Whether the lines say no more than that all went well, which nobody hears who asked for
    /// quiet.
    pub(crate) reassures: bool,
}

impl Output {
    /// Text, beside `json`.
    pub(crate) fn text(text: impl Into<String>, json: Value) -> Self {
        Output { text: text.into(), json, reassures: false }
    }

    /// One line, beside `json`.
    pub(crate) fn line(text: impl std::fmt::Display, json: Value) -> Self {
        Output::text(format!("{text}\n"), json)
    }

    /// Lines of names and values, the values in the column `width` + 2.
    pub(crate) fn pairs(width: usize, pairs: &[(&str, String)], json: Value) -> Self {
        let line = |(name, value): &(&str, String)| {
            format!("{:width$} {value}\n", format!("{name}:"), width = width)
        };
        Output::text(pairs.iter().map(line).collect::<String>(), json)
    }
}

/// What went wrong, in the order in which it is told.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What the command could not do.
    pub(crate) message: Option<String>,
    /// Why.
    pub(crate) cause: Option<Error>,
    /// Whether the command succeeds nevertheless.
    pub(crate) passes: bool,
}

impl Failure {
    /// The lines for people.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        if let Some(message) = &self.message {
            text.push_str(&format!("error: {message}\n"));
        }
        if let Some(cause) = &self.cause {
            text.push_str(&format!("error: {cause}\n"));
        }
        text
    }

    /// The same for programs: the message, and of the cause libvirt's numbers and words.
    pub(crate) fn json(&self) -> Value {
        let cause = self.cause.as_ref();
        json!({ "error": {
            "message": self.message,
            "cause": cause.map(|cause| json!({
                "kind": format!("{:?}", cause.kind()),
                "code": cause.kind().as_raw(),
                "domain": cause.origin().as_raw(),
                "message": cause.to_string(),
            })),
        } })
    }

    /// Says before the cause what could not be done.
    pub(crate) fn because(message: impl Into<String>) -> impl FnOnce(Error) -> Failure {
        |cause| Failure { message: Some(message.into()), cause: Some(cause), passes: false }
    }

    /// Whether all was said before.
    pub(crate) fn is_silent(&self) -> bool {
        self.message.is_none() && self.cause.is_none()
    }

    /// Fails without a word: all is said.
    pub(crate) fn silent() -> Failure {
        Failure { message: None, cause: None, passes: false }
    }

    /// Tells something among the errors, and succeeds.
    pub(crate) fn passing(message: String) -> Failure {
        Failure { message: Some(message), cause: None, passes: true }
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Failure { message: Some(message), cause: None, passes: false }
    }
}

impl From<Error> for Failure {
    fn from(cause: Error) -> Self {
        Failure { message: None, cause: Some(cause), passes: false }
    }
}

/// The reason of an error of the system in the words of libc, as virsh prints it.
pub(crate) fn reason(err: &io::Error) -> String {
    match err.raw_os_error() {
        Some(code) => nix::errno::Errno::from_raw(code).desc().to_owned(),
        None => err.to_string(),
    }
}

/// Sets a table as virsh does: each column as wide as its widest cell; without the heading when
/// `quiet`.
pub(crate) fn table(heading: &[&str], rows: &[Vec<String>], quiet: bool) -> String {
    let mut widths: Vec<usize> = match quiet {
        true => vec![0; heading.len()],
        false => heading.iter().map(|cell| cell.width()).collect(),
    };
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let mut text = String::new();
    if !quiet {
        text.push_str(&line(heading.iter().copied(), &widths));
        text.push_str(&"-".repeat(widths.iter().map(|width| width + 3).sum()));
        text.push('\n');
    }
    for row in rows {
        text.push_str(&line(row.iter().map(String::as_str), &widths));
    }
    text
}

fn line<'a>(cells: impl Iterator<Item = &'a str>, widths: &[usize]) -> String {
    let mut text = String::new();
    for (at, (cell, width)) in cells.zip(widths).enumerate() {
        text.push(' ');
        text.push_str(cell);
        if at + 1 < widths.len() {
            text.push_str(&" ".repeat(width - cell.width() + 2));
        }
    }
    text + "\n"
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [vec!["1".to_owned(), "größe".to_owned(), "running".to_owned()]];
        let heading = ["Id", "Name", "State"];
        assert_eq!(
            table(&heading, &rows, false),
            " Id   Name    State\n-----------------------\n 1    größe   running\n"
        );
        assert_eq!(table(&heading, &rows, true), " 1   größe   running\n");
        assert_eq!(table(&heading, &[], false), " Id   Name   State\n--------------------\n");
    }
}
