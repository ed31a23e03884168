//! A guest whose QEMU does not answer: reading goes on, changing fails at its deadline, and nobody
//! else notices.

mod support;

use rustix::process::Signal;
use support::{Root, process_of, signal, wait_until};
use virt_core::ErrorKind;
use virt_core::api::domain::{DomainDestroyFlags, DomainRunningReason, DomainShutoffReason};
use virt_core::driver::domain::DomainStatus;

const BOOTED: DomainStatus = DomainStatus::Running(DomainRunningReason::Booted);

#[test]
fn a_stopped_qemu_stops_nobody_else() {
    let Some(root) = Root::new() else { return };
    let host = root.open_with("&timeout=0.5").unwrap();
    let stuck = host.run(&root.xml("stuck"));
    let other = host.run(&root.xml("other"));
    let pid = process_of(&root.path(), "stuck").unwrap();
    signal(pid, Signal::STOP);

    // The first change waits for QEMU, the second one for the first; both have an end.
    let (first, second) = std::thread::scope(|scope| {
        let suspend = || host.domains.suspend(&stuck).unwrap_err();
        let first = scope.spawn(suspend);
        wait_until("the job", || {
            let control = host.domains.control_info(&stuck).unwrap();
            control.state == virt_core::api::domain::DomainControlState::Job
        });
        let second = scope.spawn(|| {
            let short = support::open(&root.uri("&timeout=0.2")).unwrap();
            short.domains.reset(&stuck).unwrap_err()
        });
        // Meanwhile everything can be read, and the other guest be changed.
        assert_eq!(host.status(&stuck), BOOTED);
        assert_eq!(host.domains.info(&stuck).unwrap().max_memory_kib, 16 << 10);
        assert!(host.domains.xml(&stuck, Default::default()).unwrap().contains("stuck"));
        assert_eq!(host.domains.list(Default::default()).unwrap().len(), 2);
        host.domains.suspend(&other).unwrap();
        host.domains.resume(&other).unwrap();
        (first.join().unwrap(), second.join().unwrap())
    });
    assert_eq!(first.kind(), ErrorKind::OperationTimeout);
    assert!(first.message().contains("QEMU of 'stuck' did not answer 'stop' within"), "{first}");
    assert_eq!(second.kind(), ErrorKind::OperationTimeout);
    let holder = format!("(pid {}) for", std::process::id());
    assert!(second.message().starts_with("cannot reset domain 'stuck': job 'suspend' held by"));
    assert!(second.message().contains(&holder), "{second}");

    signal(pid, Signal::CONT);
    let events = host.events();
    // The suspend that was given up may still happen; what is told is what is the case.
    wait_until("an answer", || host.domains.suspend(&stuck).is_ok());
    wait_until("a resumption", || host.domains.resume(&stuck).is_ok());
    assert_eq!(host.status(&stuck), DomainStatus::Running(DomainRunningReason::Unpaused));
    drop(events);
    for domain in [&stuck, &other] {
        host.domains.destroy(domain, DomainDestroyFlags::empty()).unwrap();
    }
}

#[test]
fn a_stopped_qemu_can_be_destroyed() {
    let Some(root) = Root::new() else { return };
    let host = root.open_with("&timeout=0.5").unwrap();
    let stuck = host.run(&root.xml("stuck"));
    signal(process_of(&root.path(), "stuck").unwrap(), Signal::STOP);

    let graceful = host.domains.destroy(&stuck, DomainDestroyFlags::GRACEFUL).unwrap_err();
    assert_eq!(graceful.kind(), ErrorKind::OperationFailed);
    assert!(graceful.message().contains("without the graceful flag"), "{graceful}");
    assert_eq!(host.status(&stuck), BOOTED);
    host.domains.destroy(&stuck, DomainDestroyFlags::empty()).unwrap();
    assert_eq!(host.status(&stuck), DomainStatus::Shutoff(DomainShutoffReason::Destroyed));
}

#[test]
fn a_stopped_qemu_is_taken_over_as_it_was_last_seen() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let stuck = host.run(&root.xml("stuck"));
    let pid = process_of(&root.path(), "stuck").unwrap();
    signal(pid, Signal::STOP);
    drop(host);
    let host = root.open_with("&timeout=0.2").unwrap();
    assert_eq!(host.status(&stuck), BOOTED);
    assert_eq!(host.domains.suspend(&stuck).unwrap_err().kind(), ErrorKind::OperationTimeout);
    signal(pid, Signal::CONT);
    wait_until("an answer", || host.domains.suspend(&stuck).is_ok());
    host.domains.destroy(&stuck, DomainDestroyFlags::empty()).unwrap();
}
