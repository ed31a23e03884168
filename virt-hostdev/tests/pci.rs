//! PCI devices of a make-believe host: taken, refused, given back.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

mod support;

use std::time::Duration;

use support::{BRIDGE, CARD, DRIVER, Host, TWINS, address, managed, owner, wait_until};
use virt_core::ErrorKind;
use virt_core::driver::node::Severity;
use virt_core::object::NodeDeviceRef;
use virt_hostdev::{DeviceId, HostDevice, NvmeRequest, PciRequest, PrepareOptions, PreparedDevice};

fn vfio() -> Option<String> {
    Some("vfio-pci".to_owned())
}

fn unmanaged(card: &str) -> HostDevice {
    HostDevice::Pci(PciRequest::new(address(card)))
}

#[test]
fn a_managed_card_is_taken_and_given_back() {
    let host = Host::new();
    let before = host.state();
    let manager = host.manager();
    let prepared = manager.prepare(&owner("web"), &[managed(CARD)]).unwrap();
    let [Some(PreparedDevice::Pci(card))] = &prepared.devices[..] else { panic!("{prepared:?}") };
    assert_eq!((card.address.to_string().as_str(), card.driver.as_str()), (CARD, "vfio-pci"));
    assert_eq!(card.iommu_group, Some(16));
    assert_eq!(card.group_node, Some(host.root().join("dev/vfio/16")));
    assert_eq!(prepared.locks.len(), 1);
    assert_eq!(host.driver(CARD), vfio());

    let active = manager.active(None, Some(&owner("web"))).unwrap();
    assert_eq!(active.len(), 1);
    assert_eq!(active[0].device, DeviceId::Pci(address(CARD)));
    assert_eq!(active[0].owners, [owner("web")]);
    assert!(manager.active(None, Some(&owner("db"))).unwrap().is_empty());

    manager.reattach(&owner("web"), &[managed(CARD)]).unwrap();
    assert_eq!(host.state(), before);
    assert!(manager.active(None, None).unwrap().is_empty());
    assert!(manager.inactive(None).unwrap().is_empty());
    manager.reattach(&owner("web"), &[managed(CARD)]).unwrap();
}

#[test]
fn a_guest_s_card_is_nobody_else_s() {
    let host = Host::new();
    let manager = host.manager();
    let _web = manager.prepare(&owner("web"), &[managed(CARD)]).unwrap();
    for other in [manager.clone(), host.manager(), manager.for_root(host.root())] {
        let err = other.prepare(&owner("db"), &[managed(CARD)]).unwrap_err();
        assert_eq!(err.kind(), ErrorKind::OperationInvalid);
        assert!(err.message().contains("domain 'web' of driver qemu has it"), "{err}");
        let err = other.detach(&address(CARD), None).unwrap_err();
        assert!(err.message().contains("domain 'web'"), "{err}");
        other.reset(&address(CARD)).unwrap_err();
        other.reattach_to_host(&address(CARD)).unwrap_err();
        other.reattach(&owner("db"), &[managed(CARD)]).unwrap();
    }
    let err = manager.prepare(&owner("web"), &[managed(CARD)]).unwrap_err();
    assert!(err.message().contains("already"), "{err}");
    assert_eq!(host.driver(CARD), vfio());
}

#[test]
fn all_of_a_group_goes_to_one_guest() {
    let host = Host::new();
    let manager = host.manager();
    let before = host.state();
    let err = manager.prepare(&owner("web"), &[managed(TWINS[0])]).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid);
    let expected =
        format!("{} is in the same IOMMU group 17, and driver {DRIVER} has it", TWINS[1]);
    assert!(err.message().contains(&expected), "{err}");
    assert_eq!(host.state(), before);

    let both = TWINS.map(managed);
    let _locks = manager.prepare(&owner("web"), &both).unwrap();
    manager.reattach(&owner("web"), &both[..1]).unwrap();
    assert_eq!(host.driver(TWINS[0]).as_deref(), Some(DRIVER));
    // The other twin is a guest's, so nobody else can have this one.
    let err = manager.prepare(&owner("db"), &both[..1]).unwrap_err();
    assert!(err.message().contains("and domain 'web' of driver qemu has it"), "{err}");
    manager.reattach_all(&owner("web")).unwrap();
    assert_eq!(host.state(), before);
}

#[test]
fn nothing_is_taken_when_one_device_cannot_be() {
    let host = Host::new();
    let manager = host.manager();
    let before = host.state();
    host.tree().remove("sys/bus/pci/drivers/vfio-pci");
    let err = manager.prepare(&owner("web"), &[managed(CARD)]).unwrap_err();
    assert!(err.message().contains("vfio-pci"), "{err}");
    assert_eq!(host.state(), before);

    for (device, kind) in [
        (managed("0000:0a:00.0"), ErrorKind::NoNodeDevice),
        (managed(BRIDGE), ErrorKind::ConfigUnsupported),
        (unmanaged(TWINS[0]), ErrorKind::OperationInvalid),
    ] {
        let err = manager.prepare(&owner("web"), &[managed(CARD), device]).unwrap_err();
        assert_eq!(err.kind(), kind, "{err}");
        assert_eq!(host.state(), before);
        assert!(manager.active(None, None).unwrap().is_empty());
    }
    let twice = [managed(CARD), managed(CARD)];
    assert!(manager.prepare(&owner("web"), &twice).unwrap_err().message().contains("twice"));
}

#[test]
fn what_fails_late_is_rolled_back() {
    let host = Host::new();
    let before = host.state();
    // The second twin cannot be reserved for a driver, so the first one goes back.
    host.tree().remove(&format!("sys/devices/pci0000:00/{}/driver_override", TWINS[1]));
    std::fs::create_dir(
        host.root().join(format!("sys/devices/pci0000:00/{}/driver_override", TWINS[1])),
    )
    .unwrap();
    let manager = host.manager();
    let err = manager.prepare(&owner("web"), &TWINS.map(managed)).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::SystemError);
    let expected = format!("PCI device {}: reserving it for driver vfio-pci failed", TWINS[1]);
    assert!(err.message().contains(&expected), "{err}");
    assert_eq!(host.driver(TWINS[0]).as_deref(), Some(DRIVER));
    assert!(manager.active(None, None).unwrap().is_empty());
    assert_eq!(before[1].0, host.driver(TWINS[0]));
}

#[test]
fn unmanaged_cards_are_detached_first_and_stay_so() {
    let host = Host::new();
    let manager = host.manager();
    let before = host.state();
    let err = manager.prepare(&owner("web"), &[unmanaged(CARD)]).unwrap_err();
    assert!(err.message().contains("virt nodedev-detach pci_0000_02_00_0"), "{err}");

    manager.detach(&address(CARD), None).unwrap();
    manager.detach(&address(CARD), None).unwrap();
    let inactive = manager.inactive(None).unwrap();
    assert_eq!(inactive.len(), 1);
    assert_eq!(inactive[0].original_driver.as_deref(), Some(DRIVER));
    manager.reset(&address(CARD)).unwrap();

    let _locks = manager.prepare(&owner("web"), &[unmanaged(CARD)]).unwrap();
    assert!(manager.inactive(None).unwrap().is_empty());
    manager.reattach_all(&owner("web")).unwrap();
    assert_eq!(host.driver(CARD), vfio());
    assert_eq!(host.manager().inactive(None).unwrap(), inactive);

    manager.reattach_to_host(&address(CARD)).unwrap();
    manager.reattach_to_host(&address(CARD)).unwrap();
    assert_eq!(host.state(), before);
    assert!(manager.inactive(None).unwrap().is_empty());
}

#[test]
fn a_reset_that_others_would_feel_is_refused() {
    let host = Host::new();
    let manager = host.manager();
    let file = |name| format!("sys/devices/pci0000:00/{}/{name}", TWINS[0]);
    manager.reset(&address(TWINS[0])).unwrap();
    let written = std::fs::read_to_string(host.root().join(file("reset"))).unwrap();
    assert_eq!(written, "1");
    host.tree().write(&file("reset_method"), "bus\n");
    let err = manager.reset(&address(TWINS[0])).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid);
    assert!(err.message().contains(&format!("{} is too, and driver e1000e", TWINS[1])), "{err}");
    host.tree().remove(&file("reset"));
    assert!(manager.reset(&address(TWINS[0])).unwrap_err().message().contains("cannot be reset"));
    assert!(manager.reset(&address("0000:0a:00.0")).is_err());
    assert!(manager.inactive(None).unwrap().is_empty());
}

#[test]
fn a_driver_that_hangs_costs_its_device_only() {
    let host = Host::new();
    let manager = host.manager();
    let before = host.state();
    host.tree().driver("slow");
    // Nobody reads what is written there, so opening it waits.
    host.tree().remove(&format!("sys/devices/pci0000:00/{BRIDGE}/{CARD}/driver"));
    let slow = host.root().join("sys/bus/pci/drivers/slow");
    host.tree().link(&format!("sys/devices/pci0000:00/{BRIDGE}/{CARD}/driver"), &slow);
    let options =
        PrepareOptions { step_time: Some(Duration::from_secs(3)), ..PrepareOptions::default() };
    let err = manager.prepare_with(&owner("web"), &[managed(CARD)], &options).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationTimeout);
    let expected = format!("PCI device {CARD}: unbinding from driver slow has not ended in time");
    assert!(err.message().contains(&expected), "{err}");

    let both = TWINS.map(managed);
    let _locks = manager.prepare(&owner("db"), &both).unwrap();
    manager.reattach(&owner("db"), &both).unwrap();
    assert_eq!(host.state()[1..], before[1..]);
    assert_eq!(host.driver(CARD).as_deref(), Some("slow"));
    assert!(manager.active(None, None).unwrap().is_empty());
}

#[test]
fn a_driver_that_does_nothing_is_named() {
    let host = Host::new();
    let manager = host.manager();
    host.kernel().hang(DRIVER);
    let options =
        PrepareOptions { step_time: Some(Duration::from_secs(3)), ..PrepareOptions::default() };
    let err = manager.prepare_with(&owner("web"), &[managed(CARD)], &options).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationTimeout);
    assert!(err.message().contains("unbinding from driver e1000e"), "{err}");
    host.kernel().let_go();
    // What was asked for happens after all, and is undone when somebody looks.
    wait_until("the driver lets go", || host.driver(CARD).is_none());
    let _locks = manager.prepare(&owner("db"), &[managed(CARD)]).unwrap();
    manager.reattach_all(&owner("db")).unwrap();
}

#[test]
fn devices_that_vanish_are_forgotten() {
    let host = Host::new();
    let manager = host.manager();
    let _locks = manager.prepare(&owner("web"), &[managed(CARD)]).unwrap();
    host.tree().remove(&format!("sys/bus/pci/devices/{CARD}"));
    host.tree().remove(&format!("sys/devices/pci0000:00/{BRIDGE}/{CARD}"));
    manager.reattach(&owner("web"), &[managed(CARD)]).unwrap();
    assert!(manager.active(None, None).unwrap().is_empty());
    assert!(manager.inactive(None).unwrap().is_empty());
}

#[test]
fn the_host_keeps_its_disk_and_its_way_to_the_network() {
    let host = Host::new();
    let tree = host.tree();
    let manager = host.manager();
    let card = format!("sys/devices/pci0000:00/{BRIDGE}/{CARD}");
    let real = host.root().join(&card);
    tree.write(&format!("{card}/block/sda/sda1/partition"), "1\n");
    tree.link("sys/dev/block/8:1", &real.join("block/sda/sda1"));
    tree.write("proc/self/mountinfo", "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n");
    tree.write(&format!("{card}/net/eth0/address"), "\n");
    tree.link("sys/class/net/eth0", &real.join("net/eth0"));
    tree.write("sys/devices/virtual/net/br0/address", "\n");
    tree.link("sys/class/net/br0", &host.root().join("sys/devices/virtual/net/br0"));
    tree.link("sys/devices/virtual/net/br0/lower_eth0", &real.join("net/eth0"));
    let route = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n\
                 br0\t00000000\t0100000A\t0003\t0\t0\t0\t00000000\t0\t0\t0\n";
    tree.write("proc/net/route", route);

    let err = manager.prepare(&owner("web"), &[managed(CARD)]).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid);
    assert!(err.message().contains("the host has its file system '/' on it"), "{err}");
    assert!(err.message().contains("default route goes through its interface 'br0'"), "{err}");
    let err = manager.detach(&address(CARD), None).unwrap_err();
    assert!(err.message().contains("'virt nodedev-detach --force pci_0000_02_00_0'"), "{err}");

    let name = NodeDeviceRef::new("pci_0000_02_00_0");
    let explanation = manager.explain(&name, &managed(CARD)).unwrap();
    let severities: Vec<_> = explanation.obstacles.iter().map(|o| o.severity).collect();
    assert_eq!(severities, [Severity::Forcible, Severity::Forcible]);

    let _locks = manager.prepare(&owner("web"), &[managed(CARD).forced()]).unwrap();
    manager.reattach_all(&owner("web")).unwrap();
    manager.detach_with(&address(CARD), None, true).unwrap();
    manager.reattach_to_host(&address(CARD)).unwrap();
}

#[test]
fn the_host_keeps_what_it_has_made_of_its_disks() {
    let host = Host::new();
    let tree = host.tree();
    let card = format!("sys/devices/pci0000:00/{BRIDGE}/{CARD}");
    let real = host.root().join(&card);
    let dm = "sys/devices/virtual/block/dm-0";
    for name in ["sda", "sda1", "sda2", "sda3"] {
        let place =
            if name == "sda" { "block/sda".to_owned() } else { format!("block/sda/{name}") };
        tree.write(&format!("{card}/{place}/size"), "1\n");
        tree.link(&format!("sys/class/block/{name}"), &real.join(place));
    }
    let obstacles = || {
        let name = NodeDeviceRef::new("pci_0000_02_00_0");
        let explanation = host.manager().explain(&name, &managed(CARD)).unwrap();
        explanation.obstacles.iter().map(|o| o.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(obstacles(), [""; 0]);

    // A volume that is mounted nowhere, and what stands on it.
    tree.link(&format!("{card}/block/sda/sda2/holders/dm-0"), &host.root().join(dm));
    tree.link(&format!("{dm}/slaves/sda2"), &real.join("block/sda/sda2"));
    tree.link(&format!("{dm}/holders/dm-1"), &host.root().join(dm));
    tree.link("sys/class/block/dm-0", &host.root().join(dm));
    // The second half of a file system whose mount point names the first.
    tree.link("sys/fs/btrfs/0b8e/devices/sda3", &real.join("block/sda/sda3"));
    tree.write("sys/fs/btrfs/features/raid1c34", "0\n");
    let found = obstacles();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("a mounted btrfs file system has a part on it, in 'sda3'"));
    assert!(found[1].contains("the host has made 'dm-0' of it, of 'sda2'"));

    // What is mounted says it better.
    tree.link("sys/dev/block/254:0", &host.root().join(dm));
    tree.write("proc/self/mountinfo", "21 1 254:0 / /srv rw - ext4 /dev/mapper/srv rw\n");
    let found = obstacles();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("the host has its file system '/srv' on it, in 'dm-0'"));
}

#[test]
fn a_drive_is_taken_once_for_all_its_namespaces() {
    let host = Host::new();
    let drive = "0000:06:00.0";
    host.tree().pci(drive, "pci0000:00", "0x010802", 20, Some(DRIVER));
    let manager = host.manager();
    let namespace = |namespace, card: &str| {
        let address = address(card);
        HostDevice::Nvme(NvmeRequest { address, namespace, managed: true, forced: false })
    };
    let prepared =
        manager.prepare(&owner("web"), &[namespace(1, drive), namespace(2, drive)]).unwrap();
    let spaces: Vec<u32> = prepared
        .devices
        .iter()
        .map(|device| match device {
            Some(PreparedDevice::Nvme { namespace, .. }) => *namespace,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(spaces, [1, 2]);
    manager.prepare(&owner("web"), &[namespace(3, drive)]).unwrap();
    assert!(manager.prepare(&owner("web"), &[namespace(3, drive)]).is_err());
    assert!(manager.prepare(&owner("db"), &[namespace(4, drive)]).is_err());
    // What was asked for beside is not to be had, so the guest has what it had.
    let err = manager.prepare(&owner("web"), &[namespace(4, drive), managed(BRIDGE)]).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::ConfigUnsupported);
    manager.reattach(&owner("web"), &[namespace(1, drive), namespace(2, drive)]).unwrap();
    assert_eq!(host.driver(drive), vfio());
    manager.reattach(&owner("web"), &[namespace(3, drive)]).unwrap();
    assert_eq!(host.driver(drive).as_deref(), Some(DRIVER));

    let err = manager.prepare(&owner("web"), &[namespace(1, CARD)]).unwrap_err();
    assert!(err.message().contains("no NVMe drive"), "{err}");
}

#[test]
fn explanations_go_on_to_the_end() {
    let host = Host::new();
    let manager = host.manager();
    let name = NodeDeviceRef::new("pci_0000_03_00_0");
    let explanation = manager.explain(&name, &unmanaged(TWINS[0])).unwrap();
    assert_eq!(explanation.obstacles.len(), 2, "{explanation}");
    assert!(explanation.obstacles[0].what.contains(DRIVER));
    assert!(explanation.obstacles[1].what.contains(TWINS[1]));
    let name = NodeDeviceRef::new("pci_0000_02_00_0");
    assert!(manager.explain(&name, &managed(CARD)).unwrap().can_be_given());
    let bridge = manager.explain(&name, &managed(BRIDGE)).unwrap();
    assert_eq!(bridge.obstacles[0].severity, Severity::Final);
}

#[test]
fn a_card_is_refused_whose_functions_guests_have() {
    let host = Host::new();
    let function = "0000:02:10.0";
    host.tree().pci(function, "pci0000:00", "0x020000", 21, Some(DRIVER));
    let card = format!("sys/devices/pci0000:00/{BRIDGE}/{CARD}/virtfn0");
    host.tree().link(&card, &host.root().join("sys/bus/pci/devices").join(function));
    let manager = host.manager();
    let _locks = manager.prepare(&owner("web"), &[managed(function)]).unwrap();
    let err = manager.prepare(&owner("db"), &[managed(CARD)]).unwrap_err();
    let expected = format!("its virtual function {function} goes with it, and domain 'web'");
    assert!(err.message().contains(&expected), "{err}");
    manager.reattach_all(&owner("web")).unwrap();
    manager.prepare(&owner("db"), &[managed(CARD)]).unwrap();
}
