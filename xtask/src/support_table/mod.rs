//! `cargo xtask support-table`: which methods of libvirt's driver tables each driver implements,
//! read from the code itself.
//!
//! The traits of `virt-core` say, as `doc(alias)`, which of libvirt's methods each of theirs stands
//! for. A driver implements a method when it overrides it, or when the trait's own body answers; a
//! facet counts when the driver hands it out.

mod driver;
mod facts;
mod item;
mod place;
mod report;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use driver::Driver;
use place::Places;

use crate::process::{print, say};
use crate::workspace::{Workspace, folder, text};
use crate::{Result, root};

/// What to do with the table.
#[derive(Debug, Args)]
pub(crate) struct Selection {
    /// Write the table into README.md and docs/support-table.md
    #[arg(long, conflicts_with = "check")]
    write: bool,
    /// Fail when README.md or docs/support-table.md is stale
    #[arg(long)]
    check: bool,
}

/// The marks in README.md that the short table stands between.
const MARKS: (&str, &str) = ("<!-- support-table begin -->\n", "<!-- support-table end -->");

/// Prints the table, writes it or checks it.
///
/// # Errors
///
/// A method of libvirt has no place or several, or what is checked is stale.
pub(crate) fn run(selection: &Selection) -> Result<()> {
    let workspace = Workspace::load()?;
    if selection.check {
        return check(&workspace);
    }
    let table = Table::read(&workspace)?;
    if selection.write {
        for (path, text) in table.files()? {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(&path, text)?;
            say(&format!("wrote {}", path.display()));
        }
        return Ok(());
    }
    print(table.full.trim_end())
}

/// Checks that every method has its place, and that the written tables are those of the code.
///
/// # Errors
///
/// See [`run`].
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    for (path, text) in Table::read(workspace)?.files()? {
        if fs::read_to_string(&path).unwrap_or_default() != text {
            return Err(format!(
                "{} is stale; `cargo xtask support-table --write` writes it",
                path.display()
            )
            .into());
        }
    }
    Ok(())
}

/// The table, short and in full.
struct Table {
    short: String,
    full: String,
}

impl Table {
    /// Reads the traits and the drivers of the workspace.
    fn read(workspace: &Workspace) -> Result<Self> {
        let facts = facts::read()?;
        let places = Places::of(&sources(&root().join("virt-core/src"))?)?;
        places.cover(&facts)?;
        let mut drivers = Vec::new();
        for package in workspace.members().filter(|package| package["name"] != "virt-core") {
            let sources = sources(&folder(package).join("src"))?;
            drivers.extend(Driver::of(text(&package["name"]), &sources, &places));
        }
        drivers.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Table {
            short: report::short(&facts, &places, &drivers),
            full: report::full(&facts, &places, &drivers),
        })
    }

    /// The files that the table stands in, with the text that they should have.
    fn files(&self) -> Result<[(PathBuf, String); 2]> {
        let readme = root().join("README.md");
        let text = fs::read_to_string(&readme)
            .map_err(|error| format!("cannot read '{}': {error}", readme.display()))?;
        let text = between(&text, &self.short).ok_or_else(|| {
            format!("{} has no '{}' and '{}'", readme.display(), MARKS.0.trim(), MARKS.1)
        })?;
        Ok([(readme, text), (root().join("docs/support-table.md"), self.full.clone())])
    }
}

/// `text` with `table` between the marks.
fn between(text: &str, table: &str) -> Option<String> {
    let (before, rest) = text.split_once(MARKS.0)?;
    let (_, after) = rest.split_once(MARKS.1)?;
    Some(format!("{before}{}\n{table}\n{}{after}", MARKS.0, MARKS.1))
}

/// The parsed Rust files below `folder` but those that hold tests, by path.
fn sources(folder: &Path) -> Result<Vec<syn::File>> {
    let mut paths = Vec::new();
    rust_files(folder, &mut paths)?;
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path)?;
            syn::parse_file(&text)
                .map_err(|error| format!("cannot parse '{}': {error}", path.display()).into())
        })
        .collect()
}

fn rust_files(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder)
        .map_err(|error| format!("cannot read '{}': {error}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let is_test = path.file_stem().is_some_and(|stem| stem == "tests");
        if path.is_dir() && !is_test {
            rust_files(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") && !is_test {
            paths.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_method_of_libvirt_has_exactly_one_place() {
        let facts = facts::read().unwrap();
        assert_eq!(facts.iter().map(|table| table.methods.len()).sum::<usize>(), 420);
        let places = Places::of(&sources(&root().join("virt-core/src")).unwrap()).unwrap();
        places.cover(&facts).unwrap();
    }

    #[test]
    fn the_table_stands_between_its_marks() {
        let text = "a\n<!-- support-table begin -->\nold\n<!-- support-table end -->\nb\n";
        let expected = "a\n<!-- support-table begin -->\n\nnew\n\n<!-- support-table end -->\nb\n";
        assert_eq!(between(text, "new\n").as_deref(), Some(expected));
        assert_eq!(between(expected, "new\n").as_deref(), Some(expected));
        assert_eq!(between("a\n", "new\n"), None);
    }
}
