//! What cargo and git know about the workspace.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::process::{cargo, output};
use crate::{Result, fuzz, root};

/// The workspace's packages, all that they depend on, and the files of the checkout.
pub(crate) struct Workspace {
    /// Every package in the graph of any of the workspaces, as `cargo metadata` has it.
    pub(crate) packages: Vec<Value>,
    /// Every file that is or would be committed, below the workspace's folder.
    pub(crate) files: Vec<PathBuf>,
    /// The packages that are the main workspace's own.
    members: Vec<String>,
    /// Those of the workspaces apart.
    apart: Vec<String>,
    manifests: Vec<PathBuf>,
}

impl Workspace {
    /// Asks cargo and git.
    pub(crate) fn load() -> Result<Self> {
        let mut manifests = vec![root().join("Cargo.toml")];
        let (mut packages, members) = graph(&manifests[0], &["--locked"])?;
        manifests.extend(workspaces_of_examples(&root())?);
        manifests.push(root().join(fuzz::MANIFEST));
        let mut apart = Vec::new();
        for manifest in &manifests[1..] {
            let (own, members) = graph(manifest, &[])?;
            let known: HashSet<_> = packages.iter().map(|known| text(&known["id"])).collect();
            let new = own.into_iter().filter(|package| !known.contains(text(&package["id"])));
            let new: Vec<_> = new.collect();
            packages.extend(new);
            apart.extend(members);
        }
        let files = output(
            Command::new("git")
                .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
                .current_dir(root()),
        )?;
        Ok(Self {
            manifests,
            packages,
            members,
            apart,
            files: files
                .split_terminator('\0')
                .map(|file| root().join(file))
                .filter(|file| file.is_file())
                .collect(),
        })
    }

    /// The manifests of this workspace, and of those apart: below `examples/`, and the fuzz targets.
    pub(crate) fn manifests(&self) -> &[PathBuf] {
        &self.manifests
    }

    /// The packages that are the main workspace's own.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Value> {
        self.called(&self.members)
    }

    /// As [`Workspace::members`], with those of the workspaces apart.
    pub(crate) fn members_everywhere(&self) -> impl Iterator<Item = &Value> {
        self.members().chain(self.called(&self.apart))
    }

    fn called<'s>(&'s self, ids: &'s [String]) -> impl Iterator<Item = &'s Value> {
        self.packages.iter().filter(|package| ids.iter().any(|id| package["id"] == **id))
    }

    /// The member that is called `name`.
    pub(crate) fn member(&self, name: &str) -> Result<&Value> {
        let found = self.members().find(|package| package["name"] == name);
        found.ok_or_else(|| format!("no crate '{name}' is in the workspace").into())
    }
}

/// The packages in the graph of a workspace, and the names of those that are its own.
fn graph(manifest: &Path, more: &[&str]) -> Result<(Vec<Value>, Vec<String>)> {
    let arguments = ["metadata", "--format-version", "1", "--all-features", "--manifest-path"];
    let text = output(cargo(&arguments).arg(manifest).args(more))?;
    let metadata: Value = serde_json::from_str(&text)?;
    let members = list(&metadata["workspace_members"]).iter().filter_map(Value::as_str);
    Ok((list(&metadata["packages"]).to_vec(), members.map(str::to_owned).collect()))
}

/// The manifests of the crates below `examples/` that are workspaces of their own.
pub(crate) fn workspaces_of_examples(root: &Path) -> Result<Vec<PathBuf>> {
    let Ok(entries) = fs::read_dir(root.join("examples")) else { return Ok(Vec::new()) };
    let mut manifests = Vec::new();
    for entry in entries {
        let manifest = entry?.path().join("Cargo.toml");
        if manifest.is_file() {
            manifests.push(manifest);
        }
    }
    manifests.sort();
    Ok(manifests)
}

/// The elements of a list, which may be absent.
pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A text, which may be absent.
pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The folder of a package.
pub(crate) fn folder(package: &Value) -> PathBuf {
    let mut manifest = PathBuf::from(text(&package["manifest_path"]));
    manifest.pop();
    manifest
}
