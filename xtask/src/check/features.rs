//! The facade builds with each driver alone and with none, and then holds no other driver's code.

use serde_json::Value;

use super::none_of;
use crate::Result;
use crate::process::{cargo, output, run, say};
use crate::workspace::{Workspace, list, text};

/// A feature of the facade, and the driver's crate behind it.
struct Driver {
    feature: String,
    package: String,
}

pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let drivers = drivers(workspace.member("virt")?);
    let mut problems = Vec::new();
    for wanted in std::iter::once(None).chain(drivers.iter().map(Some)) {
        let feature = wanted.map_or("", |driver| driver.feature.as_str());
        say(&format!("virt with feature '{feature}' alone"));
        let arguments = ["-p", "virt", "--no-default-features", "--features", feature];
        run(cargo(&["check", "--lib", "--quiet"]).args(arguments))?;
        let tree = ["tree", "-e", "normal,build", "--prefix", "none", "--format", "{p}"];
        let tree = output(cargo(&tree).args(arguments))?;
        problems.extend(
            drivers
                .iter()
                .filter(|driver| wanted.is_none_or(|wanted| wanted.package != driver.package))
                .filter(|driver| holds(&tree, &driver.package))
                .map(|driver| format!("feature '{feature}' brings in {}", driver.package)),
        );
        if let Some(wanted) = wanted
            && !holds(&tree, &wanted.package)
        {
            problems.push(format!("feature '{feature}' does not bring in {}", wanted.package));
        }
    }
    none_of(&problems)
}

/// The features that turn on an optional crate of the workspace.
fn drivers(facade: &Value) -> Vec<Driver> {
    let optional: Vec<&str> = list(&facade["dependencies"])
        .iter()
        .filter(|dependency| dependency["optional"] == true && dependency["path"].is_string())
        .map(|dependency| text(&dependency["name"]))
        .collect();
    let features = facade["features"].as_object().into_iter().flatten();
    features
        .filter_map(|(feature, turns_on)| {
            let mut turns_on =
                list(turns_on).iter().filter_map(|what| text(what).strip_prefix("dep:"));
            let package = turns_on.find(|package| optional.contains(package))?;
            Some(Driver { feature: feature.clone(), package: package.to_owned() })
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
        let drivers = drivers(&facade);
        assert_eq!(drivers.len(), 1);
        assert_eq!((&*drivers[0].feature, &*drivers[0].package), ("test", "virt-test"));
    }

    #[test]
    fn a_package_is_found_by_its_whole_name() {
        let tree = "virt v0.1.0 (/virt)\nvirt-core v0.1.0 (/virt-core)\nvirt-qemu v0.1.0\n";
        assert!(holds(tree, "virt-qemu"));
        assert!(!holds(tree, "virt-q"));
    }
}
