//! Devices of this host's kernel that come and go: a pair of network interfaces, in a network
//! namespace and with file systems that only this test sees.

#![expect(clippy::unwrap_used, clippy::panic, reason = "this is how a test fails")]

mod support;

use std::env;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use support::{all, list};
use virt_core::driver::node_device::NodeDeviceDriver;
use virt_core::event::{Event, EventFilter, EventQueue};
use virt_nodedev::{NodeDeviceState, Places};
use virt_testkit::needs;

/// Says to this program that it is the one in surroundings of its own.
const INSIDE: &str = "VIRT_TEST_INSIDE";

/// A network namespace and mounts of its own.
const NAMESPACES: &[&str] = &["--net", "--mount"];

#[test]
fn interfaces_come_and_go() {
    in_surroundings(NAMESPACES, "true");
}

#[test]
fn an_udev_whose_word_does_not_come_is_not_waited_for() {
    // As in a container that sees the host's `/run/udev`: udev speaks in the host's namespace.
    in_surroundings(NAMESPACES, "mkdir /run/udev && touch /run/udev/control");
}

#[test]
fn interfaces_come_and_go_in_a_user_namespace() {
    in_surroundings(&[NAMESPACES, &["--user", "--map-root-user"]].concat(), "true");
}

/// Runs [`inside`] in namespaces of its own, after the shell has done what it is told.
#[track_caller]
fn in_surroundings(namespaces: &[&str], command: &str) {
    let (Some(unshare), Some(_)) = (needs::program("unshare"), needs::program("ip")) else {
        return;
    };
    let mounts = "mount -t sysfs virt-test /sys && mount -t tmpfs virt-test /run";
    let mut attempt = Command::new(&unshare);
    attempt.args(namespaces).args(["--", "/bin/sh", "-ec", mounts]);
    let allowed = attempt.status().unwrap().success();
    if !needs::condition(allowed, "it needs namespaces and mounts of its own: run it as root") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(unshare)
        .args(namespaces)
        .args(["--", "/bin/sh", "-ec", &format!("{mounts} && {command} && exec \"$@\""), "sh"])
        .arg(env::current_exe().unwrap())
        .args(["--exact", "inside", "--nocapture", "--test-threads=1"])
        .env(INSIDE, folder.path())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("\nproven\n"), "{output:#?}");
}

/// What the program in surroundings of its own does.
#[test]
fn inside() {
    let Some(folder) = env::var_os(INSIDE) else { return };
    let state = NodeDeviceState::at(Places::of_this_host(), Path::new(&folder)).unwrap();
    let driver = state.driver();
    let events = EventQueue::new().unwrap();
    let _registration = driver.subscribe(EventFilter::all(), events.sender()).unwrap();
    let token = driver.changes(None).unwrap().token;

    ip("link add virt0 address 02:00:00:00:00:01 type veth peer virt1 address 02:00:00:00:00:02");
    let [first, second] = ["net_virt0_02_00_00_00_00_01", "net_virt1_02_00_00_00_00_02"];
    let mut seen = vec![next(&events), next(&events)];
    seen.sort_unstable();
    assert_eq!(seen, [first, second].map(|name| format!("lifecycle created {name}")));
    // What an event tells of can be read.
    assert!(driver.lookup_by_name(first).is_ok());
    assert!(list(&*driver, all()).contains(&second.to_owned()));
    let changes = driver.changes(Some(&token)).unwrap();
    assert_eq!(support::names(&changes.created), [first, second]);

    ip("link set virt1 name virt2");
    let renamed = "net_virt2_02_00_00_00_00_02";
    assert_eq!(next(&events), format!("lifecycle deleted {second}"));
    assert_eq!(next(&events), format!("lifecycle created {renamed}"));

    ip("link del virt0");
    let mut seen = vec![next(&events), next(&events)];
    seen.sort_unstable();
    assert_eq!(seen, [first, renamed].map(|name| format!("lifecycle deleted {name}")));
    assert!(driver.lookup_by_name(first).is_err());
    let last = driver.changes(Some(&changes.token)).unwrap();
    assert_eq!(support::names(&last.deleted), [first, second]);
    many(&*driver);
    println!("\nproven");
}

/// More at once than is looked at one by one.
fn many(driver: &dyn NodeDeviceDriver) {
    let before = list(driver, all()).len();
    let batch: String =
        (0..400).map(|number| format!("link add m{number} type veth peer n{number}\n")).collect();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), batch).unwrap();
    ip(&format!("-batch {}", file.path().display()));
    until(|| list(driver, all()).len() == before + 800);
}

fn ip(arguments: &str) {
    let output = Command::new("ip").args(arguments.split(' ')).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

/// The next event about a device, as text.
fn next(events: &EventQueue) -> String {
    let mut found = None;
    until(|| {
        found = events.try_next();
        found.is_some()
    });
    match found.unwrap() {
        Event::NodeDevice(event) => {
            use virt_core::event::NodeDeviceEventKind::{Lifecycle, Update};
            match event.kind {
                Lifecycle(kind) => {
                    format!("lifecycle {kind:?} {}", event.device.name).to_lowercase()
                }
                Update => format!("update {}", event.device.name),
                other => format!("{other:?}"),
            }
        }
        other => panic!("unexpected {other:?}"),
    }
}

/// Waits until `condition` holds, for as long as anything may take on a busy machine.
#[track_caller]
fn until(mut condition: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(60);
    while !condition() {
        assert!(Instant::now() < end, "it does not come about");
        std::thread::sleep(Duration::from_millis(5));
    }
}
