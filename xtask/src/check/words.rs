//! What must not stand in a file: leftovers of work, of a merge or of somebody's machine. And what
//! must: a first line that says what a Rust file is about.

use std::fs;
use std::path::Path;

use super::none_of;
use crate::workspace::Workspace;
use crate::{Result, root};

/// Words that must not appear, and why. Each is written in two parts, so as not to appear here.
const WORDS: &[(&str, &str, &str)] = &[
    ("TO", "DO", "unfinished work"),
    ("FIX", "ME", "unfinished work"),
    ("<<<<", "<<< ", "an unfinished merge"),
    (">>>>", ">>> ", "an unfinished merge"),
    ("/wo", "rk/", "a path of somebody's machine"),
    ("/tmp", "/wt", "a path of somebody's machine"),
    ("/home/", "runner", "a path of somebody's machine"),
    ("deb.", "debian.org", "a mirror is the machine's own choice"),
    ("static.", "crates.io", "a registry is cargo's own choice"),
    ("index.", "crates.io", "a registry is cargo's own choice"),
];

/// Larger files hardly belong among sources.
const LARGEST: u64 = 2 << 20;

pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let mut problems = Vec::new();
    for file in &workspace.files {
        let name = file.strip_prefix(root()).unwrap_or(file);
        if fs::metadata(file)?.len() > LARGEST {
            problems.push(format!("{} is larger than 2 MiB", name.display()));
            continue;
        }
        // What is not text has no words.
        if let Ok(text) = String::from_utf8(fs::read(file)?) {
            problems.extend(faults(name, &text));
        }
    }
    none_of(&problems)
}

fn faults(name: &Path, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let name_of = |line: usize| format!("{}:{}", name.display(), line + 1);
    for (number, line) in text.lines().enumerate() {
        for (start, end, why) in WORDS {
            let word = format!("{start}{end}");
            if line.contains(&word) {
                faults.push(format!("{}: '{word}': {why}", name_of(number)));
            }
        }
        if is_rust(name) && line.ends_with([' ', '\t']) {
            faults.push(format!("{}: spaces at the end", name_of(number)));
        }
    }
    if is_rust(name) && !text.starts_with("//!") && !text.starts_with("#![") {
        faults.push(format!("{}: starts without a '//!' that says what it is about", name_of(0)));
    }
    faults
}

fn is_rust(name: &Path) -> bool {
    name.extension().is_some_and(|extension| extension == "rs")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_are_found() {
        let text = format!("//! A file.\n// {}{}: write it \n", "TO", "DO");
        assert_eq!(
            faults(Path::new("a.rs"), &text),
            [
                format!("a.rs:2: '{}{}': unfinished work", "TO", "DO"),
                "a.rs:2: spaces at the end".to_owned()
            ]
        );
    }

    #[test]
    fn a_rust_file_says_what_it_is_about() {
        assert_eq!(faults(Path::new("a.rs"), "fn main() {}\n").len(), 1);
        assert!(faults(Path::new("a.txt"), "fn main() {} \n").is_empty());
    }
}
