//! Devices of every kind over trees of our own, as libvirt writes them.

#![expect(clippy::unwrap_used, reason = "this is how a test fails")]

mod support;

use expect_test::{Expect, expect};
use support::{List, Tree, xml};

const CARD: &str = "/devices/pci0000:00/0000:00:02.0";

fn check(tree: &Tree, name: &str, expected: Expect) {
    expected.assert_eq(&xml(&*tree.driver(), name));
}

/// A configuration space of a device on PCI Express with a link of four lanes.
fn express_space(header_type: u8) -> Vec<u8> {
    let mut space = vec![0; 4096];
    space[0x06] = 0x10;
    space[0x0E] = header_type;
    space[0x34] = 0x40;
    space[0x40..0x44].copy_from_slice(&[0x10, 0x00, 0x42, 0x00]);
    space[0x4C..0x50].copy_from_slice(&[0x43, 0x00, 0x00, 0x05]);
    space[0x52..0x54].copy_from_slice(&[0x11, 0x00]);
    space
}

fn vpd() -> Vec<u8> {
    let fields = b"PN\x04PN-1SN\x02S1V0\x01vRV\x01\x00";
    let mut bytes = b"\x82\x06\x00A card\x90".to_vec();
    bytes.extend([u8::try_from(fields.len()).unwrap(), 0]);
    bytes.extend(fields);
    bytes.push(0x78);
    bytes
}

#[test]
fn the_host_itself() {
    let tree = Tree::new();
    let uuid = "4c4c4544-0042-4b10-8038-b4c04f4a3232";
    for (name, value) in [
        ("sys_vendor", "LENOVO \n"),
        ("product_name", "20FW\u{1}"),
        ("product_uuid", uuid),
        ("bios_vendor", "Phoenix & Sons"),
        ("bios_date", "07/12/2016"),
        ("product_serial", "\n"),
    ] {
        tree.file("/devices/virtual/dmi/id", name, value);
    }
    check(
        &tree,
        "computer",
        expect![[r#"
            <device>
              <name>computer</name>
              <capability type='system'>
                <product>20FW</product>
                <hardware>
                  <vendor>LENOVO</vendor>
                  <uuid>4c4c4544-0042-4b10-8038-b4c04f4a3232</uuid>
                </hardware>
                <firmware>
                  <vendor>Phoenix &amp; Sons</vendor>
                  <release_date>07/12/2016</release_date>
                </firmware>
              </capability>
            </device>
        "#]],
    );
}

#[test]
fn a_pci_device_with_everything() {
    let tree = Tree::new();
    tree.pci(CARD, ("0x8086\n", "0x10c9\n"), "20000")
        .file(CARD, "numa_node", "1")
        .file(CARD, "config", express_space(0))
        .file(CARD, "vpd", vpd())
        .file(CARD, "sriov_totalvfs", "7\n")
        .link(CARD, "virtfn0", "/devices/pci0000:00/0000:00:10.0")
        .link(CARD, "virtfn1", "/devices/pci0000:00/0000:00:10.2")
        .link(CARD, "driver", "/bus/pci/drivers/igb")
        .link(CARD, "iommu_group", "/kernel/iommu_groups/19")
        .link("/kernel/iommu_groups/19/devices", "0000:00:02.0", CARD)
        .file(CARD, "mdev_supported_types/t-1/device_api", "vfio-pci")
        .file(CARD, "mdev_supported_types/t-1/available_instances", "2")
        .file(CARD, "mdev_supported_types/t-1/name", "A part");
    let ids = tree.root().join("usr/share/misc");
    std::fs::create_dir_all(&ids).unwrap();
    std::fs::write(ids.join("pci.ids"), "8086  Intel Corporation\n\t10c9  82576\n").unwrap();
    check(
        &tree,
        "pci_0000_00_02_0",
        expect![[r#"
            <device>
              <name>pci_0000_00_02_0</name>
              <path>/sys/devices/pci0000:00/0000:00:02.0</path>
              <parent>computer</parent>
              <driver>
                <name>igb</name>
              </driver>
              <capability type='pci'>
                <class>0x020000</class>
                <domain>0</domain>
                <bus>0</bus>
                <slot>2</slot>
                <function>0</function>
                <product id='0x10c9'>82576</product>
                <vendor id='0x8086'>Intel Corporation</vendor>
                <capability type='virt_functions' maxCount='7'>
                  <address domain='0x0000' bus='0x00' slot='0x10' function='0x0'/>
                  <address domain='0x0000' bus='0x00' slot='0x10' function='0x2'/>
                </capability>
                <capability type='mdev_types'>
                  <type id='t-1'>
                    <name>A part</name>
                    <deviceAPI>vfio-pci</deviceAPI>
                    <availableInstances>2</availableInstances>
                  </type>
                </capability>
                <capability type='vpd'>
                  <name>A card</name>
                  <fields access='readonly'>
                    <part_number>PN-1</part_number>
                    <serial_number>S1</serial_number>
                    <vendor_field index='0'>v</vendor_field>
                  </fields>
                </capability>
                <iommuGroup number='19'>
                  <address domain='0x0000' bus='0x00' slot='0x02' function='0x0'/>
                </iommuGroup>
                <numa node='1'/>
                <pci-express>
                  <link validity='cap' port='5' speed='8' width='4'/>
                  <link validity='sta' speed='2.5' width='1'/>
                </pci-express>
              </capability>
            </device>
        "#]],
    );
}

#[test]
fn a_virtual_function_and_a_bridge() {
    let tree = Tree::new();
    let bridge = "/devices/pci0000:00/0000:00:1c.0";
    let function = "/devices/pci0000:00/0000:00:1c.0/0000:01:10.0";
    tree.pci(bridge, ("0xffff", "0xfffe"), "60400")
        .file(bridge, "config", &express_space(1)[..64])
        .pci(function, ("0x8086", "0x10ca"), "20000")
        .link(function, "physfn", CARD);
    check(
        &tree,
        "pci_0000_00_1c_0",
        expect![[r#"
            <device>
              <name>pci_0000_00_1c_0</name>
              <path>/sys/devices/pci0000:00/0000:00:1c.0</path>
              <parent>computer</parent>
              <capability type='pci'>
                <class>0x060400</class>
                <domain>0</domain>
                <bus>0</bus>
                <slot>28</slot>
                <function>0</function>
                <product id='0xfffe'/>
                <vendor id='0xffff'>Illegal Vendor ID</vendor>
                <capability type='pci-bridge'/>
              </capability>
            </device>
        "#]],
    );
    check(
        &tree,
        "pci_0000_01_10_0",
        expect![[r#"
            <device>
              <name>pci_0000_01_10_0</name>
              <path>/sys/devices/pci0000:00/0000:00:1c.0/0000:01:10.0</path>
              <parent>pci_0000_00_1c_0</parent>
              <capability type='pci'>
                <class>0x020000</class>
                <domain>0</domain>
                <bus>1</bus>
                <slot>16</slot>
                <function>0</function>
                <product id='0x10ca'>82576 Virtual Function</product>
                <vendor id='0x8086'>Intel Corporation</vendor>
                <capability type='phys_function'>
                  <address domain='0x0000' bus='0x00' slot='0x02' function='0x0'/>
                </capability>
              </capability>
            </device>
        "#]],
    );
}

#[test]
fn usb_devices_and_their_interfaces() {
    let tree = Tree::new();
    let stick = "/devices/pci0000:00/0000:00:05.0/usb2/2-1";
    let uevent = "DEVTYPE=usb_device DRIVER=usb MAJOR=189 MINOR=129 DEVNAME=bus/usb/002/002";
    let device = [
        ("busnum", "2"),
        ("devnum", "2"),
        ("idVendor", "46f4"),
        ("idProduct", "0001"),
        ("manufacturer", "QEMU"),
        ("product", "QEMU USB HARDDRIVE"),
    ];
    let interface = [
        ("bInterfaceNumber", "00"),
        ("bInterfaceClass", "08"),
        ("bInterfaceSubClass", "06"),
        ("bInterfaceProtocol", "50"),
        ("interface", "Bulk"),
    ];
    tree.device(stick, List::Bus("usb"), uevent, &device)
        .device(&format!("{stick}/2-1:1.0"), List::Bus("usb"), "DEVTYPE=usb_interface", &interface)
        .udev("c189:129", "E:ID_MODEL_FROM_DATABASE=A drive\n")
        .link(stick, "driver", "/bus/usb/drivers/usb");
    check(
        &tree,
        "usb_2_1",
        expect![[r#"
            <device>
              <name>usb_2_1</name>
              <path>/sys/devices/pci0000:00/0000:00:05.0/usb2/2-1</path>
              <devnode type='dev'>/dev/bus/usb/002/002</devnode>
              <parent>computer</parent>
              <driver>
                <name>usb</name>
              </driver>
              <capability type='usb_device'>
                <bus>2</bus>
                <device>2</device>
                <product id='0x0001'>A drive</product>
                <vendor id='0x46f4'>QEMU</vendor>
              </capability>
            </device>
        "#]],
    );
    check(
        &tree,
        "usb_2_1_1_0",
        expect![[r#"
            <device>
              <name>usb_2_1_1_0</name>
              <path>/sys/devices/pci0000:00/0000:00:05.0/usb2/2-1/2-1:1.0</path>
              <parent>usb_2_1</parent>
              <capability type='usb'>
                <number>0</number>
                <class>8</class>
                <subclass>6</subclass>
                <protocol>80</protocol>
                <description>Bulk</description>
              </capability>
            </device>
        "#]],
    );
}

#[test]
fn network_interfaces() {
    let tree = Tree::new();
    let wired = "/devices/virtual/net/eth0.5";
    let attributes = [("address", "52:54:00:6b:3c:58\n"), ("operstate", "up"), ("speed", "1000")];
    tree.device(wired, List::Class("net"), "DEVTYPE=vlan INTERFACE=eth0.5 IFINDEX=3", &attributes);
    let wireless = "/devices/virtual/net/wlan0";
    let attributes = [("address", "\n"), ("operstate", "down"), ("speed", "-1")];
    tree.device(wireless, List::Class("net"), "DEVTYPE=wlan INTERFACE=wlan0", &attributes);
    check(
        &tree,
        "net_eth0_5_52_54_00_6b_3c_58",
        expect![[r#"
            <device>
              <name>net_eth0_5_52_54_00_6b_3c_58</name>
              <path>/sys/devices/virtual/net/eth0.5</path>
              <parent>computer</parent>
              <capability type='net'>
                <interface>eth0.5</interface>
                <address>52:54:00:6b:3c:58</address>
                <link speed='1000' state='up'/>
                <capability type='80203'/>
              </capability>
            </device>
        "#]],
    );
    check(
        &tree,
        "net_wlan0",
        expect![[r#"
            <device>
              <name>net_wlan0</name>
              <path>/sys/devices/virtual/net/wlan0</path>
              <parent>computer</parent>
              <capability type='net'>
                <interface>wlan0</interface>
                <link state='down'/>
                <capability type='80211'/>
              </capability>
            </device>
        "#]],
    );
}

const HOST: &str = "/devices/pci0000:00/0000:00:06.0/host3";

#[test]
fn scsi_from_the_host_to_the_unit() {
    let tree = Tree::new();
    let target = format!("{HOST}/rport-3:0-1/target3:0:1");
    let unit = format!("{target}/3:0:1:2");
    tree.device(HOST, List::Bus("scsi"), "DEVTYPE=scsi_host", &[])
        .file(HOST, "scsi_host/host3/unique_id", "7\n")
        .file("/class/fc_host/host3", "node_name", "0x20000000c9831b4b")
        .file("/class/fc_host/host3", "port_name", "0x10000000c9831b4b")
        .file("/class/fc_host/host3", "fabric_name", "0x2001547feeb71cc1")
        .file("/class/fc_host/host3", "vport_create", "")
        .file("/class/fc_host/host3", "max_npiv_vports", "127")
        .file("/class/fc_host/host3", "npiv_vports_inuse", "1")
        .file("/class/fc_remote_ports/rport-3:0-1", "port_name", "0x9d73bc45f0e21a86")
        .device(&target, List::Bus("scsi"), "DEVTYPE=scsi_target", &[])
        .device(&unit, List::Bus("scsi"), "DEVTYPE=scsi_device", &[("type", "5")])
        .device(
            &format!("{unit}/scsi_generic/sg4"),
            List::Class("scsi_generic"),
            "MAJOR=21 MINOR=4 DEVNAME=sg4",
            &[],
        );
    for (name, expected) in [
        (
            "scsi_host3",
            expect![[r#"
                <device>
                  <name>scsi_host3</name>
                  <path>/sys/devices/pci0000:00/0000:00:06.0/host3</path>
                  <parent>computer</parent>
                  <capability type='scsi_host'>
                    <host>3</host>
                    <unique_id>7</unique_id>
                    <capability type='fc_host'>
                      <wwnn>20000000c9831b4b</wwnn>
                      <wwpn>10000000c9831b4b</wwpn>
                      <fabric_wwn>2001547feeb71cc1</fabric_wwn>
                    </capability>
                    <capability type='vport_ops'>
                      <max_vports>127</max_vports>
                      <vports>1</vports>
                    </capability>
                  </capability>
                </device>
            "#]],
        ),
        (
            "scsi_target3_0_1",
            expect![[r#"
                <device>
                  <name>scsi_target3_0_1</name>
                  <path>/sys/devices/pci0000:00/0000:00:06.0/host3/rport-3:0-1/target3:0:1</path>
                  <parent>scsi_host3</parent>
                  <capability type='scsi_target'>
                    <target>target3:0:1</target>
                    <capability type='fc_remote_port'>
                      <rport>rport-3:0-1</rport>
                      <wwpn>0x9d73bc45f0e21a86</wwpn>
                    </capability>
                  </capability>
                </device>
            "#]],
        ),
        (
            "scsi_3_0_1_2",
            expect![[r#"
                <device>
                  <name>scsi_3_0_1_2</name>
                  <path>/sys/devices/pci0000:00/0000:00:06.0/host3/rport-3:0-1/target3:0:1/3:0:1:2</path>
                  <parent>scsi_target3_0_1</parent>
                  <capability type='scsi'>
                    <host>3</host>
                    <bus>0</bus>
                    <target>1</target>
                    <lun>2</lun>
                    <type>cdrom</type>
                  </capability>
                </device>
            "#]],
        ),
        (
            "scsi_generic_sg4",
            expect![[r#"
                <device>
                  <name>scsi_generic_sg4</name>
                  <path>/sys/devices/pci0000:00/0000:00:06.0/host3/rport-3:0-1/target3:0:1/3:0:1:2/scsi_generic/sg4</path>
                  <devnode type='dev'>/dev/sg4</devnode>
                  <parent>scsi_3_0_1_2</parent>
                  <capability type='scsi_generic'>
                    <char>/dev/sg4</char>
                  </capability>
                </device>
            "#]],
        ),
    ] {
        check(&tree, name, expected);
    }
}

#[test]
fn disks_and_drives() {
    let tree = Tree::new();
    let disk = "/devices/pci0000:00/0000:00:06.0/host3/target3:0:1/3:0:1:2/block/sda";
    let uevent = "DEVTYPE=disk MAJOR=8 MINOR=0 DEVNAME=sda";
    let attributes =
        [("size", "32768"), ("queue/logical_block_size", "4096"), ("device/vendor", "Linux   ")];
    let udev = "S:disk/by-id/wwn-1\nS:disk/by-id/scsi-3\nE:ID_TYPE=disk\nE:ID_BUS=scsi\n\
                E:ID_SERIAL=33333-0:0\n";
    tree.device(disk, List::Class("block"), uevent, &attributes).udev("b8:0", udev);
    let drive = "/devices/virtual/block/sr0";
    let uevent = "DEVTYPE=disk MAJOR=11 MINOR=0 DEVNAME=sr0";
    let udev = "E:ID_TYPE=cd\nE:ID_CDROM_MEDIA=1\nE:ID_FS_LABEL=Debian 13\n";
    tree.device(drive, List::Class("block"), uevent, &[("size", "8")]).udev("b11:0", udev);
    check(
        &tree,
        "block_sda_33333_0_0",
        expect![[r#"
            <device>
              <name>block_sda_33333_0_0</name>
              <path>/sys/devices/pci0000:00/0000:00:06.0/host3/target3:0:1/3:0:1:2/block/sda</path>
              <devnode type='dev'>/dev/sda</devnode>
              <devnode type='link'>/dev/disk/by-id/scsi-3</devnode>
              <devnode type='link'>/dev/disk/by-id/wwn-1</devnode>
              <parent>computer</parent>
              <capability type='storage'>
                <block>/dev/sda</block>
                <bus>scsi</bus>
                <drive_type>disk</drive_type>
                <vendor>Linux</vendor>
                <serial>33333-0:0</serial>
                <size>16777216</size>
                <logical_block_size>4096</logical_block_size>
                <num_blocks>4096</num_blocks>
              </capability>
            </device>
        "#]],
    );
    check(
        &tree,
        "block_sr0",
        expect![[r#"
            <device>
              <name>block_sr0</name>
              <path>/sys/devices/virtual/block/sr0</path>
              <devnode type='dev'>/dev/sr0</devnode>
              <parent>computer</parent>
              <capability type='storage'>
                <block>/dev/sr0</block>
                <drive_type>cdrom</drive_type>
                <capability type='removable'>
                  <media_available>1</media_available>
                  <media_size>4096</media_size>
                  <media_label>Debian 13</media_label>
                  <logical_block_size>512</logical_block_size>
                  <num_blocks>8</num_blocks>
                </capability>
              </capability>
            </device>
        "#]],
    );
}

#[test]
fn mediated_devices_and_datapaths() {
    let tree = Tree::new();
    let parent = "/devices/virtual/mtty/mtty";
    let uuid = "3627463d-b7f0-4fea-b468-f1da537d301b";
    let mdev = format!("{parent}/{uuid}");
    tree.device(parent, List::Class("mtty"), "", &[])
        .link("/class/mdev_bus", "mtty", parent)
        .file(parent, "mdev_supported_types/mtty-1/device_api", "vfio-pci")
        .file(parent, "mdev_supported_types/mtty-1/available_instances", "24")
        .file(parent, "mdev_supported_types/odd/device_api", "vfio-odd")
        .device(&mdev, List::Bus("mdev"), "DRIVER=vfio_mdev", &[])
        .link(&mdev, "mdev_type", &format!("{parent}/mdev_supported_types/mtty-1"))
        .link(&mdev, "iommu_group", "/kernel/iommu_groups/4");
    let datapath = "/devices/pci0000:00/0000:00:02.2/vdpa0";
    tree.device(datapath, List::Bus("vdpa"), "DRIVER=vhost_vdpa", &[]).file(
        datapath,
        "vhost-vdpa-0/uevent",
        "",
    );
    for (name, expected) in [
        (
            "mtty_mtty",
            expect![[r#"
                <device>
                  <name>mtty_mtty</name>
                  <path>/sys/devices/virtual/mtty/mtty</path>
                  <parent>computer</parent>
                  <capability type='mdev_types'>
                    <capability type='mdev_types'>
                      <type id='mtty-1'>
                        <deviceAPI>vfio-pci</deviceAPI>
                        <availableInstances>24</availableInstances>
                      </type>
                    </capability>
                  </capability>
                </device>
            "#]],
        ),
        (
            "mdev_3627463d_b7f0_4fea_b468_f1da537d301b_mtty",
            expect![[r#"
                <device>
                  <name>mdev_3627463d_b7f0_4fea_b468_f1da537d301b_mtty</name>
                  <path>/sys/devices/virtual/mtty/mtty/3627463d-b7f0-4fea-b468-f1da537d301b</path>
                  <parent>mtty_mtty</parent>
                  <capability type='mdev'>
                    <type id='mtty-1'/>
                    <uuid>3627463d-b7f0-4fea-b468-f1da537d301b</uuid>
                    <parent_addr>mtty</parent_addr>
                    <iommuGroup number='4'/>
                  </capability>
                </device>
            "#]],
        ),
        (
            "vdpa_vdpa0",
            expect![[r#"
                <device>
                  <name>vdpa_vdpa0</name>
                  <path>/sys/devices/pci0000:00/0000:00:02.2/vdpa0</path>
                  <parent>computer</parent>
                  <capability type='vdpa'>
                    <chardev>/dev/vhost-vdpa-0</chardev>
                  </capability>
                </device>
            "#]],
        ),
    ] {
        check(&tree, name, expected);
    }
}

#[test]
fn channels_of_ibm_z() {
    let tree = Tree::new();
    let channel = "/devices/css0/0.0.0007";
    let device = format!("{channel}/0.0.bd00");
    let group = "/devices/qeth/0.0.bd00";
    tree.device(channel, List::Bus("css"), "DRIVER=vfio_ccw", &[("dev_busid", "0.0.bd00")])
        .file(channel, "mdev_supported_types/vfio_ccw-io/device_api", "vfio-ccw")
        .file(channel, "mdev_supported_types/vfio_ccw-io/available_instances", "1")
        .device("/devices/css0/0.0.0008", List::Bus("css"), "DRIVER=chsc_subchannel", &[])
        .device(&device, List::Bus("ccw"), "DRIVER=qeth", &[("online", "1")])
        .link(&device, "group_device", group)
        .device(group, List::Bus("ccwgroup"), "DRIVER=qeth", &[("online", "0")])
        .file(group, "card_type", "OSD_1000\n")
        .file(group, "chpid", "01")
        .file(group, "layer2", "1")
        .link(group, "driver", "/bus/ccwgroup/drivers/qeth")
        .link(group, "cdev0", &device);
    assert_eq!(support::list(&*tree.driver(), support::all()).len(), 4, "not every subchannel");
    for (name, expected) in [
        (
            "css_0_0_0007",
            expect![[r#"
                <device>
                  <name>css_0_0_0007</name>
                  <path>/sys/devices/css0/0.0.0007</path>
                  <parent>computer</parent>
                  <capability type='css'>
                    <cssid>0x0</cssid>
                    <ssid>0x0</ssid>
                    <devno>0x0007</devno>
                    <channel_dev_addr>
                      <cssid>0x0</cssid>
                      <ssid>0x0</ssid>
                      <devno>0xbd00</devno>
                    </channel_dev_addr>
                    <capability type='mdev_types'>
                      <type id='vfio_ccw-io'>
                        <deviceAPI>vfio-ccw</deviceAPI>
                        <availableInstances>1</availableInstances>
                      </type>
                    </capability>
                  </capability>
                </device>
            "#]],
        ),
        (
            "ccw_0_0_bd00",
            expect![[r#"
                <device>
                  <name>ccw_0_0_bd00</name>
                  <path>/sys/devices/css0/0.0.0007/0.0.bd00</path>
                  <parent>css_0_0_0007</parent>
                  <capability type='ccw'>
                    <state>online</state>
                    <cssid>0x0</cssid>
                    <ssid>0x0</ssid>
                    <devno>0xbd00</devno>
                    <capability type='ccwgroup_member'>
                      <group_device>ccwgroup_0_0_bd00</group_device>
                    </capability>
                  </capability>
                </device>
            "#]],
        ),
        (
            "ccwgroup_0_0_bd00",
            expect![[r#"
                <device>
                  <name>ccwgroup_0_0_bd00</name>
                  <path>/sys/devices/qeth/0.0.bd00</path>
                  <parent>computer</parent>
                  <driver>
                    <name>qeth</name>
                  </driver>
                  <capability type='ccwgroup'>
                    <state>offline</state>
                    <cssid>0x0</cssid>
                    <ssid>0x0</ssid>
                    <devno>0xbd00</devno>
                    <members>
                      <ccw_device ref='cdev0'>ccw_0_0_bd00</ccw_device>
                    </members>
                    <capability type='qeth_layer2'>
                      <card_type>OSD_1000</card_type>
                      <chpid>01</chpid>
                    </capability>
                  </capability>
                </device>
            "#]],
        ),
    ] {
        check(&tree, name, expected);
    }
}

#[test]
fn crypto_cards_of_ibm_z_and_graphics_cards() {
    let tree = Tree::new();
    let card = "/devices/ap/card0b";
    tree.device(card, List::Bus("ap"), "DEVTYPE=ap_card", &[])
        .device(&format!("{card}/0b.0038"), List::Bus("ap"), "DEVTYPE=ap_queue", &[])
        .device("/devices/vfio_ap/matrix", List::Bus("matrix"), "", &[])
        .device(
            "/devices/pci0000:00/0000:00:02.0/drm/renderD129",
            List::Class("drm"),
            "DEVTYPE=drm_minor MAJOR=226 MINOR=129 DEVNAME=dri/renderD129",
            &[],
        );
    for (name, expected) in [
        (
            "ap_card0b",
            expect![[r#"
                <device>
                  <name>ap_card0b</name>
                  <path>/sys/devices/ap/card0b</path>
                  <parent>computer</parent>
                  <capability type='ap_card'>
                    <ap-adapter>0x0b</ap-adapter>
                  </capability>
                </device>
            "#]],
        ),
        (
            "ap_0b_0038",
            expect![[r#"
                <device>
                  <name>ap_0b_0038</name>
                  <path>/sys/devices/ap/card0b/0b.0038</path>
                  <parent>ap_card0b</parent>
                  <capability type='ap_queue'>
                    <ap-adapter>0x0b</ap-adapter>
                    <ap-domain>0x0038</ap-domain>
                  </capability>
                </device>
            "#]],
        ),
        (
            "ap_matrix",
            expect![[r#"
                <device>
                  <name>ap_matrix</name>
                  <path>/sys/devices/vfio_ap/matrix</path>
                  <parent>computer</parent>
                  <capability type='ap_matrix'>
                  </capability>
                </device>
            "#]],
        ),
        (
            "drm_renderD129",
            expect![[r#"
                <device>
                  <name>drm_renderD129</name>
                  <path>/sys/devices/pci0000:00/0000:00:02.0/drm/renderD129</path>
                  <devnode type='dev'>/dev/dri/renderD129</devnode>
                  <parent>computer</parent>
                  <capability type='drm'>
                    <type>render</type>
                  </capability>
                </device>
            "#]],
        ),
    ] {
        check(&tree, name, expected);
    }
}
