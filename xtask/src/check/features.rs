//! The facade builds with each feature alone and with none, and holds no driver's code that the
//! feature does not ask for.

use serde_json::Value;

use super::none_of;
use crate::Result;
use crate::process::{cargo, output, run, say};
use crate::workspace::{Workspace, list, text};

/// A feature of the facade, and the driver's crate behind it, if one is.
struct Feature {
    name: String,
    driver: Option<String>,
}

pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let features = features(workspace.member("virt")?);
    let none = Feature { name: String::new(), driver: None };
    let mut problems = Vec::new();
    for wanted in std::iter::once(&none).chain(&features) {
        let name = &wanted.name;
        say(&format!("virt with feature '{name}' alone"));
        let arguments = ["-p", "virt", "--no-default-features", "--features", name];
        run(cargo(&["check", "--lib", "--quiet"]).args(arguments))?;
        let tree = ["tree", "-e", "normal,build", "--prefix", "none", "--format", "{p}"];
        let tree = output(cargo(&tree).args(arguments))?;
        for driver in features.iter().filter_map(|feature| feature.driver.as_ref()) {
            match (wanted.driver.as_ref() == Some(driver), holds(&tree, driver)) {
                (false, true) => problems.push(format!("feature '{name}' brings in {driver}")),
                (true, false) => {
                    problems.push(format!("feature '{name}' does not bring in {driver}"));
                }
                _ => {}
            }
        }
    }
    none_of(&problems)
}

/// The features, but for those that are on by default. One that turns on an optional crate of the
/// workspace is a driver's.
fn features(facade: &Value) -> Vec<Feature> {
    let optional: Vec<&str> = list(&facade["dependencies"])
        .iter()
        .filter(|dependency| dependency["optional"] == true && dependency["path"].is_string())
        .map(|dependency| text(&dependency["name"]))
        .collect();
    let features = facade["features"].as_object().into_iter().flatten();
    features
        .filter(|(name, _)| *name != "default")
        .map(|(name, turns_on)| {
            let mut turns_on =
                list(turns_on).iter().filter_map(|what| text(what).strip_prefix("dep:"));
            let driver = turns_on.find(|package| optional.contains(package));
            Feature { name: name.clone(), driver: driver.map(str::to_owned) }
        })
        .collect()
}

/// Whether `package` is in what `cargo tree` prints, a package a line: `name v1.0.0 …`.
fn holds(tree: &str, package: &str) -> bool {
    tree.lines().any(|line| line.split(' ').next() == Some(package))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn drivers_are_optional_crates_of_the_workspace() {
        let facade = json!({
            "dependencies": [
                {"name": "virt-core", "optional": false, "path": "/virt-core"},
                {"name": "virt-test", "optional": true, "path": "/virt-test"},
                {"name": "tokio", "optional": true},
            ],
            "features": {"default": ["test"], "test": ["dep:virt-test"], "tokio": ["dep:tokio"]},
        });
        let features = features(&facade);
        let found: Vec<_> =
            features.iter().map(|found| (found.name.as_str(), found.driver.as_deref())).collect();
        assert_eq!(found, [("test", Some("virt-test")), ("tokio", None)]);
    }

    #[test]
    fn a_package_is_found_by_its_whole_name() {
        let tree = "virt v0.1.0 (/virt)\nvirt-core v0.1.0 (/virt-core)\nvirt-qemu v0.1.0\n";
        assert!(holds(tree, "virt-qemu"));
        assert!(!holds(tree, "virt-q"));
    }
}
