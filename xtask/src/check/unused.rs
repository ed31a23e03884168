//! Every dependency is used by the crate that names it, and every entry of the workspace's table by
//! some crate.
//!
//! A dependency counts as used when its name stands in a file that may use it. The manifest can
//! exempt one that is used in a way which this does not see:
//! `package.metadata.unused.ignored = ["name"]`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::none_of;
use crate::workspace::{Workspace, folder, list, text};
use crate::{Result, root};

pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let mut problems = Vec::new();
    let mut named = BTreeSet::new();
    for package in workspace.members_everywhere() {
        for dependency in list(&package["dependencies"]) {
            named.insert(text(&dependency["name"]));
            if !is_ignored(package, dependency) && !is_used(workspace, package, dependency)? {
                let package = text(&package["name"]);
                problems.push(format!("{package} does not use {}", text(&dependency["name"])));
            }
        }
    }
    let manifest: toml::Table = fs::read_to_string(root().join("Cargo.toml"))?.parse()?;
    let table = manifest.get("workspace").and_then(|workspace| workspace.get("dependencies"));
    for name in table.and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys) {
        if !named.contains(name.as_str()) {
            problems.push(format!("no crate of the workspace depends on {name}"));
        }
    }
    none_of(&problems)
}

fn is_ignored(package: &Value, dependency: &Value) -> bool {
    list(&package["metadata"]["unused"]["ignored"]).contains(&dependency["name"])
}

fn is_used(workspace: &Workspace, package: &Value, dependency: &Value) -> Result<bool> {
    let folder = folder(package);
    let name = dependency["rename"].as_str().unwrap_or(text(&dependency["name"])).replace('-', "_");
    let places: &[&str] = match dependency["kind"].as_str() {
        Some("build") => &["build.rs"],
        Some("dev") => &["src", "tests", "benches", "examples"],
        _ => &["src"],
    };
    let is_place = |file: &Path| {
        file.extension().is_some_and(|extension| extension == "rs")
            && places.iter().any(|place| file.starts_with(folder.join(place)))
    };
    for file in workspace.files.iter().filter(|file| is_place(file)) {
        if mentions(&fs::read_to_string(file)?, &name) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the identifier `name` stands in `text`.
fn mentions(text: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        !text[..at].ends_with(is_part) && !text[at + name.len()..].starts_with(is_part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_is_a_whole_identifier() {
        assert!(mentions("use serde_json::Value;", "serde_json"));
        assert!(!mentions("use serde_json::Value;", "serde"));
        assert!(!mentions("use my_serde::Value;", "serde"));
        assert!(mentions("serde", "serde"));
    }
}
