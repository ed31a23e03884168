//! Virtual functions of a card that keeps what it is told in a file.

use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use uuid::Uuid;
use virt_core::config::MacAddress;
use virt_core::config::domain::PciAddress;
use virt_host::KernelCall;

use crate::cards::{Cards, FunctionState};
use crate::host::Host;
use crate::{HostDevice, HostdevManager, Owner, PciRequest, Places, VirtualFunctionSettings};

/// A card whose answer is the text of its file: `MAC VLAN TRUST`.
#[derive(Debug)]
struct FileCard(PathBuf);

fn read(text: &str) -> Option<FunctionState> {
    let mut words = text.split(' ');
    let mac: MacAddress = words.next()?.parse().ok()?;
    let vlan = words.next()?.parse().ok()?;
    let trust = words.next()? == "true";
    Some(FunctionState { mac: Some(mac.bytes()), vlan: Some((vlan, 0)), trust: Some(trust) })
}

impl Cards for FileCard {
    fn question(&self, _card: &str, _function: u32) -> KernelCall {
        KernelCall::read(&self.0, 100)
    }

    fn state(&self, answer: &[u8], function: u32) -> Option<FunctionState> {
        read(std::str::from_utf8(answer).ok()?).filter(|_| function == 1)
    }

    fn change(&self, card: &str, function: u32, state: &FunctionState) -> KernelCall {
        assert_eq!((card, function), ("eth7", 1));
        let before = read(&fs::read_to_string(&self.0).unwrap()).unwrap();
        let mac = MacAddress::new(state.mac.or(before.mac).unwrap());
        let vlan = state.vlan.or(before.vlan).unwrap().0;
        let trust = state.trust.or(before.trust).unwrap();
        KernelCall::write(&self.0, format!("{mac} {vlan} {trust}"))
    }

    fn accepted(&self, _answer: &[u8]) -> io::Result<()> {
        Ok(())
    }
}

const CARD: &str = "0000:04:00.0";
const FUNCTION: &str = "0000:04:10.2";
const BEFORE: &str = "00:00:00:00:00:00 0 false";

fn host(root: &Path) -> HostdevManager {
    let devices = root.join("sys/bus/pci/devices");
    let group = root.join("sys/kernel/iommu_groups/5");
    for address in [CARD, FUNCTION] {
        fs::create_dir_all(devices.join(address)).unwrap();
        fs::write(devices.join(address).join("class"), "0x020000\n").unwrap();
        fs::create_dir_all(group.join("devices").join(address)).unwrap();
    }
    fs::create_dir_all(devices.join(CARD).join("net/eth7")).unwrap();
    fs::create_dir_all(root.join("sys/class/net/eth7")).unwrap();
    fs::create_dir_all(root.join("sys/bus/pci/drivers/vfio-pci")).unwrap();
    fs::create_dir_all(root.join("dev/vfio")).unwrap();
    fs::write(root.join("dev/vfio/5"), "").unwrap();
    fs::remove_dir(group.join("devices").join(CARD)).unwrap();
    let function = devices.join(FUNCTION);
    symlink(root.join("sys/bus/pci/drivers/vfio-pci"), function.join("driver")).unwrap();
    symlink(group, function.join("iommu_group")).unwrap();
    symlink(format!("../{CARD}"), function.join("physfn")).unwrap();
    symlink("../0000:04:10.0", devices.join(CARD).join("virtfn0")).unwrap();
    symlink(format!("../{FUNCTION}"), devices.join(CARD).join("virtfn1")).unwrap();
    fs::write(root.join("card"), BEFORE).unwrap();
    let cards = Box::new(FileCard(root.join("card")));
    HostdevManager::open(Host::open(Places::below(root), cards).unwrap()).unwrap()
}

fn function(address: &str, settings: VirtualFunctionSettings) -> HostDevice {
    let address: PciAddress = address.parse().unwrap();
    HostDevice::Pci(PciRequest { network: Some(settings), ..PciRequest::new(address) })
}

fn settings() -> VirtualFunctionSettings {
    let mac = Some(MacAddress::new([0x52, 0x54, 0, 1, 2, 3]));
    VirtualFunctionSettings { mac, vlan: Some(42), trust: Some(true) }
}

#[test]
fn a_card_is_told_and_told_back() {
    let root = tempfile::tempdir().unwrap();
    let manager = host(root.path());
    let card = || fs::read_to_string(root.path().join("card")).unwrap();
    let web = Owner::new("qemu", "web", Uuid::nil());
    let wanted = [function(FUNCTION, settings())];
    let prepared = manager.prepare(&web, &wanted).unwrap();
    assert_eq!(card(), "52:54:00:01:02:03 42 true");
    // The program dies, and the next one tells the card.
    drop((manager, prepared));
    let cards = Box::new(FileCard(root.path().join("card")));
    let host = Host::open(Places::below(root.path()), cards).unwrap();
    let manager = HostdevManager::open(host).unwrap();
    assert_eq!(card(), BEFORE);

    manager.prepare(&web, &wanted).unwrap();
    manager.reattach(&web, &wanted).unwrap();
    assert_eq!(card(), BEFORE);
}

#[test]
fn an_interface_is_a_virtual_function() {
    let root = tempfile::tempdir().unwrap();
    let manager = host(root.path());
    let web = Owner::new("qemu", "web", Uuid::nil());
    let err = manager.prepare(&web, &[function(CARD, settings())]).unwrap_err();
    assert!(err.message().contains("it is no virtual function of a network card"), "{err}");
}
