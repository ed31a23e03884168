//! What hosts and hypervisors say that they can do.

use virt_core::config::{Capabilities, DomainCapabilities};

use super::cases::{judge, same_text};
use virt_testkit::needs;

/// What an emulator offers is a driver's to find out. What holds without one: the expectation is
/// read with nothing unknown in it, and written as libvirt wrote it.
#[test]
fn domain_capabilities_are_written_as_libvirt_writes_them() {
    let Some(root) = needs::corpus() else {
        return;
    };
    judge(&root, "domaincaps", 15, |case| {
        let text = case.file("output");
        let found = DomainCapabilities::check(&text).map_err(|err| err.to_string())?;
        if let Some(finding) = found.first() {
            return Err(finding.to_string());
        }
        let capabilities = DomainCapabilities::parse(&text).map_err(|err| err.to_string())?;
        same_text(&text, &capabilities.to_xml())
    });
}

/// These documents are in nobody's canonical form; what is written of them stays as it is.
#[test]
fn capabilities_are_understood() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "capabilityschema", 4, |case| {
        let first = Capabilities::parse(&case.file("input")).map_err(|err| err.to_string())?;
        let again = Capabilities::parse(&first.to_xml()).map_err(|err| err.to_string())?;
        same_text(&first.to_xml(), &again.to_xml())?;
        match first == again {
            true => Ok(()),
            false => Err("something is lost in writing".into()),
        }
    });
}

/// Whatever it is, nothing here panics on it.
pub(crate) fn survive(text: &str) {
    if let Ok(capabilities) = DomainCapabilities::parse(text) {
        DomainCapabilities::parse(&capabilities.to_xml()).unwrap();
    }
}
