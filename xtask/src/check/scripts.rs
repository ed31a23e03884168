//! Shell scripts can be read by the shell.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::none_of;
use crate::Result;
use crate::process::output;
use crate::workspace::Workspace;

pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let mut problems = Vec::new();
    for file in workspace.files.iter().filter(|file| is_script(file)) {
        if let Err(error) = output(Command::new("bash").arg("-n").arg(file)) {
            problems.push(error.to_string());
        }
    }
    none_of(&problems)
}

/// Whether the file says that a shell reads it, in its first two lines.
fn is_script(file: &Path) -> bool {
    fs::read_to_string(file).is_ok_and(|text| text.lines().take(2).any(names_shell))
}

fn names_shell(line: &str) -> bool {
    let interpreter = line.strip_prefix("#!").unwrap_or_default();
    interpreter.ends_with("sh") || line.starts_with("# shellcheck shell=")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_told_by_their_first_lines() {
        for line in ["#!/bin/bash", "#!/bin/busybox sh", "# shellcheck shell=bash disable=SC1"] {
            assert!(names_shell(line), "{line}");
        }
        for line in ["#!/usr/bin/python3", "# About shells.", "#![expect(dead_code)]"] {
            assert!(!names_shell(line), "{line}");
        }
    }
}
