//! What happens to domains of the make-believe host, and what is told of it, as libvirt's test
//! driver does and tells it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use std::sync::Arc;

use expect_test::{Expect, expect};
use tempfile::TempDir;
use virt_core::api::domain::{
    ConnectListAllDomainsFlags as Filter, DomainCreateFlags, DomainDefineFlags, DomainDestroyFlags,
    DomainRebootFlags, DomainShutdownFlags, DomainUndefineFlags,
};
use virt_core::connection::Connection;
use virt_core::driver::domain::DomainDriver;
use virt_core::event::{Event, EventFilter, EventQueue};
use virt_core::object::DomainRef;
use virt_core::{ErrorKind, Result};
// The driver registers itself; naming it keeps it linked.
use virt_test as _;

#[test]
fn a_life_from_definition_to_undefinition() {
    check(
        |domains| {
            let a = define(domains, "a", "");
            domains.start(&a, DomainCreateFlags::empty(), Vec::new())?;
            domains.suspend(&a)?;
            domains.resume(&a)?;
            domains.reset(&a)?;
            domains.destroy(&a, DomainDestroyFlags::empty())?;
            domains.undefine(&a, DomainUndefineFlags::empty())
        },
        expect![[r#"
            event 'lifecycle' for domain 'a': Defined Added
            event 'lifecycle' for domain 'a': Started Booted
            event 'lifecycle' for domain 'a': Suspended Paused
            event 'lifecycle' for domain 'a': Resumed Unpaused
            event 'lifecycle' for domain 'a': Stopped Destroyed
            event 'lifecycle' for domain 'a': Undefined Removed
        "#]],
    );
}

#[test]
fn a_start_can_be_paused() {
    check(
        |domains| {
            let a = define(domains, "a", "");
            domains.start(&a, DomainCreateFlags::PAUSED, Vec::new())
        },
        expect![[r#"
            event 'lifecycle' for domain 'a': Defined Added
            event 'lifecycle' for domain 'a': Started Booted
            event 'lifecycle' for domain 'a': Suspended Paused
        "#]],
    );
}

#[test]
fn a_rename_is_an_end_and_a_beginning() {
    check(
        |domains| {
            let a = define(domains, "a", "");
            domains.rename(&a, "b").map(drop)
        },
        expect![[r#"
            event 'lifecycle' for domain 'a': Defined Added
            event 'lifecycle' for domain 'a': Undefined Renamed
            event 'lifecycle' for domain 'b': Defined Renamed
        "#]],
    );
}

#[test]
fn the_definition_says_what_a_guest_does_that_powers_off() {
    for (action, goes_on) in [("destroy", false), ("preserve", false), ("restart", true)] {
        let folder = TempDir::new().unwrap();
        let connection = open(&folder);
        let domains = connection.domains().unwrap();
        let xml = format!("<on_poweroff>{action}</on_poweroff>");
        let a = running(domains, "a", &xml);
        domains.shutdown(&a, DomainShutdownFlags::empty()).unwrap();
        assert_eq!(domains.is_active(&a).unwrap(), goes_on, "{action}");
    }
}

#[test]
fn the_definition_says_what_a_guest_does_that_reboots() {
    for (action, goes_on) in [("destroy", false), ("rename-restart", true), ("restart", true)] {
        let folder = TempDir::new().unwrap();
        let connection = open(&folder);
        let domains = connection.domains().unwrap();
        let xml = format!("<on_reboot>{action}</on_reboot>");
        let a = running(domains, "a", &xml);
        domains.suspend(&a).unwrap();
        domains.reboot(&a, DomainRebootFlags::empty()).unwrap();
        assert_eq!(domains.is_active(&a).unwrap(), goes_on, "{action}");
    }
}

#[test]
fn a_change_of_metadata_is_told() {
    check(
        |domains| {
            let a = define(domains, "a", "");
            let kind = virt_core::api::domain::DomainMetadataType::Title;
            domains.set_metadata(&a, kind, Some("A"), None, None, Default::default())
        },
        expect![[r#"
            event 'lifecycle' for domain 'a': Defined Added
            event 'metadata-change' for domain 'a': type title, uri <null>
        "#]],
    );
}

#[test]
fn a_domain_can_go_with_its_connection() {
    let first = Connection::open("test:///default").unwrap();
    let second = Connection::open("test:///default").unwrap();
    let xml = xml("goes-with-its-connection", "");
    let domains = second.domains().unwrap();
    let domain = domains.create(&xml, DomainCreateFlags::AUTODESTROY, Vec::new()).unwrap();
    let watcher = first.domains().unwrap();
    assert!(watcher.is_active(&domain).unwrap());
    drop(second);
    assert_eq!(watcher.is_active(&domain).unwrap_err().kind(), ErrorKind::NoDomain);
}

#[test]
fn a_domain_has_a_type_that_libvirt_knows() {
    let folder = TempDir::new().unwrap();
    let connection = open(&folder);
    let domains = connection.domains().unwrap();
    let of_type = |name, word| xml(name, "").replace("type='test'", &format!("type='{word}'"));
    let define = |xml: &str| domains.define(xml, DomainDefineFlags::empty());
    define(&of_type("a", "kvm")).unwrap();
    let err = define(&of_type("b", "process")).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::ConfigUnsupported);
    assert!(err.message().contains("domain type 'process'"), "{err}");
    assert!(err.message().contains("have: qemu, "), "{err}");
}

#[test]
fn names_that_other_drivers_could_not_keep_are_refused() {
    let folder = TempDir::new().unwrap();
    let connection = open(&folder);
    let domains = connection.domains().unwrap();
    let a = define(domains, "a", "");
    let renamed = domains.rename(&a, "x/y").unwrap_err();
    let defined = domains.define(&xml("x/y", ""), DomainDefineFlags::empty()).unwrap_err();
    for err in [renamed, defined] {
        assert_eq!(err.to_string(), "XML error: name x/y cannot contain '/'");
    }
    assert_eq!(domains.list(Filter::empty()).unwrap(), [a]);
}

/// Does `act` on a host without domains, and prints the events.
fn check(act: impl FnOnce(&Arc<dyn DomainDriver>) -> Result<()>, expected: Expect) {
    let folder = TempDir::new().unwrap();
    let connection = open(&folder);
    let domains = connection.domains().unwrap();
    let queue = EventQueue::new().unwrap();
    let _registration = domains.subscribe(EventFilter::all(), queue.sender()).unwrap();
    act(domains).unwrap();
    let events = std::iter::from_fn(|| queue.try_next());
    let lines: String = events.map(|event: Event| format!("{event}\n")).collect();
    expected.assert_eq(&lines);
}

fn open(folder: &TempDir) -> Connection {
    let path = folder.path().join("host.xml");
    std::fs::write(&path, "<node/>").unwrap();
    Connection::open(&format!("test://{}", path.display())).unwrap()
}

fn running(domains: &Arc<dyn DomainDriver>, name: &str, more: &str) -> DomainRef {
    let domain = define(domains, name, more);
    domains.start(&domain, DomainCreateFlags::empty(), Vec::new()).unwrap();
    domain
}

fn define(domains: &Arc<dyn DomainDriver>, name: &str, more: &str) -> DomainRef {
    domains.define(&xml(name, more), DomainDefineFlags::empty()).unwrap()
}

fn xml(name: &str, more: &str) -> String {
    format!(
        "<domain type='test'><name>{name}</name><memory>1024</memory>\
         <os><type>hvm</type></os>{more}</domain>"
    )
}
