//! A guest from its definition to its end, under real QEMU.

mod support;

use support::{Root, process_of};
use virt_core::ErrorKind;
use virt_core::api::domain::{
    DomainCreateFlags, DomainDestroyFlags, DomainPausedReason, DomainRunningReason,
    DomainShutdownFlags, DomainShutoffReason, DomainUndefineFlags, DomainXmlFlags,
};
use virt_core::driver::domain::DomainStatus;

const BOOTED: DomainStatus = DomainStatus::Running(DomainRunningReason::Booted);

#[test]
fn a_guest_lives_and_dies() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let events = host.events();
    let domain = host.define(&root.xml("tiny"));
    events.expect(&["lifecycle Defined Added"]);
    assert_eq!(host.status(&domain), DomainStatus::Shutoff(DomainShutoffReason::Unknown));

    host.start(&domain);
    events.expect(&["lifecycle Resumed Unpaused", "lifecycle Started Booted"]);
    assert_eq!(host.status(&domain), BOOTED);
    assert!(process_of(&root.path(), "tiny").is_some());

    host.domains.suspend(&domain).unwrap();
    events.expect(&["lifecycle Suspended Paused"]);
    assert_eq!(host.status(&domain), DomainStatus::Paused(DomainPausedReason::User));
    host.domains.resume(&domain).unwrap();
    events.expect(&["lifecycle Resumed Unpaused"]);

    drop(host.console(&domain));
    host.domains.shutdown(&domain, DomainShutdownFlags::empty()).unwrap();
    events
        .expect(&["lifecycle Shutdown Finished after guest request", "lifecycle Stopped Shutdown"]);
    assert_eq!(host.status(&domain), DomainStatus::Shutoff(DomainShutoffReason::Shutdown));

    host.domains.undefine(&domain, DomainUndefineFlags::empty()).unwrap();
    events.expect(&["lifecycle Undefined Removed"]);
    assert_eq!(host.domains.status(&domain).unwrap_err().kind(), ErrorKind::NoDomain);
    assert!(process_of(&root.path(), "tiny").is_none());
}

#[test]
fn destroy_takes_the_power_away() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let domain = host.run(&root.xml("tiny"));
    let events = host.events();
    for flags in [DomainDestroyFlags::empty(), DomainDestroyFlags::GRACEFUL] {
        host.domains.destroy(&domain, flags).unwrap();
        events.expect(&[
            "lifecycle Shutdown Finished after host request",
            "lifecycle Stopped Destroyed",
        ]);
        assert_eq!(host.status(&domain), DomainStatus::Shutoff(DomainShutoffReason::Destroyed));
        let err = host.domains.destroy(&domain, flags).unwrap_err();
        assert_eq!(err.kind(), ErrorKind::OperationInvalid);
        host.start(&domain);
        events.expect(&["lifecycle Resumed Unpaused", "lifecycle Started Booted"]);
    }
    host.domains.destroy(&domain, DomainDestroyFlags::empty()).unwrap();
}

#[test]
fn a_guest_started_paused_waits() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let domain = host.define(&root.xml("tiny"));
    let events = host.events();
    host.domains.start(&domain, DomainCreateFlags::PAUSED, Vec::new()).unwrap();
    events.expect(&["lifecycle Started Booted", "lifecycle Suspended Paused"]);
    assert_eq!(host.status(&domain), DomainStatus::Paused(DomainPausedReason::User));
    host.domains.resume(&domain).unwrap();
    events.expect(&["lifecycle Resumed Unpaused"]);
    host.domains.destroy(&domain, DomainDestroyFlags::empty()).unwrap();
}

#[test]
fn a_transient_guest_is_gone_when_it_stops() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let events = host.events();
    let domain =
        host.domains.create(&root.xml("tiny"), DomainCreateFlags::empty(), Vec::new()).unwrap();
    assert_eq!(domain.id, Some(1));
    assert!(!host.domains.is_persistent(&domain).unwrap());
    events.expect(&["lifecycle Resumed Unpaused", "lifecycle Started Booted"]);
    let err = host.domains.undefine(&domain, DomainUndefineFlags::empty()).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid);

    host.domains.destroy(&domain, DomainDestroyFlags::empty()).unwrap();
    events.wait_for("lifecycle Stopped Destroyed");
    assert!(host.domains.list(Default::default()).unwrap().is_empty());
}

#[test]
fn a_running_guest_keeps_its_definition_until_it_stops() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let domain = host.run(&root.xml("tiny"));
    let uuid = format!("<uuid>{}</uuid>", domain.uuid);
    host.define(&root.xml_with("tiny", &format!("{uuid}<title>new</title>"), ""));
    let xml = |flags| host.domains.xml(&domain, flags).unwrap();
    assert!(!xml(DomainXmlFlags::empty()).contains("<title>"));
    assert!(xml(DomainXmlFlags::empty()).starts_with("<domain type='qemu' id='1'>"));
    assert!(xml(DomainXmlFlags::INACTIVE).contains("<title>new</title>"));

    host.domains.undefine(&domain, DomainUndefineFlags::empty()).unwrap();
    assert_eq!(host.status(&domain), BOOTED);
    host.define(&root.xml_with("tiny", &uuid, ""));
    assert!(host.domains.is_persistent(&domain).unwrap());
    host.domains.destroy(&domain, DomainDestroyFlags::empty()).unwrap();
    assert!(!xml(DomainXmlFlags::empty()).contains("id="));
}
