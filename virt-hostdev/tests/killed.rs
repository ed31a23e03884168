//! Programs that are killed after every step, and at any instant: no device is assigned twice, and
//! none is forgotten.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

mod support;

use std::env;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use rustix::process::{
    Pid, Signal, WaitOptions, getpid, kill_process, set_child_subreaper, waitpid,
};
use support::{CARD, Host, TWINS, address, managed, owner, usb_at, wait_until};
use virt_host::process::{Launch, ProcessIdentity};
use virt_hostdev::{DeviceId, HostDevice, HostdevManager, Lifetime, Places};

/// What the killed program does: an errand, a root, and after how many steps it dies.
const TASK: &str = "VIRT_HOSTDEV_TEST_TASK";
/// The errands.
const ERRANDS: [&str; 3] = ["start", "end", "detach"];
/// What stands for a guest.
const GUEST: &str = "/usr/bin/tail";
/// The file that says that a guest is about to be ended.
const ENDING: &str = "ending";
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
    // What a killed program leaves becomes a child of this one, in whatever state it is.
    set_child_subreaper(Some(getpid())).unwrap();
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
        let guest = settle(&host);
        guests += u32::from(guest.is_some());
        check(&host, guest, &format!("{errand} killed after {step} ({instant:?})"));
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

/// Waits until what the killed program left has come to rest: its helpers are back from the kernel,
/// and its guest runs or is no more.
fn settle(host: &Host) -> Option<Pid> {
    let is_guest = |child: &Pid| is_guest(*child, host.root());
    let ending = host.root().join(ENDING);
    if ending.exists() {
        wait_until("the end of a guest", || {
            let left = children();
            left.iter().filter(|child| is_guest(child)).for_each(|guest| kill(*guest));
            left.is_empty()
        });
        fs::remove_file(ending).unwrap();
    }
    wait_until("a guest or nothing", || children().iter().all(is_guest));
    host.kernel().settle();
    children().first().copied()
}

/// The children that have not ended.
fn children() -> Vec<Pid> {
    let pids = fs::read_dir("/proc").unwrap().flatten();
    let pids = pids.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
    let is_child = |pid: &i32| {
        let stat = fs::read(format!("/proc/{pid}/stat")).unwrap_or_default();
        let stat = String::from_utf8_lossy(&stat).into_owned();
        // The name, in parentheses, may contain anything; the state and the parent follow.
        let parent = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1));
        parent.and_then(|parent| parent.parse::<i32>().ok()) == Some(getpid().as_raw_pid())
    };
    let has_ended = |child: &Pid| waitpid(Some(*child), WaitOptions::NOHANG).unwrap().is_some();
    let children = pids.filter(is_child).filter_map(Pid::from_raw);
    children.filter(|child| !has_ended(child)).collect()
}

/// Whether a child is the guest of this test, which has the test's folder in its arguments.
fn is_guest(child: Pid, root: &Path) -> bool {
    let text = fs::read(format!("/proc/{}/cmdline", child.as_raw_pid())).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    text.starts_with(GUEST) && text.contains(root.to_str().unwrap())
}

fn kill(process: Pid) {
    kill_process(process, Signal::KILL).unwrap();
}

/// Checks what the next program finds.
fn check(host: &Host, guest: Option<Pid>, what: &str) {
    let manager = host.manager();
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
        kill(guest);
        wait_until("the guest's end", || children().is_empty());
    }
    drop(manager);
    let manager = host.manager();
    assert_eq!(manager.active(None, None).unwrap(), [], "{what}: left with a dead guest");
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
            kill(getpid());
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
        fs::write(root.join(ENDING), "").unwrap();
        guest.kill(virt_host::Deadline::default()).unwrap();
        manager.reattach_all(&owner).unwrap();
    }
}
