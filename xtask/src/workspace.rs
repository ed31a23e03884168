//! What cargo and git know about the workspace.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::process::{cargo, output};
use crate::{Result, root};

/// The workspace's packages, all that they depend on, and the files of the checkout.
pub(crate) struct Workspace {
    /// Every package in the graph, as `cargo metadata` has it.
    pub(crate) packages: Vec<Value>,
    /// Every file that is or would be committed, below the workspace's folder.
    pub(crate) files: Vec<PathBuf>,
    members: Vec<String>,
    manifests: Vec<PathBuf>,
}

impl Workspace {
    /// Asks cargo and git.
    pub(crate) fn load() -> Result<Self> {
        let arguments = ["metadata", "--format-version", "1", "--all-features", "--locked"];
        let text = output(&mut cargo(&arguments))?;
        let metadata: Value = serde_json::from_str(&text)?;
        let members = list(&metadata["workspace_members"]).iter().filter_map(Value::as_str);
        let files = output(
            Command::new("git")
                .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
                .current_dir(root()),
        )?;
        let mut manifests = vec![root().join("Cargo.toml")];
        manifests.extend(workspaces_of_examples(&root())?);
        Ok(Self {
            manifests,
            packages: list(&metadata["packages"]).to_vec(),
            members: members.map(str::to_owned).collect(),
            files: files
                .split_terminator('\0')
                .map(|file| root().join(file))
                .filter(|file| file.is_file())
                .collect(),
        })
    }

    /// The manifests of this workspace and of those below `examples/`.
    pub(crate) fn manifests(&self) -> &[PathBuf] {
        &self.manifests
    }

    /// The packages that are the workspace's own.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Value> {
        self.packages.iter().filter(|package| {
            package["id"].as_str().is_some_and(|id| self.members.iter().any(|member| member == id))
        })
    }

    /// The member that is called `name`.
    pub(crate) fn member(&self, name: &str) -> Result<&Value> {
        let found = self.members().find(|package| package["name"] == name);
        found.ok_or_else(|| format!("no crate '{name}' is in the workspace").into())
    }
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
