//! Whatever two definitions are, the changes between them turn the one into the other.

use std::fs;
use std::path::Path;

use virt_core::config::storage::{StoragePoolCapabilities, StorageSources};
use virt_core::config::{
    Configuration, DomainBackupConfig, DomainCapabilities, DomainCheckpointConfig, DomainConfig,
    DomainSnapshotConfig, FilterBindingConfig, FilterConfig, InterfaceConfig, NetworkConfig,
    NetworkPortConfig, NodeDeviceConfig, SecretConfig, StoragePoolConfig, StorageVolumeConfig,
    diff,
};
use virt_core::xml::{Form, from_str};

use crate::apply::Tree;

const SECURE: Form = Form { secure: true, inactive: false, migratable: false };

fn read<T: Configuration>(text: &str) -> Option<T> {
    from_str(T::ROOT, text).ok()
}

/// Checks what is told of the two, and whether it is the whole truth.
fn check_pair<T: Configuration>(old: &T, new: &T) {
    let changes = diff(old, new);
    let (old_xml, new_xml) = (old.to_xml_as(SECURE), new.to_xml_as(SECURE));
    let mut tree = Tree::parse(&old_xml);
    tree.apply(&changes);
    assert_eq!(tree.sorted(), Tree::parse(&new_xml).sorted(), "{old_xml}{new_xml}{changes:#?}");
    if old_xml == new_xml {
        assert_eq!(changes, []);
    }
}

/// Checks a document beside itself, all `others`, and what is left of it when a line or what is
/// between two quotes goes missing or becomes something else.
fn check<T: Configuration>(text: &str, others: &[T]) {
    let Some(config) = read::<T>(text) else { panic!("{text}") };
    check_pair(&config, &config);
    for other in others {
        check_pair(&config, other);
    }
    let broken = broken(text);
    // All of a short document, and some of each part of a long one.
    for changed in broken.iter().step_by(broken.len().div_ceil(200)) {
        if let Some(changed) = read::<T>(changed) {
            check_pair(&config, &changed);
        }
    }
}

fn broken(text: &str) -> Vec<String> {
    let lines: Vec<_> = text.lines().collect();
    let mut broken = Vec::new();
    for at in 0..lines.len() {
        let mut without = lines.clone();
        let line = without.remove(at);
        broken.push(without.join("\n"));
        // The same line twice, and in another place.
        if line.trim_start().starts_with('<') && line.ends_with("/>") {
            without.insert(at, line);
            without.insert(at, line);
            broken.push(without.join("\n"));
            if at + 2 < without.len() {
                without.remove(at);
                without.swap(at, at + 1);
                broken.push(without.join("\n"));
            }
        }
    }
    let pieces: Vec<_> = text.split('\'').collect();
    for at in (1..pieces.len()).step_by(2) {
        for value in ["7", "yes", "/other", "it&apos;s &quot;"] {
            let mut pieces = pieces.clone();
            pieces[at] = value;
            broken.push(pieces.join("'"));
        }
    }
    broken
}

/// The texts of a folder of fixtures, or of one.
fn fixtures(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    match path.is_dir() {
        false => vec![fs::read_to_string(path).unwrap()],
        true => {
            let entries = fs::read_dir(path).unwrap();
            let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
            paths.sort();
            paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
        }
    }
}

fn check_fixtures<T: Configuration>(name: &str) {
    let texts: Vec<_> = fixtures(name).into_iter().filter(|text| text.len() < 50_000).collect();
    assert!(!texts.is_empty(), "{name}");
    let all: Vec<T> = texts.iter().filter_map(|text| read(text)).collect();
    texts.iter().for_each(|text| check(text, &all));
}

#[test]
fn changes_lead_from_one_definition_to_the_other() {
    check_fixtures::<NetworkConfig>("network.xml");
    check_fixtures::<NetworkPortConfig>("network-port.xml");
    check_fixtures::<InterfaceConfig>("interface.xml");
    check_fixtures::<FilterConfig>("filter.xml");
    check_fixtures::<FilterBindingConfig>("filter-binding.xml");
    check_fixtures::<SecretConfig>("secret.xml");
    check_fixtures::<DomainCapabilities>("fixtures/domain_capabilities");
    check_fixtures::<StoragePoolConfig>("fixtures/pool");
    check_fixtures::<StoragePoolCapabilities>("fixtures/pool_capabilities");
    check_fixtures::<StorageSources>("fixtures/sources");
    check_fixtures::<StorageVolumeConfig>("fixtures/volume");
    check_fixtures::<NodeDeviceConfig>("fixtures/device");
    check_fixtures::<DomainSnapshotConfig>("fixtures/snapshot");
    check_fixtures::<DomainCheckpointConfig>("fixtures/checkpoint");
    check_fixtures::<DomainBackupConfig>("fixtures/backup");
}

#[test]
fn changes_lead_from_one_domain_to_the_other() {
    check_fixtures::<DomainConfig>("domain.xml");
    check_fixtures::<DomainConfig>("domain-live.xml");
    check_fixtures::<DomainConfig>("fixtures/domain");
}

/// What would take hours if each element were held against each other one.
#[test]
fn large_definitions_are_compared() {
    let count = 5000;
    let network = |host: &dyn Fn(usize) -> String| {
        let hosts: String = (0..count).map(host).collect();
        let text = format!("<network><name>a</name><dns>{hosts}</dns></network>");
        NetworkConfig::parse(&text).unwrap()
    };
    let number = |at: usize| format!("10.{}.{}.1", at / 250, at % 250);
    let old = network(&|at| format!("<host ip='{}'><hostname>a</hostname></host>", number(at)));
    let new =
        network(&|at| format!("<host ip='{}'><hostname>b</hostname></host>", number(count - at)));
    assert_eq!(diff(&old, &old), []);
    assert!(diff(&old, &new).len() >= count);
    let nameless = network(&|at| format!("<txt value='{at}'/>"));
    let others = network(&|at| format!("<txt value='{}'/>", at + 7));
    assert!(diff(&nameless, &others).len() <= 14);

    let filter = |rule: &dyn Fn(usize) -> usize| {
        let rule = |at| {
            let port = rule(at);
            format!("<rule action='drop' direction='in'><tcp dstportstart='{port}'/></rule>")
        };
        let rules: String = (0..count).map(rule).collect();
        FilterConfig::parse(&format!("<filter name='a'>{rules}</filter>")).unwrap()
    };
    let (old, turned) = (filter(&|at| at), filter(&|at| count - 1 - at));
    assert_eq!(diff(&old, &turned).len(), count - 1);
    assert_eq!(diff(&old, &filter(&|at| at + count)).len(), count);
}
