//! Programs that are killed after every step, and at any instant: no device is assigned twice, and
//! none is forgotten.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

mod support;

use std::env;
use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use support::{CARD, Host, TWINS, address, managed, owner, usb_at, wait_until};
use virt_host::process::{Launch, ProcessIdentity};
use virt_hostdev::{DeviceId, HostDevice, HostdevManager, Lifetime, Places};

/// What the killed program does: an errand, a root, and after how many steps it dies.
const TASK: &str = "VIRT_HOSTDEV_TEST_TASK";
/// The errands.
const ERRANDS: [&str; 3] = ["start", "end", "detach"];
/// What stands for a guest.
const GUEST: &str = "/usr/bin/tail";
/// More than the steps of the longest errand, so that some programs come to their end.
const STEPS: u32 = 75;

fn devices() -> Vec<HostDevice> {
    vec![managed(CARD), managed(TWINS[0]), managed(TWINS[1]), usb_at(1, 4)]
}

fn kills() -> u32 {
    env::var("VIRT_KILLS").map_or(50, |kills| kills.parse().unwrap())
}

#[test]
fn nothing_is_assigned_twice_and_nothing_is_forgotten() {
    let host = Host::new();
    let before = host.state();
    let mut cut = 0;
    let mut guests = 0;
    for kill in 0_u32.. {
        if cut == kills() {
            break;
        }
        let errand = ERRANDS[kill as usize % ERRANDS.len()];
        // Neighbouring numbers of steps are far apart, so that a few kills see all of them.
        let step = 1 + kill.wrapping_mul(29) % STEPS;
        let instant = (kill % 5 == 4).then(|| Duration::from_micros(u64::from(kill) * 97 % 60_000));
        let is_cut = run(&host, errand, step, instant);
        cut += u32::from(is_cut);
        settle(&host);
        guests += u32::from(check(&host, &format!("{errand} killed after {step} ({instant:?})")));
        assert_eq!(host.state(), before, "{errand} killed after {step}");
    }
    println!("{cut} programs killed, {guests} guests left behind");
    assert!(guests > 0, "no guest was left behind, whenever its program was killed");
}

/// Runs a program until it dies or is done; tells whether it was killed.
fn run(host: &Host, errand: &str, step: u32, instant: Option<Duration>) -> bool {
    let steps = if instant.is_some() { u32::MAX } else { step };
    let mut program = Command::new(env::current_exe().unwrap())
        .args(["--exact", "child_program_entry", "--nocapture", "--test-threads=1"])
        .env(TASK, format!("{errand} {steps} {}", host.root().display()))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    if let Some(instant) = instant {
        std::thread::sleep(instant);
        program.kill().unwrap();
    }
    let status = program.wait().unwrap();
    assert!(status.success() || status.signal() == Some(9), "{errand}: {status}");
    !status.success()
}

/// Waits until the helpers of the dead have come back from the kernel, and until a guest that was
/// being started, or was ending, is there or not.
fn settle(host: &Host) {
    for lock in locks(&host.root().join("run/devices")) {
        wait_until("the end of a helper", || is_free(&lock));
    }
    let owners = host.root().join("run/owners");
    wait_until("a guest or none", || {
        guest(host.root()).is_some() || locks(&owners).iter().all(|lock| is_free(lock))
    });
    host.kernel().settle();
}

fn locks(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "lock")).collect()
}

fn is_free(lock: &Path) -> bool {
    File::open(lock).unwrap().try_lock().is_ok()
}

/// Checks what the next program finds; tells whether there was a guest.
fn check(host: &Host, what: &str) -> bool {
    let manager = host.manager();
    let guest = guest(host.root());
    for active in manager.active(None, None).unwrap() {
        assert_eq!(active.owners, [owner("web")], "{what}: {active:?}");
    }
    if let Some(guest) = guest {
        let active = manager.active(None, Some(&owner("web"))).unwrap();
        assert_eq!(active.len(), devices().len(), "{what}: the guest's devices: {active:?}");
        for device in devices() {
            let second = manager.prepare(&owner("db"), &[device]);
            assert!(second.is_err(), "{what}: assigned twice: {second:?}");
        }
        kill_process(guest, Signal::KILL).unwrap();
        let path = PathBuf::from(format!("/proc/{}", guest.as_raw_nonzero()));
        wait_until("the guest's end", || is_gone(&path));
    }
    drop(manager);
    // One that was ending is not seen any more, and has its devices until the kernel is done with it.
    wait_until(&format!("{what}: the devices of a dead guest"), || {
        host.manager().active(None, None).unwrap().is_empty()
    });
    let manager = host.manager();
    for inactive in manager.inactive(None).unwrap() {
        let DeviceId::Pci(card) = &inactive.device else { panic!("{inactive:?}") };
        assert!(what.starts_with("detach"), "{what}: left between host and guests");
        let driver = host.driver(&card.to_string());
        assert_eq!(driver.as_deref(), Some("vfio-pci"), "{what}: {card} is half detached");
        manager.reattach_to_host(card).unwrap();
    }
    let taken = manager.prepare(&owner("db"), &devices());
    assert!(taken.is_ok(), "{what}: cannot be taken any more: {taken:?}");
    manager.reattach(&owner("db"), &devices()).unwrap();
    guest.is_some()
}

/// A process that has ended may still be in the table, for whoever adopted it.
fn is_gone(path: &Path) -> bool {
    let status = fs::read_to_string(path.join("status")).unwrap_or_default();
    status.is_empty() || status.contains("State:\tZ")
}

/// The guest of this test, which carries the test's folder in its arguments.
fn guest(root: &Path) -> Option<Pid> {
    let mark = root.to_str().unwrap();
    let pids = fs::read_dir("/proc").unwrap().flatten();
    let mut pids = pids.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
    let is_it = |pid: &i32| {
        let text = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let text = String::from_utf8_lossy(&text).into_owned();
        text.starts_with(GUEST) && text.contains(mark)
    };
    pids.find(is_it).and_then(Pid::from_raw)
}

/// Not a test: the program that is killed.
#[test]
fn child_program_entry() {
    let Ok(task) = env::var(TASK) else { return };
    let [errand, steps, root] = task.splitn(3, ' ').collect::<Vec<_>>()[..] else { panic!() };
    let root = Path::new(root);
    let left = AtomicU32::new(steps.parse().unwrap());
    let observer = move |_: &str| {
        if left.fetch_sub(1, Ordering::Relaxed) == 1 {
            kill_process(rustix::process::getpid(), Signal::KILL).unwrap();
        }
    };
    let manager = HostdevManager::observed(Places::below(root), observer).unwrap();
    match errand {
        "detach" => detach(&manager),
        _ => start(&manager, root, errand == "end"),
    }
}

fn detach(manager: &HostdevManager) {
    for card in TWINS {
        manager.detach(&address(card), None).unwrap();
    }
    for card in TWINS {
        manager.reset(&address(card)).unwrap();
        manager.reattach_to_host(&address(card)).unwrap();
    }
}

fn start(manager: &HostdevManager, root: &Path, ends: bool) {
    let owner = owner("web");
    let prepared = manager.prepare(&owner, &devices()).unwrap();
    // It never ends, and the file in its arguments is how the test finds it.
    let mut launch = Launch::new(GUEST);
    launch.arg("-f").arg(root.join("dev/bus/usb/001/004"));
    for lock in prepared.locks {
        launch.pass(lock);
    }
    let guest = launch.spawn().unwrap();
    let identity: ProcessIdentity = guest.identity().clone();
    manager.update_active(&owner, &devices(), &Lifetime::Process(identity)).unwrap();
    if ends {
        guest.kill(virt_host::Deadline::default()).unwrap();
        manager.reattach_all(&owner).unwrap();
    }
}
