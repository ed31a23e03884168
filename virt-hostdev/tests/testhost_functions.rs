//! Virtual functions of a real network card: told who their guest is, and as they were afterwards.
#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod testhost;

use testhost::{as_pci, id, owner, taken};
use virt_hostdev::{HostDevice, HostdevManager, PciRequest, VirtualFunctionSettings};
use virt_testkit::needs;
use virt_testkit::test_host::{PciFunction, run, settle, wait_for};

/// The card with functions, which make way again when this is dropped.
struct Igb {
    card: PciFunction,
    interface: String,
    functions: Vec<PciFunction>,
}

impl Igb {
    fn with_functions(count: usize) -> Igb {
        let card = PciFunction::all("8086:10c9").remove(0);
        let interface = wait_for("the interface of the igb card", || card.interface());
        run("ip", &["link", "set", &interface, "up"]);
        let functions = card.make_virtual_functions(count);
        // Their driver gives them addresses.
        for function in &functions {
            wait_for("the interface of a function", || function.interface());
        }
        settle();
        Igb { card, interface, functions }
    }

    /// What the card says of its function `index`.
    fn settings(&self, index: usize) -> String {
        let text = run("ip", &["-details", "link", "show", "dev", &self.interface]);
        let start = format!("vf {index} ");
        let line = text.lines().map(str::trim).find(|line| line.starts_with(&start)).unwrap();
        line.to_owned()
    }
}

impl Drop for Igb {
    fn drop(&mut self) {
        self.card.write("sriov_numvfs", "0");
        settle();
    }
}

#[test]
fn a_function_has_the_guests_address_and_vlan_while_it_is_the_guests() {
    if !needs::test_host() {
        return;
    }
    let (manager, owner) = (HostdevManager::shared().unwrap(), owner("web"));
    let igb = Igb::with_functions(2);
    run("ip", &["link", "set", &igb.interface, "vf", "1", "mac", "52:54:00:7e:58:01"]);
    let before = igb.settings(1);
    let others = igb.settings(0);

    let function = &igb.functions[1];
    let settings = VirtualFunctionSettings {
        mac: Some("52:54:00:11:22:33".parse().unwrap()),
        vlan: Some(42),
        trust: Some(true),
    };
    let request = HostDevice::Pci(PciRequest {
        managed: true,
        network: Some(settings),
        ..PciRequest::new(function.address.parse().unwrap())
    });
    let prepared = manager.prepare(&owner, std::slice::from_ref(&request)).unwrap();
    assert_eq!(as_pci(&prepared.devices[0]).driver, "vfio-pci");
    let during = igb.settings(1);
    for words in ["52:54:00:11:22:33", "vlan 42", "trust on"] {
        assert!(during.contains(words), "'{words}' is not in: {during}");
    }
    assert_eq!(igb.settings(0), others);
    drop(prepared);
    manager.reattach(&owner, &[request]).unwrap();
    assert_eq!(igb.settings(1), before);
    assert_eq!(function.driver().as_deref(), Some("igbvf"));
}

#[test]
fn functions_are_taken_one_by_one() {
    if !needs::test_host() {
        return;
    }
    let manager = HostdevManager::shared().unwrap();
    let igb = Igb::with_functions(3);
    let [first, second, _] = &igb.functions[..] else { unreachable!("three were asked for") };
    let _taken = manager.prepare(&owner("web"), &[testhost::managed(first)]).unwrap();
    let _taken = manager.prepare(&owner("mail"), &[testhost::managed(second)]).unwrap();
    let mut expected = [format!("{}: web", id(first).key()), format!("{}: mail", id(second).key())];
    expected.sort();
    assert_eq!(taken(&manager), expected);
    manager.reattach_all(&owner("web")).unwrap();
    manager.reattach_all(&owner("mail")).unwrap();
    assert_eq!(first.driver().as_deref(), Some("igbvf"));
    assert_eq!(second.driver().as_deref(), Some("igbvf"));
}
