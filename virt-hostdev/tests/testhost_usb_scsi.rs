//! USB and SCSI devices, and mediated devices, of a real kernel.
#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod testhost;

use testhost::{owner, says, taken};
use virt_core::config::domain::devices::{HostUsbAddress, StartupPolicy};
use virt_hostdev::{
    HostDevice, HostdevManager, MdevRequest, PreparedDevice, PreparedUsb, ScsiRequest, UsbRequest,
};
use virt_testkit::needs;
use virt_testkit::test_host::{Plugged, run, settle, wait_until};

/// The USB disk of the test host; there is one.
const DISK: (u16, u16) = (0x46f4, 0x0001);
/// The tablet; what is plugged in besides may have the same numbers.
const TABLET: (u16, u16) = (0x0627, 0x0001);

fn by_numbers((vendor, product): (u16, u16)) -> UsbRequest {
    UsbRequest { vendor: Some(vendor), product: Some(product), ..UsbRequest::default() }
}

fn as_usb(prepared: Option<&Option<PreparedDevice>>) -> &PreparedUsb {
    match prepared {
        Some(Some(PreparedDevice::Usb(device))) => device,
        other => panic!("not a USB device: {other:?}"),
    }
}

#[test]
fn a_usb_disk_is_found_by_what_it_is_and_by_where_it_is() {
    if !needs::test_host() {
        return;
    }
    let (manager, owner) = (HostdevManager::shared().unwrap(), owner("web"));
    let request = [HostDevice::Usb(by_numbers(DISK))];
    let prepared = manager.prepare(&owner, &request).unwrap();
    let device = as_usb(prepared.devices.first()).clone();
    assert_eq!((device.vendor, device.product), DISK);
    let node = run("lsusb", &["-d", "46f4:0001"]);
    let (bus, number) = (format!("Bus {:03}", device.address.bus), device.address.device);
    assert!(node.starts_with(&format!("{bus} Device {number:03}")), "{node}");
    assert_eq!(
        device.node.to_str().unwrap(),
        format!("/dev/bus/usb/{:03}/{number:03}", device.address.bus)
    );

    let by_address = UsbRequest { address: Some(device.address), ..UsbRequest::default() };
    let again = [HostDevice::Usb(by_address)];
    let error = manager.prepare(&testhost::owner("mail"), &again).unwrap_err();
    says(&error, &["web"]);
    manager.reattach(&owner, &request).unwrap();
    drop(prepared);
    let _taken = manager.prepare(&testhost::owner("mail"), &again).unwrap();
    manager.reattach(&testhost::owner("mail"), &again).unwrap();
    assert!(taken(&manager).is_empty());
}

#[test]
fn a_usb_device_that_is_absent_or_not_alone_is_said_to_be_so() {
    if !needs::test_host() {
        return;
    }
    let (manager, owner) = (HostdevManager::shared().unwrap(), owner("web"));
    let absent = by_numbers((0x1234, 0x5678));
    says(
        &manager.prepare(&owner, &[HostDevice::Usb(absent.clone())]).unwrap_err(),
        &["1234", "5678"],
    );
    let optional = UsbRequest { startup_policy: Some(StartupPolicy::Optional), ..absent };
    let prepared = manager.prepare(&owner, &[HostDevice::Usb(optional)]).unwrap();
    assert_eq!(prepared.devices, [None]);
    drop(prepared);
    manager.reattach_all(&owner).unwrap();

    let tablet = [HostDevice::Usb(by_numbers(TABLET))];
    let alike = Plugged::new("alike", r#""driver":"usb-mouse","bus":"xhci.0""#);
    wait_until("two devices that are alike", 2, || {
        run("lsusb", &["-d", "0627:0001"]).lines().count()
    });
    settle();
    let error = manager.prepare(&owner, &tablet).unwrap_err();
    says(&error, &["0627", "0001", "address"]);
    alike.unplug();
    wait_until("one of them", 1, || run("lsusb", &["-d", "0627:0001"]).lines().count());
    let _taken = manager.prepare(&owner, &tablet).unwrap();
    manager.reattach(&owner, &tablet).unwrap();
}

#[test]
fn a_hub_is_never_taken() {
    if !needs::test_host() {
        return;
    }
    let manager = HostdevManager::shared().unwrap();
    let root_hub = UsbRequest { address: Some(HostUsbAddress::new(1, 1)), ..UsbRequest::default() };
    let request = HostDevice::Usb(root_hub).forced();
    says(&manager.prepare(&owner("web"), &[request]).unwrap_err(), &["001", "hub"]);
}

#[test]
fn a_device_that_is_plugged_in_again_is_found_where_it_is_then() {
    if !needs::test_host() {
        return;
    }
    let (manager, owner) = (HostdevManager::shared().unwrap(), owner("web"));
    // A wheel's pad has numbers that nothing else here has.
    let numbers = (0x056a, 0x0000);
    let count = || {
        std::process::Command::new("lsusb")
            .args(["-d", "056a:0000"])
            .output()
            .unwrap()
            .stdout
            .len()
            .min(1)
    };
    let plug = || {
        let pad = Plugged::new("pad", r#""driver":"usb-wacom-tablet","bus":"xhci.0""#);
        wait_until("the pad", 1, count);
        settle();
        pad
    };
    let request = [HostDevice::Usb(by_numbers(numbers))];
    let pad = plug();
    let prepared = manager.prepare(&owner, &request).unwrap();
    let first = as_usb(prepared.devices.first()).address;
    drop(prepared);
    pad.unplug();
    wait_until("the pad's absence", 0, count);
    manager.reattach(&owner, &request).unwrap();
    let _pad = plug();
    let prepared = manager.prepare(&owner, &request).unwrap();
    assert_ne!(as_usb(prepared.devices.first()).address, first);
    drop(prepared);
    manager.reattach(&owner, &request).unwrap();
}

/// The request for one of the two disks of the SCSI adapter.
fn scsi(unit: u64, shareable: bool) -> HostDevice {
    // `[2:0:1:0]    disk    QEMU     QEMU HARDDISK    2.5+  /dev/sda   /dev/sg1`
    let disks = run("lsscsi", &["-g"]);
    let end = format!(":0:1:{unit}]");
    let line = disks.lines().find(|line| line.split(' ').next().unwrap().ends_with(&end)).unwrap();
    let address = line.trim_start_matches('[').split(']').next().unwrap().parse().unwrap();
    HostDevice::Scsi(ScsiRequest { address, shareable, readonly: false, forced: false })
}

#[test]
fn a_scsi_disk_is_one_guests_unless_all_share_it() {
    if !needs::test_host() {
        return;
    }
    let manager = HostdevManager::shared().unwrap();
    let (web, mail) = (owner("web"), owner("mail"));
    let prepared = manager.prepare(&web, &[scsi(0, false)]).unwrap();
    let Some(PreparedDevice::Scsi(disk)) = &prepared.devices[0] else {
        panic!("{prepared:?}");
    };
    assert!(disk.generic_node.exists() && disk.block_node.as_ref().unwrap().exists(), "{disk:?}");
    says(&manager.prepare(&mail, &[scsi(0, false)]).unwrap_err(), &["web"]);
    says(&manager.prepare(&mail, &[scsi(0, true)]).unwrap_err(), &["web"]);
    let _taken = manager.prepare(&mail, &[scsi(1, false)]).unwrap();
    manager.reattach_all(&web).unwrap();
    manager.reattach_all(&mail).unwrap();

    drop(prepared);
    let first = manager.prepare(&web, &[scsi(0, true)]).unwrap();
    let second = manager.prepare(&mail, &[scsi(0, true)]).unwrap();
    let shared = &manager.active(None, None).unwrap()[0];
    let owners: Vec<_> = shared.owners.iter().map(|owner| owner.domain.as_str()).collect();
    assert_eq!(owners, ["web", "mail"]);
    manager.reattach_all(&web).unwrap();
    manager.reattach_all(&mail).unwrap();
    drop((first, second));
    assert!(taken(&manager).is_empty());
}

#[test]
fn a_mediated_device_is_taken_by_its_identity() {
    if !needs::test_host() {
        return;
    }
    run("modprobe", &["mtty"]);
    let uuid = "83b8f4f2-509f-382f-3c1e-e6bfe0fa1001";
    run("mdevctl", &["start", "-u", uuid, "-p", "mtty", "--type", "mtty-2"]);
    settle();
    let manager = HostdevManager::shared().unwrap();
    let request =
        HostDevice::Mdev(MdevRequest { uuid: uuid.parse().unwrap(), model: "vfio-pci".to_owned() });
    let prepared = manager.prepare(&owner("web"), std::slice::from_ref(&request)).unwrap();
    let Some(PreparedDevice::Mdev(device)) = &prepared.devices[0] else {
        panic!("{prepared:?}");
    };
    assert!(device.sysfs.exists() && device.group_node.as_ref().unwrap().exists(), "{device:?}");
    let error = manager.prepare(&owner("mail"), std::slice::from_ref(&request)).unwrap_err();
    says(&error, &[uuid, "web"]);
    drop(prepared);
    manager.reattach(&owner("web"), std::slice::from_ref(&request)).unwrap();
    run("mdevctl", &["stop", "-u", uuid]);
    says(&manager.prepare(&owner("web"), &[request]).unwrap_err(), &[uuid]);
}
