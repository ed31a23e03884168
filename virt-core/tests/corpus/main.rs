//! The models against a corpus of real documents, whose folder `VIRT_CORPUS` names.
//!
//! Without the variable these tests cannot run, and say so.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[path = "../diff/apply.rs"]
mod apply;
mod cases;
mod devices;
mod differences;
mod domains;
mod host_capabilities;
mod hosts;
mod networks;
mod node_devices;
mod snapshots;
mod status;
mod storage;
mod tuning;

use std::collections::BTreeMap;
use std::fs;
use std::panic;
use std::path::{Path, PathBuf};

use virt_core::config::{Capabilities, DomainConfig};
use virt_core::xml::{Document, Element, Form, Node};
use virt_testkit::needs;

const SECURE: Form = Form { secure: true, inactive: false, migratable: false };

/// Every document below `folder`, in the order of their names.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|extension| extension == "xml") => {
                    found.push(path);
                }
                false => {}
            }
        }
    }
    found.sort();
    found
}

#[test]
fn no_document_makes_anything_panic() {
    let Some(corpus) = needs::corpus() else { return };
    let all = documents(&corpus);
    assert!(all.len() > 1000, "the corpus holds {} documents only", all.len());
    for path in &all {
        let bytes = fs::read(path).unwrap();
        let tried = panic::catch_unwind(|| {
            let Ok(text) = str::from_utf8(&bytes) else {
                assert!(Document::parse_bytes(&bytes).is_err());
                return;
            };
            let _ = DomainConfig::check(text);
            if let Ok(mut config) = DomainConfig::parse(text) {
                config.fill_defaults(&Default::default());
                let _ = config.validate();
                DomainConfig::parse(&config.to_xml()).unwrap();
            }
            if let Ok(capabilities) = Capabilities::parse(text) {
                Capabilities::parse(&capabilities.to_xml()).unwrap();
            }
            networks::survive(text);
            devices::survive(text);
            host_capabilities::survive(text);
            node_devices::survive(text);
            snapshots::survive(text);
            status::survive(text);
            storage::survive(text);
            let _ = Element::parse(text);
        });
        assert!(tried.is_ok(), "{}", path.display());
    }
}

#[test]
fn every_well_formed_document_is_read() {
    let Some(corpus) = needs::corpus() else { return };
    let mut refused = Vec::new();
    for path in documents(&corpus) {
        let bytes = fs::read(&path).unwrap();
        if let Err(err) = Document::parse_bytes(&bytes) {
            refused.push(format!("{}: {err}", path.display()));
        }
    }
    assert_eq!(refused, Vec::<String>::new());
}

/// What libvirt writes must be read, and must lose nothing when it is written again but what
/// libvirt itself drops.
#[test]
fn no_definition_of_libvirt_loses_anything() {
    let Some(corpus) = needs::corpus() else { return };
    let folders = ["genericxml2xml/genericxml2xmloutdata", "qemuxmlconf/qemuxmlconfdata"];
    let results = results(&corpus, "qemuxmlconf");
    let mut checked = 0;
    let mut problems = Vec::new();
    for path in folders.iter().flat_map(|folder| documents(&corpus.join(folder))) {
        let text = fs::read_to_string(&path).unwrap();
        let Ok(document) = Document::parse(&text) else { continue };
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let result = results.get(&name);
        // Of what libvirt refuses, nothing is written.
        if document.root().name() != "domain" || result.is_some_and(Option::is_none) {
            continue;
        }
        let config = match DomainConfig::parse(&text) {
            // A place of zeros is no place; libvirt refuses one on a root all the same.
            Ok(_) if name == "pci-root-address.xml" => continue,
            Ok(config) => config,
            Err(err) => {
                problems.push(format!("{name}: {err}"));
                continue;
            }
        };
        checked += 1;
        let written = config.to_xml_as(SECURE);
        let again = Document::parse(&written).unwrap();
        let result = result.and_then(Option::as_deref).map(|text| Document::parse(text).unwrap());
        let dropped = result.map(|result| missing(document.root(), result.root()));
        for lost in missing(document.root(), again.root()) {
            if !dropped.iter().flatten().any(|path| *path == lost) {
                problems.push(format!("{name}: lost {lost}"));
            }
        }
    }
    assert!(checked > 1000, "the corpus holds {checked} definitions only");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// What libvirt made of the documents of a corpus, by their names; none where it refused one.
fn results(corpus: &Path, name: &str) -> BTreeMap<String, Option<String>> {
    let mut results = BTreeMap::new();
    for case in cases::cases(corpus, name) {
        let Some(input) = case.file_name("input") else { continue };
        let result: &mut Option<String> = results.entry(input.to_owned()).or_default();
        if result.is_none() {
            *result = case.optional_file("output");
        }
    }
    results
}

/// The paths, attributes and texts of `before` that `after` has fewer of.
fn missing(before: Node<'_>, after: Node<'_>) -> Vec<String> {
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    count(before, String::new(), &mut counts, 1);
    count(after, String::new(), &mut counts, -1);
    counts.into_iter().filter(|(_, count)| *count > 0).map(|(what, _)| what).collect()
}

fn count(node: Node<'_>, above: String, counts: &mut BTreeMap<String, i64>, weight: i64) {
    let path = format!("{above}/{}", full_name(node));
    *counts.entry(path.clone()).or_default() += weight;
    // Where a namespace is declared, and under which prefix, is no part of what is said.
    for attribute in node.attributes().filter(|found| !found.name().starts_with("xmlns:")) {
        let what = format!("{path}/@{}", attribute.name());
        *counts.entry(what).or_default() += weight;
    }
    for child in node.children() {
        count(child, path.clone(), counts, weight);
    }
}

fn full_name(node: Node<'_>) -> String {
    match node.name().split_once(':') {
        Some((prefix, name)) => format!("{{{}}}{name}", node.namespace_of(prefix).unwrap()),
        None => node.name().to_owned(),
    }
}

/// Documents in libvirt's own form that hold nothing but what the model knows come out letter by
/// letter as they went in.
#[test]
fn what_is_modelled_is_written_as_libvirt_writes_it() {
    let Some(corpus) = needs::corpus() else { return };
    let folder = corpus.join("qemuxmlconf/qemuxmlconfdata");
    let canonical = |path: &PathBuf| path.to_string_lossy().ends_with("-latest.xml");
    let mut differ = Vec::new();
    for path in documents(&folder).into_iter().filter(canonical) {
        let text = fs::read_to_string(&path).unwrap();
        // Other roots are other models' business.
        let Ok(config) = DomainConfig::parse(&text) else { continue };
        if config.to_xml_as(SECURE) != text {
            differ.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    assert_eq!(differ, Vec::<String>::new());
}
