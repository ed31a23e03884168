//! Devices as documents of their own.

use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::{Device, DeviceKind};
use virt_core::xml::{Document, Element, XmlValue};

use super::cases::{judge, same_text};
use super::{SECURE, missing};
use virt_testkit::needs;

/// What is attached to a running guest is read, and nothing of it is lost.
#[test]
fn devices_that_are_attached_lose_nothing() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "qemuhotplug", 41, |case| {
        let Some(text) = case.optional_file("device") else { return Ok(()) };
        let device = Device::parse_strict(&text).map_err(|err| err.to_string())?;
        let written = device.to_xml_as(SECURE);
        let (before, after) = (Document::parse(&text).unwrap(), Document::parse(&written).unwrap());
        let lost = missing(before.root(), after.root());
        if !lost.is_empty() {
            return Err(format!("lost {}", lost.join("\n")));
        }
        same_text(&written, &Device::parse(&written).unwrap().to_xml_as(SECURE))
    });
}

/// A device is the same alone and in a domain.
#[test]
fn each_device_of_a_domain_stands_alone() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "qemuxmlconf", 790, |case| {
        let Some(text) = case.optional_file("output") else { return Ok(()) };
        let Ok(mut whole) = DomainConfig::parse(&text) else { return Ok(()) };
        let expected = whole.to_xml_as(SECURE);
        let devices = Element::parse(&text).unwrap().child("devices").cloned().unwrap_or_default();
        let apart =
            devices.children().filter(|child| DeviceKind::parse_value(child.name()).is_ok());
        let mut found = virt_core::config::domain::Devices::default();
        for child in apart {
            let device = Device::parse(&child.to_string()).map_err(|err| err.to_string())?;
            found.add(device).map_err(|err| err.to_string())?;
        }
        let before = whole.devices.take().unwrap_or_default();
        found.emulator = before.emulator;
        found.redirection_filter = before.redirection_filter;
        whole.devices = Some(found);
        same_text(&expected, &whole.to_xml_as(SECURE))
    });
}

/// Whatever it is, nothing here panics on it.
pub(crate) fn survive(text: &str) {
    if let Ok(device) = Device::parse(text) {
        _ = device.validate();
        Device::parse(&device.to_xml_as(SECURE)).unwrap();
    }
    _ = Device::diagnose(text);
}
