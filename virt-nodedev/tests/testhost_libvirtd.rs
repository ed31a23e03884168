//! Every device of a real host with udev: called, placed and described as by libvirt's daemon.
#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod libvirt;
mod testhost;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use libvirt::{is_ours_alone, with_allowed_differences};
use testhost::Host;
use virt_testkit::needs;
use virt_testkit::test_host::{PciFunction, Plugged, run, settle, wait_until};

/// The devices that both should have.
fn common(host: &Host) -> BTreeSet<String> {
    host.names().into_iter().filter(|name| !is_ours_alone(&*host.driver, name)).collect()
}

/// What libvirt's daemon says.
struct Libvirtd;

impl Libvirtd {
    /// Starts it anew, so that it has seen the devices as they are.
    fn start() -> Libvirtd {
        settle();
        run("systemctl", &["restart", "libvirtd"]);
        Libvirtd
    }

    fn virsh(&self, commands: &str) -> String {
        run("virsh", &["-q", "-c", "qemu:///system", commands])
    }

    fn names(&self) -> BTreeSet<String> {
        let text = self.virsh("nodedev-list --all");
        text.lines().filter(|line| !line.is_empty()).map(|line| line.trim().to_owned()).collect()
    }

    /// The descriptions of the devices `names`.
    fn descriptions(&self, names: &BTreeSet<String>) -> BTreeMap<String, String> {
        let commands: Vec<_> = names.iter().map(|name| format!("nodedev-dumpxml {name}")).collect();
        let text = self.virsh(&commands.join("; "));
        let texts = text.split("\n</device>").map(|text| format!("{}\n</device>", text.trim()));
        names.iter().cloned().zip(texts).collect()
    }
}

/// Waits until both know the same devices and say the same of them, and fails with all differences.
fn compare(host: &Host, libvirtd: &Libvirtd) {
    // Both may still be hearing of devices.
    let names = libvirtd.names();
    wait_until("the names of all devices", names.clone(), || common(host));
    // A link may come up between the two answers, so what differs is asked again.
    wait_until("what both say of the same device", Vec::new(), || {
        let mut different = Vec::new();
        for (name, theirs) in libvirtd.descriptions(&names) {
            let ours = with_allowed_differences(&host.xml(&name), &theirs);
            if ours.trim() != theirs {
                different.push((name, theirs, ours));
            }
        }
        different
    });
    assert!(names.len() > 60, "only {} devices", names.len());
}

#[test]
fn the_host_as_it_is_booted() {
    if !needs::test_host() {
        return;
    }
    compare(&Host::new(), &Libvirtd::start());
}

#[test]
fn the_host_with_all_that_it_can_have() {
    if !needs::test_host() {
        return;
    }
    let functions = PciFunction::all("8086:10c9").remove(0);
    functions.make_virtual_functions(2);
    run("modprobe", &["scsi_debug", "dev_size_mb=16", "num_tgts=2", "max_luns=2"]);
    run("modprobe", &["mtty"]);
    run("modprobe", &["mdpy"]);
    let uuid = "83b8f4f2-509f-382f-3c1e-e6bfe0fa1001";
    run("mdevctl", &["start", "-u", uuid, "-p", "mtty", "--type", "mtty-2"]);
    run("ip", &["link", "add", "left7", "type", "veth", "peer", "name", "right7"]);
    run("ip", &["link", "add", "bridge7", "type", "bridge"]);
    run("ip", &["link", "add", "bond7", "type", "bond"]);
    run("ip", &["link", "add", "link", "bridge7", "name", "vlan7", "type", "vlan", "id", "5"]);
    run("ip", &["tuntap", "add", "tap7", "mode", "tap"]);
    let _disc = Plugged::new("reader", r#""driver":"scsi-cd","bus":"scsi.0","scsi-id":3"#);
    let _card = Plugged::new("card", r#""driver":"e1000e","bus":"rp5","romfile":"""#);
    let card = PciFunction::all("8086:10d3").remove(0);
    run("modprobe", &["vfio-pci"]);
    card.write("driver_override", "vfio-pci");
    card.write("driver/unbind", &card.address);
    fs::write("/sys/bus/pci/drivers_probe", &card.address).unwrap();
    let libvirtd = Libvirtd::start();
    let host = Host::new();
    compare(&host, &libvirtd);

    // And after both have heard of changes.
    run("ip", &["link", "delete", "left7"]);
    run("ip", &["link", "set", "bridge7", "name", "switch7"]);
    run("modprobe", &["-r", "scsi_debug"]);
    run("mdevctl", &["stop", "-u", uuid]);
    functions.write("sriov_numvfs", "0");
    let _mouse = Plugged::new("mouse", r#""driver":"usb-mouse","bus":"xhci.0""#);
    settle();
    // Each hears in its own time, and of a device on USB maybe after udev has settled.
    wait_until("devices that only one of both has", BTreeSet::new(), || {
        common(&host).symmetric_difference(&libvirtd.names()).cloned().collect()
    });
    compare(&host, &libvirtd);
}
