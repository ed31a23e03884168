//! Whether every crate can be published: packed, and compiled from its package.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Workspace, run};
use crate::Result;
use crate::process::cargo;
use crate::workspace::text;
use crate::{root, target};

/// Packs every crate and compiles it from its package, with the others' packages in the place of
/// the registry. What is not committed yet is checked too.
///
/// cargo's own verification builds every crate whole, and again for each crate that needs it; here
/// they are checked once, side by side, with dependencies that the other rules have checked already.
pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let folder = target().join("publish");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let arguments = ["publish", "--workspace", "--dry-run", "--no-verify", "--allow-dirty"];
    run(cargo(&arguments).arg("--quiet").env("CARGO_TARGET_DIR", &folder))?;

    let packages = folder.join("package/tmp-crate");
    let unpacked = folder.join("unpacked");
    fs::create_dir(&unpacked)?;
    let mut names = Vec::new();
    for package in workspace.members().filter(|package| package["publish"].is_null()) {
        let folder = format!("{}-{}", text(&package["name"]), text(&package["version"]));
        unpack(&packages.join(format!("{folder}.crate")), &unpacked)?;
        names.push((text(&package["name"]), folder));
    }
    fs::write(unpacked.join("Cargo.toml"), manifest(&names))?;
    fs::copy(root().join("Cargo.lock"), unpacked.join("Cargo.lock"))?;
    let arguments = ["check", "--workspace", "--quiet", "--manifest-path"];
    run(cargo(&arguments).arg(unpacked.join("Cargo.toml")).env("CARGO_TARGET_DIR", target()))
}

fn unpack(package: &Path, folder: &Path) -> Result<()> {
    run(Command::new("tar").arg("-xzf").arg(package).arg("-C").arg(folder))
}

/// A workspace of packages, by name and folder, that find each other.
fn manifest(packages: &[(&str, String)]) -> String {
    let mut text = "[workspace]\nresolver = \"3\"\nmembers = [\"*-*\"]\n\n\
                    [profile.dev]\ndebug = \"line-tables-only\"\n\
                    [profile.dev.build-override]\ndebug = \"line-tables-only\"\n\n[patch.crates-io]\n"
        .to_owned();
    for (name, folder) in packages {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{name} = {{ path = \"{folder}\" }}");
    }
    text
}
