//! Domains are found by name, UUID and id, and what is gone is not found.

use uuid::Uuid;
use virt::api::domain::{DomainUndefineFlags, DomainXmlFlags};
use virt::{DestroyMode, Domain, ErrorKind, RebootMode, Result, ShutdownMode};

use crate::host::Host;
use crate::outcome::{Outcome, ok, refused};
use crate::promise::promises;

promises! { "lookup":
    finds_by_name_and_uuid,
    finds_the_running_by_id,
    has_no_id_for_what_is_shut_off,
    of_missing_is_no_domain,
    gives_each_running_domain_its_own_id,
    leaves_no_use_for_a_reference_to_what_is_gone,
}

fn finds_by_name_and_uuid(host: &Host) -> Outcome {
    let domain = host.defined("a");
    let by_name = ok(host.connect.domain(domain.name()));
    let by_uuid = ok(host.connect.domain_by_uuid(&domain.uuid().to_string()));
    assert_eq!(by_name.reference(), domain.reference());
    assert_eq!(by_uuid.reference(), domain.reference());
    Ok(())
}

fn finds_the_running_by_id(host: &Host) -> Outcome {
    let domain = host.running("a");
    let id = ok(domain.id()).unwrap_or_default();
    let by_id = ok(host.connect.domain_by_id(id));
    assert_eq!((by_id.name(), by_id.uuid()), (domain.name(), domain.uuid()));
    assert_eq!(by_id.reference().id, Some(id));
    Ok(())
}

fn has_no_id_for_what_is_shut_off(host: &Host) -> Outcome {
    let domain = host.running("a");
    let id = ok(domain.id()).unwrap_or_default();
    ok(domain.destroy(DestroyMode::Forced));
    assert_eq!(ok(domain.id()), None);
    if let Ok(other) = host.connect.domain_by_id(id) {
        assert_ne!(other.uuid(), domain.uuid(), "found by the id of its last run");
    }
    Ok(())
}

fn of_missing_is_no_domain(host: &Host) -> Outcome {
    let missing = [ErrorKind::NoDomain];
    let err = refused(host.connect.domain("no-such-guest"), &missing);
    assert!(err.message().contains("no-such-guest"), "it does not say which: {err}");
    refused(host.connect.domain_by_uuid(&Uuid::new_v4().to_string()), &missing);
    refused(host.connect.domain_by_id(i32::MAX.unsigned_abs()), &missing);
    Ok(())
}

fn gives_each_running_domain_its_own_id(host: &Host) -> Outcome {
    let (a, b) = (ok(host.running("a").id()), ok(host.running("b").id()));
    assert!(a.is_some() && b.is_some() && a != b, "{a:?} and {b:?}");
    Ok(())
}

/// A call, whatever it answers.
type Call = fn(&Domain) -> Result<()>;

fn leaves_no_use_for_a_reference_to_what_is_gone(host: &Host) -> Outcome {
    let domain = host.defined("a");
    ok(domain.undefine(DomainUndefineFlags::empty()));
    let calls: [(&str, Call); 14] = [
        ("id", |domain| domain.id().map(drop)),
        ("status", |domain| domain.status().map(drop)),
        ("info", |domain| domain.info().map(drop)),
        ("xml", |domain| domain.xml(DomainXmlFlags::empty()).map(drop)),
        ("is_active", |domain| domain.is_active().map(drop)),
        ("is_persistent", |domain| domain.is_persistent().map(drop)),
        ("start", Domain::start),
        ("suspend", Domain::suspend),
        ("resume", Domain::resume),
        ("reset", Domain::reset),
        ("shutdown", |domain| domain.shutdown(ShutdownMode::Default)),
        ("reboot", |domain| domain.reboot(RebootMode::Default)),
        ("destroy", |domain| domain.destroy(DestroyMode::Forced)),
        ("undefine", |domain| domain.undefine(DomainUndefineFlags::empty())),
    ];
    for (call, attempt) in calls {
        match attempt(&domain) {
            Err(err) if err.kind() == ErrorKind::NoSupport => {}
            Err(err) => {
                assert_eq!(err.kind(), ErrorKind::NoDomain, "{call}: {err}");
                assert!(!err.message().is_empty(), "{call}: no message");
            }
            Ok(()) => panic!("{call} succeeded on a domain that is gone"),
        }
    }
    Ok(())
}
