//! USB, SCSI and mediated devices and targets of vhost-scsi, on a make-believe host.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

mod support;

use std::fs;
use std::os::unix::fs::MetadataExt;

use support::{Host, managed, owner, usb_at};
use uuid::Uuid;
use virt_core::ErrorKind;
use virt_core::config::domain::devices::{HostUsbAddress, StartupPolicy};
use virt_hostdev::{
    HostDevice, MdevRequest, PrepareOptions, PreparedDevice, ScsiAddress, ScsiHostRequest,
    ScsiRequest, UsbRequest,
};

fn named(vendor: u16, product: u16) -> UsbRequest {
    let (vendor, product) = (Some(vendor), Some(product));
    UsbRequest { vendor, product, ..UsbRequest::default() }
}

#[test]
fn usb_devices_are_found_by_what_they_are() {
    let host = Host::new();
    let manager = host.manager();
    let disk = HostDevice::Usb(named(0x46f4, 0x0001));
    let prepared = manager.prepare(&owner("web"), std::slice::from_ref(&disk)).unwrap();
    let [Some(PreparedDevice::Usb(usb))] = &prepared.devices[..] else { panic!("{prepared:?}") };
    assert_eq!(usb.address, HostUsbAddress::new(1, 4));
    assert_eq!(usb.port, "1");
    assert_eq!(usb.node, host.root().join("dev/bus/usb/001/004"));
    // Both names mean the same device.
    let err = manager.prepare(&owner("db"), &[usb_at(1, 4)]).unwrap_err();
    assert!(err.message().contains("domain 'web' of driver qemu has it"), "{err}");

    // It is plugged out, and the guest's request still means it.
    host.tree().remove("sys/bus/usb/devices/1-1");
    manager.reattach(&owner("web"), &[disk]).unwrap();
    assert!(manager.active(None, None).unwrap().is_empty());
}

#[test]
fn usb_devices_that_cannot_be_told_are_refused() {
    let host = Host::new();
    let manager = host.manager();
    let refused = |request: UsbRequest, expected: &str| {
        let err = manager.prepare(&owner("web"), &[HostDevice::Usb(request)]).unwrap_err();
        assert!(err.message().contains(expected), "{err}");
    };
    refused(named(0x0627, 0x0001), "has 2 of USB device 0627:0001, at 001:005 and 001:006");
    refused(named(1, 2), "no USB device 0001:0002; plug it in");
    let address = Some(HostUsbAddress::new(1, 9));
    let replugged = UsbRequest { address, ..named(0x46f4, 0x0001) };
    refused(replugged, "it is at 001:004 now");
    refused(UsbRequest { address, ..UsbRequest::default() }, "no USB device 001:009");
    let err = manager.prepare(&owner("web"), &[usb_at(1, 1)]).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::ConfigUnsupported);
    assert!(err.message().contains("it is a hub"), "{err}");
}

#[test]
fn usb_devices_may_be_absent_where_that_is_said() {
    let host = Host::new();
    let manager = host.manager();
    let with = |policy| HostDevice::Usb(UsbRequest { startup_policy: Some(policy), ..named(1, 2) });
    let prepared = manager.prepare(&owner("web"), &[with(StartupPolicy::Optional)]).unwrap();
    assert_eq!(prepared.devices, [None]);
    assert!(manager.prepare(&owner("web"), &[with(StartupPolicy::Requisite)]).is_err());
    let options = PrepareOptions { restored: true, ..PrepareOptions::default() };
    let prepared =
        manager.prepare_with(&owner("web"), &[with(StartupPolicy::Requisite)], &options).unwrap();
    assert_eq!(prepared.devices, [None]);
    manager.prepare_with(&owner("web"), &[with(StartupPolicy::Mandatory)], &options).unwrap_err();
}

#[test]
fn nodes_are_the_guest_s_for_a_while() {
    if !virt_testkit::needs::condition(
        rustix::process::geteuid().is_root(),
        "giving files to others takes root",
    ) {
        return;
    }
    let host = Host::new();
    let manager = host.manager();
    let node = host.root().join("dev/bus/usb/001/004");
    let of = || fs::metadata(&node).map(|data| (data.uid(), data.gid())).unwrap();
    let before = of();
    let options = PrepareOptions { user: Some((4711, 4712)), ..PrepareOptions::default() };
    manager.prepare_with(&owner("web"), &[usb_at(1, 4)], &options).unwrap();
    assert_eq!(of(), (4711, 4712));
    manager.reattach_all(&owner("web")).unwrap();
    assert_eq!(of(), before);
}

fn scsi(shareable: bool) -> HostDevice {
    let address = ScsiAddress { host: 2, bus: 0, target: 1, unit: 0 };
    HostDevice::Scsi(ScsiRequest { address, shareable, readonly: false, forced: false })
}

#[test]
fn scsi_devices_are_shared_by_those_who_say_so() {
    let host = Host::new();
    let manager = host.manager();
    let err = manager.prepare(&owner("web"), &[scsi(false)]).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::NoNodeDevice);
    host.tree().write("sys/bus/scsi/devices/2:0:1:0/type", "0\n");
    let err = manager.prepare(&owner("web"), &[scsi(false)]).unwrap_err();
    assert!(err.message().contains("modprobe sg"), "{err}");
    host.tree().write("sys/bus/scsi/devices/2:0:1:0/scsi_generic/sg1/dev", "21:1\n");
    host.tree().write("sys/bus/scsi/devices/2:0:1:0/block/sdb/dev", "8:16\n");
    host.tree().write("dev/sg1", "");

    let prepared = manager.prepare(&owner("web"), &[scsi(true)]).unwrap();
    let [Some(PreparedDevice::Scsi(disk))] = &prepared.devices[..] else { panic!("{prepared:?}") };
    assert_eq!(disk.generic_node, host.root().join("dev/sg1"));
    assert_eq!(disk.block_node, Some(host.root().join("dev/sdb")));
    let err = manager.prepare(&owner("db"), &[scsi(false)]).unwrap_err();
    assert!(err.message().contains("domain 'web'"), "{err}");
    let _db = host.manager().prepare(&owner("db"), &[scsi(true)]).unwrap();
    assert_eq!(manager.active(None, None).unwrap()[0].owners, [owner("web"), owner("db")]);
    manager.reattach(&owner("web"), &[scsi(true)]).unwrap();
    assert_eq!(manager.active(None, None).unwrap()[0].owners, [owner("db")]);
    manager.reattach_all(&owner("db")).unwrap();
    let _web = manager.prepare(&owner("web"), &[scsi(false)]).unwrap();
    assert!(manager.prepare(&owner("db"), &[scsi(true)]).is_err());
}

#[test]
fn mediated_devices_have_a_model() {
    let host = Host::new();
    let manager = host.manager();
    let uuid = Uuid::from_u128(0x83b8f4f2_509f_382f_3c1e_e6bfe0fa1001);
    let device = |model: &str| HostDevice::Mdev(MdevRequest { uuid, model: model.to_owned() });
    let err = manager.prepare(&owner("web"), &[device("vfio-pci")]).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::NoNodeDevice);
    let folder = format!("sys/bus/mdev/devices/{uuid}");
    host.tree().write(&format!("{folder}/mdev_type/device_api"), "vfio-pci\n");
    let group = host.root().join("sys/kernel/iommu_groups/30");
    host.tree().link(&format!("{folder}/iommu_group"), &group);
    host.tree().write("dev/vfio/30", "");

    let err = manager.prepare(&owner("web"), &[device("vfio-ap")]).unwrap_err();
    assert!(err.message().contains("model 'vfio-pci', not 'vfio-ap'"), "{err}");
    let prepared = manager.prepare(&owner("web"), &[device("vfio-pci")]).unwrap();
    let [Some(PreparedDevice::Mdev(mdev))] = &prepared.devices[..] else { panic!("{prepared:?}") };
    assert_eq!(mdev.sysfs, host.root().join(&folder));
    assert_eq!(mdev.group_node, Some(host.root().join("dev/vfio/30")));
    assert!(manager.prepare(&owner("db"), &[device("vfio-pci")]).is_err());
    manager.reattach_all(&owner("web")).unwrap();
    manager.prepare(&owner("db"), &[device("vfio-pci")]).unwrap();
}

#[test]
fn a_node_that_a_stranger_has_open_is_in_the_way() {
    let host = Host::new();
    let manager = host.manager();
    manager.detach(&support::address(support::CARD), None).unwrap();
    host.tree().link("proc/4711/fd/9", &host.root().join("dev/vfio/16"));
    host.tree().write("proc/4711/comm", "qemu-system-x86\n");
    let err = manager.prepare(&owner("web"), &[managed(support::CARD)]).unwrap_err();
    assert!(err.message().contains("process 4711 (qemu-system-x86) has its VFIO node"), "{err}");
}

#[test]
fn targets_of_vhost_have_one_guest() {
    let host = Host::new();
    let manager = host.manager();
    let wwpn = "naa.5001405df3e54061".to_owned();
    let target = [HostDevice::ScsiHost(ScsiHostRequest { wwpn: wwpn.clone() })];
    let err = manager.prepare(&owner("web"), &target).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::NoNodeDevice);
    host.tree().write(&format!("sys/kernel/config/target/vhost/{wwpn}/x"), "");
    assert!(manager.prepare(&owner("web"), &target).unwrap_err().message().contains("vhost_scsi"));
    host.tree().write("dev/vhost-scsi", "");
    let prepared = manager.prepare(&owner("web"), &target).unwrap();
    let [Some(PreparedDevice::ScsiHost(found))] = &prepared.devices[..] else { panic!() };
    assert_eq!(found.node, host.root().join("dev/vhost-scsi"));
    assert!(manager.prepare(&owner("db"), &target).is_err());
}
