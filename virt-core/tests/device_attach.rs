//! Devices that are added to definitions, found in them and taken out of them.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::Path;

use expect_test::{Expect, expect};
use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::{Device, DeviceKind, DevicePlace, Devices, Searched};
use virt_core::{ErrorKind, Result};

/// A domain with a bit of everything.
const DOMAIN: &str = "<domain type='test'><name>a</name><memory>1024</memory>
  <os><type>hvm</type></os>
  <devices>
    <disk type='file'><source file='/a'/><target dev='vda' bus='virtio'/></disk>
    <controller type='usb' index='0'/>
    <controller type='scsi' index='0' model='virtio-scsi'/>
    <filesystem><source dir='/a'/><target dir='shared'/></filesystem>
    <interface type='user'><mac address='52:54:00:00:00:01'/>
      <address type='pci' slot='3'/></interface>
    <interface type='user'><mac address='52:54:00:00:00:01'/>
      <address type='pci' slot='4'/></interface>
    <interface type='user'><mac address='52:54:00:00:00:02'/><alias name='ua-net'/></interface>
    <serial type='pty'/>
    <input type='tablet' bus='usb'/>
    <hostdev type='pci' managed='yes'><source><address bus='2' slot='1'/></source></hostdev>
    <hostdev type='usb'><source><vendor id='0x1234'/><product id='0x5678'/></source></hostdev>
    <hostdev type='usb'><source><vendor id='0x1234'/><product id='0x5679'/>
      <address bus='1' device='7'/></source></hostdev>
    <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>
  </devices></domain>";

fn devices() -> Devices {
    let mut config = DomainConfig::parse(DOMAIN).unwrap();
    config.fill_defaults(&virt_core::config::domain::Defaults::default());
    config.devices.unwrap()
}

fn parse(text: &str) -> Device {
    Device::parse(text).unwrap()
}

fn find(text: &str) -> Result<DevicePlace> {
    devices().find(&parse(text), Searched::Stored)
}

#[track_caller]
fn check_found(text: &str, kind: DeviceKind, index: usize) {
    assert_eq!(find(text).unwrap(), DevicePlace { kind, index });
}

#[test]
fn a_description_means_a_device() {
    // Nothing but the target counts.
    check_found("<disk type='block'><target dev='vda'/></disk>", DeviceKind::Disk, 0);
    check_found("<controller type='scsi' index='0'/>", DeviceKind::Controller, 1);
    check_found("<filesystem><target dir='shared'/></filesystem>", DeviceKind::Filesystem, 0);
    check_found(
        "<interface type='network'><source network='x'/><mac address='52:54:00:00:00:02'/>\
         </interface>",
        DeviceKind::Interface,
        2,
    );
    check_found(
        "<interface type='user'><mac address='52:54:00:00:00:01'/><address type='pci' slot='4'/>\
         </interface>",
        DeviceKind::Interface,
        1,
    );
    check_found(
        "<hostdev type='pci'><source><address domain='0' bus='0x02' slot='1' function='0'/>\
         </source></hostdev>",
        DeviceKind::HostDevice,
        0,
    );
    check_found(
        "<hostdev type='usb'><source><vendor id='0x1234'/><product id='0x5678'/></source></hostdev>",
        DeviceKind::HostDevice,
        1,
    );
    check_found(
        "<hostdev type='usb'><source><address bus='1' device='7'/></source></hostdev>",
        DeviceKind::HostDevice,
        2,
    );
    check_found("<input type='tablet' bus='usb'/>", DeviceKind::Input, 0);
    let dice = "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>";
    check_found(dice, DeviceKind::Rng, 0);
}

#[test]
fn a_name_means_a_device() {
    let place = devices().find_alias("ua-net").unwrap();
    assert_eq!(place, DevicePlace { kind: DeviceKind::Interface, index: 2 });
    assert_eq!(devices().find_alias("ua-x").unwrap_err().kind(), ErrorKind::DeviceMissing);
}

#[track_caller]
fn check_refused<T: std::fmt::Debug>(outcome: Result<T>, kind: ErrorKind, expected: Expect) {
    let err = outcome.unwrap_err();
    assert_eq!(err.kind(), kind);
    expected.assert_eq(err.message());
}

#[test]
fn what_is_not_there_or_there_twice_is_refused() {
    let missing = ErrorKind::DeviceMissing;
    check_refused(
        find("<disk><target dev='vdb'/></disk>"),
        missing,
        expect!["the domain does not have a disk with the target 'vdb'"],
    );
    check_refused(
        find("<controller type='scsi' index='7'/>"),
        missing,
        expect!["the domain does not have a controller of type 'scsi' with the index 7"],
    );
    check_refused(
        find("<hostdev type='pci'><source><address bus='2' slot='2'/></source></hostdev>"),
        missing,
        expect!["the domain does not have the PCI device 0000:02:02.0"],
    );
    check_refused(
        find("<rng model='virtio'><backend model='random'>/dev/random</backend></rng>"),
        missing,
        expect!["the domain does not have a <rng> as described"],
    );
    check_refused(
        find("<interface type='user'><mac address='52:54:00:00:00:01'/></interface>"),
        ErrorKind::OperationFailed,
        expect![
            "the domain has a network interface with the address 52:54:00:00:00:01 more than once; say its <alias> or <address> as well"
        ],
    );
}

#[test]
fn what_is_taken_is_refused() {
    let attach = |text| devices().attach(parse(text));
    let invalid = ErrorKind::OperationInvalid;
    check_refused(
        attach("<disk><source file='/b'/><target dev='vda' bus='virtio'/></disk>"),
        invalid,
        expect!["the domain has a disk with the target 'vda' already"],
    );
    check_refused(
        attach("<hostdev type='pci'><source><address bus='2' slot='1'/></source></hostdev>"),
        invalid,
        expect!["the domain has the PCI device 0000:02:01.0 already"],
    );
    check_refused(
        attach("<controller type='usb' index='0' model='qemu-xhci'/>"),
        invalid,
        expect!["the domain has a controller of type 'usb' with the index 0 already"],
    );
    check_refused(
        attach("<console type='pty'/>"),
        ErrorKind::OperationUnsupported,
        expect!["a console that is a serial port is attached as <serial>"],
    );
    let mut devices = devices();
    let vsock = "<vsock model='virtio'><cid auto='yes'/></vsock>";
    devices.attach(parse(vsock)).unwrap();
    check_refused(
        devices.attach(parse(vsock)),
        invalid,
        expect!["a guest has one <vsock> at most, and there is one already"],
    );
}

#[test]
fn a_serial_port_takes_its_console_along() {
    let mut devices = devices();
    assert_eq!((devices.serials.len(), devices.consoles.len()), (1, 1));
    let place = devices.find(&parse("<serial type='pty'/>"), Searched::Stored).unwrap();
    assert!(devices.detach(place).is_some());
    assert_eq!((devices.serials.len(), devices.consoles.len()), (0, 0));
    assert_eq!(devices.detach(place), None);
}

/// What a domain is described with finds each of its devices again, and takes it out.
#[test]
fn each_device_of_our_domains_is_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fixtures/domain");
    let mut found = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let config = DomainConfig::parse(&fs::read_to_string(&path).unwrap()).unwrap();
        let Some(devices) = config.devices else { continue };
        for kind in DeviceKind::ALL {
            for (index, device) in devices.of_kind(*kind).into_iter().enumerate() {
                let place = DevicePlace { kind: *kind, index };
                match devices.find(&device, Searched::Live) {
                    Ok(known) => assert_eq!(known, place, "{}", path.display()),
                    // Two that are alike.
                    Err(err) if err.kind() == ErrorKind::OperationFailed => continue,
                    Err(err) => panic!("{}: {err}\n{}", path.display(), device.to_xml()),
                }
                let mut rest = devices.clone();
                assert_eq!(rest.detach(place).as_ref(), Some(&device));
                assert!(rest.find(&device, Searched::Live).is_err(), "{}", device.to_xml());
                found += 1;
            }
        }
    }
    assert!(found > 100, "{found} devices");
}
