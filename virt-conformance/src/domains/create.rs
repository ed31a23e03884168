//! Domains that live as long as they run.

use uuid::Uuid;
use virt::api::domain::{
    ConnectListAllDomainsFlags as Filter, DomainCreateFlags, DomainPausedReason, DomainXmlFlags,
};
use virt::{DestroyMode, DomainStatus, ErrorKind};

use crate::host::Host;
use crate::outcome::{Optional, Outcome, ok, refused};
use crate::promise::promises;

promises! { "create":
    runs_a_domain_that_is_not_stored,
    leaves_nothing_when_it_stops,
    can_begin_paused,
    of_what_runs_is_refused,
    of_what_is_defined_runs_it_once_with_another_configuration,
    refuses_the_name_of_another_uuid,
}

fn runs_a_domain_that_is_not_stored(host: &Host) -> Outcome {
    let domain = host.transient("a");
    assert!(ok(domain.is_active()) && !ok(domain.is_persistent()));
    assert!(ok(domain.id()).is_some());
    assert_eq!(host.list(Filter::TRANSIENT | Filter::RUNNING), ["a"]);
    Ok(())
}

fn leaves_nothing_when_it_stops(host: &Host) -> Outcome {
    let domain = host.transient("a");
    ok(domain.destroy(DestroyMode::Forced));
    refused(host.connect.domain(domain.name()), &[ErrorKind::NoDomain]);
    refused(domain.status(), &[ErrorKind::NoDomain]);
    assert_eq!(host.list(Filter::empty()), [""; 0]);
    Ok(())
}

fn can_begin_paused(host: &Host) -> Outcome {
    let xml = host.guest("a").xml;
    let domain = host.connect.create_domain(&xml, DomainCreateFlags::PAUSED).if_supported()?;
    assert_eq!(ok(domain.status()), DomainStatus::Paused(DomainPausedReason::User));
    ok(domain.resume());
    assert!(matches!(ok(domain.status()), DomainStatus::Running(_)));
    Ok(())
}

fn of_what_runs_is_refused(host: &Host) -> Outcome {
    let domain = host.running("a");
    let guest = host.guest("a").with_uuid(domain.uuid());
    let attempt = host.connect.create_domain(&guest.xml, DomainCreateFlags::empty());
    refused(attempt, &[ErrorKind::OperationInvalid]);
    assert!(ok(domain.is_active()) && ok(domain.is_persistent()));
    Ok(())
}

fn of_what_is_defined_runs_it_once_with_another_configuration(host: &Host) -> Outcome {
    const ONCE: &str = "<description>for once</description>";
    let domain = host.defined("a");
    let before = ok(domain.xml(DomainXmlFlags::INACTIVE));
    let guest = host.guest("a").with_uuid(domain.uuid()).with(ONCE);
    ok(host.connect.create_domain(&guest.xml, DomainCreateFlags::empty()));
    assert!(ok(domain.is_active()) && ok(domain.is_persistent()));
    assert!(ok(domain.xml(DomainXmlFlags::empty())).contains(ONCE));
    assert_eq!(ok(domain.xml(DomainXmlFlags::INACTIVE)), before);
    ok(domain.destroy(DestroyMode::Forced));
    assert_eq!(ok(domain.xml(DomainXmlFlags::empty())), before);
    Ok(())
}

fn refuses_the_name_of_another_uuid(host: &Host) -> Outcome {
    host.defined("a");
    let other = host.guest("a").with_uuid(Uuid::new_v4());
    let attempt = host.connect.create_domain(&other.xml, DomainCreateFlags::empty());
    refused(attempt, &[ErrorKind::OperationFailed]);
    assert_eq!(host.list(Filter::INACTIVE), ["a"]);
    Ok(())
}
