//! Definitions are kept, replaced and removed.

use uuid::Uuid;
use virt::api::domain::{
    ConnectListAllDomainsFlags as Filter, DomainDefineFlags, DomainShutoffReason,
    DomainUndefineFlags, DomainXmlFlags,
};
use virt::{DestroyMode, Domain, DomainStatus, ErrorKind};

use crate::host::Host;
use crate::outcome::{Outcome, ok, refused};
use crate::promise::promises;

promises! { "define":
    stores_a_domain_that_is_shut_off,
    keeps_the_uuid_that_is_given,
    makes_up_a_uuid_of_its_own,
    replaces_the_definition_of_the_same_domain,
    keeps_the_running_configuration,
    takes_effect_at_the_next_start,
    refuses_the_name_of_another_uuid,
    refuses_the_uuid_of_another_name,
    makes_a_transient_domain_persistent,
    accepts_what_it_wrote_itself,
    refuses_nothing_of_its_own_in_strict_mode,
    undefine_removes_what_is_shut_off,
    undefine_of_running_makes_it_transient,
    undefine_of_transient_is_refused,
}

const OLD: &str = "<description>the old one</description>";
const NEW: &str = "<description>the new one</description>";

fn stores_a_domain_that_is_shut_off(host: &Host) -> Outcome {
    let domain = host.defined("a");
    assert!(ok(domain.is_persistent()));
    assert!(!ok(domain.is_active()));
    assert_eq!(ok(domain.id()), None);
    assert!(matches!(ok(domain.status()), DomainStatus::Shutoff(DomainShutoffReason::Unknown)));
    Ok(())
}

fn keeps_the_uuid_that_is_given(host: &Host) -> Outcome {
    let uuid = Uuid::new_v4();
    let guest = host.guest("a").with_uuid(uuid);
    assert_eq!(host.define(&guest).uuid(), uuid);
    assert_eq!(ok(host.connect.domain(&guest.name)).uuid(), uuid);
    Ok(())
}

fn makes_up_a_uuid_of_its_own(host: &Host) -> Outcome {
    let (a, b) = (host.defined("a").uuid(), host.defined("b").uuid());
    assert!(a != b && !a.is_nil() && !b.is_nil(), "{a} and {b}");
    Ok(())
}

fn replaces_the_definition_of_the_same_domain(host: &Host) -> Outcome {
    let uuid = Uuid::new_v4();
    let guest = || host.guest("a").with_uuid(uuid);
    host.define(&guest().with(OLD));
    let domain = host.define(&guest().with(NEW));
    let xml = ok(domain.xml(DomainXmlFlags::empty()));
    assert!(xml.contains(NEW) && !xml.contains(OLD), "{xml}");
    assert_eq!(host.list(Filter::empty()), ["a"]);
    Ok(())
}

fn keeps_the_running_configuration(host: &Host) -> Outcome {
    let domain = redefined_while_it_runs(host);
    let live = ok(domain.xml(DomainXmlFlags::empty()));
    assert!(live.contains(OLD) && !live.contains(NEW), "{live}");
    let inactive = ok(domain.xml(DomainXmlFlags::INACTIVE));
    assert!(inactive.contains(NEW) && !inactive.contains(OLD), "{inactive}");
    assert!(ok(domain.is_active()) && ok(domain.is_persistent()));
    Ok(())
}

fn takes_effect_at_the_next_start(host: &Host) -> Outcome {
    let domain = redefined_while_it_runs(host);
    ok(domain.destroy(DestroyMode::Forced));
    assert!(!ok(domain.is_updated()), "nothing runs with an old definition");
    ok(domain.start());
    let live = ok(domain.xml(DomainXmlFlags::empty()));
    assert!(live.contains(NEW) && !live.contains(OLD), "{live}");
    Ok(())
}

fn redefined_while_it_runs(host: &Host) -> Domain {
    let uuid = Uuid::new_v4();
    let guest = || host.guest("a").with_uuid(uuid);
    let domain = host.define(&guest().with(OLD));
    ok(domain.start());
    host.define(&guest().with(NEW));
    domain
}

fn refuses_the_name_of_another_uuid(host: &Host) -> Outcome {
    let domain = host.defined("a");
    let other = host.guest("a").with_uuid(Uuid::new_v4());
    let attempt = host.connect.define_domain(&other.xml, DomainDefineFlags::empty());
    let err = refused(attempt, &[ErrorKind::OperationFailed]);
    assert!(err.message().contains(domain.name()), "it does not say which name: {err}");
    assert_eq!(ok(host.connect.domain(domain.name())).uuid(), domain.uuid());
    Ok(())
}

fn refuses_the_uuid_of_another_name(host: &Host) -> Outcome {
    let domain = host.defined("a");
    let other = host.guest("b").with_uuid(domain.uuid());
    let attempt = host.connect.define_domain(&other.xml, DomainDefineFlags::empty());
    let err = refused(attempt, &[ErrorKind::OperationFailed]);
    assert!(err.message().contains(&domain.uuid().to_string()), "which UUID? {err}");
    assert_eq!(host.list(Filter::empty()), ["a"]);
    Ok(())
}

fn makes_a_transient_domain_persistent(host: &Host) -> Outcome {
    let domain = host.transient("a");
    let guest = host.guest("a").with_uuid(domain.uuid());
    let defined = host.define(&guest);
    assert_eq!(defined.uuid(), domain.uuid());
    assert!(ok(domain.is_persistent()) && ok(domain.is_active()));
    ok(domain.destroy(DestroyMode::Forced));
    assert!(!ok(domain.is_active()));
    Ok(())
}

fn accepts_what_it_wrote_itself(host: &Host) -> Outcome {
    let domain = host.running("a");
    for flags in [DomainXmlFlags::empty(), DomainXmlFlags::INACTIVE] {
        let before = ok(domain.xml(DomainXmlFlags::INACTIVE));
        ok(host.connect.define_domain(&ok(domain.xml(flags)), DomainDefineFlags::empty()));
        if flags == DomainXmlFlags::INACTIVE {
            assert_eq!(ok(domain.xml(flags)), before);
        }
    }
    Ok(())
}

fn refuses_nothing_of_its_own_in_strict_mode(host: &Host) -> Outcome {
    let domain = host.defined("a");
    let xml = ok(domain.xml(DomainXmlFlags::INACTIVE));
    ok(host.connect.define_domain(&xml, DomainDefineFlags::VALIDATE));
    Ok(())
}

fn undefine_removes_what_is_shut_off(host: &Host) -> Outcome {
    let domain = host.defined("a");
    ok(domain.undefine(DomainUndefineFlags::empty()));
    refused(host.connect.domain(domain.name()), &[ErrorKind::NoDomain]);
    assert_eq!(host.list(Filter::empty()), [""; 0]);
    Ok(())
}

fn undefine_of_running_makes_it_transient(host: &Host) -> Outcome {
    let domain = host.running("a");
    ok(domain.undefine(DomainUndefineFlags::empty()));
    assert!(ok(domain.is_active()) && !ok(domain.is_persistent()));
    ok(domain.destroy(DestroyMode::Forced));
    refused(host.connect.domain(domain.name()), &[ErrorKind::NoDomain]);
    Ok(())
}

fn undefine_of_transient_is_refused(host: &Host) -> Outcome {
    let domain = host.transient("a");
    let attempt = domain.undefine(DomainUndefineFlags::empty());
    refused(attempt, &[ErrorKind::OperationInvalid]);
    assert!(ok(domain.is_active()));
    Ok(())
}
