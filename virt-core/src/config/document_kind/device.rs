//! A single device of a guest, as a document.

use crate::Result;
use crate::config::problem::locate;
use crate::config::root::news;
use crate::config::{DomainConfig, Problem};
use crate::xml::{self, Content, Document, Element, Finding, Form, XmlElement};

/// Lists everything that is wrong with a device that is a document called `name`.
pub(super) fn diagnose<T: XmlElement>(name: &str, text: &str) -> Result<Vec<Finding>> {
    let document = Document::parse(text)?;
    let mut findings = xml::check_root(&document, name, T::shape())?;
    match T::read(document.root()) {
        Ok(device) => {
            let problems = news(&document, &findings, problems(name, &device));
            findings.extend(locate(&document, problems));
        }
        // What keeps the device from being read is among the findings, but for what no shape says.
        Err(err) if findings.is_empty() => return Err(err),
        Err(_) => {}
    }
    findings.sort_by_key(|finding| finding.position);
    Ok(findings)
}

/// A guest that has whatever devices refer to.
const HEAD: &str = "<domain type='kvm'><name>a</name><maxMemory slots='16'>8388608</maxMemory>\
    <memory>1048576</memory><vcpu>16</vcpu><iothreads>16</iothreads><memoryBacking>\
    <source type='memfd'/><access mode='shared'/></memoryBacking><os><type>hvm</type></os>\
    <features><acpi/><ioapic driver='qemu'/></features>\
    <cpu><numa><cell id='0' cpus='0-7' memory='524288'/><cell id='1' cpus='8-15' memory='524288'/>\
    </numa></cpu><devices>";

/// The devices that a device names, as far as it is nothing without them.
fn partners(name: &str, device: &str) -> String {
    let Ok(document) = Document::parse(device) else { return String::new() };
    let root = document.root();
    let value = |child: &str, attribute: &str| root.child(child)?.attribute(attribute);
    let mut partners = String::new();
    if let Some(id) = value("audio", "id").filter(|_| name != "audio") {
        partners += &with_name("<audio id='' type='none'/>", "audio", "id", &id);
    }
    if let Some(alias) = value("teaming", "persistent") {
        let xml = "<interface type='user'><teaming type='persistent'/><alias name=''/></interface>";
        partners += &with_name(xml, "alias", "name", &alias);
    }
    if let (Some(_), Some(index)) = (value("master", "startport"), root.attribute("index")) {
        let xml = "<controller type='usb' index='' model='ich9-ehci1'/>";
        partners += &with_name(xml, "controller", "index", &index);
    }
    partners
}

/// The device `xml` with a value for the attribute of its element `name`, or of itself.
fn with_name(xml: &str, name: &str, attribute: &str, value: &str) -> String {
    let Ok(mut device) = Element::parse(xml) else { return String::new() };
    if device.name() == name {
        device.set_attribute(attribute, value);
    }
    for content in device.content_mut() {
        match content {
            Content::Element(child) if child.name() == name => {
                child.set_attribute(attribute, value)
            }
            _ => {}
        }
    }
    device.to_canonical()
}

/// What cannot work of a device in any guest.
fn problems<T: XmlElement>(name: &str, device: &T) -> Vec<Problem> {
    let form = Form { secure: true, ..Form::default() };
    let device = xml::to_string_as(name, device, form);
    let partners = partners(name, &device);
    let text = format!("{HEAD}{device}{partners}</devices></domain>");
    let Ok(domain) = DomainConfig::parse(&text) else {
        return Vec::new();
    };
    // The device comes before its partners, which may be of the same name.
    let (numbered, path) = (format!("/{name}[1]"), format!("/{name}"));
    let within = |mut problem: Problem| {
        let below = problem.path.strip_prefix("/domain/devices")?;
        let rest = below.strip_prefix(&numbered).or_else(|| below.strip_prefix(&path))?;
        // A problem of all devices, or of one of the others, is none of this one.
        let is_own = rest.is_empty() || rest.starts_with('/');
        problem.path = is_own.then(|| format!("{path}{rest}"))?;
        Some(problem)
    };
    domain.problems().into_iter().filter_map(within).collect()
}
