//! A connection for reading reads, and changes nothing.

use virt::api::domain::{
    ConnectListAllDomainsFlags as Filter, DomainCreateFlags, DomainDefineFlags,
    DomainUndefineFlags, DomainXmlFlags,
};
use virt::{AutostartSetting, DestroyMode, Domain, ErrorKind, RebootMode, Result, ShutdownMode};

use crate::host::Host;
use crate::outcome::{Absent, Outcome, ok, refused};
use crate::promise::promises;

promises! { "read_only":
    connection_refuses_new_domains,
    connection_refuses_changes_of_domains,
    connection_reads,
}

const DENIED: &[ErrorKind] = &[ErrorKind::OperationDenied];

fn connection_refuses_new_domains(host: &Host) -> Outcome {
    let reader = host.read_only();
    let xml = host.guest("a").xml;
    refused(reader.define_domain(&xml, DomainDefineFlags::empty()), DENIED);
    refused(reader.create_domain(&xml, DomainCreateFlags::empty()), DENIED);
    assert_eq!(host.list(Filter::empty()), [""; 0]);
    Ok(())
}

fn connection_refuses_changes_of_domains(host: &Host) -> Outcome {
    let domain = host.running("a");
    // The refusal comes before the driver is asked, so it does not matter whether this connection
    // leads to the same host.
    let reader = host.read_only();
    let seen = seen_by(&reader, &domain)?;
    let calls: [fn(&Domain) -> Result<()>; 9] = [
        Domain::start,
        Domain::suspend,
        Domain::resume,
        Domain::reset,
        |domain| domain.shutdown(ShutdownMode::Default),
        |domain| domain.reboot(RebootMode::Default),
        |domain| domain.destroy(DestroyMode::Forced),
        |domain| domain.undefine(DomainUndefineFlags::empty()),
        |domain| domain.set_autostart(AutostartSetting::Always, true),
    ];
    for call in calls {
        refused(call(&seen), DENIED);
    }
    refused(seen.rename("other"), DENIED);
    refused(seen.xml(DomainXmlFlags::SECURE), DENIED);
    refused(seen.xml(DomainXmlFlags::MIGRATABLE), DENIED);
    Ok(())
}

fn connection_reads(host: &Host) -> Outcome {
    let domain = host.running("a");
    let reader = host.read_only();
    ok(reader.domains(Filter::empty()));
    let seen = seen_by(&reader, &domain)?;
    assert!(ok(seen.is_active()));
    ok(seen.info());
    ok(seen.xml(DomainXmlFlags::empty()));
    Ok(())
}

/// The domain as `reader` sees it; where each connection has a host of its own, any that is there.
fn seen_by(reader: &virt::Connect, domain: &Domain) -> Result<Domain, Absent> {
    let any = || ok(reader.domains(Filter::ACTIVE)).pop();
    let seen = reader.domain(domain.name()).ok().or_else(any);
    seen.ok_or_else(|| Absent("a second connection sees no domain".to_owned()))
}
