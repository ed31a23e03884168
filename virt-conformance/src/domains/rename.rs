//! Domains get other names.

use virt::ErrorKind;
use virt::api::domain::{ConnectListAllDomainsFlags as Filter, DomainXmlFlags};

use crate::host::Host;
use crate::outcome::{Optional, Outcome, ok, refused, refused_if_supported};
use crate::promise::promises;

promises! { "rename":
    changes_the_name_and_nothing_else,
    to_the_name_of_another_is_refused,
    to_a_name_that_is_none_is_refused,
}

fn changes_the_name_and_nothing_else(host: &Host) -> Outcome {
    let domain = host.defined("a");
    let before = ok(domain.xml(DomainXmlFlags::empty()));
    let name = host.guest("b").name;
    let renamed = domain.rename(&name).if_supported()?;
    assert_eq!((renamed.name(), renamed.uuid()), (name.as_str(), domain.uuid()));
    assert_eq!(host.list(Filter::empty()), ["b"]);
    refused(host.connect.domain(domain.name()), &[ErrorKind::NoDomain]);
    let expected = before.replace(domain.name(), &name);
    assert_eq!(ok(renamed.xml(DomainXmlFlags::empty())), expected);
    Ok(())
}

fn to_the_name_of_another_is_refused(host: &Host) -> Outcome {
    let (a, b) = (host.defined("a"), host.defined("b"));
    let kinds = [ErrorKind::OperationInvalid, ErrorKind::OperationFailed];
    refused_if_supported(a.rename(b.name()), &kinds)?;
    assert_eq!(host.list(Filter::empty()), ["a", "b"]);
    Ok(())
}

fn to_a_name_that_is_none_is_refused(host: &Host) -> Outcome {
    let domain = host.defined("a");
    let kinds = [ErrorKind::InvalidArg, ErrorKind::NoName, ErrorKind::XmlError];
    for name in ["", " ", "a\nb"] {
        refused_if_supported(domain.rename(name), &kinds)?;
    }
    assert_eq!(host.list(Filter::empty()), ["a"]);
    Ok(())
}
