//! What every driver of node devices has without writing it: properties, selection, keys.

use std::collections::BTreeMap;

use virt_core::api::nodedev::{ConnectListAllNodeDeviceFlags as Filter, NodeDeviceXmlFlags};
use virt_core::driver::Driver;
use virt_core::driver::node_device::NodeDeviceDriver;
use virt_core::object::NodeDeviceRef;
use virt_core::{Error, ErrorKind, Result};

/// Devices by name, some of which are gone as soon as they are listed.
struct Devices(BTreeMap<&'static str, Option<&'static str>>);

impl Driver for Devices {
    fn name(&self) -> &'static str {
        "devices"
    }
}

impl NodeDeviceDriver for Devices {
    fn list(&self, _filter: Filter) -> Result<Vec<NodeDeviceRef>> {
        Ok(self.0.keys().map(|name| NodeDeviceRef::new(*name)).collect())
    }

    fn lookup_by_name(&self, name: &str) -> Result<NodeDeviceRef> {
        let device = NodeDeviceRef::new(name);
        self.xml(&device, NodeDeviceXmlFlags::empty()).map(|_| device)
    }

    fn xml(&self, device: &NodeDeviceRef, _flags: NodeDeviceXmlFlags) -> Result<String> {
        let xml = self.0.get(device.name.as_str()).copied().flatten();
        xml.map(str::to_owned).ok_or_else(|| Error::new(ErrorKind::NoNodeDevice, "it is gone"))
    }

    fn parent(&self, device: &NodeDeviceRef) -> Result<Option<String>> {
        Ok(self.properties(device)?.first("parent").map(str::to_owned))
    }

    fn capabilities(&self, _device: &NodeDeviceRef) -> Result<Vec<String>> {
        Ok(Vec::new())
    }
}

fn devices() -> Devices {
    Devices(BTreeMap::from([
        ("computer", Some("<device><name>computer</name><capability type='system'/></device>")),
        ("gone", None),
        (
            "net_eth0",
            Some(
                "<device><name>net_eth0</name><path>/sys/devices/a/net/eth0</path>
                   <parent>pci_0000_02_00_1</parent>
                   <capability type='net'><interface>eth0</interface>
                     <address>52:54:00:6b:3c:58</address><link speed='1000' state='up'/>
                     <feature name='rx'/><feature name='tx'/><capability type='80203'/>
                   </capability></device>",
            ),
        ),
        (
            "pci_0000_02_00_1",
            Some(
                "<device><name>pci_0000_02_00_1</name><parent>computer</parent>
                   <driver><name>igb</name></driver>
                   <capability type='pci'><class>0x020000</class><domain>0</domain><bus>2</bus>
                     <slot>0</slot><function>1</function><product id='0x10c9'>82576</product>
                     <vendor id='0x8086'>Intel</vendor>
                     <capability type='virt_functions' maxCount='7'>
                       <address domain='0x0000' bus='0x02' slot='0x10' function='0x1'/>
                     </capability>
                     <iommuGroup number='8'>
                       <address domain='0x0000' bus='0x02' slot='0x00' function='0x1'/>
                     </iommuGroup><numa node='0'/></capability></device>",
            ),
        ),
        (
            "scsi_host5",
            Some(
                "<device><name>scsi_host5</name><parent>computer</parent>
                   <capability type='scsi_host'><host>5</host><capability type='fc_host'>
                     <wwnn>20000000c9831b4b</wwnn><wwpn>10000000c9831b4b</wwpn>
                   </capability></capability></device>",
            ),
        ),
        (
            "usb_1_4",
            Some(
                "<device><name>usb_1_4</name><parent>computer</parent>
                   <devnode type='dev'>/dev/bus/usb/001/004</devnode>
                   <devnode type='link'>/dev/stick</devnode>
                   <capability type='usb_device'><bus>1</bus><device>4</device>
                     <product id='0x4084'/><vendor id='0x046d'/></capability></device>",
            ),
        ),
    ]))
}

#[test]
fn a_description_says_properties() {
    let devices = devices();
    let pairs = |name: &str| {
        let properties = devices.properties(&NodeDeviceRef::new(name)).unwrap();
        properties.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>()
    };
    assert_eq!(
        pairs("net_eth0"),
        [
            "name=net_eth0",
            "path=/sys/devices/a/net/eth0",
            "parent=pci_0000_02_00_1",
            "cap=net",
            "interface=eth0",
            "mac=52:54:00:6b:3c:58",
            "address=52:54:00:6b:3c:58",
            "link_speed=1000",
            "link_state=up",
            "feature=rx",
            "feature=tx",
            "cap=80203",
            "bus=pci",
        ]
    );
    assert_eq!(
        pairs("pci_0000_02_00_1"),
        [
            "name=pci_0000_02_00_1",
            "parent=computer",
            "driver=igb",
            "cap=pci",
            "bus=pci",
            "address=0000:02:00.1",
            "class=0x020000",
            "product=82576",
            "product_id=0x10c9",
            "vendor=Intel",
            "vendor_id=0x8086",
            "cap=virt_functions",
            "virtual_function=0000:02:10.1",
            "iommu_group_member=0000:02:00.1",
            "iommu_group=8",
            "numa_node=0",
        ]
    );
    assert!(pairs("usb_1_4").contains(&"address=1:4".to_owned()));
}

#[test]
fn a_selector_chooses_by_them_and_passes_over_what_is_gone() {
    let chosen = |text: &str| {
        let found = devices().select(&text.parse().unwrap(), Filter::empty()).unwrap();
        found.into_iter().map(|device| device.name).collect::<Vec<_>>()
    };
    assert_eq!(chosen("bus='pci' and cap='net'"), ["net_eth0"]);
    assert_eq!(chosen("bus=pci"), ["net_eth0", "pci_0000_02_00_1"]);
    assert_eq!(chosen("not parent"), ["computer"]);
    assert_eq!(chosen("bus=vme"), [""; 0]);
}

#[test]
fn each_kind_of_key_finds_its_device() {
    for (key, expected) in [
        ("/sys/devices/a/net/eth0", "net_eth0"),
        ("mac:52:54:0:6B:3C:58", "net_eth0"),
        ("pci:02:00.1", "pci_0000_02_00_1"),
        ("usb:1:4", "usb_1_4"),
        ("/dev/bus/usb/001/004", "usb_1_4"),
        ("/dev/stick", "usb_1_4"),
        ("wwn:0x10000000C9831B4B", "scsi_host5"),
        ("wwn:20000000c9831b4b", "scsi_host5"),
        ("wwns:20000000c9831b4b:10000000c9831b4b", "scsi_host5"),
    ] {
        let found = devices().lookup_by_key(&key.parse().unwrap()).unwrap();
        assert_eq!(found.name, expected, "{key}");
    }
    let err = devices().lookup_by_key(&"usb:1:5".parse().unwrap()).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::NoNodeDevice);
    assert!(err.message().contains("usb:1:5"), "{err}");
}

#[test]
fn the_buses_and_capabilities_of_the_host_are_told() {
    assert_eq!(devices().buses().unwrap(), ["pci", "usb"]);
    let types = devices().capability_types().unwrap();
    assert!(types.is_sorted(), "{types:?}");
    assert!(["80203", "fc_host", "system"].iter().all(|kind| types.iter().any(|t| t == kind)));
}

#[test]
fn a_driver_without_history_says_so() {
    let err = devices().changes(None).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::NoSupport);
    assert!(err.message().contains("'devices'"), "{err}");
}
