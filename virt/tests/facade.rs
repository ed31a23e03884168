//! What the facade adds to the drivers: checks, and drivers' absent parts as errors.

use virt::api::domain::{DomainConsoleFlags, DomainUndefineFlags, DomainXmlFlags};
use virt::{Connect, Domain, ErrorKind, Result};

fn kind<T>(result: Result<T>) -> Option<ErrorKind> {
    result.err().map(|err| err.kind())
}

#[test]
fn a_read_only_connection_changes_nothing() {
    let connect = Connect::open_read_only("test:///default").unwrap();
    assert!(connect.is_read_only());
    let domain = connect.domain("test").unwrap();
    let changes: [fn(&Domain) -> Result<()>; 7] = [
        Domain::start,
        Domain::suspend,
        Domain::resume,
        Domain::reset,
        |domain| domain.destroy(virt::DestroyMode::Forced),
        |domain| domain.undefine(DomainUndefineFlags::empty()),
        |domain| domain.open_console(None, DomainConsoleFlags::empty()).map(drop),
    ];
    for change in changes {
        assert_eq!(kind(change(&domain)), Some(ErrorKind::OperationDenied));
    }
    for secrets in [DomainXmlFlags::SECURE, DomainXmlFlags::MIGRATABLE] {
        assert_eq!(kind(domain.xml(secrets)), Some(ErrorKind::OperationDenied));
    }
    assert_eq!(
        kind(connect.define_domain("<domain/>", Default::default())),
        Some(ErrorKind::OperationDenied)
    );
    assert!(domain.is_active().unwrap() && domain.is_persistent().unwrap());
}

#[test]
fn flags_that_exclude_each_other_are_refused() {
    let domain = Connect::open("test:///default").unwrap().domain("test").unwrap();
    let flags = DomainUndefineFlags::NVRAM | DomainUndefineFlags::KEEP_NVRAM;
    let err = domain.undefine(flags).unwrap_err();
    assert!(err.message().contains("NVRAM"), "{err}");
    assert!(domain.is_persistent().unwrap());
}

#[test]
fn an_unknown_scheme_is_answered_with_the_drivers_there_are() {
    let err = Connect::open("bhyve:///system").unwrap_err();
    assert_eq!(err.kind(), ErrorKind::NoConnect);
    assert!(err.message().contains("test"), "{err}");
}

#[test]
fn a_domain_is_found_by_each_of_its_names() {
    let connect = Connect::open("test:///default").unwrap();
    let domain = connect.domain("test").unwrap();
    let uuid = domain.uuid();
    for spelling in [uuid.to_string(), uuid.simple().to_string()] {
        assert_eq!(connect.domain_by_uuid(&spelling).unwrap().name(), "test");
    }
    assert_eq!(connect.domain_by_id(1).unwrap().uuid(), uuid);
    assert_eq!(kind(connect.domain_by_uuid("test")), Some(ErrorKind::InvalidArg));
    assert_eq!(kind(connect.domain_by_id(99)), Some(ErrorKind::NoDomain));
}
