//! The devices of this machine, beside what a real libvirtd says about them: the same names, the
//! same tree, the same descriptions, but for what `libvirt/mod.rs` lists.

#![expect(clippy::unwrap_used, reason = "this is how a test fails")]

mod libvirt;
mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use libvirt::{is_ours_alone, with_allowed_differences};
use support::{all, list, xml};
use virt_core::driver::node_device::NodeDeviceDriver;
use virt_core::object::NodeDeviceRef;
use virt_nodedev::{NodeDeviceState, Places};
use virt_testkit::needs;

/// Starts a libvirtd that only this script sees, and writes what it says into the folder `$OUT`.
/// The connection is opened anew until the daemon answers.
const ASK: &str = r#"
    mkdir -p /run/libvirt
    for place in /run/libvirt /var/lib/libvirt /var/cache/libvirt /var/log/libvirt; do
        mount -t tmpfs virt-test $place
    done
    libvirtd --pid-file "$OUT/pid" >"$OUT/log" 2>&1 &
    daemon=$!
    trap 'kill $daemon; wait $daemon' EXIT
    ask() { virsh -c qemu:///system "$@"; }
    until ask uri >/dev/null 2>&1; do kill -0 $daemon; sleep 0.2; done
    ask nodedev-list | sed '/^$/d' >"$OUT/names"
    while read -r name; do
        ask nodedev-dumpxml "$name" >"$OUT/$name.xml" 2>/dev/null || rm "$OUT/$name.xml"
        ask nodedev-info "$name" | sed -n 's/^Parent: *//p' >"$OUT/$name.parent" || true
    done <"$OUT/names"
"#;

#[test]
fn libvirtd_says_the_same() {
    let programs = ["libvirtd", "virsh", "unshare"].map(needs::program);
    let [Some(_), Some(_), Some(unshare)] = programs else { return };
    let unshared = ["--mount", "--"];
    let allowed = Command::new(&unshare).args(unshared).arg("true").status().unwrap().success();
    if !needs::condition(allowed, "libvirtd needs file systems of its own: run it as root") {
        return;
    }
    let state = tempfile::tempdir().unwrap();
    let state = NodeDeviceState::at(Places::of_this_host(), state.path()).unwrap();
    let driver = state.driver();
    let before = list(&*driver, all());

    let folder = tempfile::tempdir().unwrap();
    let script = Command::new(unshare)
        .args(unshared)
        .args(["/bin/sh", "-euc", ASK])
        .env("OUT", folder.path())
        .output()
        .unwrap();
    assert!(script.status.success(), "{script:#?}");

    let said = fs::read_to_string(folder.path().join("names")).unwrap();
    let after = list(&*driver, all());
    // Devices may come and go while the daemon is asked.
    let steady: Vec<_> = before.iter().filter(|name| after.contains(name)).collect();
    for name in said.lines() {
        let known = before.iter().chain(&after).any(|known| known == name);
        assert!(known, "libvirtd has '{name}'; here are {after:#?}");
    }
    let mut compared = 0;
    for name in steady {
        match fs::read_to_string(folder.path().join(format!("{name}.xml"))) {
            Ok(theirs) => {
                compare(&*driver, name, &theirs, folder.path());
                compared += 1;
            }
            Err(_) => assert!(is_ours_alone(&*driver, name), "libvirtd has no '{name}'"),
        }
    }
    assert!(compared > 2, "the host itself, the loopback interface and more");
}

fn compare(driver: &dyn NodeDeviceDriver, name: &str, theirs: &str, folder: &Path) {
    let ours = with_allowed_differences(&xml(driver, name), theirs);
    assert_eq!(ours.trim(), theirs.trim(), "{name}: ours, and libvirtd's");
    let parent = fs::read_to_string(folder.join(format!("{name}.parent"))).unwrap();
    let our_parent = driver.parent(&NodeDeviceRef::new(name)).unwrap();
    assert_eq!(our_parent.unwrap_or_default(), parent.trim(), "the parent of {name}");
}
