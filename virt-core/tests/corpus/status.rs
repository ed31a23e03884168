//! What drivers write down of running domains.

use virt_core::config::DomainStatusDocument;
use virt_core::xml::Document;

use super::cases::{judge, same_text};
use super::{SECURE, missing};
use virt_testkit::needs;

#[test]
fn no_status_of_libvirt_loses_anything() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "qemustatusxml2xml", 7, |case| {
        for text in [case.file("input"), case.file("output")] {
            let status = DomainStatusDocument::parse(&text).map_err(|err| err.to_string())?;
            let written = status.to_xml_as(SECURE);
            let (before, after) =
                (Document::parse(&text).unwrap(), Document::parse(&written).unwrap());
            let lost = missing(before.root(), after.root());
            if !lost.is_empty() {
                return Err(format!("lost {}", lost.join("\n")));
            }
            let again = DomainStatusDocument::parse(&written).map_err(|err| err.to_string())?;
            assert!(again == status, "{} reads as something else", case.id);
        }
        Ok(())
    });
}

/// Giving defaults to what an older version wrote is a driver's affair. One has attributes in an
/// order of its own, since it has some that are QEMU's alone.
#[test]
fn what_libvirt_notes_is_written_as_libvirt_writes_it() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "qemustatusxml2xml", 6, |case| {
        let text = case.file("output");
        let status = DomainStatusDocument::parse(&text).map_err(|err| err.to_string())?;
        same_text(&text, &status.to_xml_as(SECURE))
    });
}

/// Whatever it is, nothing here panics on it.
pub(crate) fn survive(text: &str) {
    if let Ok(status) = DomainStatusDocument::parse(text) {
        _ = status.validate();
        DomainStatusDocument::parse(&status.to_xml_as(SECURE)).unwrap();
    }
}
