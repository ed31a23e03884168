//! Networks, and what is about them.

use virt_core::config::NetworkConfig;
use virt_core::xml::Form;

use super::cases::{judge, same_text};
use super::corpus;

/// What libvirt makes of a definition when a driver takes it: read, filled in, found to be right.
fn define(text: &str) -> Result<NetworkConfig, String> {
    let mut config = NetworkConfig::parse(text).map_err(|err| err.to_string())?;
    config.validate().map_err(|err| err.to_string())?;
    config.fill_defaults();
    config.validate().map_err(|err| format!("wrong once filled in: {err}"))?;
    Ok(config)
}

#[test]
fn networks_are_written_as_libvirt_writes_them() {
    let Some(root) = corpus("networks_are_written_as_libvirt_writes_them") else { return };
    judge(&root, "networkxml2xml", 28, |case| {
        let defined = define(&case.file("input"));
        if case.expects("parse-error") {
            return defined.map_or(Ok(()), |_| Err("expected to be refused".into()));
        }
        let form = Form { inactive: case.has_flag("inactive"), ..Form::default() };
        same_text(&case.file("output"), &defined?.to_xml_as(form))
    });
}

/// The expectation is dnsmasq's configuration, which the driver writes. What holds without one: the
/// definition is right, nothing in it is unknown, and it says the same when it is read again.
#[test]
fn networks_of_dnsmasq_are_understood() {
    let Some(root) = corpus("networks_of_dnsmasq_are_understood") else { return };
    judge(&root, "networkxml2conf", 17, |case| {
        let text = case.file("input");
        let unknown = NetworkConfig::check(&text).map_err(|err| err.to_string())?;
        if let Some(finding) = unknown.first() {
            return Err(finding.to_string());
        }
        let config = define(&text)?;
        let again = define(&config.to_xml())?;
        same_text(&config.to_xml(), &again.to_xml())
    });
}
