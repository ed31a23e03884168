//! Titles, descriptions, and what applications keep in definitions.

use virt::api::domain::{
    DomainMetadataType as Kind, DomainModificationImpact as Impact, DomainXmlFlags,
};
use virt::{DestroyMode, Domain, ErrorKind, Result};

use crate::host::Host;
use crate::outcome::{Absent, Optional, Outcome, ok, refused_if_supported};
use crate::promise::promises;

promises! { "metadata":
    that_is_not_set_is_absent,
    can_be_set_and_removed,
    of_a_namespace_is_kept_apart_from_others,
    of_running_and_stored_definition_are_two,
    of_two_definitions_is_not_read_at_once,
    of_the_run_is_refused_when_nothing_runs,
    of_the_definition_is_refused_when_there_is_none,
}

const MINE: &str = "http://example.com/mine";
const YOURS: &str = "http://example.com/yours";
const ABSENT: &[ErrorKind] = &[ErrorKind::NoDomainMetadata];

fn that_is_not_set_is_absent(host: &Host) -> Outcome {
    let domain = host.defined("a");
    refused_if_supported(domain.metadata(Kind::Title, None, Impact::empty()), ABSENT)?;
    refused_if_supported(domain.metadata(Kind::Description, None, Impact::empty()), ABSENT)?;
    refused_if_supported(domain.metadata(Kind::Element, Some(MINE), Impact::empty()), ABSENT)?;
    Ok(())
}

fn can_be_set_and_removed(host: &Host) -> Outcome {
    let domain = host.defined("a");
    for (kind, text) in [(Kind::Title, "A title"), (Kind::Description, "Several\nlines & <signs>")]
    {
        set(host, &domain, kind, Some(text), Impact::empty())?;
        assert_eq!(ok(domain.metadata(kind, None, Impact::empty())), text);
        set(host, &domain, kind, None, Impact::empty())?;
        refused_if_supported(domain.metadata(kind, None, Impact::empty()), ABSENT)?;
    }
    Ok(())
}

fn of_a_namespace_is_kept_apart_from_others(host: &Host) -> Outcome {
    let domain = host.defined("a");
    set_element(host, &domain, Some("<mine>1</mine>"), "m", MINE)?;
    set_element(host, &domain, Some("<yours/>"), "y", YOURS)?;
    set_element(host, &domain, Some("<mine>2</mine>"), "m", MINE)?;
    let mine = ok(domain.metadata(Kind::Element, Some(MINE), Impact::empty()));
    assert_eq!(mine, "<mine>2</mine>");
    let xml = ok(domain.xml(DomainXmlFlags::empty()));
    assert!(xml.contains(&format!("<m:mine xmlns:m=\"{MINE}\">2</m:mine>")), "{xml}");
    set_element(host, &domain, None, "m", MINE)?;
    refused_if_supported(domain.metadata(Kind::Element, Some(MINE), Impact::empty()), ABSENT)?;
    assert_eq!(ok(domain.metadata(Kind::Element, Some(YOURS), Impact::empty())), "<yours/>");
    Ok(())
}

fn of_running_and_stored_definition_are_two(host: &Host) -> Outcome {
    let domain = host.running("a");
    set(host, &domain, Kind::Title, Some("this run"), Impact::LIVE)?;
    set(host, &domain, Kind::Title, Some("the next"), Impact::CONFIG)?;
    assert_eq!(ok(domain.metadata(Kind::Title, None, Impact::LIVE)), "this run");
    assert_eq!(ok(domain.metadata(Kind::Title, None, Impact::CONFIG)), "the next");
    assert_eq!(ok(domain.metadata(Kind::Title, None, Impact::empty())), "this run");
    ok(domain.destroy(DestroyMode::Forced));
    assert_eq!(ok(domain.metadata(Kind::Title, None, Impact::empty())), "the next");
    Ok(())
}

fn of_two_definitions_is_not_read_at_once(host: &Host) -> Outcome {
    let domain = host.running("a");
    let both = domain.metadata(Kind::Title, None, Impact::LIVE | Impact::CONFIG);
    refused_if_supported(both, &[ErrorKind::InvalidArg])?;
    Ok(())
}

fn of_the_run_is_refused_when_nothing_runs(host: &Host) -> Outcome {
    let domain = host.defined("a");
    let read = domain.metadata(Kind::Title, None, Impact::LIVE);
    refused_if_supported(read, &[ErrorKind::OperationInvalid])?;
    let written = try_set(host, &domain, Kind::Title, Some("x"), None, None, Impact::LIVE);
    refused_if_supported(written, &[ErrorKind::OperationInvalid])?;
    Ok(())
}

fn of_the_definition_is_refused_when_there_is_none(host: &Host) -> Outcome {
    let domain = host.transient("a");
    let written = try_set(host, &domain, Kind::Title, Some("x"), None, None, Impact::CONFIG);
    refused_if_supported(written, &[ErrorKind::OperationInvalid])?;
    Ok(())
}

fn set(
    host: &Host,
    domain: &Domain,
    kind: Kind,
    text: Option<&str>,
    impact: Impact,
) -> Result<(), Absent> {
    try_set(host, domain, kind, text, None, None, impact).if_supported()
}

fn set_element(
    host: &Host,
    domain: &Domain,
    xml: Option<&str>,
    key: &str,
    uri: &str,
) -> Result<(), Absent> {
    let impact = Impact::empty();
    try_set(host, domain, Kind::Element, xml, Some(key), Some(uri), impact).if_supported()
}

fn try_set(
    host: &Host,
    domain: &Domain,
    kind: Kind,
    text: Option<&str>,
    key: Option<&str>,
    uri: Option<&str>,
    impact: Impact,
) -> Result<()> {
    let driver = host.connect.drivers().domains()?;
    driver.set_metadata(domain.reference(), kind, text, key, uri, impact)
}
