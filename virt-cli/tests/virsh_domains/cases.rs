//! The domains of the cases.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use virt::xml::{Content, Element};

/// The collections of cases that are about domains.
const COLLECTIONS: &[&str] = &[
    "genericxml2xml",
    "qemuxmlconf",
    "qemuxmlactive2xml",
    "xlconfig",
    "xmconfig",
    "libxlxml2domconfig",
];

/// Identity for those domains that have none, since each side would make up its own.
const UUID: &str = "11111111-2222-3333-4444-555555555555";

/// A domain, made such that the test driver takes it.
pub(crate) struct Domain {
    pub(crate) name: String,
    pub(crate) xml: String,
}

/// All of them, by collection and file.
pub(crate) fn collect(corpus: &Path) -> BTreeMap<String, Domain> {
    let mut found = BTreeMap::new();
    for collection in COLLECTIONS {
        let folder = corpus.join(collection);
        let manifest = fs::read(folder.join("manifest.json")).unwrap();
        let manifest: Value = serde_json::from_slice(&manifest).unwrap();
        let cases = manifest["cases"].as_array().unwrap();
        let files = cases.iter().flat_map(|case| [&case["input"], &case["output"]]);
        let files: BTreeSet<&str> = files.filter_map(Value::as_str).collect();
        for file in files {
            if let Some(domain) = domain(&folder.join(file)) {
                found.insert(format!("{collection}/{file}"), domain);
            }
        }
    }
    found
}

fn domain(path: &Path) -> Option<Domain> {
    let text = fs::read_to_string(path).ok()?;
    let mut root = Element::parse(&text).ok().filter(|root| root.name() == "domain")?;
    root.set_attribute("type", "test");
    let mut name = root.child("name")?.text().trim().to_owned();
    // The host has a domain of that name, which would be shown in place of one that was refused.
    if name == "test" {
        name.push_str("ed");
        for element in elements(&mut root, "name") {
            *element.content_mut() = vec![Content::Text(name.as_str().into())];
        }
    }
    if root.child("uuid").is_none() {
        let mut uuid = Element::new("uuid");
        uuid.content_mut().push(Content::Text(UUID.into()));
        root.content_mut().push(Content::Element(uuid));
    }
    // The test driver drops what is another driver's own.
    root.content_mut().retain(|content| match content {
        Content::Element(element) => !element.name().contains(':'),
        _ => true,
    });
    for os in elements(&mut root, "os") {
        for os_type in elements(os, "type") {
            // The test driver has no machines, and runs whole x86 machines.
            let mut plain = Element::new("type");
            plain.set_attribute("arch", "x86_64");
            plain.content_mut().push(Content::Text("hvm".into()));
            *os_type = plain;
        }
    }
    Some(Domain { name, xml: root.to_xml(0) })
}

fn elements<'e>(parent: &'e mut Element, name: &str) -> impl Iterator<Item = &'e mut Element> {
    parent.content_mut().iter_mut().filter_map(move |content| match content {
        Content::Element(element) if element.name() == name => Some(element),
        _ => None,
    })
}
