//! The test programs that run inside the test host: declared in manifests, built by cargo.

use std::collections::BTreeSet;
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
    /// Whether its machine has one thread for all processors.
    pub(crate) one_thread: bool,
}

/// A test program as a manifest declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Declared {
    /// The name of the file in `tests/`, without its ending.
    pub(crate) name: String,
    package: String,
    one_thread: bool,
}

/// All such programs of the workspace, by name.
///
/// # Errors
///
/// Cargo does not know the workspace, a program would run outside of the test host as well, or one
/// is named that is not there.
pub(crate) fn declared() -> Result<Vec<Declared>> {
    programs(Workspace::load()?.members())
}

fn programs<'a>(packages: impl Iterator<Item = &'a Value>) -> Result<Vec<Declared>> {
    let mut programs = Vec::new();
    for package in packages {
        let in_one_thread = list(&package["metadata"]["testhost"]["one-thread"]);
        let mut in_one_thread: BTreeSet<_> = in_one_thread.iter().map(text).collect();
        let targets = list(&package["targets"]).iter();
        let package = text(&package["name"]);
        for target in targets.filter(|target| text(&target["name"]).starts_with(PREFIX)) {
            let name = text(&target["name"]);
            if target["test"] == true {
                return Err(format!(
                    "{package}: Cargo.toml must say 'test = false' of '{name}', which runs in the \
                     test host only"
                )
                .into());
            }
            programs.push(Declared {
                name: name.to_owned(),
                package: package.to_owned(),
                one_thread: in_one_thread.remove(name),
            });
        }
        if let Some(name) = in_one_thread.first() {
            return Err(format!("{package}: Cargo.toml has no test '{name}' to run so").into());
        }
    }
    programs.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(programs)
}

/// What cargo builds the programs with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Features {
    /// Those of all tests of the workspace, so that nothing is built again after them.
    Workspace,
    /// Those of their own packages, so that nothing else is built.
    Package,
}

/// Builds the programs.
///
/// # Errors
///
/// One does not compile.
pub(crate) fn build(wanted: &[Declared], features: Features) -> Result<Vec<Program>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let mut command = cargo(&["test", "--no-run", "--message-format", "json-render-diagnostics"]);
    if features == Features::Workspace {
        command.args(["--workspace", "--all-features"]);
    }
    for program in wanted {
        command.args(["--test", &program.name]);
        if features == Features::Package {
            command.args(["--package", &program.package]);
        }
    }
    let output = command.env("CARGO_TARGET_DIR", target()).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("the test programs do not compile: {}", output.status).into());
    }
    built(&String::from_utf8(output.stdout)?, wanted)
}

/// The programs `wanted` among cargo's messages, one a line in JSON.
fn built(messages: &str, wanted: &[Declared]) -> Result<Vec<Program>> {
    let mut programs = Vec::new();
    for line in messages.lines().filter(|line| line.starts_with('{')) {
        let message: Value = serde_json::from_str(line)?;
        let name = text(&message["target"]["name"]);
        if let Some(executable) = message["executable"].as_str()
            && let Some(declared) = wanted.iter().find(|declared| declared.name == name)
        {
            programs.push(Program {
                name: name.to_owned(),
                executable: executable.into(),
                one_thread: declared.one_thread,
            });
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
        ], "metadata": {"testhost": {"one-thread": ["testhost_pci"]}}});
        let found = programs([&package].into_iter()).unwrap();
        let found: Vec<_> = found.iter().map(|one| (one.name.as_str(), one.one_thread)).collect();
        assert_eq!(found, [("testhost_mdev", false), ("testhost_pci", true)]);

        package["metadata"]["testhost"]["one-thread"] = json!(["testhost_mdev", "testhost_pic"]);
        let error = programs([&package].into_iter()).unwrap_err().to_string();
        assert_eq!(error, "virt-x: Cargo.toml has no test 'testhost_pic' to run so");
        package["metadata"] = Value::Null;

        package["targets"][1]["test"] = json!(true);
        let error = programs([&package].into_iter()).unwrap_err().to_string();
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
        let wanted = |name: &str, one_thread| Declared {
            name: name.to_owned(),
            package: "virt-x".to_owned(),
            one_thread,
        };
        let wanted = [wanted("testhost_a", false), wanted("testhost_b", true)];
        let programs = built(messages, &wanted).unwrap();
        let found: Vec<_> =
            programs.iter().map(|program| (program.name.as_str(), program.one_thread)).collect();
        assert_eq!(found, [("testhost_a", false), ("testhost_b", true)]);
    }
}
