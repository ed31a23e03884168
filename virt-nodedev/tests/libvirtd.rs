//! The devices of this machine, beside what a real libvirtd says about them: the same names, the
//! same tree, the same descriptions, but for what is listed here.
//!
//! - Bridges, bonds, VLANs and other network interfaces of a type of their own are node devices
//!   here; libvirt passes over them.
//! - SCSI disks and drives are node devices on a host without udev, too.
//! - A host without a list of the names of PCI devices gets them from the list that is built in.
//! - A host whose firmware gives it no identity has zeros, where libvirt may make one up.
//! - A USB device that says no name gets one from the list that is built in.

#![expect(clippy::unwrap_used, reason = "this is how a test fails")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use support::{all, list, xml};
use virt_core::config::NodeDeviceConfig;
use virt_core::config::node_device::Capability;
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
    let ours = xml(driver, name);
    let mut allowed = NodeDeviceConfig::parse(&ours).unwrap();
    let said = NodeDeviceConfig::parse(theirs).unwrap();
    for (ours, theirs) in allowed.capabilities.iter_mut().zip(&said.capabilities) {
        allow(ours, theirs);
    }
    assert_eq!(allowed.to_xml().trim(), theirs.trim(), "{name}: ours, and libvirtd's");
    let parent = fs::read_to_string(folder.join(format!("{name}.parent"))).unwrap();
    let our_parent = driver.parent(&NodeDeviceRef::new(name)).unwrap();
    assert_eq!(our_parent.unwrap_or_default(), parent.trim(), "the parent of {name}");
}

/// Takes over from libvirtd's description what may differ.
fn allow(ours: &mut Capability, theirs: &Capability) {
    match (ours, theirs) {
        (Capability::System(ours), Capability::System(theirs)) if !has_identity() => {
            ours.hardware.uuid = theirs.hardware.uuid;
        }
        (Capability::Pci(ours), Capability::Pci(theirs)) if !has_pci_ids() => {
            ours.vendor.name.clone_from(&theirs.vendor.name);
            ours.product.name.clone_from(&theirs.product.name);
        }
        (Capability::UsbDevice(ours), Capability::UsbDevice(theirs)) => {
            let names = [(&mut ours.vendor, &theirs.vendor), (&mut ours.product, &theirs.product)];
            for (ours, theirs) in names {
                if theirs.name.is_none() {
                    ours.name = None;
                }
            }
        }
        _ => {}
    }
}

fn has_identity() -> bool {
    Path::new("/sys/class/dmi/id/product_uuid").exists()
}

fn has_pci_ids() -> bool {
    ["/usr/share/hwdata/pci.ids", "/usr/share/misc/pci.ids"].iter().any(|p| Path::new(p).exists())
}

/// Whether a device is one that only this driver lists.
fn is_ours_alone(driver: &dyn NodeDeviceDriver, name: &str) -> bool {
    let known = driver.properties(&NodeDeviceRef::new(name)).unwrap();
    let uevent = known.first("path").map(|path| fs::read_to_string(format!("{path}/uevent")));
    let uevent: BTreeMap<String, String> = uevent
        .map(Result::unwrap_or_default)
        .unwrap_or_default()
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect();
    let has_udev = Path::new("/run/udev/control").exists();
    match known.first("subsystem") {
        Some("net") => uevent.contains_key("DEVTYPE"),
        Some("block") => !has_udev,
        Some("usb") => !has_udev,
        _ => false,
    }
}
