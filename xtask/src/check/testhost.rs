//! Tests of the test host run nowhere else: manifests keep them out of other runs, and each asks
//! where it is before it touches anything.

use std::fs;

use super::none_of;
use crate::Result;
use crate::testhost::{PREFIX, declared};
use crate::workspace::Workspace;

pub(super) fn check(workspace: &Workspace) -> Result<()> {
    declared()?;
    let mut problems = Vec::new();
    let files = workspace.files.iter().filter(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(PREFIX) && name.ends_with(".rs")
    });
    for file in files {
        let text = fs::read_to_string(file)?;
        if !text.contains("test_host()") {
            problems.push(format!("{}: no test asks 'needs::test_host()'", file.display()));
        }
    }
    none_of(&problems)
}
