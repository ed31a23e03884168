//! Devices of a real host in guests of it: passed in at the start and while they run, seen by the
//! guest, refused to others, and given back whatever ends the guest.

#![expect(clippy::unwrap_used, clippy::panic, reason = "this is how a test fails")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use rustix::process::Signal;
use support::deadly::DeadlyQemu;
use support::hardware::{PciDevice, block_device, scsi_disks, usb_device};
use support::{
    Console, Host, Program, Root, open, process_of, root_of, signal, terminal_in, wait_until,
};
use virt_core::ErrorKind;
use virt_core::api::domain::{
    DomainDestroyFlags, DomainDeviceModifyFlags as Flags, DomainXmlFlags,
};
use virt_core::driver::domain::DomainStatus;
use virt_core::object::DomainRef;

/// A QEMU inside an emulated host is slow, and slower still where that has little of its own host.
const PATIENTLY: &str = "&timeout=300";

fn open_patiently(root: &Root) -> Host {
    root.open_with(PATIENTLY).unwrap()
}

/// A root inside the test host; none elsewhere.
fn root() -> Option<Root> {
    if !virt_testkit::needs::test_host() {
        return None;
    }
    Root::new()
}

fn card() -> PciDevice {
    PciDevice::all("0x8086", "0x10d3").into_iter().next().unwrap()
}

fn guest(root: &Root, name: &str, devices: &str) -> String {
    root.xml_with(name, "", devices)
}

/// A guest that boots from what it is given, under the firmware alone.
fn disk_guest(name: &str, devices: &str) -> String {
    format!(
        "<domain type='qemu'><name>{name}</name><memory unit='MiB'>32</memory>
           <os><type arch='x86_64' machine='pc'>hvm</type></os>
           <devices><serial type='pty'/><memballoon model='none'/>
             <controller type='usb' index='0' model='qemu-xhci'/>{devices}
           </devices></domain>"
    )
}

/// Waits until the guest's own program lists a device with these numbers on its PCI buses.
#[track_caller]
fn sees(console: &mut Console, numbers: &str) {
    console.type_line("pci");
    console.wait_for(numbers);
}

fn destroy(host: &Host, domain: &DomainRef) {
    host.domains.destroy(domain, DomainDestroyFlags::empty()).unwrap();
}

#[track_caller]
fn refused(host: &Host, domain: &DomainRef, naming: &str) {
    let err = host.domains.start(domain, Default::default(), Vec::new()).unwrap_err();
    assert!(err.message().contains(naming), "{err}");
    assert!(matches!(host.status(domain), DomainStatus::Shutoff(_)));
}

#[test]
fn a_guest_has_a_network_card() {
    let Some(root) = root() else { return };
    let (card, host) = (card(), open_patiently(&root));
    assert_eq!(card.driver(), "e1000e");
    let domain = host.define(&guest(&root, "tiny", &card.element()));
    for _ in 0..2 {
        host.start(&domain);
        assert_eq!(card.driver(), "vfio-pci");
        sees(&mut host.console(&domain), "8086:10d3");
        destroy(&host, &domain);
        // Who sees the end of the guest can count on the card.
        assert_eq!(card.driver(), "e1000e");
    }
}

#[test]
fn a_guest_has_a_virtual_function_with_an_address_of_its_own() {
    let Some(root) = root() else { return };
    let physical = PciDevice::all("0x8086", "0x10c9").into_iter().next().unwrap();
    let name = physical.interface().unwrap();
    fs::write(physical.folder().join("sriov_numvfs"), "1").unwrap();
    let function = || PciDevice::all("0x8086", "0x10ca").into_iter().next();
    wait_until("a virtual function", || function().is_some());
    let function = function().unwrap();
    // The driver for virtual functions may still be on its way to it.
    Command::new("udevadm").arg("settle").status().unwrap();
    assert_eq!(function.driver(), "igbvf");

    let host = open_patiently(&root);
    let interface = format!(
        "<interface type='hostdev' managed='yes'><mac address='52:54:00:7e:58:01'/>
           <source><address type='pci' {}/></source><vlan><tag id='42'/></vlan></interface>",
        function.attributes()
    );
    let domain = host.run(&guest(&root, "tiny", &interface));
    assert_eq!(function.driver(), "vfio-pci");
    let now = settings(&name);
    assert!(now.contains("52:54:00:7e:58:01") && now.contains("vlan 42"), "{now}");
    sees(&mut host.console(&domain), "8086:10ca");
    destroy(&host, &domain);
    // Which address it has now is for its own driver to say.
    let now = settings(&name);
    assert!(!now.contains("52:54:00:7e:58:01") && !now.contains("vlan"), "{now}");
    assert_eq!(function.driver(), "igbvf");
    fs::write(physical.folder().join("sriov_numvfs"), "0").unwrap();
}

/// What a network card is told about its first virtual function.
fn settings(interface: &str) -> String {
    let output = Command::new("ip").args(["link", "show", "dev", interface]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().find(|line| line.trim_start().starts_with("vf 0")).unwrap_or_default().to_owned()
}

/// Writes the tiny guest onto a disk of the host.
fn put_guest_on(root: &Root, disk: &Path) {
    let image = fs::read(&root.guest.disk).unwrap();
    fs::write(disk, image).unwrap();
    rustix::fs::sync();
}

#[test]
fn a_guest_boots_from_a_usb_disk() {
    let Some(root) = root() else { return };
    let usb = usb_device("46f4", "0001").unwrap();
    wait_until("the host's disk", || block_device(&usb).is_some());
    put_guest_on(&root, &block_device(&usb).unwrap());

    let host = open_patiently(&root);
    let disk = "<hostdev mode='subsystem' type='usb'>
                  <source><vendor id='0x46f4'/><product id='0x0001'/></source>
                  <boot order='1'/></hostdev>";
    let domain = host.run(&disk_guest("usb", disk));
    // The greeting comes from the disk.
    let mut console = host.console(&domain);
    console.type_line("info");
    console.wait_for("from disk");
    assert_eq!(block_device(&usb), None);

    // Another one cannot have it meanwhile, whatever it calls it.
    let other = host.define(&disk_guest("other", disk));
    refused(&host, &other, "usb");
    destroy(&host, &domain);
    host.start(&other);
    destroy(&host, &other);
}

const SCSI_BUS: &str = "<controller type='scsi' index='0' model='virtio-scsi'/>";

/// A SCSI disk of the host: its place, and the element that hands it over.
fn scsi_disk(more: &str) -> (String, String) {
    let disks = scsi_disks();
    let place = disks.iter().find(|place| place.ends_with(":1")).unwrap();
    let [scsi, bus, target, unit] = place.split(':').collect::<Vec<_>>()[..] else { panic!() };
    let element = format!(
        "<hostdev mode='subsystem' type='scsi'>
           <source><adapter name='scsi_host{scsi}'/>
             <address bus='{bus}' target='{target}' unit='{unit}'/></source>{more}</hostdev>"
    );
    (place.clone(), element)
}

#[test]
fn a_scsi_disk_is_plugged_into_a_running_guest() {
    let Some(root) = root() else { return };
    let (host, (_, disk)) = (open_patiently(&root), scsi_disk(""));
    let domain = host.run(&guest(&root, "tiny", SCSI_BUS));
    let other = host.define(&guest(&root, "other", &format!("{SCSI_BUS}{disk}")));
    let events = host.events();
    let devices = host.domains.devices().unwrap();
    for _ in 0..2 {
        devices.attach_device(&domain, &disk, Flags::LIVE).unwrap();
        events.wait_for("device-added hostdev0");
        refused(&host, &other, "tiny");
        devices.detach_device(&domain, &disk, Flags::LIVE).unwrap();
        events.wait_for("device-removed hostdev0");
    }
    // What QEMU had opened for it, it has closed.
    let pid = process_of(&root.path(), "tiny").unwrap();
    let open = fs::read_dir(format!("/proc/{pid}/fd")).unwrap().flatten();
    let mut open = open.filter_map(|entry| fs::read_link(entry.path()).ok());
    assert!(!open.any(|target| target.to_string_lossy().starts_with("/dev/sg")));
    host.start(&other);
    destroy(&host, &other);

    // A running guest gets no controllers.
    let bare = host.run(&guest(&root, "bare", ""));
    let err = host.domains.devices().unwrap().attach_device(&bare, &disk, Flags::LIVE).unwrap_err();
    assert!(err.message().contains("no more scsi buses"), "{err}");
    destroy(&host, &bare);
    destroy(&host, &domain);
}

#[test]
fn a_guest_boots_from_a_scsi_disk() {
    let Some(root) = root() else { return };
    let (place, disk) = scsi_disk("<boot order='1'/>");
    let folder = Path::new("/sys/bus/scsi/devices").join(place);
    put_guest_on(&root, &block_device(&folder).unwrap());

    let host = open_patiently(&root);
    let disk = format!("{SCSI_BUS}{disk}");
    let domain = host.run(&disk_guest("scsi", &disk));
    drop(host.console(&domain));
    let other = host.define(&disk_guest("other", &disk));
    refused(&host, &other, "scsi");
    destroy(&host, &domain);
}

#[test]
fn a_guest_has_a_mediated_device() {
    let Some(root) = root() else { return };
    const MDEV: &str = "83b8f4f2-509f-382f-3c1e-e6bfe0fa1077";
    assert!(Command::new("modprobe").arg("mtty").status().unwrap().success());
    let mdevctl = |arguments: &[&str]| {
        assert!(Command::new("mdevctl").args(arguments).status().unwrap().success());
    };
    mdevctl(&["start", "-u", MDEV, "-p", "mtty", "--type", "mtty-1"]);
    let host = open_patiently(&root);
    let mdev = format!(
        "<hostdev mode='subsystem' type='mdev' model='vfio-pci'>
           <source><address uuid='{MDEV}'/></source></hostdev>"
    );
    let domain = host.run(&guest(&root, "tiny", &mdev));
    sees(&mut host.console(&domain), "4348:3253");
    let other = host.define(&guest(&root, "other", &mdev));
    refused(&host, &other, "tiny");
    destroy(&host, &domain);

    let domain = host.run(&guest(&root, "later", ""));
    let events = host.events();
    host.domains.devices().unwrap().attach_device(&domain, &mdev, Flags::LIVE).unwrap();
    events.wait_for("device-added hostdev0");
    sees(&mut host.console(&domain), "4348:3253");
    refused(&host, &other, "later");
    destroy(&host, &domain);
    mdevctl(&["stop", "-u", MDEV]);
}

#[test]
fn a_device_is_one_guests_alone() {
    let Some(root) = root() else { return };
    let (card, host) = (card(), open_patiently(&root));
    let domain = host.run(&guest(&root, "tiny", &card.element()));
    let other = host.define(&guest(&root, "other", &card.element()));
    refused(&host, &other, "tiny");

    // Another program with another root knows nothing of this one, but of its devices.
    let elsewhere = Root::new().unwrap();
    open_patiently(&elsewhere).define(&guest(&elsewhere, "third", &card.element()));
    let program = Program::run("try third", &elsewhere.uri(PATIENTLY));
    program.end();

    assert_eq!(card.driver(), "vfio-pci");
    destroy(&host, &domain);
    host.start(&other);
    destroy(&host, &other);
    assert_eq!(card.driver(), "e1000e");
}

#[test]
fn devices_that_share_a_group_are_named() {
    let Some(root) = root() else { return };
    let host = open_patiently(&root);
    let mut cards = PciDevice::all("0x8086", "0x100e").into_iter();
    let (one, other) = (cards.next().unwrap(), cards.next().unwrap());
    let domain = host.define(&guest(&root, "tiny", &one.element()));
    refused(&host, &domain, &other.address);
    assert_eq!((one.driver(), other.driver()), ("e1000".to_owned(), "e1000".to_owned()));
}

/// A guest with PCI Express.
fn express_guest(root: &Root, name: &str, devices: &str) -> String {
    guest(root, name, devices).replace("machine='pc'", "machine='q35'")
}

/// Two ports of PCI Express.
const PORTS: &str = "<controller type='pci' index='1' model='pcie-root-port'/>
    <controller type='pci' index='2' model='pcie-root-port'/>";
/// The end of a `<hostdev>` that is in the first one.
const ON_PORT: &str = "<address type='pci' bus='1' slot='0'/></hostdev>";

/// Both cards of conventional PCI: they share a group.
fn conventional_cards() -> [PciDevice; 2] {
    PciDevice::all("0x8086", "0x100e").try_into().ok().unwrap()
}

#[test]
fn cards_of_conventional_pci_go_behind_a_bridge() {
    let Some(root) = root() else { return };
    let host = open_patiently(&root);
    let cards = conventional_cards();
    let elements = cards.each_ref().map(PciDevice::element).concat();
    let domain = host.run(&express_guest(&root, "tiny", &elements));
    assert!(live(&host, &domain).contains("model='pcie-to-pci-bridge'"));
    let mut console = host.console(&domain);
    // The bridge's bus, as the firmware counts it.
    sees(&mut console, "02:01.0 8086:100e");
    sees(&mut console, "02:02.0 8086:100e");
    destroy(&host, &domain);
    assert_eq!(cards.map(|card| card.driver()), ["e1000", "e1000"]);
}

#[test]
fn a_running_guest_without_a_bridge_takes_a_card_of_conventional_pci() {
    let Some(root) = root() else { return };
    let host = open_patiently(&root);
    let [one, other] = conventional_cards();
    let element = PORTS.to_owned() + &one.element().replace("</hostdev>", ON_PORT);
    // Nobody has the other one, which is in the same group.
    fs::write(other.folder().join("driver/unbind"), &other.address).unwrap();
    let domain = host.run(&express_guest(&root, "tiny", &element));
    assert!(!live(&host, &domain).contains("pcie-to-pci-bridge"));
    let events = host.events();
    let devices = host.domains.devices().unwrap();
    devices.attach_device(&domain, &other.element(), Flags::LIVE).unwrap();
    events.wait_for("device-added hostdev1");
    assert_eq!(other.driver(), "vfio-pci");
    destroy(&host, &domain);
    assert_eq!((one.driver(), other.driver()), ("e1000".to_owned(), String::new()));
    fs::write("/sys/bus/pci/drivers_probe", &other.address).unwrap();
    assert_eq!(other.driver(), "e1000");
}

/// What a definition makes of the places of devices: its PCI controllers and the host's devices.
fn places(xml: &str) -> String {
    let mut within = false;
    let mut kept = String::new();
    for line in xml.lines().map(str::trim) {
        let begins = ["<controller type='pci'", "<hostdev ", "<interface "];
        let opens = begins.iter().any(|begin| line.starts_with(begin));
        within |= opens;
        // An address of the hardware's kind is made up by chance.
        if within && !line.starts_with("<mac ") {
            kept += &format!("{line}\n");
        }
        let is_empty = opens && line.ends_with("/>");
        within &= !is_empty && !["</controller>", "</hostdev>", "</interface>"].contains(&line);
    }
    kept
}

#[test]
fn libvirt_has_the_same_places_for_devices_of_the_host() {
    let Some(root) = root() else { return };
    let host = open_patiently(&root);
    let virsh = |words: &[&str]| {
        let mut command = Command::new("virsh");
        let output = command.args(["-q", "-c", "qemu:///system"]).args(words).output().unwrap();
        assert!(output.status.success(), "{words:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(Command::new("systemctl").args(["start", "libvirtd"]).status().unwrap().success());
    let [one, other] = conventional_cards();
    let express = card();
    let interface = |card: &PciDevice| {
        let source = format!("<source><address type='pci' {}/></source>", card.attributes());
        format!("<interface type='hostdev' managed='yes'>{source}</interface>")
    };
    let every: Vec<_> =
        PciDevice::everything().iter().map(|device| vec![device.element()]).collect();
    let together = [
        vec![one.element(), other.element()],
        vec![interface(&one), other.element(), express.element()],
        vec![
            PORTS.to_owned(),
            one.element().replace("</hostdev>", ON_PORT),
            interface(&express),
            other.element(),
        ],
    ];
    let file = root.folder().join("compared.xml");
    for devices in every.into_iter().chain(together) {
        // Another machine has no such ports.
        let machines = if devices[0] == PORTS { &["q35"][..] } else { &["q35", "pc"] };
        for machine in machines {
            let xml = guest(&root, "compared", &devices.concat())
                .replace("machine='pc'", &format!("machine='{machine}'"));
            fs::write(&file, &xml).unwrap();
            virsh(&["define", file.to_str().unwrap()]);
            let theirs = virsh(&["dumpxml", "--inactive", "compared"]);
            virsh(&["undefine", "compared"]);
            let domain = host.define(&xml);
            let ours = host.domains.xml(&domain, DomainXmlFlags::INACTIVE).unwrap();
            host.domains.undefine(&domain, Default::default()).unwrap();
            assert_eq!(places(&ours), places(&theirs), "{xml}");
        }
    }
}

#[test]
fn a_crash_of_the_guest_gives_its_devices_back() {
    let Some(root) = root() else { return };
    let (card, host) = (card(), open_patiently(&root));
    let domain = host.run(&guest(&root, "tiny", &card.element()));
    let events = host.events();
    signal(process_of(&root.path(), "tiny").unwrap(), Signal::KILL);
    events.wait_for("lifecycle Stopped Failed");
    assert_eq!(card.driver(), "e1000e");
    host.start(&domain);
    destroy(&host, &domain);
    assert_eq!(card.driver(), "e1000e");
}

/// What the other program does.
#[test]
fn program() {
    let Some((task, uri)) = Program::task() else { return };
    let host = open(&uri).unwrap();
    let (verb, name) = task.split_once(' ').unwrap();
    let domain = host.domains.lookup_by_name(name).unwrap();
    match verb {
        "try" => refused(&host, &domain, "tiny"),
        "plug" => {
            host.start(&domain);
            signal(process_of(root_of(&uri), name).unwrap(), Signal::STOP);
            let host = open(&uri.replace(PATIENTLY, "&timeout=1")).unwrap();
            let devices = host.domains.devices().unwrap();
            let err = devices.attach_device(&domain, &card().element(), Flags::LIVE).unwrap_err();
            assert_eq!(err.kind(), ErrorKind::OperationTimeout, "{err}");
        }
        _ => host.start(&domain),
    }
    Program::say_and_wait("done");
}

#[test]
fn the_next_program_knows_who_has_what() {
    let Some(root) = root() else { return };
    let card = card();
    let host = open_patiently(&root);
    host.define(&guest(&root, "tiny", &card.element()));
    host.define(&guest(&root, "other", &card.element()));
    drop(host);
    Program::run("start tiny", &root.uri(PATIENTLY)).kill();
    assert_eq!(card.driver(), "vfio-pci");

    let host = open_patiently(&root);
    let domain = host.domains.lookup_by_name("tiny").unwrap();
    let other = host.domains.lookup_by_name("other").unwrap();
    assert!(domain.id.is_some());
    refused(&host, &other, "tiny");
    destroy(&host, &domain);
    assert_eq!(card.driver(), "e1000e");
}

#[test]
fn what_a_guest_had_that_died_unseen_is_given_back() {
    let Some(root) = root() else { return };
    let card = card();
    open_patiently(&root).define(&guest(&root, "tiny", &card.element()));
    Program::run("start tiny", &root.uri(PATIENTLY)).kill();
    signal(process_of(&root.path(), "tiny").unwrap(), Signal::KILL);
    let host = open_patiently(&root);
    wait_until("the card at home", || card.driver() == "e1000e");
    // And so it can be had again.
    let domain = host.domains.lookup_by_name("tiny").unwrap();
    host.start(&domain);
    destroy(&host, &domain);
}

#[test]
fn a_guest_that_was_half_started_loses_its_card() {
    let Some(root) = root() else { return };
    let (card, qemu) = (card(), DeadlyQemu::new(root.folder()));
    let devices = format!("{}{}", qemu.element(), card.element());
    open_patiently(&root).define(&guest(&root, "tiny", &devices));
    Program::run_until_killed("start tiny", &root.uri(PATIENTLY));
    assert_eq!(card.driver(), "vfio-pci");
    qemu.tame();
    let host = open_patiently(&root);
    wait_until("the card at home", || card.driver() == "e1000e");
    let domain = host.domains.lookup_by_name("tiny").unwrap();
    host.start(&domain);
    destroy(&host, &domain);
}

#[test]
fn a_card_that_a_program_was_killed_over_has_an_owner() {
    let Some(root) = root() else { return };
    let card = card();
    open_patiently(&root).define(&guest(&root, "tiny", ""));
    Program::run("plug tiny", &root.uri(PATIENTLY)).kill();
    assert_eq!(card.driver(), "vfio-pci");
    signal(process_of(&root.path(), "tiny").unwrap(), Signal::CONT);
    let host = open_patiently(&root);
    let domain = host.domains.lookup_by_name("tiny").unwrap();
    // QEMU has read the command or has not, and the ledger knows which.
    if !live(&host, &domain).contains("hostdev0") {
        wait_until("the card at home", || card.driver() == "e1000e");
        let devices = host.domains.devices().unwrap();
        devices.attach_device(&domain, &card.element(), Flags::LIVE).unwrap();
    }
    sees(&mut host.console(&domain), "8086:10d3");
    destroy(&host, &domain);
    assert_eq!(card.driver(), "e1000e");
}

#[test]
fn a_guest_lets_go_of_a_network_card() {
    let Some(root) = root() else { return };
    let (card, host) = (card(), open_patiently(&root));
    let domain = host.run(&support::linux::guest(root.folder(), "linux"));
    let mut console = Console::of_any(&terminal_in(&live(&host, &domain)));
    console.wait_for("inside: ready");
    let events = host.events();
    let devices = host.domains.devices().unwrap();
    for _ in 0..2 {
        devices.attach_device(&domain, &card.element(), Flags::LIVE).unwrap();
        events.wait_for("device-added hostdev0");
        console.wait_for("inside: 0x8086 0x10d3 came");
        assert_eq!(card.driver(), "vfio-pci");
        devices.detach_device(&domain, &card.element(), Flags::LIVE).unwrap();
        events.wait_for("device-removed hostdev0");
        console.wait_for("inside: 0x8086 0x10d3 went");
        assert_eq!(card.driver(), "e1000e");
    }
    destroy(&host, &domain);
}

fn live(host: &Host, domain: &DomainRef) -> String {
    host.domains.xml(domain, Default::default()).unwrap()
}

#[test]
fn devices_are_plugged_into_a_running_guest() {
    let Some(root) = root() else { return };
    let (card, host) = (card(), open_patiently(&root));
    let usb = "<controller type='usb' index='0' model='qemu-xhci'/>";
    let xml = guest(&root, "tiny", usb).replace("<controller type='usb' model='none'/>", "");
    let domain = host.run(&xml);
    let events = host.events();
    let devices = host.domains.devices().unwrap();

    let tablet = "<hostdev mode='subsystem' type='usb'>
                    <source><vendor id='0x0627'/><product id='0x0001'/></source></hostdev>";
    devices.attach_device(&domain, tablet, Flags::LIVE).unwrap();
    events.wait_for("device-added hostdev0");
    let again = devices.attach_device(&domain, tablet, Flags::LIVE).unwrap_err();
    assert_eq!(again.kind(), ErrorKind::OperationInvalid);
    devices.detach_device(&domain, tablet, Flags::LIVE).unwrap();
    events.wait_for("device-removed hostdev0");
    devices.attach_device(&domain, tablet, Flags::LIVE).unwrap();
    events.wait_for("device-added hostdev0");

    devices.attach_device(&domain, &card.element(), Flags::LIVE).unwrap();
    events.wait_for("device-added hostdev1");
    assert_eq!(card.driver(), "vfio-pci");
    sees(&mut host.console(&domain), "8086:10d3");
    let other = host.define(&guest(&root, "other", &card.element()));
    refused(&host, &other, "tiny");
    // A guest that is no operating system never lets go; the end of it does.
    devices.detach_device_alias(&domain, "hostdev1", Flags::LIVE).unwrap();
    destroy(&host, &domain);
    assert_eq!(card.driver(), "e1000e");
    host.start(&other);
    destroy(&host, &other);
}
