//! Definitions as JSON and YAML: nothing is lost on the way there and back, it reads as one would
//! write it, and what is wrong is named.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use virt_core::config::domain::Cpu;
use virt_core::config::storage::{StoragePoolCapabilities, StorageSources};
use virt_core::config::{
    Capabilities, DomainBackupConfig, DomainCapabilities, DomainCheckpointConfig, DomainConfig,
    DomainSnapshotConfig, FilterBindingConfig, FilterConfig, InterfaceConfig, NetworkConfig,
    NetworkPortConfig, NodeDeviceConfig, SecretConfig, StoragePoolConfig, StorageVolumeConfig,
};
use virt_core::xml::{Document, Form, XmlElement, from_str, to_string_as};

/// A kind of document: its root element, and what there is to see of such a document.
struct Kind {
    root: &'static str,
    /// None where the document is not one that the model reads.
    check: fn(&'static str, &str) -> Option<Outcome>,
}

struct Outcome {
    json: Value,
    problems: Vec<String>,
}

macro_rules! kinds {
    ($($root:literal: $model:ty,)*) => { &[$(Kind { root: $root, check: check::<$model> },)*] };
}

const KINDS: &[Kind] = kinds! {
    "capabilities": Capabilities,
    "cpu": Cpu,
    "device": NodeDeviceConfig,
    "domain": DomainConfig,
    "domainCapabilities": DomainCapabilities,
    "domainbackup": DomainBackupConfig,
    "domaincheckpoint": DomainCheckpointConfig,
    "domainsnapshot": DomainSnapshotConfig,
    "filter": FilterConfig,
    "filterbinding": FilterBindingConfig,
    "interface": InterfaceConfig,
    "network": NetworkConfig,
    "networkport": NetworkPortConfig,
    "pool": StoragePoolConfig,
    "secret": SecretConfig,
    "sources": StorageSources,
    "storagepoolCapabilities": StoragePoolCapabilities,
    "volume": StorageVolumeConfig,
};
use virt_testkit::needs;

/// Everything that a model holds.
const WHOLE: Form = Form { secure: true, inactive: false, migratable: false };

/// There and back, through JSON and through YAML.
fn check<T>(root: &'static str, text: &str) -> Option<Outcome>
where
    T: XmlElement + Serialize + DeserializeOwned + PartialEq + Debug,
{
    let model: T = from_str(root, text).ok()?;
    let mut problems = Vec::new();
    let mut compare = |format: &str, again: Result<T, String>| match again {
        Err(err) => problems.push(format!("{format}: {err}")),
        Ok(again) if again != model => problems.push(format!("{format}: {again:?} is not it")),
        Ok(again) => {
            assert_eq!(to_string_as(root, &again, WHOLE), to_string_as(root, &model, WHOLE))
        }
    };
    let json = serde_json::to_string(&model).unwrap();
    compare("json", serde_json::from_str(&json).map_err(|err| err.to_string()));
    let value = serde_json::to_value(&model).unwrap();
    compare("value", serde_json::from_value(value.clone()).map_err(|err| err.to_string()));
    let yaml = serde_saphyr::to_string(&model).unwrap();
    compare("yaml", serde_saphyr::from_str(&yaml).map_err(|err| format!("{err}\n{yaml}")));
    Some(Outcome { json: value, problems })
}

/// Every XML document below `folder`, in the order of their names.
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

/// Tries every document of a kind; gives how many there are of each, and their JSON.
fn check_all(folder: &Path) -> (BTreeMap<&'static str, usize>, Vec<Value>) {
    let mut counts = BTreeMap::new();
    let mut problems = Vec::new();
    let mut values = Vec::new();
    for path in documents(folder) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let Ok(document) = Document::parse(&text) else { continue };
        let name = document.root().name();
        let Some(kind) = KINDS.iter().find(|kind| kind.root == name) else { continue };
        let Some(outcome) = (kind.check)(kind.root, &text) else { continue };
        *counts.entry(kind.root).or_default() += 1;
        let named = |problem: &String| format!("{}: {problem}", path.display());
        problems.extend(outcome.problems.iter().map(named));
        values.push(outcome.json);
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
    (counts, values)
}

#[test]
fn own_documents_lose_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let (counts, values) = check_all(&folder);
    let untried: Vec<_> =
        KINDS.iter().map(|kind| kind.root).filter(|root| !counts.contains_key(root)).collect();
    assert_eq!(untried, Vec::<&str>::new());
    assert_eq!(unsaid(&values), Vec::<String>::new());
}

#[test]
fn documents_of_libvirt_lose_nothing() {
    let Some(corpus) = needs::corpus() else { return };
    let (counts, values) = check_all(&corpus);
    assert!(counts["domain"] > 1500, "{counts:?}");
    assert!(counts.len() >= 14, "{counts:?}");
    assert_eq!(unsaid(&values), Vec::<String>::new());
}

/// Where a text of XML is right: what belongs to applications and drivers.
const XML_MEMBERS: &[&str] = &["elements", "metadata", "other"];

/// The other members that are texts of XML: a model that says nothing of its data is such a text.
fn unsaid(values: &[Value]) -> Vec<String> {
    let found = xml_members(values).into_iter();
    found.filter(|name| !XML_MEMBERS.contains(&name.as_str())).collect()
}

/// The names of members that are texts of XML.
fn xml_members(values: &[Value]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<(&str, &Value)> = values.iter().map(|value| ("", value)).collect();
    while let Some((name, value)) = waiting.pop() {
        match value {
            Value::Object(members) => {
                waiting.extend(members.iter().map(|(name, value)| (name.as_str(), value)));
            }
            Value::Array(items) => waiting.extend(items.iter().map(|item| (name, item))),
            Value::String(text) if Document::parse(text).is_ok() => {
                found.insert(name.to_owned());
            }
            _ => {}
        }
    }
    found
}
