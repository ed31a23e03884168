//! What became of devices since a token, in one program and between several.

#![expect(clippy::unwrap_used, reason = "this is how a test fails")]

mod support;

use support::{List, Tree, names};
use virt_core::ErrorKind;
use virt_core::driver::node_device::Changes;

const LINKS: &str = "/devices/virtual/net";

fn interface(tree: &Tree, name: &str, speed: &str) {
    let attributes = [("operstate", "up"), ("speed", speed)];
    let uevent = format!("INTERFACE={name}");
    tree.device(&format!("{LINKS}/{name}"), List::Class("net"), &uevent, &attributes);
}

fn lists(changes: &Changes) -> [Vec<&str>; 3] {
    [&changes.created, &changes.updated, &changes.deleted].map(|list| names(list))
}

#[test]
fn another_program_tells_what_became_of_devices() {
    let tree = Tree::new();
    let history = tree.root().join("run/nodedev");
    interface(&tree, "a", "10");
    interface(&tree, "b", "10");
    let first = tree.state_with(&history).driver().changes(None).unwrap();
    assert!(first.starts_anew);
    assert_eq!(lists(&first), [vec!["computer", "net_a", "net_b"], vec![], vec![]]);

    tree.remove(&format!("{LINKS}/a"), "/class/net");
    interface(&tree, "c", "10");
    tree.file("/devices/virtual/dmi/id", "product_name", "Another");
    // A cable makes no other device.
    tree.file(&format!("{LINKS}/b"), "speed", "100");
    let driver = tree.state_with(&history).driver();
    let later = driver.changes(Some(&first.token)).unwrap();
    assert!(!later.starts_anew);
    assert_eq!(lists(&later), [vec!["net_c"], vec!["computer"], vec!["net_a"]]);
    assert_eq!(driver.changes(Some(&later.token)).unwrap(), Changes::none(later.token.clone()));
    assert_eq!(lists(&driver.changes(Some(&first.token)).unwrap()), lists(&later));

    // Who forgets its history starts anew, and says so.
    std::fs::remove_dir_all(&history).unwrap();
    let anew = driver.changes(Some(&later.token)).unwrap();
    assert!(anew.starts_anew);
    assert_eq!(names(&anew.created), ["computer", "net_b", "net_c"]);
}

#[test]
fn what_is_no_token_is_refused() {
    let tree = Tree::new();
    let driver = tree.driver();
    let err = driver.changes(Some(&"yesterday".parse().unwrap())).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::InvalidArg);
    assert!(err.message().contains("yesterday"), "{err}");
}

#[test]
fn a_folder_that_cannot_be_is_named() {
    let tree = Tree::new();
    std::fs::write(tree.root().join("file"), "").unwrap();
    let driver = tree.state_with(&tree.root().join("file/run")).driver();
    let err = driver.changes(None).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::SystemError);
    assert!(err.message().contains("file/run"), "{err}");
}
