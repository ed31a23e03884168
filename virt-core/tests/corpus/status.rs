//! What drivers write down of running domains.

use virt_core::config::DomainStatusDocument;
use virt_core::xml::Document;

use super::cases::{judge, same_text};
use super::{SECURE, corpus, missing};

/// What only a driver can do: give defaults to what an older version wrote.
#[test]
fn no_status_of_libvirt_loses_anything() {
    let Some(root) = corpus("no_status_of_libvirt_loses_anything") else { return };
    judge(&root, "qemustatusxml2xml", 6, |case| {
        for text in [case.file("input"), case.file("output")] {
            let status = DomainStatusDocument::parse(&text).map_err(|err| err.to_string())?;
            let written = status.to_xml_as(SECURE);
            let (before, after) =
                (Document::parse(&text).unwrap(), Document::parse(&written).unwrap());
            if case.expects("same") {
                same_text(&text, &written)?;
            }
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

/// Whatever it is, nothing here panics on it.
pub(crate) fn survive(text: &str) {
    if let Ok(status) = DomainStatusDocument::parse(text) {
        _ = status.validate();
        DomainStatusDocument::parse(&status.to_xml_as(SECURE)).unwrap();
    }
}
