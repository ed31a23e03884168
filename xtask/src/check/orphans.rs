//! Every Rust file belongs to a crate: some `mod` line, or cargo, leads to it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::none_of;
use crate::Result;
use crate::workspace::{Workspace, folder, list, text};

/// Folders whose Rust files are data of tests.
const DATA: &[&str] = &["tests/data", "tests/ui"];

pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let mut reached = BTreeSet::new();
    let mut folders = Vec::new();
    for package in workspace.members_everywhere() {
        folders.push(folder(package));
        for target in list(&package["targets"]) {
            reach(Path::new(text(&target["src_path"])), true, &mut reached)?;
        }
    }
    let orphans: Vec<String> = workspace
        .files
        .iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
        .filter(|file| folders.iter().any(|folder| file.starts_with(folder)))
        .filter(|file| !DATA.iter().any(|data| file.to_string_lossy().contains(data)))
        .filter(|file| !reached.contains(*file))
        .map(|file| format!("{} belongs to no crate", file.display()))
        .collect();
    none_of(&orphans)
}

/// Adds `file` and all modules below it to `reached`.
fn reach(file: &Path, is_root: bool, reached: &mut BTreeSet<PathBuf>) -> Result<()> {
    if !reached.insert(file.to_owned()) {
        return Ok(());
    }
    let text = fs::read_to_string(file)
        .map_err(|error| format!("cannot read '{}': {error}", file.display()))?;
    let parent = file.parent().unwrap_or(Path::new("."));
    let owns_folder = is_root || file.file_name().is_some_and(|name| name == "mod.rs");
    let children = if owns_folder { parent.to_owned() } else { file.with_extension("") };
    for module in modules(&text) {
        let candidates = match module {
            Module::Named(name) => {
                [children.join(format!("{name}.rs")), children.join(name).join("mod.rs")]
            }
            Module::At(path) => [parent.join(path), PathBuf::new()],
        };
        if let Some(file) = candidates.iter().find(|file| file.is_file()) {
            reach(file, false, reached)?;
        }
    }
    Ok(())
}

#[derive(Debug, PartialEq, Eq)]
enum Module<'a> {
    Named(&'a str),
    At(&'a str),
}

/// The modules that a file has in other files.
fn modules(text: &str) -> Vec<Module<'_>> {
    let mut modules = Vec::new();
    let mut path = None;
    for line in text.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("#[path = \"") {
            path = rest.split('"').next();
        } else if let Some(name) = module_name(line) {
            modules.push(path.take().map_or(Module::Named(name), Module::At));
        }
    }
    modules
}

/// The name in `mod name;`, with any visibility before.
fn module_name(line: &str) -> Option<&str> {
    let line = line.split("//").next()?.trim();
    let line = match line.strip_prefix("pub") {
        None => line,
        Some(rest) if rest.starts_with('(') => rest.split_once(')')?.1.trim_start(),
        Some(rest) => rest.trim_start(),
    };
    let name = line.strip_prefix("mod ")?.strip_suffix(';')?.trim();
    Some(name.strip_prefix("r#").unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_in_other_files_are_found() {
        let text = "\
//! mod not_this;
mod one;
pub mod two; // with a word
pub(crate) mod three;
#[cfg(test)]
mod tests {
    mod inside {}
}
#[path = \"odd.rs\"]
mod four;
";
        assert_eq!(
            modules(text),
            [
                Module::Named("one"),
                Module::Named("two"),
                Module::Named("three"),
                Module::At("odd.rs")
            ]
        );
    }
}
