//! Mediated devices of a real kernel: defined, started and stopped here and seen by mdevctl, and the
//! other way round.
#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod testhost;

use testhost::Host;
use virt_core::object::NodeDeviceRef;
use virt_testkit::needs;
use virt_testkit::test_host::{run, settle, wait_until};

const UUID: &str = "83b8f4f2-509f-382f-3c1e-e6bfe0fa1001";
const NAME: &str = "mdev_83b8f4f2_509f_382f_3c1e_e6bfe0fa1001_mtty";
const XML: &str = "<device><parent>mtty_mtty</parent><capability type='mdev'>\
    <type id='mtty-2'/><uuid>83b8f4f2-509f-382f-3c1e-e6bfe0fa1001</uuid></capability></device>";

/// The host, with the kernel's sample driver.
fn host() -> Host {
    run("modprobe", &["mtty"]);
    settle();
    Host::new()
}

#[test]
fn mdevctl_sees_what_is_made_here() {
    if !needs::test_host() {
        return;
    }
    let host = host();
    let device = host.driver.define(XML, Default::default()).unwrap();
    assert_eq!(device.name, NAME);
    let defined = run("mdevctl", &["list", "--defined"]);
    assert!(defined.contains(&format!("{UUID} mtty mtty-2 manual")), "{defined}");
    assert!(!host.driver.is_active(&device).unwrap());

    host.driver.set_autostart(&device, true).unwrap();
    let defined = run("mdevctl", &["list", "--defined"]);
    assert!(defined.contains(&format!("{UUID} mtty mtty-2 auto")), "{defined}");

    host.driver.start(&device).unwrap();
    let started = run("mdevctl", &["list"]);
    assert!(started.contains(&format!("{UUID} mtty mtty-2")), "{started}");
    wait_until("whether it is active", true, || host.driver.is_active(&device).unwrap());
    assert!(host.xml(NAME).contains("<type id='mtty-2'/>"), "{}", host.xml(NAME));

    host.driver.destroy(&device).unwrap();
    assert_eq!(run("mdevctl", &["list"]), "");
    wait_until("whether it is active", false, || host.driver.is_active(&device).unwrap());
    host.driver.undefine(&device).unwrap();
    assert_eq!(run("mdevctl", &["list", "--defined"]), "");
    assert!(!host.names().contains(NAME));
}

#[test]
fn what_mdevctl_makes_is_seen_here() {
    if !needs::test_host() {
        return;
    }
    let host = host();
    run("mdevctl", &["define", "--uuid", UUID, "--parent", "mtty", "--type", "mtty-1"]);
    wait_until("the definition", true, || host.names().contains(NAME));
    let device = NodeDeviceRef::new(NAME);
    assert!(host.driver.is_persistent(&device).unwrap());
    assert!(!host.driver.is_active(&device).unwrap());

    run("mdevctl", &["start", "--uuid", UUID]);
    wait_until("whether it is active", true, || host.driver.is_active(&device).unwrap());
    assert!(host.xml(NAME).contains("<type id='mtty-1'/>"), "{}", host.xml(NAME));
    run("mdevctl", &["stop", "--uuid", UUID]);
    wait_until("whether it is active", false, || host.driver.is_active(&device).unwrap());
    run("mdevctl", &["undefine", "--uuid", UUID]);
    wait_until("the definition", false, || host.names().contains(NAME));
}
