//! A driver of a real kernel that does not let go of its device: the call ends, and others are served.
#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod testhost;

use std::fs;
use std::time::Duration;

use testhost::{card, managed, owner, says, taken};
use virt_hostdev::{HostdevManager, PrepareOptions};
use virt_testkit::needs;
use virt_testkit::test_host::{PciFunction, run, wait_until};

const DRIVER: &str = "testhost_stall";

/// Whether the driver stalls who lets it bind or unbind; it goes on when this is dropped.
struct Stall(&'static str);

impl Stall {
    fn on(what: &'static str) -> Stall {
        set(what, "Y");
        Stall(what)
    }
}

impl Drop for Stall {
    fn drop(&mut self) {
        set(self.0, "N");
    }
}

fn set(what: &str, value: &str) {
    fs::write(format!("/sys/module/{DRIVER}/parameters/stall_{what}"), value).unwrap();
}

fn bind(function: &PciFunction, driver: &str) {
    function.write("driver_override", driver);
    if function.driver().is_some() {
        function.write("driver/unbind", &function.address);
    }
    fs::write("/sys/bus/pci/drivers_probe", &function.address).unwrap();
}

fn short() -> PrepareOptions {
    PrepareOptions { step_time: Some(Duration::from_secs(2)), ..PrepareOptions::default() }
}

#[test]
fn a_driver_that_does_not_let_go_is_named_and_others_are_served() {
    if !needs::test_host() {
        return;
    }
    run("modprobe", &[DRIVER]);
    let manager = HostdevManager::shared().unwrap();
    let (stuck, free) = (card(), PciFunction::all("8086:10d3").remove(1));
    bind(&stuck, DRIVER);
    assert_eq!(stuck.driver().as_deref(), Some(DRIVER));

    let stall = Stall::on("remove");
    let error = manager.prepare_with(&owner("web"), &[managed(&stuck)], &short()).unwrap_err();
    says(&error, &[&stuck.address, DRIVER, "unbind"]);

    // It is busy with that, and says so to whoever asks.
    let error = manager.prepare_with(&owner("mail"), &[managed(&stuck)], &short()).unwrap_err();
    says(&error, &[&stuck.address, DRIVER]);

    // Another card is not its concern.
    let _taken = manager.prepare(&owner("mail"), &[managed(&free)]).unwrap();
    assert_eq!(free.driver().as_deref(), Some("vfio-pci"));
    manager.reattach(&owner("mail"), &[managed(&free)]).unwrap();
    assert_eq!(free.driver().as_deref(), Some("e1000e"));

    // When the kernel goes on, so does everything.
    drop(stall);
    wait_until("who has the card", true, || taken(&manager).is_empty());
    wait_until("the card", true, || manager.prepare(&owner("web"), &[managed(&stuck)]).is_ok());
    assert_eq!(stuck.driver().as_deref(), Some("vfio-pci"));
    manager.reattach(&owner("web"), &[managed(&stuck)]).unwrap();
    stuck.write("driver_override", "\n");
    bind(&stuck, "\n");
    assert_eq!(stuck.driver().as_deref(), Some("e1000e"));
}
