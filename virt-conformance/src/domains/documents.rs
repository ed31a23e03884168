//! Documents that cannot be read are refused, whatever is wrong with them, and nothing is lost.

use virt::api::domain::{
    ConnectListAllDomainsFlags as Filter, DomainCreateFlags, DomainDefineFlags,
};
use virt::{ErrorKind, Result};

use crate::host::Host;
use crate::outcome::{Outcome, ok, refused};
use crate::promise::promises;

promises! { "documents":
    that_are_malformed_are_refused,
    that_are_incomplete_are_refused,
    that_are_hostile_are_refused,
    that_are_unknown_in_part_are_refused_in_strict_mode,
    live_and_inactive_differ_in_the_id,
    name_the_domain,
    give_the_size_that_info_gives,
}

/// The ways to say that a document is not what it should be.
const UNREADABLE: &[ErrorKind] = &[
    ErrorKind::XmlError,
    ErrorKind::XmlDetail,
    ErrorKind::XmlInvalidSchema,
    ErrorKind::NoName,
    ErrorKind::NoOs,
    ErrorKind::OsType,
    ErrorKind::ConfigUnsupported,
    ErrorKind::InvalidArg,
];

fn that_are_malformed_are_refused(host: &Host) -> Outcome {
    let xml = host.guest("a").xml;
    let half = &xml[..xml.len() / 2];
    let documents = [
        "",
        " ",
        "domain",
        "<domain",
        "<domain></network>",
        "<network/>",
        "<domain/><domain/>",
        "<domain type='test'><name>&nothing;</name></domain>",
        half,
    ];
    for document in documents {
        refused_everywhere(host, document);
    }
    Ok(())
}

fn that_are_incomplete_are_refused(host: &Host) -> Outcome {
    let guest = host.guest("a");
    let nameless = guest.xml.replace(&format!("<name>{}</name>", guest.name), "");
    let empty_name = guest.xml.replace(&guest.name, "");
    let bad_uuid = guest.with("<uuid>not-a-uuid</uuid>").xml;
    let bad_type = host.guest("a").xml.replacen("type=", "type='no-such-hypervisor' was=", 1);
    for document in [nameless, empty_name, bad_uuid, bad_type] {
        refused_everywhere(host, &document);
    }
    Ok(())
}

fn that_are_hostile_are_refused(host: &Host) -> Outcome {
    let xml = host.guest("a").xml;
    let entities = format!("<!DOCTYPE domain [<!ENTITY a 'aaaaaaaaaa'>]>{xml}");
    let depth = 100_000;
    let nested = format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    let deep = xml.replacen("</name>", &format!("</name><metadata>{nested}</metadata>"), 1);
    for document in [entities, deep] {
        refused_everywhere(host, &document);
    }
    Ok(())
}

fn that_are_unknown_in_part_are_refused_in_strict_mode(host: &Host) -> Outcome {
    let guest = host.guest("a").with("<nonsense/>");
    let attempt = host.connect.define_domain(&guest.xml, DomainDefineFlags::VALIDATE);
    let err = refused(attempt, &[ErrorKind::XmlInvalidSchema]);
    assert!(err.message().contains("nonsense"), "it does not say what: {err}");
    host.define(&guest);
    Ok(())
}

/// Neither define nor create takes the document, and neither leaves anything behind.
#[track_caller]
fn refused_everywhere(host: &Host, document: &str) {
    let begin: String = document.chars().take(200).collect();
    let attempts: [(&str, Result<_>); 2] = [
        ("define", host.connect.define_domain(document, DomainDefineFlags::empty())),
        ("create", host.connect.create_domain(document, DomainCreateFlags::empty())),
    ];
    for (call, attempt) in attempts {
        match attempt {
            Ok(domain) => panic!("{call} made '{}' of {begin}", domain.name()),
            Err(err) => assert!(UNREADABLE.contains(&err.kind()), "{call} of {begin}: {err}"),
        }
    }
    assert_eq!(host.list(Filter::empty()), [""; 0]);
}

fn live_and_inactive_differ_in_the_id(host: &Host) -> Outcome {
    use virt::api::domain::DomainXmlFlags as Xml;

    let domain = host.running("a");
    let id = ok(domain.id()).unwrap_or_default();
    let live = ok(domain.xml(Xml::empty()));
    assert!(live.contains(&format!(" id='{id}'")), "{live}");
    let inactive = ok(domain.xml(Xml::INACTIVE));
    assert!(!inactive.lines().next().unwrap_or_default().contains(" id="), "{inactive}");
    Ok(())
}

fn name_the_domain(host: &Host) -> Outcome {
    use virt::api::domain::DomainXmlFlags as Xml;

    let domain = host.defined("a");
    let xml = ok(domain.xml(Xml::empty()));
    assert!(xml.starts_with("<domain "), "{xml}");
    assert!(xml.contains(&format!("<name>{}</name>", domain.name())), "{xml}");
    assert!(xml.contains(&format!("<uuid>{}</uuid>", domain.uuid())), "{xml}");
    assert!(!ok(domain.os_type()).is_empty());
    Ok(())
}

fn give_the_size_that_info_gives(host: &Host) -> Outcome {
    use virt::api::domain::DomainXmlFlags as Xml;

    let domain = host.running("a");
    let info = ok(domain.info());
    assert_eq!(info.state, ok(domain.status()).state());
    let xml = ok(domain.xml(Xml::empty()));
    let memory = format!("<memory unit='KiB'>{}</memory>", info.max_memory_kib);
    assert!(xml.contains(&memory), "{memory} is not in {xml}");
    assert!(info.memory_kib <= info.max_memory_kib, "{info:?}");
    assert!(info.vcpus > 0, "{info:?}");
    Ok(())
}
