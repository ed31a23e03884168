//! Domains: what libvirt makes of them without a driver, and with the QEMU driver.

use virt_core::config::domain::Defaults;
use virt_core::config::{Architecture, DomainConfig};
use virt_core::xml::{Document, Form, Node};

use super::cases::{Case, judge, same_text};
use virt_testkit::needs;

/// The form of a definition that was not given as that of a running domain.
const INACTIVE: Form = Form { secure: true, inactive: true, migratable: false };

/// The domain of a case after the three passes.
fn domain(text: &str) -> virt_core::Result<DomainConfig> {
    let mut domain = DomainConfig::parse(text)?;
    let architecture = Some(Architecture::X86_64);
    domain.fill_defaults(&Defaults { architecture, ..Defaults::default() });
    domain.add_implicit_controllers();
    domain.validate()?;
    Ok(domain)
}

#[test]
fn domains_without_a_driver_are_written_as_libvirt_writes_them() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "genericxml2xml", 42, |case| {
        let text = case.file("input");
        let domain = domain(&text);
        if case.expects("parse-error") {
            return domain.map_or(Ok(()), |_| Err("expected to be refused".into()));
        }
        let live = case.argument("live") == true;
        let form = Form { inactive: !live, ..INACTIVE };
        let written = domain.map_err(|err| err.to_string())?.to_xml_as(form);
        same_text(&case.optional_file("output").unwrap_or(text), &written)
    });
}

/// What the QEMU driver made of a domain is read and written again, letter by letter.
#[test]
fn domains_of_the_qemu_driver_stay_as_they_are() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "qemuxmlconf", 790, |case| {
        let Some(text) = case.optional_file("output") else { return Ok(()) };
        let found = DomainConfig::check(&text).map_err(|err| err.to_string())?;
        if let Some(finding) = found.first() {
            return Err(finding.to_string());
        }
        let domain = DomainConfig::parse(&text).map_err(|err| err.to_string())?;
        same_text(&text, &domain.to_xml_as(INACTIVE))
    });
}

/// What the QEMU driver makes of a domain has all in it that is made of it without a driver, at
/// the same place, but for what [`DRIVERS_CHOICE`] names: the driver adds, and it replaces there.
/// A case that the driver refuses may be refused without it, or be left to the driver.
#[test]
fn domains_have_the_part_that_is_common_to_all_drivers() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "qemuxmlconf", 786, |case| {
        let domain = domain(&case.file("input"));
        if case.expects("parse-error") {
            return Ok(());
        }
        let written = domain.map_err(|err| err.to_string())?.to_xml_as(INACTIVE);
        let output = case.optional_file("output").unwrap_or_else(|| case.file("input"));
        let (ours, theirs) =
            (Document::parse(&written).unwrap(), Document::parse(&output).unwrap());
        covers(theirs.root(), ours.root())
    });
}

/// Places, as the end of a path, at which the driver replaces what was there: by what its
/// capabilities say, or by what the machine has.
const DRIVERS_CHOICE: &[&str] = &[
    "/os/type/@arch",
    "/os/type/@machine",
    // Files that are chosen by what firmware the host has.
    "/os/loader",
    "/os/nvram",
    // Made up anew.
    "/genid",
    // What the machine has.
    "/features",
    "/cpu/numa/cell/@cpus",
    "/serial/target/@type",
    // A security driver's to say.
    "/seclabel/@type",
    // A file of the driver's own, named anew at each start.
    "/channel/source",
];

/// Whether `theirs` has all that `ours` has.
fn covers(theirs: Node<'_>, ours: Node<'_>) -> Result<(), String> {
    for attribute in ours.attributes() {
        let path = format!("{}/@{}", ours.path(), attribute.name());
        if theirs.attribute(attribute.name()) != Some(attribute.value()) && !is_drivers(&path) {
            return Err(format!("{path}='{}' is not there", attribute.value()));
        }
    }
    let (text, found) = (ours.text(), theirs.text());
    if text.trim() != found.trim() && !is_drivers(&ours.path()) {
        return Err(format!("{}: '{text}' is '{found}' there", ours.path()));
    }
    let mut left: Vec<Node<'_>> = theirs.children().collect();
    for child in ours.children() {
        let same = left
            .iter()
            .position(|found| found.name() == child.name() && covers(*found, child).is_ok());
        match same {
            Some(at) => _ = left.remove(at),
            None if is_drivers(&child.path()) => {}
            None => return Err(why(&left, child)),
        }
    }
    Ok(())
}

/// Why none of `left` has all that `child` has, if there is one that might.
fn why(left: &[Node<'_>], child: Node<'_>) -> String {
    match left.iter().find(|found| found.name() == child.name()) {
        Some(near) => covers(*near, child).err().unwrap_or_default(),
        None => format!("{} is not there", child.path()),
    }
}

fn is_drivers(path: &str) -> bool {
    let mut plain = String::new();
    for (at, part) in path.split(['[', ']']).enumerate() {
        if at % 2 == 0 {
            plain.push_str(part);
        }
    }
    DRIVERS_CHOICE.iter().any(|place| plain.ends_with(place))
}

/// How many of the cases that the QEMU driver refuses are refused without a driver: those that no
/// driver could serve.
#[test]
fn domains_that_no_driver_could_serve_are_refused() {
    let Some(root) = needs::corpus() else { return };
    let refused = |case: &&Case| domain(&case.file("input")).is_err();
    let cases = super::cases::cases(&root, "qemuxmlconf");
    let cases: Vec<_> = cases.iter().filter(|case| case.expects("parse-error")).collect();
    let count = cases.iter().copied().filter(|case| refused(case)).count();
    assert!(count >= 65, "{count} of {} are refused", cases.len());
}
