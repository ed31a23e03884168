//! What programs find that come after others: guests that live on, guests that died, records that
//! cannot be understood.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

mod support;

use std::fs;
use std::path::PathBuf;

use rustix::process::{Pid, Signal, geteuid, kill_process};
use support::{CARD, DRIVER, Host, TWINS, address, managed, owner, usb_at, wait_until};
use virt_core::ErrorKind;
use virt_host::Deadline;
use virt_host::process::{Launch, Process, ProcessIdentity};
use virt_hostdev::{HostdevManager, Lifetime, PrepareOptions, Prepared};
use virt_testkit::needs;

/// A process that has what `prepared` says a guest inherits.
fn guest(prepared: Prepared) -> Process {
    let mut launch = Launch::new("/bin/sleep");
    launch.arg("1000").dies_with_program();
    for lock in prepared.locks {
        launch.pass(lock);
    }
    launch.spawn().unwrap()
}

fn lifetime(guest: &Process) -> Lifetime {
    Lifetime::Process(guest.identity().clone())
}

fn kill(guest: &Process) {
    guest.kill(Deadline::default()).unwrap();
}

/// The first process of a PID namespace: killed, it closes its files, and it ends when the namespace
/// is empty. Until then it is as any guest is for an instant.
struct EndingGuest {
    identity: ProcessIdentity,
    namespace: Process,
    other: Process,
}

impl EndingGuest {
    fn start() -> EndingGuest {
        let sleep = ["--pid", "/bin/sleep", "1000"];
        let mut launch = Launch::new("/usr/bin/unshare");
        launch.arg("--fork").args(sleep).dies_with_program();
        let namespace = launch.spawn().unwrap();
        let pid = child(&namespace);
        let mut launch = Launch::new("/usr/bin/nsenter");
        launch.arg(format!("--target={pid}")).args(sleep).dies_with_program();
        let other = launch.spawn().unwrap();
        child(&other);
        // What it started stays in the namespace until it asks how that ended.
        other.signal(Signal::STOP).unwrap();
        let identity = ProcessIdentity::of(pid).unwrap().unwrap();
        EndingGuest { identity, namespace, other }
    }

    /// Returns when all files of the guest are closed.
    fn kill(&self) {
        let pid = self.identity.pid;
        kill_process(Pid::from_raw(pid.cast_signed()).unwrap(), Signal::KILL).unwrap();
        let files = format!("/proc/{pid}/fd");
        wait_until("the end of its files", || fs::read_dir(&files).unwrap().next().is_none());
    }

    fn end(&self) {
        self.other.signal(Signal::CONT).unwrap();
        self.namespace.wait(Deadline::default()).unwrap().unwrap();
    }
}

/// The child of a process, as soon as it has one.
fn child(parent: &Process) -> u32 {
    let path = format!("/proc/{0}/task/{0}/children", parent.pid());
    let child = || fs::read_to_string(&path).unwrap().trim().parse().ok();
    wait_until("a child", || child().is_some());
    child().unwrap()
}

fn record(host: &Host) -> PathBuf {
    host.root().join(format!("run/devices/pci-{CARD}.json"))
}

fn set_aside(host: &Host) -> usize {
    fs::read_dir(host.root().join("run/set-aside")).unwrap().count()
}

/// What a program leaves that is killed: its locks are gone, its records are not.
fn forgotten(manager: HostdevManager, prepared: Option<Prepared>) {
    drop((manager, prepared));
}

#[test]
fn a_program_that_dies_before_its_guest_starts_leaves_nothing() {
    let host = Host::new();
    let before = host.state();
    let manager = host.manager();
    let prepared = manager.prepare(&owner("web"), &[managed(CARD)]).unwrap();
    // Somebody else who looks meanwhile changes nothing.
    assert_eq!(host.manager().active(None, None).unwrap().len(), 1);
    forgotten(manager, Some(prepared));
    let manager = host.manager();
    assert_eq!(host.state(), before);
    assert!(manager.active(None, None).unwrap().is_empty());
    assert_eq!(fs::read_dir(host.root().join("run/owners")).unwrap().count(), 1, "a lock alone");
}

#[test]
fn a_guest_outlives_its_program() {
    let host = Host::new();
    let before = host.state();
    let devices = [managed(CARD), usb_at(1, 4)];
    let manager = host.manager();
    let prepared = manager.prepare(&owner("web"), &devices).unwrap();
    // Killed before it said that the guest runs: the lock that the guest inherited says so.
    let guest = guest(prepared);
    forgotten(manager, None);
    let manager = host.manager();
    assert_eq!(manager.active(None, None).unwrap().len(), 2);
    assert!(manager.prepare(&owner("db"), &[managed(CARD)]).is_err());

    let taken_over = manager.update_active(&owner("web"), &devices, &lifetime(&guest)).unwrap();
    assert_eq!(taken_over.devices.iter().flatten().count(), 2);
    // A device that is given back while the guest holds its lock is free all the same.
    manager.reattach(&owner("web"), &devices[1..]).unwrap();
    let _db = manager.prepare(&owner("db"), &devices[1..]).unwrap();
    forgotten(manager.clone(), None);
    assert_eq!(host.manager().active(None, Some(&owner("web"))).unwrap().len(), 1);

    kill(&guest);
    drop(manager);
    let manager = host.manager();
    assert_eq!(manager.active(None, Some(&owner("web"))).unwrap(), []);
    assert_eq!(host.state(), before);
}

#[test]
fn what_the_guest_of_a_dead_program_had_goes_back_when_somebody_lists_it() {
    let host = Host::new();
    let before = host.state();
    let daemon = host.manager();
    let program = host.manager();
    let guest = guest(program.prepare(&owner("web"), &[managed(CARD)]).unwrap());
    forgotten(program, None);
    assert_eq!(daemon.active(None, None).unwrap().len(), 1);
    kill(&guest);
    wait_until("a card of the host", || daemon.active(None, None).unwrap().is_empty());
    wait_until("the host as it was", || host.state() == before);
}

#[test]
fn a_guest_that_is_ending_has_its_devices_until_the_kernel_is_done_with_it() {
    if !needs::condition(geteuid().is_root(), "a PID namespace needs root") {
        return;
    }
    let host = Host::new();
    let devices = [managed(CARD)];
    let manager = host.manager();
    let guest = EndingGuest::start();
    let options = PrepareOptions {
        lifetime: Some(Lifetime::Process(guest.identity.clone())),
        ..PrepareOptions::default()
    };
    let prepared = manager.prepare_with(&owner("web"), &devices, &options).unwrap();
    forgotten(manager, Some(prepared));

    guest.kill();
    let manager = host.manager();
    assert_eq!(manager.active(None, Some(&owner("web"))).unwrap().len(), 1);
    assert!(manager.prepare(&owner("db"), &devices).is_err());

    guest.end();
    let _db = manager.prepare(&owner("db"), &devices).unwrap();
}

#[test]
fn plugged_devices_are_the_guest_s_whoever_dies() {
    let host = Host::new();
    let manager = host.manager();
    let guest = guest(manager.prepare(&owner("web"), &[]).unwrap());
    let options = PrepareOptions { lifetime: Some(lifetime(&guest)), ..PrepareOptions::default() };
    let prepared = manager.prepare_with(&owner("web"), &[managed(CARD)], &options).unwrap();
    forgotten(manager, Some(prepared));
    let manager = host.manager();
    assert_eq!(manager.active(None, Some(&owner("web"))).unwrap().len(), 1);
    // The guest never got it, as the new program knows.
    manager.update_active(&owner("web"), &[], &lifetime(&guest)).unwrap();
    assert!(manager.active(None, None).unwrap().is_empty());
    assert_eq!(host.driver(CARD).as_deref(), Some(DRIVER));
}

#[test]
fn guests_that_are_no_processes_keep_what_they_have() {
    let host = Host::new();
    let manager = host.manager();
    let options =
        PrepareOptions { lifetime: Some(Lifetime::UntilReturned), ..PrepareOptions::default() };
    let prepared = manager.prepare_with(&owner("dom7"), &[managed(CARD)], &options).unwrap();
    forgotten(manager, Some(prepared));
    let manager = host.manager();
    assert!(manager.prepare(&owner("web"), &[managed(CARD)]).is_err());
    manager.reattach_all(&owner("dom7")).unwrap();
    manager.prepare(&owner("web"), &[managed(CARD)]).unwrap();
}

#[test]
fn owners_of_two_roots_are_two() {
    let host = Host::new();
    let one = host.manager().for_root(&host.root().join("one"));
    let two = host.manager().for_root(&host.root().join("two"));
    let _locks = one.prepare(&owner("web"), &[managed(CARD)]).unwrap();
    let err = two.prepare(&owner("web"), &[managed(CARD)]).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid);
    two.reattach_all(&owner("web")).unwrap();
    assert_eq!(two.active(None, Some(&owner("web"))).unwrap(), []);
    let active = two.active(None, None).unwrap();
    assert_eq!(active[0].root.as_deref(), Some(host.root().join("one").as_path()));
}

#[test]
fn a_guest_is_known_by_its_open_node() {
    let host = Host::new();
    let manager = host.manager();
    let guest = guest(manager.prepare(&owner("other"), &[]).unwrap());
    let prepared = manager.prepare(&owner("web"), &[managed(CARD)]).unwrap();
    forgotten(manager, Some(prepared));
    // As if the guest had been started without the lock.
    host.tree().link(&format!("proc/{}/fd/9", guest.pid()), &host.root().join("dev/vfio/16"));
    let manager = host.manager();
    assert_eq!(manager.active(None, Some(&owner("web"))).unwrap().len(), 1);
    assert!(manager.prepare(&owner("db"), &[managed(CARD)]).is_err());
    host.tree().remove(&format!("proc/{}", guest.pid()));
    kill(&guest);
    assert!(host.manager().active(None, None).unwrap().is_empty());
    assert_eq!(host.driver(CARD).as_deref(), Some(DRIVER));
}

#[test]
fn records_that_cannot_be_understood_are_set_aside() {
    let host = Host::new();
    let whole = {
        let manager = host.manager();
        manager.detach(&address(CARD), None).unwrap();
        fs::read_to_string(record(&host)).unwrap()
    };
    let boot = virt_host::boot_id().unwrap();
    for (count, text) in [
        whole[..whole.len() / 2].to_owned(),
        whole.replace("\"version\": 1", "\"version\": 2"),
        whole.replace(boot, "another"),
        whole.replace(CARD, TWINS[0]),
        String::new(),
    ]
    .into_iter()
    .enumerate()
    {
        fs::write(record(&host), text).unwrap();
        // The card is where it was left, whoever left it there.
        let inactive = host.manager().inactive(None).unwrap();
        assert_eq!(inactive.len(), 1);
        assert_eq!(inactive[0].original_driver, None);
        assert_eq!(set_aside(&host), count + 1);
    }
    let manager = host.manager();
    manager.reattach_to_host(&address(CARD)).unwrap();
    // Nobody knew which driver to wait for.
    host.kernel().settle();
    assert_eq!(host.driver(CARD).as_deref(), Some(DRIVER));
    assert!(manager.inactive(None).unwrap().is_empty());
}

#[test]
fn a_lost_record_of_a_running_guest_is_told_from_its_node() {
    let host = Host::new();
    let manager = host.manager();
    let guest = guest(manager.prepare(&owner("web"), &[managed(CARD)]).unwrap());
    drop(manager);
    host.tree().link(&format!("proc/{}/fd/9", guest.pid()), &host.root().join("dev/vfio/16"));
    fs::write(record(&host), "{").unwrap();
    let manager = host.manager();
    let err = manager.prepare(&owner("db"), &[managed(CARD)]).unwrap_err();
    assert!(err.message().contains(&format!("process {}", guest.pid())), "{err}");
    // Its own program knows better.
    manager.update_active(&owner("web"), &[managed(CARD)], &lifetime(&guest)).unwrap();
    assert_eq!(manager.active(None, Some(&owner("web"))).unwrap().len(), 1);
    kill(&guest);
}

#[test]
fn names_in_the_folder_that_are_no_devices_are_left_alone() {
    let host = Host::new();
    drop(host.manager());
    for name in ["x.json", "pci-.json", "pci-zz.json", "README"] {
        fs::write(host.root().join("run/devices").join(name), "{}").unwrap();
    }
    assert!(host.manager().active(None, None).unwrap().is_empty());
    assert_eq!(set_aside(&host), 0);
}
