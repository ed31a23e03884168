//! Devices that come and go: in definitions, and in running guests under real QEMU.

#![expect(clippy::unwrap_used, reason = "this is how a test fails")]

mod support;

use rustix::process::Signal;
use support::{Host, Program, Root, open, process_of, root_of, signal, wait_until};
use virt_core::api::domain::{DomainDeviceModifyFlags as Flags, DomainXmlFlags};
use virt_core::config::DomainConfig;
use virt_core::driver::domain::DeviceDriver;
use virt_core::object::DomainRef;
use virt_core::{ErrorKind, Result};

/// A tablet on USB, with a name that finds it again.
const TABLET: &str = "<input type='tablet' bus='usb'><alias name='ua-tablet'/></input>";

/// A USB device that no host has.
const ABSENT_USB: &str = "<hostdev mode='subsystem' type='usb'>
    <source><vendor id='0xfffe'/><product id='0xfffd'/></source></hostdev>";

/// A PCI device that no host has.
const ABSENT_PCI: &str = "<hostdev mode='subsystem' type='pci' managed='yes'>
    <source><address domain='0xfffe' bus='0xff' slot='0x1e' function='0x7'/></source></hostdev>";

/// A connection whose guests end with it.
fn for_now(root: &Root) -> Host {
    root.open_with("&lifetime=program").unwrap()
}

fn devices(host: &Host) -> &dyn DeviceDriver {
    host.domains.devices().unwrap()
}

fn attach(host: &Host, domain: &DomainRef, xml: &str, flags: Flags) -> Result<()> {
    devices(host).attach_device(domain, xml, flags)
}

fn detach(host: &Host, domain: &DomainRef, xml: &str, flags: Flags) -> Result<()> {
    devices(host).detach_device(domain, xml, flags)
}

fn stored(host: &Host, domain: &DomainRef) -> DomainConfig {
    let xml = host.domains.xml(domain, DomainXmlFlags::INACTIVE).unwrap();
    DomainConfig::parse(&xml).unwrap()
}

fn live(host: &Host, domain: &DomainRef) -> String {
    host.domains.xml(domain, DomainXmlFlags::empty()).unwrap()
}

/// The tiny guest, with USB that devices can be plugged into.
fn guest(root: &Root, devices: &str) -> String {
    let usb = "<controller type='usb' index='0' model='qemu-xhci'/>";
    let xml = root.xml_with("tiny", "", &format!("{usb}{devices}"));
    xml.replace("<controller type='usb' model='none'/>", "")
}

#[test]
fn a_stored_definition_gets_and_loses_devices() {
    let Some(root) = Root::new() else { return };
    let host = for_now(&root);
    let domain = host.define(&guest(&root, ""));
    let image = root.folder().join("disk.img");
    std::fs::write(&image, [0; 512]).unwrap();
    let disk = format!(
        "<disk type='file'><source file='{}'/><target dev='vda' bus='virtio'/></disk>",
        image.display()
    );
    let all = [
        &disk,
        "<interface type='user'><mac address='52:54:00:00:00:07'/></interface>",
        "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>",
        "<channel type='unix'><target type='virtio' name='org.example'/></channel>",
        "<controller type='scsi' index='0' model='virtio-scsi'/>",
        "<hostdev mode='subsystem' type='pci'><source><address bus='2'/></source></hostdev>",
        ABSENT_USB,
        TABLET,
    ];
    let before = stored(&host, &domain);
    for xml in all {
        attach(&host, &domain, xml, Flags::CONFIG).unwrap();
    }
    let devices = stored(&host, &domain).devices.unwrap();
    assert_eq!((devices.disks.len(), devices.interfaces.len(), devices.rngs.len()), (1, 1, 1));
    assert_eq!((devices.channels.len(), devices.host_devices.len()), (1, 2));
    // Everything has its place.
    assert!(devices.host_devices.iter().all(|device| device.info.address.is_some()));
    assert!(devices.disks[0].info.address.is_some());

    // The next program finds them, and without a flag a domain that is shut off is meant as stored.
    drop(host);
    let host = for_now(&root);
    for xml in all {
        detach(&host, &domain, xml, Flags::empty()).unwrap();
    }
    let after = stored(&host, &domain).devices.unwrap();
    let before = before.devices.unwrap();
    assert_eq!(after.host_devices, []);
    assert_eq!(after.inputs, before.inputs);
    assert_eq!(after.disks, []);
    assert_eq!(after.channels, []);
}

#[test]
fn what_cannot_be_changed_is_told() {
    let Some(root) = Root::new() else { return };
    let host = for_now(&root);
    let domain = host.define(&guest(&root, TABLET));
    let kind = |outcome: Result<()>| outcome.unwrap_err().kind();
    assert_eq!(kind(attach(&host, &domain, TABLET, Flags::LIVE)), ErrorKind::OperationInvalid);
    assert_eq!(kind(detach(&host, &domain, ABSENT_USB, Flags::CONFIG)), ErrorKind::DeviceMissing);
    let named = devices(&host).detach_device_alias(&domain, "ua-none", Flags::CONFIG);
    assert_eq!(kind(named), ErrorKind::DeviceMissing);
    assert_eq!(kind(attach(&host, &domain, "<foo/>", Flags::CONFIG)), ErrorKind::ConfigUnsupported);
    attach(&host, &domain, ABSENT_PCI, Flags::CONFIG).unwrap();
    let again = attach(&host, &domain, ABSENT_PCI, Flags::CONFIG);
    assert_eq!(kind(again), ErrorKind::OperationInvalid);
    let balloon = attach(&host, &domain, "<memballoon model='virtio'/>", Flags::CONFIG);
    assert_eq!(kind(balloon), ErrorKind::OperationInvalid);
}

#[test]
fn a_running_guest_gets_and_loses_a_device() {
    let Some(root) = Root::new() else { return };
    let host = for_now(&root);
    let domain = host.run(&guest(&root, ""));
    let events = host.events();
    attach(&host, &domain, TABLET, Flags::LIVE).unwrap();
    events.wait_for("device-added ua-tablet");
    assert!(live(&host, &domain).contains("ua-tablet"));
    assert!(host.domains.is_updated(&domain).unwrap());
    assert!(!stored(&host, &domain).to_xml().contains("ua-tablet"));

    // Without a flag a running domain is meant as it runs.
    detach(&host, &domain, TABLET, Flags::empty()).unwrap();
    events.wait_for("device-removed ua-tablet");
    assert!(!live(&host, &domain).contains("ua-tablet"));
    assert_eq!(
        detach(&host, &domain, TABLET, Flags::LIVE).unwrap_err().kind(),
        ErrorKind::DeviceMissing
    );

    // Names that nobody chose count on.
    let unnamed = "<input type='tablet' bus='usb'/>";
    attach(&host, &domain, unnamed, Flags::LIVE | Flags::CONFIG).unwrap();
    attach(&host, &domain, unnamed, Flags::LIVE).unwrap();
    events.wait_for("device-added input3");
    devices(&host).detach_device_alias(&domain, "input3", Flags::LIVE).unwrap();
    events.wait_for("device-removed input3");
    detach(&host, &domain, unnamed, Flags::LIVE | Flags::CONFIG).unwrap();
    events.wait_for("device-removed input2");
    assert!(!stored(&host, &domain).to_xml().contains("tablet"));
}

#[test]
fn what_cannot_be_plugged_in_is_told() {
    let Some(root) = Root::new() else { return };
    let host = for_now(&root);
    let domain = host.run(&guest(&root, ""));
    let rng = "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>";
    let err = attach(&host, &domain, rng, Flags::LIVE).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::ConfigUnsupported);
    assert!(err.message().contains("<rng>"), "{err}");
    // Neither definition has it when one cannot have it.
    assert!(attach(&host, &domain, rng, Flags::LIVE | Flags::CONFIG).is_err());
    assert!(!stored(&host, &domain).to_xml().contains("<rng"));
}

#[test]
fn what_qemu_refuses_is_in_no_definition() {
    let Some(root) = Root::new() else { return };
    let host = root.open_with("&lifetime=program&timeout=0.5").unwrap();
    let domain = host.run(&guest(&root, ""));
    let before = live(&host, &domain);
    let nowhere = TABLET.replace("</input>", "<address type='usb' bus='0' port='99'/></input>");
    let err = attach(&host, &domain, &nowhere, Flags::LIVE).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationFailed);
    assert!(err.message().contains("99"), "{err}");
    assert_eq!(live(&host, &domain), before);
    assert!(!host.domains.is_updated(&domain).unwrap());

    // The refusal may come when nobody waits for it any more.
    let pid = process_of(&root.path(), "tiny").unwrap();
    signal(pid, Signal::STOP);
    let err = attach(&host, &domain, &nowhere, Flags::LIVE).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationTimeout);
    signal(pid, Signal::CONT);
    wait_until("the refusal", || live(&host, &domain) == before);
    attach(&host, &domain, TABLET, Flags::LIVE).unwrap();
}

#[test]
fn a_guest_gets_a_device_when_its_qemu_goes_on() {
    let Some(root) = Root::new() else { return };
    let host = root.open_with("&lifetime=program&timeout=0.5").unwrap();
    let domain = host.run(&guest(&root, ""));
    let events = host.events();
    let pid = process_of(&root.path(), "tiny").unwrap();
    signal(pid, Signal::STOP);
    let err = attach(&host, &domain, TABLET, Flags::LIVE).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationTimeout);
    assert!(err.message().ends_with("when it goes on, its guest gets the device"), "{err}");
    assert!(live(&host, &domain).contains("ua-tablet"));
    assert!(!host.domains.is_updated(&domain).unwrap());
    signal(pid, Signal::CONT);
    events.wait_for("device-added ua-tablet");
    assert!(host.domains.is_updated(&domain).unwrap());
    detach(&host, &domain, TABLET, Flags::LIVE).unwrap();
    events.wait_for("device-removed ua-tablet");
    assert!(!live(&host, &domain).contains("ua-tablet"));
}

/// What the other program does: it plugs a device into the guest that is defined there, whose QEMU
/// it may stop first, and waits.
#[test]
fn program() {
    let Some((task, uri)) = Program::task() else { return };
    let host = open(&uri).unwrap();
    let domain = host.domains.lookup_by_name("tiny").unwrap();
    host.start(&domain);
    if task == "plug" {
        attach(&host, &domain, TABLET, Flags::LIVE).unwrap();
    } else {
        signal(process_of(root_of(&uri), "tiny").unwrap(), Signal::STOP);
        let err = attach(&host, &domain, TABLET, Flags::LIVE).unwrap_err();
        assert_eq!(err.kind(), ErrorKind::OperationTimeout, "{err}");
    }
    Program::say_and_wait("plugged in");
}

#[test]
fn a_plugging_that_a_program_was_killed_over_is_finished_or_undone() {
    let Some(root) = Root::new() else { return };
    root.open().define(&guest(&root, ""));
    let program = Program::run("plug-stopped", &root.uri("&timeout=0.5"));
    // It is written down before QEMU has it.
    let status = root.path().join("run/qemu/status/tiny.xml");
    assert!(std::fs::read_to_string(&status).unwrap().contains("ua-tablet"));
    program.kill();
    signal(process_of(&root.path(), "tiny").unwrap(), Signal::CONT);
    let host = root.open();
    let domain = host.domains.lookup_by_name("tiny").unwrap();
    let events = host.events();
    // QEMU may have read the command, and refuses a second device of that name then.
    if !live(&host, &domain).contains("ua-tablet") {
        attach(&host, &domain, TABLET, Flags::LIVE).unwrap();
        events.wait_for("device-added ua-tablet");
    }
    detach(&host, &domain, TABLET, Flags::LIVE).unwrap();
    events.wait_for("device-removed ua-tablet");
    attach(&host, &domain, TABLET, Flags::LIVE).unwrap();
    events.wait_for("device-added ua-tablet");
    host.domains.destroy(&domain, Default::default()).unwrap();
}

#[test]
fn a_plugging_that_did_not_reach_qemu_is_undone() {
    let Some(root) = Root::new() else { return };
    root.open().define(&guest(&root, ""));
    Program::run("plug", &root.uri("")).kill();
    // A program that is killed a moment earlier leaves a device that QEMU has never heard of.
    let status = root.path().join("run/qemu/status/tiny.xml");
    let text = std::fs::read_to_string(&status).unwrap();
    assert!(text.contains("ua-tablet"), "{text}");
    std::fs::write(&status, text.replace("ua-tablet", "ua-ghost")).unwrap();
    let host = root.open();
    let domain = host.domains.lookup_by_name("tiny").unwrap();
    wait_until("the definition", || !live(&host, &domain).contains("ua-ghost"));
    wait_until("the status", || !std::fs::read_to_string(&status).unwrap().contains("ua-ghost"));
    host.domains.destroy(&domain, Default::default()).unwrap();
}

#[test]
fn the_next_program_knows_what_was_plugged_in() {
    let Some(root) = Root::new() else { return };
    root.open().define(&guest(&root, ""));
    Program::run("plug", &root.uri("")).kill();
    let host = root.open();
    let domain = host.domains.lookup_by_name("tiny").unwrap();
    let events = host.events();
    assert!(live(&host, &domain).contains("ua-tablet"));
    detach(&host, &domain, TABLET, Flags::LIVE).unwrap();
    events.wait_for("device-removed ua-tablet");
    // The status on the disk says so as well.
    let status = root.path().join("run/qemu/status/tiny.xml");
    wait_until("the status", || !std::fs::read_to_string(&status).unwrap().contains("ua-tablet"));
    host.domains.destroy(&domain, Default::default()).unwrap();
}
#[test]
fn a_device_that_the_host_does_not_have_harms_nobody() {
    let Some(root) = Root::new() else { return };
    let host = for_now(&root);
    let domain = host.run(&guest(&root, ""));
    let before = live(&host, &domain);
    for absent in [ABSENT_USB, ABSENT_PCI] {
        let err = attach(&host, &domain, absent, Flags::LIVE).unwrap_err();
        assert!(err.message().contains("fffe"), "{err}");
        assert_eq!(live(&host, &domain), before);
    }
    assert!(!host.domains.is_updated(&domain).unwrap());
    // The guest and its monitor are as before.
    attach(&host, &domain, TABLET, Flags::LIVE).unwrap();
}

#[test]
fn a_guest_whose_device_is_absent_does_not_start() {
    let Some(root) = Root::new() else { return };
    let host = for_now(&root);
    for absent in [ABSENT_USB, ABSENT_PCI] {
        let domain = host.define(&guest(&root, absent));
        let started = host.domains.start(&domain, Default::default(), Vec::new());
        let err = started.unwrap_err();
        assert!(err.message().contains("tiny") && err.message().contains("fffe"), "{err}");
        assert!(process_of(&root.path(), "tiny").is_none());
        host.domains.undefine(&domain, Default::default()).unwrap();
    }
}

#[test]
fn a_guest_starts_without_a_device_that_may_be_absent() {
    let Some(root) = Root::new() else { return };
    let host = for_now(&root);
    let optional = ABSENT_USB.replace("<source>", "<source startupPolicy='optional'>");
    let domain = host.run(&guest(&root, &optional));
    assert!(live(&host, &domain).contains("missing='yes'"));
    let events = host.events();
    // It is not there, so nobody has to let go of it.
    detach(&host, &domain, &optional, Flags::LIVE).unwrap();
    events.wait_for("device-removed hostdev0");
    assert!(!live(&host, &domain).contains("hostdev"));
}
