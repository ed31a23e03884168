//! Programs killed after any step and at any instant, with a real kernel below: no device has two
//! owners, none is lost.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

mod testhost;

use std::env;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use rustix::process::{Signal, getpid, kill_process};
use testhost::{Other, card, managed, owner, says, taken, task};
use virt_core::ErrorKind;
use virt_hostdev::{HostDevice, HostdevManager, Places};
use virt_testkit::needs;
use virt_testkit::test_host::{kernel_words, wait_until};

/// More than the steps of taking a card and giving it back, so that some come to the end.
const STEPS: u32 = 30;

/// Half as many as over a make-believe kernel, because each takes seconds.
fn kills() -> u32 {
    env::var("VIRT_KILLS").map_or(50, |count| count.parse::<u32>().unwrap()).div_ceil(2)
}

/// The card that is taken and given back.
fn requests() -> [HostDevice; 1] {
    [managed(&card())]
}

#[test]
fn nothing_is_taken_twice_or_lost_by_kill_9() {
    if !needs::test_host() {
        return;
    }
    let (mut killed, mut half_way) = (0, 0);
    for kill in 0_u32.. {
        if killed == kills() {
            break;
        }
        // Neighbouring numbers of steps are far apart, so that a few kills see all of them.
        let step = 1 + kill.wrapping_mul(17) % STEPS;
        let is_killed = if kill % 5 == 4 {
            let other = Other::start(&u32::MAX.to_string());
            thread::sleep(Duration::from_millis(u64::from(kill) * 97 % 1500));
            other.kill()
        } else {
            Other::start(&step.to_string()).end()
        };
        killed += u32::from(is_killed);
        half_way += u32::from(card().driver().as_deref() != Some("e1000e"));
        check(&format!("kill {kill}, step {step}"));
    }
    assert!(half_way > 0, "no kill came while the card was away from the host");
}

/// The next program finds no owner left, and can take everything, and give it back.
fn check(what: &str) {
    let manager = HostdevManager::shared().unwrap();
    wait_until(what, Vec::<String>::new(), || taken(&manager));
    let mut prepared = None;
    wait_until(what, Ok(()), || {
        let result = manager.prepare(&owner("next"), &requests());
        result.map(|new| prepared = Some(new)).map_err(|error| error.to_string())
    });
    let error = manager.prepare(&owner("web"), &requests()).unwrap_err();
    says(&error, &["next"]);
    if is_late(what, &manager.reattach(&owner("next"), &requests())) {
        wait_until(what, true, || is_home(&manager));
    }
    assert!(is_home(&manager), "{what}");
}

/// Whether the host has the card as at first, and the ledger says nothing of it.
fn is_home(manager: &HostdevManager) -> bool {
    let card = card();
    card.driver().as_deref() == Some("e1000e")
        && card.read("driver_override") == "(null)"
        && manager.inactive(None).unwrap().is_empty()
}

/// Whether the kernel takes longer for a step than a caller waits, which it may: it gives a device a
/// minute to come back from a reset. What it does then has to be put right all the same.
#[expect(clippy::print_stderr, reason = "whoever reads the test's words wants to know")]
fn is_late<T>(what: &str, outcome: &virt_core::Result<T>) -> bool {
    let Err(error) = outcome else { return false };
    assert_eq!(error.kind(), ErrorKind::OperationTimeout, "{what}: {error}");
    eprintln!("{what}: {error}\n{}", kernel_words());
    true
}

/// Takes the card and gives it back, and kills itself after as many steps as it is told.
#[test]
fn other_process() {
    let Some(task) = task().filter(|_| needs::test_host()) else { return };
    let left = AtomicU32::new(task.parse().unwrap());
    let observer = move |_: &str| {
        if left.fetch_sub(1, Ordering::Relaxed) == 1 {
            kill_process(getpid(), Signal::KILL).unwrap();
        }
    };
    let manager = HostdevManager::observed(Places::of_this_host(), observer).unwrap();
    let taken = manager.prepare(&owner("web"), &requests());
    if !is_late(&task, &taken) {
        is_late(&task, &manager.reattach(&owner("web"), &requests()));
    }
}
