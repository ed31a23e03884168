//! Devices that come and go on a real host with udev: heard of, listed, and found as changes.
#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod testhost;

use std::env;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use testhost::Host;
use virt_core::ErrorKind;
use virt_core::api::nodedev::NodeDeviceXmlFlags;
use virt_core::object::NodeDeviceRef;
use virt_testkit::needs;
use virt_testkit::test_host::{PciFunction, Plugged, run, settle, wait_until};

/// Says to this program that it is the one in a user namespace.
const INSIDE: &str = "VIRT_TEST_INSIDE";

#[test]
fn a_usb_device_is_plugged_and_unplugged() {
    if !needs::test_host() {
        return;
    }
    let host = Host::new();
    let before = host.driver.changes(None).unwrap().token;
    let mouse = Plugged::new("mouse", r#""driver":"usb-mouse","bus":"xhci.0","port":"4""#);
    let device = host.came("usb_1_4");
    let interface = host.came("usb_1_4_1_0");
    assert_eq!(device, "usb_1_4");
    assert!(host.xml(&interface).contains("<capability type='usb'>"), "{}", host.xml(&interface));
    assert!(host.names().contains(&device));
    let created = host.driver.changes(Some(&before)).unwrap().created;
    assert!(created.iter().any(|new| new.name == device), "{created:?}");

    let between = host.driver.changes(None).unwrap().token;
    mouse.unplug();
    host.went("usb_1_4");
    assert!(!host.names().contains(&device));
    let error = host.driver.xml(&NodeDeviceRef::new(&device), NodeDeviceXmlFlags::default());
    assert_eq!(error.unwrap_err().kind(), ErrorKind::NoNodeDevice);
    let deleted = host.driver.changes(Some(&between)).unwrap().deleted;
    assert!(deleted.iter().any(|old| old.name == device), "{deleted:?}");
}

#[test]
fn a_card_is_plugged_and_unplugged_with_its_interface() {
    if !needs::test_host() {
        return;
    }
    let host = Host::new();
    let arguments = r#""driver":"e1000e","bus":"rp5","romfile":"","mac":"52:54:00:7e:59:01""#;
    let card = Plugged::new("card", arguments);
    let device = host.came("pci_*");
    let interface = host.came("net_*");
    assert!(interface.ends_with("_52_54_00_7e_59_01"), "{interface}");
    let found = host.only("mac='52:54:00:7e:59:01'");
    assert_eq!(found, interface);
    let parent = host.driver.parent(&NodeDeviceRef::new(&interface)).unwrap();
    assert_eq!(parent.as_deref(), Some(device.as_str()));
    assert!(host.xml(&device).contains("<name>e1000e</name>"), "{}", host.xml(&device));

    card.unplug();
    host.went(&interface);
    host.went(&device);
    assert!(!host.names().contains(&device));
}

#[test]
fn a_card_has_another_driver_and_none_of_its_interface() {
    if !needs::test_host() {
        return;
    }
    let host = Host::new();
    let card = PciFunction::all("8086:10d3").remove(0);
    let device = host.only(&format!("address='{}' and cap='pci'", card.address));
    run("modprobe", &["vfio-pci"]);
    card.write("driver_override", "vfio-pci");
    card.write("driver/unbind", &card.address);
    let interface = host.went("net_*");
    std::fs::write("/sys/bus/pci/drivers_probe", &card.address).unwrap();
    settle();
    assert!(host.xml(&device).contains("<name>vfio-pci</name>"), "{}", host.xml(&device));

    card.write("driver_override", "\n");
    card.write("driver/unbind", &card.address);
    std::fs::write("/sys/bus/pci/drivers_probe", &card.address).unwrap();
    assert_eq!(host.came("net_*"), interface);
    assert!(host.xml(&device).contains("<name>e1000e</name>"), "{}", host.xml(&device));
}

#[test]
fn functions_of_a_card_come_and_go() {
    if !needs::test_host() {
        return;
    }
    let host = Host::new();
    let card = PciFunction::all("8086:10c9").remove(0);
    let device = host.only(&format!("address='{}' and cap='pci'", card.address));
    assert!(host.xml(&device).contains("<capability type='virt_functions' maxCount='7'/>"));

    let functions = card.make_virtual_functions(2);
    let mut names: Vec<_> = functions.iter().map(|_| host.came("pci_*")).collect();
    names.sort();
    settle();
    let xml = host.xml(&device);
    for function in &functions {
        let slot = function.address.rsplit_once(':').unwrap().1;
        let (slot, number) = slot.split_once('.').unwrap();
        let address = format!("slot='0x{slot}' function='0x{number}'/>");
        assert!(xml.contains(&address), "no {address} in {xml}");
    }
    for name in &names {
        let text = host.xml(name);
        assert!(text.contains("<capability type='phys_function'>"), "{text}");
        assert!(text.contains("<iommuGroup number='"), "{text}");
    }
    assert_eq!(host.select("physical_function='0000:04:00.0'"), names);

    card.write("sriov_numvfs", "0");
    let mut gone = vec![host.went("pci_*"), host.went("pci_*")];
    gone.sort();
    assert_eq!(gone, names);
}

#[test]
fn interfaces_made_by_software_come_and_go() {
    if !needs::test_host() {
        return;
    }
    let host = Host::new();
    run("ip", &["link", "add", "left7", "type", "veth", "peer", "name", "right7"]);
    let mut pair = vec![host.came("net_*"), host.came("net_*")];
    pair.sort();
    assert!(pair[0].starts_with("net_left7_") && pair[1].starts_with("net_right7_"), "{pair:?}");

    run("ip", &["link", "set", "left7", "name", "port7"]);
    let renamed = host.came("net_port7_*");
    assert!(host.names().contains(&renamed));
    assert!(!host.names().contains(&pair[0]));

    run("ip", &["link", "add", "bridge7", "type", "bridge"]);
    host.came("net_bridge7_*");
    run("ip", &["link", "set", "port7", "master", "bridge7"]);
    run("ip", &["link", "add", "link", "bridge7", "name", "bridge7.5", "type", "vlan", "id", "5"]);
    host.came("net_bridge7_5_*");
    run("ip", &["link", "delete", "bridge7"]);
    run("ip", &["link", "delete", "port7"]);
    host.went("net_*");
    settle();
    assert_eq!(host.select("interface='port7' or interface='bridge7'"), Vec::<String>::new());
}

#[test]
fn disks_of_a_scsi_adapter_come_with_all_that_is_above_them() {
    if !needs::test_host() {
        return;
    }
    let host = Host::new();
    run("modprobe", &["scsi_debug", "dev_size_mb=16", "num_tgts=2"]);
    let adapter = host.came("scsi_host*");
    let first = host.came("block_*");
    let second = host.came("block_*");
    settle();
    let mut disks = host.select("model='scsi_debug' and cap='storage'");
    disks.sort();
    let mut heard = vec![first, second];
    heard.sort();
    assert_eq!(disks, heard);
    let above = |name: &str| host.driver.parent(&NodeDeviceRef::new(name)).unwrap().unwrap();
    let unit = above(&disks[0]);
    assert!(unit.starts_with("scsi_") && above(&unit).starts_with("scsi_target"), "{unit}");
    assert_eq!(above(&above(&unit)), adapter);

    run("modprobe", &["-r", "scsi_debug"]);
    host.went("block_*");
    host.went("block_*");
    host.went(&adapter);
    assert_eq!(host.select("model='scsi_debug'"), Vec::<String>::new());
}

/// udev while it does nothing, until this is dropped.
struct Stopped;

impl Stopped {
    fn new() -> Stopped {
        settle();
        run("systemctl", &["kill", "--signal=STOP", "systemd-udevd"]);
        Stopped
    }
}

impl Drop for Stopped {
    fn drop(&mut self) {
        let arguments = ["kill", "--signal=CONT", "systemd-udevd"];
        // What a test that fails leaves behind is gone with the machine.
        let _ = Command::new("systemctl").args(arguments).status();
    }
}

#[test]
fn a_device_is_heard_of_while_udev_stands_still() {
    if !needs::test_host() {
        return;
    }
    let host = Host::new();
    let stopped = Stopped::new();
    let mouse = Plugged::new("still", r#""driver":"usb-mouse","bus":"xhci.0","port":"4""#);
    assert_eq!(host.came("usb_1_4"), "usb_1_4");
    assert!(host.names().contains("usb_1_4"));
    mouse.unplug();
    host.went("usb_1_4");
    drop(stopped);
    settle();
    assert!(!host.names().contains("usb_1_4"));
}

#[test]
fn a_program_in_a_user_namespace_sees_what_it_does_not_hear() {
    if !needs::test_host() {
        return;
    }
    let mut program = Command::new("unshare")
        .args(["--user", "--map-root-user", "--net", "--"])
        .arg(env::current_exe().unwrap())
        .args(["--exact", "inside", "--nocapture", "--test-threads=1"])
        .env(INSIDE, "yes")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.any(|line| line == "looked"));
    let mouse = Plugged::new("unheard", r#""driver":"usb-mouse","bus":"xhci.0","port":"4""#);
    assert!(lines.any(|line| line == "came"));
    mouse.unplug();
    assert!(lines.any(|line| line == "went"));
    lines.for_each(drop);
    assert!(program.wait().unwrap().success());
}

/// What the program in a user namespace does.
#[test]
fn inside() {
    if env::var_os(INSIDE).is_none() {
        return;
    }
    let host = Host::new();
    let is_there = || host.names().contains("usb_1_4");
    assert!(!is_there());
    println!("\nlooked");
    wait_until("whether the mouse is there", true, is_there);
    println!("\ncame");
    let device = NodeDeviceRef::new("usb_1_4");
    wait_until("whether it is found", false, || host.driver.parent(&device).is_ok());
    println!("\nwent");
}
