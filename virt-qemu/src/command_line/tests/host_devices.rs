//! Where PCI devices of the host go in a machine with PCI Express.

use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::ControllerType;
use virt_core::config::domain::{Address, PciAddress};

use super::super::{assign, defaults};
use super::fixtures::made_up;

/// The guest's address of each device of the host, and the models of the PCI controllers, of a
/// `machine` where the host's devices behind bus 1 are of conventional PCI.
fn places(machine: &str, devices: &str) -> (Vec<String>, Vec<&'static str>) {
    let text = format!(
        "<domain type='qemu'><name>a</name><memory>65536</memory>
           <os><type arch='x86_64' machine='{machine}'>hvm</type></os>
           <devices><controller type='usb' model='none'/><memballoon model='none'/>
             {devices}</devices></domain>"
    );
    let mut config = DomainConfig::parse(&text).unwrap();
    config.fill_defaults(&defaults());
    assign(&mut config, &made_up(), &|host| host.bus == 1).unwrap();
    let devices = config.devices.unwrap();
    let address = |address: &Option<Address>| match address {
        Some(Address::Pci(address)) => address.to_string(),
        other => panic!("{other:?}"),
    };
    let interfaces = devices.interfaces.iter().map(|nic| address(&nic.info.address));
    let others = devices.host_devices.iter().map(|device| address(&device.info.address));
    let buses = devices.controllers.iter().filter(|one| one.controller_type == ControllerType::Pci);
    let models = buses.map(|controller| controller.model.unwrap().as_str());
    (interfaces.chain(others).collect(), models.collect())
}

fn host_device(address: &str, more: &str) -> String {
    let PciAddress { bus, slot, .. } = address.parse().unwrap();
    format!(
        "<hostdev mode='subsystem' type='pci' managed='yes'>
           <source><address domain='0' bus='{bus}' slot='{slot}' function='0'/></source>
           {more}</hostdev>"
    )
}

const CONVENTIONAL: &str = "0000:01:02.0";
const EXPRESS: &str = "0000:02:00.0";

// The places are those of libvirt 11.3, with which the test host compares.

#[test]
fn conventional_devices_go_behind_a_bridge() {
    let (places, buses) = places("q35", &host_device(CONVENTIONAL, ""));
    assert_eq!(places, ["0000:02:01.0"]);
    assert_eq!(buses, ["pcie-root", "pcie-root-port", "pcie-to-pci-bridge", "pcie-root-port"]);
}

#[test]
fn express_devices_have_a_port_each() {
    let (places, buses) = places("q35", &host_device(EXPRESS, ""));
    assert_eq!(places, ["0000:01:00.0"]);
    assert_eq!(buses, ["pcie-root", "pcie-root-port", "pcie-root-port"]);
}

#[test]
fn an_interface_on_a_conventional_card_goes_behind_a_bridge_too() {
    let interface = "<interface type='hostdev'><mac address='52:54:00:00:00:01'/>
        <source><address type='pci' domain='0' bus='1' slot='1' function='0'/></source></interface>";
    let (places, _) = places("q35", &(interface.to_owned() + &host_device(CONVENTIONAL, "")));
    assert_eq!(places, ["0000:02:01.0", "0000:02:02.0"]);
}

#[test]
fn a_place_that_is_given_stays() {
    let port = "<controller type='pci' index='1' model='pcie-root-port'/>";
    let place = "<address type='pci' bus='1' slot='0'/>";
    let (places, buses) = places("q35", &(port.to_owned() + &host_device(CONVENTIONAL, place)));
    assert_eq!(places, ["0000:01:00.0"]);
    assert_eq!(buses, ["pcie-root", "pcie-root-port"]);
}

#[test]
fn a_machine_without_express_has_no_difference() {
    let (places, buses) =
        places("pc", &[CONVENTIONAL, EXPRESS].map(|one| host_device(one, "")).concat());
    assert_eq!(places, ["0000:00:02.0", "0000:00:03.0"]);
    assert_eq!(buses, ["pci-root"]);
}
