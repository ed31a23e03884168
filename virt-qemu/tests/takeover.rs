//! A program that ends, by whatever means, and the next one that takes over its guests.

#![expect(clippy::unwrap_used, reason = "this is how a test fails")]

mod support;

use rustix::process::Signal;
use support::deadly::DeadlyQemu;
use support::{Program, Root, files, is_alive, open, process_of, signal, wait_until};
use virt_core::ErrorKind;
use virt_core::api::domain::{
    DomainCreateFlags, DomainDestroyFlags, DomainPausedReason, DomainRunningReason,
    DomainShutoffReason,
};
use virt_core::driver::domain::DomainStatus;

/// What the other program does: it opens a root, starts the guest that is defined there, and waits.
#[test]
fn program() {
    let Some((task, uri)) = Program::task() else { return };
    let host = open(&uri).unwrap();
    let domain = host.domains.lookup_by_name("tiny").unwrap();
    let flags = match task.as_str() {
        "autodestroy" => DomainCreateFlags::AUTODESTROY,
        "paused" => DomainCreateFlags::PAUSED,
        _ => DomainCreateFlags::empty(),
    };
    host.domains.start(&domain, flags, Vec::new()).unwrap();
    Program::say_and_wait("started");
}

/// A root with one definition, and the program that has started its guest.
fn started(task: &str, more: &str) -> Option<(Root, Program, u32)> {
    let root = Root::new()?;
    root.open().define(&root.xml("tiny"));
    let program = Program::run(task, &root.uri(more));
    let pid = process_of(&root.path(), "tiny").unwrap();
    Some((root, program, pid))
}

#[test]
fn a_guest_outlives_its_program() {
    let Some((root, program, pid)) = started("start", "") else { return };
    program.kill();
    assert!(is_alive(pid));

    let host = root.open();
    let domain = host.domains.lookup_by_id(1).unwrap();
    assert_eq!(host.status(&domain), DomainStatus::Running(DomainRunningReason::Booted));
    assert_eq!(process_of(&root.path(), "tiny"), Some(pid));
    let events = host.events();
    assert_eq!(events.rest(), [""; 0]);
    host.domains.suspend(&domain).unwrap();
    host.domains.resume(&domain).unwrap();
    events.expect(&["lifecycle Suspended Paused", "lifecycle Resumed Unpaused"]);
    drop(host.console(&domain));
    host.domains.shutdown(&domain, Default::default()).unwrap();
    events
        .expect(&["lifecycle Shutdown Finished after guest request", "lifecycle Stopped Shutdown"]);
    assert!(!is_alive(pid));
}

#[test]
fn a_guest_outlives_the_orderly_end_of_its_program() {
    let Some((root, program, pid)) = started("paused", "") else { return };
    program.end();
    assert!(is_alive(pid));
    for _ in 0..3 {
        let host = root.open();
        let domain = host.domains.lookup_by_name("tiny").unwrap();
        assert_eq!(host.status(&domain), DomainStatus::Paused(DomainPausedReason::User));
        assert_eq!(domain.id, Some(1));
    }
    let host = root.open();
    let domain = host.domains.lookup_by_name("tiny").unwrap();
    host.domains.destroy(&domain, DomainDestroyFlags::empty()).unwrap();
    assert!(!is_alive(pid));
}

#[test]
fn a_guest_killed_meanwhile_is_reported_as_crashed() {
    let Some((root, program, pid)) = started("start", "") else { return };
    program.kill();
    signal(pid, Signal::KILL);
    wait_until("the end of QEMU", || !is_alive(pid));

    let host = root.open();
    let domain = host.domains.lookup_by_name("tiny").unwrap();
    assert_eq!(host.status(&domain), DomainStatus::Shutoff(DomainShutoffReason::Crashed));
    host.events().expect(&["lifecycle Stopped Failed"]);
    host.start(&domain);
    assert_eq!(host.domains.lookup_by_name("tiny").unwrap().id, Some(1));
    host.domains.destroy(&domain, DomainDestroyFlags::empty()).unwrap();
}

#[test]
fn a_stopped_guest_is_taken_over_as_it_was_seen_however_often() {
    let Some((root, program, pid)) = started("start", "") else { return };
    program.kill();
    signal(pid, Signal::STOP);
    // More often than QEMU's queue of connections is long.
    for _ in 0..5 {
        let host = root.open_with("&timeout=0.2").unwrap();
        let domain = host.domains.lookup_by_name("tiny").unwrap();
        assert_eq!(host.status(&domain), DomainStatus::Running(DomainRunningReason::Booted));
        host.domains.suspend(&domain).unwrap_err();
    }
    signal(pid, Signal::CONT);
    wait_until("QEMU's answer", || {
        let host = root.open();
        let domain = host.domains.lookup_by_name("tiny").unwrap();
        host.domains.suspend(&domain).is_ok()
    });
    let host = root.open();
    let domain = host.domains.lookup_by_name("tiny").unwrap();
    assert_eq!(host.status(&domain), DomainStatus::Paused(DomainPausedReason::User));
    host.domains.destroy(&domain, DomainDestroyFlags::empty()).unwrap();
    assert!(!is_alive(pid));
}

#[test]
fn a_guest_that_powered_off_meanwhile_is_reported_as_shut_down() {
    let Some((root, program, pid)) = started("start", "") else { return };
    let mut console = root.console_of_status("tiny");
    program.kill();
    console.type_line("poweroff");
    wait_until("the power-off", || root.qemu_status("tiny") == "shutdown");

    let host = root.open();
    host.events()
        .expect(&["lifecycle Shutdown Finished after guest request", "lifecycle Stopped Shutdown"]);
    let domain = host.domains.lookup_by_name("tiny").unwrap();
    assert_eq!(host.status(&domain), DomainStatus::Shutoff(DomainShutoffReason::Shutdown));
    assert!(!is_alive(pid));
}

#[test]
fn a_guest_may_die_with_its_program() {
    for task in ["start", "autodestroy"] {
        let more = if task == "start" { "&lifetime=program" } else { "" };
        let Some((root, program, pid)) = started(task, more) else { return };
        program.kill();
        wait_until("the end of QEMU", || !is_alive(pid));
        let host = root.open();
        let domain = host.domains.lookup_by_name("tiny").unwrap();
        assert_eq!(host.status(&domain), DomainStatus::Shutoff(DomainShutoffReason::Destroyed));
        drop(host);
        nothing_is_left(&root);
    }
}

#[test]
fn a_guest_may_end_with_the_orderly_end_of_its_program() {
    for (task, more) in [("start", "&lifetime=program"), ("autodestroy", "")] {
        let Some((root, program, pid)) = started(task, more) else { return };
        program.end();
        assert!(!is_alive(pid));
        nothing_is_left(&root);
    }
}

fn nothing_is_left(root: &Root) {
    let left = files(&root.path().join("run"));
    assert_eq!(left, ["qemu/autostarted", "qemu/lock", "qemu/status/.boot"]);
}

#[test]
fn a_guest_whose_program_was_killed_while_it_started_is_ended() {
    let Some(root) = Root::new() else { return };
    let qemu = DeadlyQemu::new(root.folder());
    root.open().define(&root.xml_with("tiny", "", &qemu.element()));
    Program::run_until_killed("start", &root.uri(""));
    wait_until("QEMU", || process_of(&root.path(), "tiny").is_some_and(is_alive));
    qemu.tame();

    let host = root.open();
    assert_eq!(process_of(&root.path(), "tiny"), None);
    assert_eq!(std::fs::read_dir(root.path().join("run/qemu/guests")).unwrap().count(), 0);
    let domain = host.domains.lookup_by_name("tiny").unwrap();
    assert!(matches!(host.status(&domain), DomainStatus::Shutoff(_)));
    host.start(&domain);
    host.domains.destroy(&domain, Default::default()).unwrap();
}

#[test]
fn one_program_at_a_time_has_a_root() {
    let Some((root, program, pid)) = started("start", "") else { return };
    let err = root.open_with("").err().unwrap();
    assert_eq!(err.kind(), ErrorKind::ResourceBusy);
    let holder = format!("(pid {})", program.pid());
    assert!(err.message().contains(&holder), "{err}");
    program.kill();
    let host = root.open();
    let domain = host.domains.lookup_by_name("tiny").unwrap();
    host.domains.destroy(&domain, DomainDestroyFlags::empty()).unwrap();
    assert!(!is_alive(pid));
}
