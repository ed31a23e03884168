//! One change at a time, in order, and nobody waits for ever.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use virt_core::ErrorKind;
use virt_host::{Deadline, JobGuard, JobSlot};

fn soon() -> Deadline {
    Deadline::after(Duration::from_secs(20))
}

fn at_once() -> Deadline {
    Deadline::after(Duration::ZERO)
}

/// Waits until `count` callers wait for the job.
fn await_waiting(slot: &JobSlot, count: usize) {
    let deadline = soon();
    while slot.waiting() != count {
        assert!(!deadline.has_passed(), "{} wait", slot.waiting());
        thread::yield_now();
    }
}

#[test]
fn the_error_says_who_what_and_for_how_long() {
    let slot = JobSlot::new("domain 'web'");
    let _job = slot.begin("client 3 (virsh)", "suspend", soon()).unwrap();
    let deadline = Deadline::after(Duration::from_millis(110));
    let err = slot.begin("client 4", "start", deadline).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationTimeout);
    let message = err.message();
    let age = message
        .strip_prefix("cannot start domain 'web': job 'suspend' held by client 3 (virsh) for ");
    let age = age.and_then(|age| age.strip_suffix(" s")).unwrap_or_else(|| panic!("{message}"));
    assert!(age.parse::<f64>().unwrap() >= 0.1, "{message}");
}

#[test]
fn a_renamed_object_has_its_new_name_in_messages() {
    let slot = JobSlot::new("domain 'web'");
    let _job = slot.begin("a", "rename", soon()).unwrap();
    slot.rename("domain 'www'");
    let err = slot.begin("b", "reset", at_once()).unwrap_err();
    assert!(err.message().starts_with("cannot reset domain 'www': job 'rename'"), "{err}");
}

#[test]
fn the_current_job_can_be_asked_for() {
    let slot = JobSlot::new("domain 'web'");
    assert_eq!(slot.current(), None);
    let job = slot.begin("client 3", "migrate", soon()).unwrap();
    let current = job.slot().current().unwrap();
    assert_eq!((&*current.owner, &*current.action), ("client 3", "migrate"));
    drop(job);
    assert_eq!(slot.current(), None);
}

#[test]
fn those_who_wait_are_served_in_order() {
    let slot = JobSlot::new("domain 'web'");
    let order = Mutex::new(Vec::new());
    let first = slot.begin("first", "start", soon()).unwrap();
    thread::scope(|scope| {
        for number in 0..10 {
            let (slot, order) = (&slot, &order);
            scope.spawn(move || {
                let _job = slot.begin(&format!("thread {number}"), "start", soon()).unwrap();
                order.lock().unwrap().push(number);
            });
            await_waiting(slot, number + 1);
        }
        drop(first);
    });
    assert_eq!(order.into_inner().unwrap(), (0..10).collect::<Vec<_>>());
}

#[test]
fn who_gives_up_costs_the_others_nothing() {
    let slot = JobSlot::new("domain 'web'");
    let first = slot.begin("first", "start", soon()).unwrap();
    thread::scope(|scope| {
        let hasty = {
            let deadline = Deadline::after(Duration::from_millis(30));
            let slot = &slot;
            scope.spawn(move || slot.begin("hasty", "stop", deadline).map(drop))
        };
        let patient = scope.spawn(|| {
            await_waiting(&slot, 1);
            slot.begin("patient", "stop", soon()).map(drop)
        });
        let err = hasty.join().unwrap().unwrap_err();
        assert!(err.message().contains("held by first for"), "{err}");
        drop(first);
        patient.join().unwrap().unwrap();
    });
    assert_eq!((slot.current(), slot.waiting()), (None, 0));
}

#[test]
fn there_is_never_more_than_one_holder() {
    let slot = JobSlot::new("domain 'web'");
    let (holders, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for round in 0..200_u64 {
                    // Some of them give up at about the moment at which the job becomes theirs.
                    let patience = Duration::from_micros(round * 7 % 100);
                    if let Ok(_job) = slot.begin("a thread", "start", Deadline::after(patience)) {
                        assert_eq!(holders.fetch_add(1, Ordering::SeqCst), 0);
                        done.fetch_add(1, Ordering::SeqCst);
                        thread::yield_now();
                        holders.fetch_sub(1, Ordering::SeqCst);
                    }
                }
            });
        }
    });
    assert!(done.into_inner() > 0);
    assert_eq!((slot.current(), slot.waiting()), (None, 0));
}

#[test]
fn a_job_may_end_in_another_thread_and_by_a_panic() {
    let slot = JobSlot::new("domain 'web'");
    let job: JobGuard = slot.begin("a", "migrate", soon()).unwrap();
    let ended = thread::spawn(move || {
        let _job = job;
        panic!("on purpose");
    });
    assert!(ended.join().is_err());
    drop(slot.begin("b", "start", soon()).unwrap());
}
