//! Which devices a list is for, how they are found, and what is known of them.

#![expect(clippy::unwrap_used, reason = "this is how a test fails")]

mod support;

use support::{List, Tree, all, list, names, xml};
use virt_core::ErrorKind;
use virt_core::api::nodedev::{ConnectListAllNodeDeviceFlags as Filter, NodeDeviceXmlFlags};
use virt_core::object::NodeDeviceRef;

const BRIDGE: &str = "/devices/pci0000:00/0000:00:1c.0";
const CARD: &str = "/devices/pci0000:00/0000:00:1c.0/0000:03:00.0";
const DISK: &str = "/devices/pci0000:00/0000:00:02.0/virtio1/block/vda";

/// A bridge with a network card, a disk on virtio, and things that are no node devices.
fn host() -> Tree {
    let tree = Tree::new();
    let mac = [("address", "52:54:00:6b:3c:58\n"), ("operstate", "up")];
    tree.pci(BRIDGE, ("0x8086", "0x8c10"), "60400")
        .pci(CARD, ("0x8086", "0x10d3"), "20000")
        .file(CARD, "mdev_supported_types/t-1/device_api", "vfio-pci")
        .pci("/devices/pci0000:00/0000:00:02.0", ("0x1af4", "0x1042"), "18000")
        .device(&format!("{CARD}/net/eth0"), List::Class("net"), "INTERFACE=eth0 IFINDEX=2", &mac)
        .device(DISK, List::Class("block"), "DEVTYPE=disk MAJOR=253 MINOR=0 DEVNAME=vda", &[])
        .device(&format!("{DISK}/vda1"), List::Class("block"), "DEVTYPE=partition", &[])
        .device("/devices/virtual/block/loop0", List::Class("block"), "DEVTYPE=disk", &[])
        .device("/devices/x/nvme0/nvme0c0n1", List::Class("block"), "DEVTYPE=disk", &[])
        .device("/devices/virtual/tty/tty0", List::Class("tty"), "DEVNAME=tty0", &[])
        .device(
            "/devices/virtual/net/eth0.5",
            List::Class("net"),
            "DEVTYPE=vlan INTERFACE=eth0.5 IFINDEX=3",
            &mac,
        )
        .link("/devices/virtual/net/eth0.5", "lower_eth0", &format!("{CARD}/net/eth0"))
        .udev("b253:0", "S:disk/by-path/virtio-pci-0000:00:02.0\nE:ID_PATH=pci-0000:00:02.0\n");
    tree
}

const NET: &str = "net_eth0_52_54_00_6b_3c_58";
const VLAN: &str = "net_eth0_5_52_54_00_6b_3c_58";

#[test]
fn lists_follow_their_flags() {
    let tree = host();
    let driver = tree.driver();
    let pci = ["pci_0000_00_02_0", "pci_0000_00_1c_0", "pci_0000_03_00_0"];
    let every = [&["block_vda", "computer", NET, VLAN][..], &pci].concat();
    for (filter, expected) in [
        (all(), &every[..]),
        (Filter::ACTIVE, &every[..]),
        (Filter::ACTIVE | Filter::INACTIVE, &every[..]),
        (Filter::INACTIVE, &[]),
        (Filter::CAP_PCI_DEV, &pci),
        (Filter::CAP_MDEV_TYPES, &pci[2..]),
        (Filter::CAP_SYSTEM | Filter::CAP_STORAGE, &["block_vda", "computer"]),
        (Filter::CAP_NET | Filter::INACTIVE, &[]),
        (Filter::PERSISTENT, &["computer"]),
        (Filter::TRANSIENT | Filter::CAP_NET, &[NET, VLAN]),
        (Filter::CAP_VPD | Filter::CAP_FC_HOST | Filter::CAP_DRM, &[]),
    ] {
        assert_eq!(list(&*driver, filter), expected, "{filter:?}");
    }
}

#[test]
fn the_tree_leads_over_what_is_not_listed() {
    let tree = host();
    let driver = tree.driver();
    let parent = |name: &str| driver.parent(&NodeDeviceRef::new(name)).unwrap();
    assert_eq!(parent("block_vda").as_deref(), Some("pci_0000_00_02_0"));
    assert_eq!(parent(NET).as_deref(), Some("pci_0000_03_00_0"));
    assert_eq!(parent("pci_0000_03_00_0").as_deref(), Some("pci_0000_00_1c_0"));
    assert_eq!(parent(VLAN).as_deref(), Some("computer"));
    assert_eq!(parent("computer"), None);
    let capabilities =
        |name: &str| driver.capabilities(&NodeDeviceRef::new(name)).unwrap().join(" ");
    assert_eq!(capabilities("pci_0000_03_00_0"), "pci mdev_types");
    assert_eq!(capabilities("computer"), "system");
}

#[test]
fn devices_are_found_by_their_keys() {
    let tree = host();
    let driver = tree.driver();
    for (key, expected) in [
        ("pci:0000:03:00.0", Some("pci_0000_03_00_0")),
        ("pci:03:00.1", None),
        ("/sys/devices/pci0000:00/0000:00:1c.0", Some("pci_0000_00_1c_0")),
        ("/sys/class/net/eth0", Some(NET)),
        ("/sys/class/net/eth1", None),
        ("/dev/vda", Some("block_vda")),
        ("/dev/disk/by-path/virtio-pci-0000:00:02.0", Some("block_vda")),
        ("mac:52:54:00:6B:3C:58", Some(NET)),
        ("usb:1:2", None),
    ] {
        let found = driver.lookup_by_key(&key.parse().unwrap());
        match expected {
            Some(name) => assert_eq!(found.unwrap().name, name),
            None => assert_eq!(found.unwrap_err().kind(), ErrorKind::NoNodeDevice, "{key}"),
        }
    }
    let err = driver.lookup_scsi_host("20000000c9831b4b", "10000000c9831b4b").unwrap_err();
    assert_eq!(err.kind(), ErrorKind::NoNodeDevice);
}

#[test]
fn a_scsi_host_is_found_by_its_names() {
    let tree = Tree::new();
    let host = "/devices/pci0000:00/0000:00:06.0/host3";
    tree.device(host, List::Bus("scsi"), "DEVTYPE=scsi_host", &[])
        .file("/class/fc_host/host3", "node_name", "0x20000000c9831b4b")
        .file("/class/fc_host/host3", "port_name", "0x10000000c9831b4b")
        .file("/class/fc_host/host3", "vport_create", "");
    let driver = tree.driver();
    let found = driver.lookup_scsi_host("20000000C9831B4B", "10000000c9831b4b").unwrap();
    assert_eq!(found.name, "scsi_host3");
    assert_eq!(driver.capabilities(&found).unwrap(), ["scsi_host", "fc_host", "vports"]);
    assert_eq!(list(&*driver, Filter::CAP_VPORTS), ["scsi_host3"]);
}

#[test]
fn selectors_choose_by_what_is_known() {
    let tree = host();
    let driver = tree.driver();
    let select = |selector: &str| {
        let found = driver.select(&selector.parse().unwrap(), all()).unwrap();
        names(&found).join(" ")
    };
    assert_eq!(select("bus='pci' and cap='net'"), NET);
    assert_eq!(select("lower='eth0'"), VLAN);
    assert_eq!(select("ID_PATH ~ 'pci-*' and not cap='pci'"), "block_vda");
    assert_eq!(select("kernel_name='0000:00:1c.0'"), "pci_0000_00_1c_0");
    assert_eq!(driver.buses().unwrap(), ["pci"]);
    let types = driver.capability_types().unwrap();
    assert_eq!(types, ["80203", "mdev_types", "net", "pci", "storage", "system"]);
}

#[test]
fn a_device_that_goes_is_gone() {
    let tree = host();
    let driver = tree.driver();
    let card = driver.lookup_by_name("pci_0000_03_00_0").unwrap();
    tree.remove(CARD, "/bus/pci/devices");
    for err in [
        driver.xml(&card, Default::default()).unwrap_err(),
        driver.properties(&card).map(|_| ()).unwrap_err(),
    ] {
        assert_eq!(err.kind(), ErrorKind::NoNodeDevice);
        assert!(err.message().contains("'pci_0000_03_00_0'"), "{err}");
    }
    assert!(!list(&*driver, all()).contains(&card.name));
    assert_eq!(driver.lookup_by_name(&card.name).unwrap_err().kind(), ErrorKind::NoNodeDevice);
    // What comes and goes is known without a list.
    let other = "/devices/pci0000:00/0000:00:1d.0";
    tree.pci(other, ("1", "2"), "0");
    assert!(driver.lookup_by_name("pci_0000_00_1d_0").is_ok());
    tree.remove(other, "/bus/pci/devices");
    let err = driver.lookup_by_name("pci_0000_00_1d_0").unwrap_err();
    assert_eq!(err.kind(), ErrorKind::NoNodeDevice);
}

#[test]
fn only_the_host_is_persistent() {
    let tree = host();
    let driver = tree.driver();
    let inactive = NodeDeviceXmlFlags::INACTIVE;
    for (name, expected) in [("computer", true), (NET, false)] {
        let device = NodeDeviceRef::new(name);
        assert!(driver.is_active(&device).unwrap());
        assert_eq!(driver.is_persistent(&device).unwrap(), expected);
        assert_eq!(driver.autostart(&device).unwrap(), expected);
        assert_eq!(driver.xml(&device, inactive).is_ok(), expected);
    }
    let err = driver.xml(&NodeDeviceRef::new(NET), inactive).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid);
}

#[test]
fn absurd_contents_are_survived() {
    let tree = Tree::new();
    let card = "/devices/pci0000:00/0000:00:02.0";
    let odd = "/devices/pci0000:00/no address";
    tree.pci(card, ("\u{0}\u{1}", "0xfffffffffff"), "zzz")
        .file(card, "vendor", [0xFF, 0xFE])
        .file(card, "config", [0xFF; 4096])
        .file(card, "vpd", [0x82; 70000])
        .file(card, "sriov_totalvfs", "4294967295")
        .file(card, "numa_node", "9".repeat(9000))
        .link(card, "iommu_group", card)
        .link(card, "driver", "/devices/pci0000:00/0000:00:02.0/driver")
        .pci(odd, ("0x8086", "0x1"), "1")
        .device(
            "/devices/x/sd\u{e4}",
            List::Class("block"),
            "DEVTYPE=disk DEVNAME=sd",
            &[("size", "-1")],
        )
        .device("/devices/x/3:x:0", List::Bus("scsi"), "DEVTYPE=scsi_device", &[("type", "99")])
        .link("/bus/pci/devices", "loop", "/bus/pci/devices/loop")
        .link("/class/net", "outside", "/../../../../../../../../etc")
        .link("/class/net", "nowhere", "/devices/virtual/net/nowhere")
        .file("/class/net", "bonding_masters", "");
    let driver = tree.driver();
    let found = list(&*driver, all());
    assert_eq!(found.len(), 5, "{found:?}");
    for name in found {
        let text = xml(&*driver, &name);
        virt_core::config::NodeDeviceConfig::parse(&text).unwrap();
        driver.properties(&NodeDeviceRef::new(name)).unwrap();
    }
}
