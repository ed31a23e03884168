//! What cargo and git know about the workspace.

use std::path::PathBuf;
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
}

impl Workspace {
    /// Asks cargo and git.
    pub(crate) fn load() -> Result<Self> {
        let text = output(&mut cargo(&["metadata", "--format-version", "1", "--all-features"]))?;
        let metadata: Value = serde_json::from_str(&text)?;
        let members = list(&metadata["workspace_members"]).iter().filter_map(Value::as_str);
        let files = output(
            Command::new("git")
                .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
                .current_dir(root()),
        )?;
        Ok(Self {
            packages: list(&metadata["packages"]).to_vec(),
            members: members.map(str::to_owned).collect(),
            files: files
                .split_terminator('\0')
                .map(|file| root().join(file))
                .filter(|file| file.is_file())
                .collect(),
        })
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
