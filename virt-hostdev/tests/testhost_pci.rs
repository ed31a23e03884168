//! PCI devices of a real kernel: taken for guests and given back.
#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod testhost;

use testhost::{
    Other, as_pci, card, cards_of_one_group, id, managed, owner, say, says, taken, task, unmanaged,
};
use virt_hostdev::HostdevManager;
use virt_testkit::needs;
use virt_testkit::test_host::{PciFunction, run, wait_for, wait_until};

#[test]
fn a_managed_card_goes_to_vfio_and_comes_back() {
    if !needs::test_host() {
        return;
    }
    let (manager, card, owner) = (HostdevManager::shared().unwrap(), card(), owner("web"));
    let prepared = manager.prepare(&owner, &[managed(&card)]).unwrap();

    let device = as_pci(&prepared.devices[0]);
    assert_eq!(card.driver().as_deref(), Some("vfio-pci"));
    assert_eq!(device.driver, "vfio-pci");
    assert_eq!(device.iommu_group.map(|group| group.to_string()), card.group());
    assert!(device.group_node.as_ref().unwrap().exists(), "{device:?}");
    assert_eq!(prepared.locks.len(), 1);
    assert_eq!(taken(&manager), [format!("pci-{}: web", card.address)]);

    drop(prepared);
    manager.reattach(&owner, &[managed(&card)]).unwrap();
    assert_eq!(card.driver().as_deref(), Some("e1000e"));
    assert_eq!(card.read("driver_override"), "(null)");
    wait_for("the network interface", || card.interface());
    assert!(taken(&manager).is_empty());
    assert!(manager.inactive(None).unwrap().is_empty());
}

#[test]
fn an_unmanaged_card_has_to_be_detached_first() {
    if !needs::test_host() {
        return;
    }
    let (manager, card, owner) = (HostdevManager::shared().unwrap(), card(), owner("web"));
    let error = manager.prepare(&owner, &[unmanaged(&card)]).unwrap_err();
    says(&error, &[&card.address, "e1000e"]);
    assert_eq!(card.driver().as_deref(), Some("e1000e"));

    let address = card.address.parse().unwrap();
    manager.detach(&address, None).unwrap();
    assert_eq!(card.driver().as_deref(), Some("vfio-pci"));
    let inactive = manager.inactive(None).unwrap();
    assert_eq!(inactive[0].device, id(&card));
    assert_eq!(inactive[0].original_driver.as_deref(), Some("e1000e"));

    let _taken = manager.prepare(&owner, &[unmanaged(&card)]).unwrap();
    says(&manager.reattach_to_host(&address).unwrap_err(), &[&card.address, "web"]);
    manager.reattach(&owner, &[unmanaged(&card)]).unwrap();
    assert_eq!(card.driver().as_deref(), Some("vfio-pci"));
    manager.reset(&address).unwrap();
    manager.reattach_to_host(&address).unwrap();
    assert_eq!(card.driver().as_deref(), Some("e1000e"));
    assert!(manager.inactive(None).unwrap().is_empty());
}

#[test]
fn all_devices_or_none() {
    if !needs::test_host() {
        return;
    }
    let (manager, card, owner) = (HostdevManager::shared().unwrap(), card(), owner("web"));
    let missing = PciFunction { address: "0000:77:00.0".to_owned() };
    let error = manager.prepare(&owner, &[managed(&card), managed(&missing)]).unwrap_err();
    says(&error, &["0000:77:00.0"]);
    assert_eq!(card.driver().as_deref(), Some("e1000e"));
    assert!(taken(&manager).is_empty());
}

#[test]
fn a_group_that_is_not_viable_is_named_member_by_member() {
    if !needs::test_host() {
        return;
    }
    let (manager, owner) = (HostdevManager::shared().unwrap(), owner("web"));
    let cards = cards_of_one_group();
    let error = manager.prepare(&owner, &[managed(&cards[0])]).unwrap_err();
    says(&error, &[&cards[1].address, "e1000"]);
    assert_eq!(
        cards.each_ref().map(PciFunction::driver),
        [Some("e1000".into()), Some("e1000".into())]
    );

    let both = [managed(&cards[0]), managed(&cards[1])];
    let prepared = manager.prepare(&owner, &both).unwrap();
    let nodes: Vec<_> = prepared.devices.iter().map(|one| as_pci(one).group_node.clone()).collect();
    assert_eq!(nodes[0], nodes[1]);
    drop(prepared);
    manager.reattach(&owner, &both).unwrap();
    assert_eq!(
        cards.each_ref().map(PciFunction::driver),
        [Some("e1000".into()), Some("e1000".into())]
    );
}

#[test]
fn one_card_of_a_group_cannot_be_another_guests() {
    if !needs::test_host() {
        return;
    }
    let manager = HostdevManager::shared().unwrap();
    let cards = cards_of_one_group();
    for card in &cards {
        manager.detach(&card.address.parse().unwrap(), None).unwrap();
    }
    let _taken = manager.prepare(&owner("web"), &[unmanaged(&cards[0])]).unwrap();
    let error = manager.prepare(&owner("mail"), &[unmanaged(&cards[1])]).unwrap_err();
    says(&error, &[&cards[0].address, "web"]);
    manager.reattach(&owner("web"), &[unmanaged(&cards[0])]).unwrap();
    for card in &cards {
        manager.reattach_to_host(&card.address.parse().unwrap()).unwrap();
        assert_eq!(card.driver().as_deref(), Some("e1000"));
    }
}

#[test]
fn what_the_host_lives_on_is_refused_with_the_reason() {
    if !needs::test_host() {
        return;
    }
    let (manager, owner) = (HostdevManager::shared().unwrap(), owner("web"));
    let disk = PciFunction::at("0000:00:02.0");
    says(&manager.prepare(&owner, &[managed(&disk)]).unwrap_err(), &[&disk.address, "vda", "/"]);
    let bridge = PciFunction::at("0000:00:10.0");
    says(&manager.prepare(&owner, &[managed(&bridge)]).unwrap_err(), &[&bridge.address, "bridge"]);
    let processor = PciFunction::at("0000:00:00.0");
    says(
        &manager.prepare(&owner, &[managed(&processor)]).unwrap_err(),
        &["processor and all devices"],
    );

    let card = card();
    let interface = card.interface().unwrap();
    run("ip", &["link", "set", &interface, "up"]);
    run("ip", &["address", "add", "10.0.20.15/24", "dev", &interface]);
    run("ip", &["route", "add", "default", "via", "10.0.20.2", "dev", &interface]);
    let refused = manager.prepare(&owner, &[managed(&card)]).unwrap_err();
    says(&refused, &[&card.address, &interface, "default route"]);
    assert_eq!(card.driver().as_deref(), Some("e1000e"));

    let _taken = manager.prepare(&owner, &[managed(&card).forced()]).unwrap();
    assert_eq!(card.driver().as_deref(), Some("vfio-pci"));
    manager.reattach(&owner, &[managed(&card)]).unwrap();
    wait_for("the network interface", || card.interface());
}

#[test]
fn a_card_is_one_guests_whichever_process_asks() {
    if !needs::test_host() {
        return;
    }
    let (manager, card) = (HostdevManager::shared().unwrap(), card());
    let mut other = Other::start(&format!("take {}", card.address));
    assert_eq!(other.hear(), "taken");
    let error = manager.prepare(&owner("mail"), &[managed(&card)]).unwrap_err();
    says(&error, &[&card.address, "web"]);
    assert_eq!(card.driver().as_deref(), Some("vfio-pci"));

    // Nobody has it any more when the process is gone without a guest; it goes back to the host.
    other.kill();
    wait_until("who has the card", true, || taken(&HostdevManager::shared().unwrap()).is_empty());
    let _taken = manager.prepare(&owner("mail"), &[managed(&card)]).unwrap();
    assert_eq!(taken(&manager), [format!("pci-{}: mail", card.address)]);
    manager.reattach(&owner("mail"), &[managed(&card)]).unwrap();
    assert_eq!(card.driver().as_deref(), Some("e1000e"));
}

/// Takes a card for the guest `web` and keeps it until it is killed.
#[test]
fn other_process() {
    let Some(task) = task().filter(|_| needs::test_host()) else { return };
    let card = PciFunction::at(task.strip_prefix("take ").unwrap());
    let manager = HostdevManager::shared().unwrap();
    let _prepared = manager.prepare(&owner("web"), &[managed(&card)]).unwrap();
    say("taken");
    loop {
        std::thread::park();
    }
}
