//! The test programs that run inside the test host: declared in manifests, built by cargo.

use std::path::PathBuf;
use std::process::Stdio;

use serde_json::Value;

use crate::process::cargo;
use crate::workspace::{Workspace, list, text};
use crate::{Result, target};

/// How the names of these programs begin.
pub(crate) const PREFIX: &str = "testhost_";

/// A test program that is built.
#[derive(Debug)]
pub(crate) struct Program {
    /// The name of the file in `tests/`, without its ending.
    pub(crate) name: String,
    /// Where it is.
    pub(crate) executable: PathBuf,
}

/// The names of all such programs of the workspace.
///
/// # Errors
///
/// Cargo does not know the workspace, or a program would run outside of the test host as well.
pub(crate) fn declared() -> Result<Vec<String>> {
    names(Workspace::load()?.members())
}

fn names<'a>(packages: impl Iterator<Item = &'a Value>) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for package in packages {
        let targets = list(&package["targets"]).iter();
        for target in targets.filter(|target| text(&target["name"]).starts_with(PREFIX)) {
            let name = text(&target["name"]);
            if target["test"] == true {
                let package = text(&package["name"]);
                return Err(format!(
                    "{package}: Cargo.toml must say 'test = false' of '{name}', which runs in the \
                     test host only"
                )
                .into());
            }
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Builds the programs with these names, with the features that the workspace's tests have.
///
/// # Errors
///
/// One does not compile.
pub(crate) fn build(names: &[String]) -> Result<Vec<Program>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let mut command = cargo(&["test", "--workspace", "--all-features", "--no-run"]);
    command.args(["--message-format", "json-render-diagnostics"]);
    for name in names {
        command.args(["--test", name]);
    }
    let output = command.env("CARGO_TARGET_DIR", target()).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("the test programs do not compile: {}", output.status).into());
    }
    built(&String::from_utf8(output.stdout)?)
}

/// The programs among cargo's messages, one a line in JSON.
fn built(messages: &str) -> Result<Vec<Program>> {
    let mut programs = Vec::new();
    for line in messages.lines().filter(|line| line.starts_with('{')) {
        let message: Value = serde_json::from_str(line)?;
        let name = text(&message["target"]["name"]);
        if let Some(executable) = message["executable"].as_str()
            && name.starts_with(PREFIX)
        {
            programs.push(Program { name: name.to_owned(), executable: executable.into() });
        }
    }
    programs.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(programs)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn programs_are_told_by_name_and_must_not_run_elsewhere() {
        let mut package = json!({"name": "virt-x", "targets": [
            {"name": "virt_x", "test": true},
            {"name": "testhost_pci", "test": false},
            {"name": "testhost_mdev", "test": false},
        ]});
        assert_eq!(names([&package].into_iter()).unwrap(), ["testhost_mdev", "testhost_pci"]);

        package["targets"][1]["test"] = json!(true);
        let error = names([&package].into_iter()).unwrap_err().to_string();
        assert!(error.starts_with("virt-x: Cargo.toml must say 'test = false' of 'testhost_pci'"));
    }

    #[test]
    fn executables_are_found_among_messages() {
        let messages = r#"
{"reason":"compiler-artifact","target":{"name":"virt"},"executable":"/t/virt"}
{"reason":"compiler-artifact","target":{"name":"testhost_b"},"executable":"/t/testhost_b-1"}
{"reason":"compiler-artifact","target":{"name":"testhost_a"},"executable":"/t/testhost_a-2"}
{"reason":"build-finished","success":true}
"#;
        let programs = built(messages).unwrap();
        let found: Vec<_> = programs.iter().map(|program| program.name.as_str()).collect();
        assert_eq!(found, ["testhost_a", "testhost_b"]);
    }
}
