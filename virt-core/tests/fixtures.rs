//! Own documents, one folder for each kind of object: together they have each element and
//! attribute that the models know, and each is in canonical form.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use virt_core::config::domain::{Cpu, Defaults, SystemInformation};
use virt_core::config::snapshot::SnapshotDefaults;
use virt_core::config::storage::{
    StoragePoolCapabilities, StoragePoolType, StorageSources, VolumeDefaults,
};
use virt_core::config::{
    DomainBackupConfig, DomainCapabilities, DomainCheckpointConfig, DomainConfig,
    DomainSnapshotConfig, DomainStatusDocument, NodeDeviceConfig, StoragePoolConfig,
    StorageVolumeConfig,
};
use virt_core::xml::{ChildKind, Document, Form, Node, Shape, XmlElement};

/// The documents in a folder, each with its name.
fn fixtures(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fixtures").join(folder);
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap()))
        .collect();
    found.sort();
    found
}

/// What no document has: paths of elements and attributes, and variants. A model that stands at
/// several places is looked for at all of them together. What is inside of the elements
/// `elsewhere`, each the end of a path, is some other kind's to have.
fn uncovered(
    texts: &[(String, String)],
    shape: &'static Shape,
    elsewhere: &[&str],
) -> BTreeSet<String> {
    let documents: Vec<_> = texts.iter().map(|(_, text)| Document::parse(text).unwrap()).collect();
    let mut coverage = Coverage { elsewhere, places: BTreeMap::new() };
    for document in &documents {
        coverage.visit(document.root(), shape, "");
    }
    coverage.missing()
}

/// Walks shapes beside the elements that have them.
struct Coverage<'c> {
    elsewhere: &'c [&'c str],
    /// Each shape, by its address, with the path of its first place and its elements.
    places: BTreeMap<usize, (String, &'static Shape, Vec<Node<'c>>)>,
}

impl<'c> Coverage<'c> {
    fn visit(&mut self, node: Node<'c>, shape: &'static Shape, path: &str) {
        let key = std::ptr::from_ref(shape).addr();
        let place = self.places.entry(key).or_insert_with(|| (path.to_owned(), shape, Vec::new()));
        place.2.push(node);
        for child in node.children() {
            let Some(known) = shape.children.iter().find(|known| known.describes(child)) else {
                continue;
            };
            let path = format!("{path}/{}", known.name);
            if let ChildKind::Element(shape) = known.kind
                && !self.elsewhere.iter().any(|end| path.ends_with(end))
            {
                self.visit(child, shape(), &path);
            }
        }
        for flattened in shape.flattened.iter().filter(|flattened| flattened.is_on(node)) {
            self.visit(node, (flattened.shape)(), path);
        }
        let Some(variants) = &shape.variants else { return };
        let chosen = node.attribute(variants.attribute);
        let chosen = chosen.as_deref().or(variants.default);
        let variant = variants.shapes.iter().find(|(word, _)| Some(*word) == chosen);
        if let Some((word, shape)) = variant {
            self.visit(node, shape(), &format!("{path}[{}={word}]", variants.attribute));
        }
    }

    fn missing(&self) -> BTreeSet<String> {
        let mut missing = BTreeSet::new();
        for (path, shape, nodes) in self.places.values() {
            for attribute in shape.attributes {
                if !nodes.iter().any(|node| node.attribute(attribute.name).is_some()) {
                    missing.insert(format!("{path}/@{}", attribute.name));
                }
            }
            for child in shape.children {
                let mut children = nodes.iter().flat_map(|node| node.children());
                if !children.any(|found| child.describes(found)) {
                    missing.insert(format!("{path}/{}", child.name));
                }
            }
            for flattened in shape.flattened {
                if !nodes.iter().any(|node| flattened.is_on(*node)) {
                    missing.insert(format!("{path}/@{}", flattened.with.unwrap_or_default()));
                }
            }
            let Some(variants) = &shape.variants else { continue };
            for (word, _) in variants.shapes {
                let chooses = |node: &Node<'_>| match node.attribute(variants.attribute) {
                    Some(chosen) => chosen == *word,
                    None => variants.default == Some(*word),
                };
                if !nodes.iter().any(chooses) {
                    missing.insert(format!("{path}[{}={word}]", variants.attribute));
                }
            }
        }
        missing
    }
}

macro_rules! fixtures {
    ($test:ident, $folder:literal, $model:ty, $fill:expr, $elsewhere:expr) => {
        #[test]
        fn $test() {
            let texts = fixtures($folder);
            let missing = uncovered(&texts, <$model as XmlElement>::shape(), &$elsewhere);
            assert_eq!(missing, BTreeSet::new(), "no document has these");
            let fill: fn(&mut $model) = $fill;
            for (name, text) in &texts {
                let model =
                    <$model>::parse_strict(text).unwrap_or_else(|err| panic!("{name}: {err}"));
                assert_eq!(model.to_xml(), *text, "{name}");
                let mut filled = model.clone();
                fill(&mut filled);
                let once = filled.clone();
                fill(&mut filled);
                assert_eq!(filled, once, "{name}: filling in twice changes something");
                assert_eq!(<$model>::parse(&filled.to_xml()).unwrap(), filled, "{name}");
                names_what_is_unknown(text, <$model>::check);
                survives::<$model>(text, <$model>::parse, |model| {
                    fill(model);
                    model.to_xml_as(Form { secure: true, inactive: true, migratable: true });
                });
            }
        }
    };
}

/// A strange attribute and a strange element at the root are both found, with their places.
fn names_what_is_unknown(
    text: &str,
    check: fn(&str) -> virt_core::Result<Vec<virt_core::xml::Finding>>,
) {
    let end = text.rfind("</").unwrap();
    let (head, tail) = text.split_at(end);
    let strange = format!("{head}<stranger/>{tail}").replacen('>', " strange='1'>", 1);
    let found: Vec<_> =
        check(&strange).unwrap().iter().map(|finding| finding.path.clone()).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().any(|path| path.ends_with("/@strange")), "{found:?}");
    assert!(found.iter().any(|path| path.ends_with("/stranger")), "{found:?}");
}

/// Whatever is broken in a document, it is read or refused, and what was read can be filled in
/// and written: each line is left out, and each value is replaced by nonsense of several kinds.
fn survives<T>(text: &str, parse: fn(&str) -> virt_core::Result<T>, mut uses: impl FnMut(&mut T)) {
    let lines: Vec<_> = text.lines().collect();
    for left_out in 0..lines.len() {
        let kept = lines.iter().enumerate().filter(|(at, _)| *at != left_out);
        let text: String = kept.map(|(_, line)| format!("{line}\n")).collect();
        if let Ok(mut model) = parse(&text) {
            uses(&mut model);
        }
    }
    let nonsense =
        ["", " ", "-1", "18446744073709551616", "0x", "é😀", "//", "no", "&lt;", "9.9.9"];
    let pieces: Vec<_> = text.split('\'').collect();
    for at in (1..pieces.len()).step_by(2) {
        for value in nonsense {
            let mut pieces = pieces.clone();
            pieces[at] = value;
            if let Ok(mut model) = parse(&pieces.join("'")) {
                uses(&mut model);
            }
        }
    }
    for (at, _) in text.match_indices("</") {
        let Some(start) = text[..at].rfind('>') else { continue };
        for value in nonsense {
            if let Ok(mut model) = parse(&format!("{}{value}{}", &text[..=start], &text[at..])) {
                uses(&mut model);
            }
        }
    }
}

fixtures!(
    pools,
    "pool",
    StoragePoolConfig,
    |pool| {
        _ = pool.validate();
        pool.fill_defaults();
        _ = pool.validate();
    },
    ["/address"]
);
fixtures!(sources, "sources", StorageSources, |_| {}, ["/source"]);
fixtures!(
    volumes,
    "volume",
    StorageVolumeConfig,
    |volume| {
        _ = volume.validate();
        volume.fill_defaults(&VolumeDefaults::new(StoragePoolType::Dir));
        _ = volume.validate();
    },
    ["/none"]
);
fixtures!(pool_capabilities, "pool_capabilities", StoragePoolCapabilities, |_| {}, ["/none"]);
fixtures!(
    devices,
    "device",
    NodeDeviceConfig,
    |device| {
        _ = device.validate();
        device.fill_defaults();
        _ = device.validate();
    },
    ["/address"]
);
fixtures!(
    snapshots,
    "snapshot",
    DomainSnapshotConfig,
    |snapshot| {
        _ = snapshot.validate();
        snapshot.fill_defaults(&SnapshotDefaults { now: 7, redefine: true });
        snapshot.fill_defaults(&SnapshotDefaults { now: 7, redefine: false });
        _ = snapshot.validate();
    },
    ["/domain", "/inactiveDomain", "/source"]
);
fixtures!(
    checkpoints,
    "checkpoint",
    DomainCheckpointConfig,
    |checkpoint| {
        _ = checkpoint.validate();
        checkpoint.fill_defaults(7);
        checkpoint.align_disks(["vda", "vdx"]);
        _ = checkpoint.validate();
    },
    ["/domain"]
);
fixtures!(
    backups,
    "backup",
    DomainBackupConfig,
    |backup| {
        _ = backup.validate();
        backup.fill_defaults();
        backup.align_disks([], "suffix");
        _ = backup.validate();
    },
    ["/encryption"]
);
fixtures!(
    domain_capabilities,
    "domain_capabilities",
    DomainCapabilities,
    |_| {},
    ["/model", "/maxphysaddr"]
);

/// What drivers keep for themselves has names that nobody knows, so nothing there is unknown.
#[test]
fn running_domains() {
    let texts = fixtures("status");
    let missing = uncovered(&texts, DomainStatusDocument::shape(), &[]);
    assert_eq!(missing, BTreeSet::new(), "no document has these");
    for (name, text) in &texts {
        let status = DomainStatusDocument::parse_strict(text);
        let status = status.unwrap_or_else(|err| panic!("{name}: {err}"));
        assert_eq!(status.to_xml(), *text, "{name}");
        survives(text, DomainStatusDocument::parse, |status| {
            _ = status.validate();
            status.to_xml_as(Form { secure: true, inactive: true, migratable: true });
        });
    }
}

fixtures!(cpus, "cpu", Cpu, |cpu| _ = cpu.validate(), ["/none"]);
fixtures!(
    system_information,
    "sysinfo",
    SystemInformation,
    |information| _ = information.validate(),
    ["/none"]
);

/// Parts of a domain that only documents about hosts have: the beginnings of their paths.
const OF_HOSTS: &[&str] = &[
    "/cpu/arch",
    "/cpu/counter",
    "/cpu/features",
    "/cpu/microcode",
    "/cpu/pages",
    "/cpu/signature",
    "/sysinfo[type=smbios]/memory_device",
    "/sysinfo[type=smbios]/processor",
];

/// Parts of a domain that no document here has yet: the beginnings of their paths.
const NOT_COVERED: &[&str] = &[
    "/devices/disk",
    "/devices/hostdev[mode=subsystem][type=scsi]/source[protocol=iscsi]/auth/@type",
    "/devices/hostdev[mode=subsystem][type=scsi]/source[protocol=iscsi]/host",
    "/devices/controller",
    "/devices/filesystem",
    "/devices/lease",
    "/throttlegroups",
    //
    // Read, and always refused.
    "/devices/hostdev[mode=subsystem][type=pci]/source/@startupPolicy",
    //
    // Ports of networks have it, in documents of their own.
    "/devices/interface/bandwidth/@classID",
    //
    "/os/nvram/source",
];

#[test]
fn domains() {
    let texts = fixtures("domain");
    let missing = uncovered(&texts, DomainConfig::shape(), &[]);
    let others = NOT_COVERED.iter().chain(OF_HOSTS);
    let known = |path: &String| others.clone().any(|start| path.starts_with(start));
    let missing: Vec<_> = missing.into_iter().filter(|path| !known(path)).collect();
    assert_eq!(missing, Vec::<String>::new(), "no document has these");
    let secure = Form { secure: true, ..Form::default() };
    let fill = |domain: &mut DomainConfig| {
        _ = domain.validate();
        domain.fill_defaults(&Defaults::default());
        _ = domain.validate();
    };
    for (name, text) in &texts {
        let domain = DomainConfig::parse_strict(text).unwrap_or_else(|err| panic!("{name}: {err}"));
        assert_eq!(domain.to_xml_as(secure), *text, "{name}");
        let mut filled = domain.clone();
        fill(&mut filled);
        let once = filled.clone();
        fill(&mut filled);
        assert_eq!(filled, once, "{name}: filling in twice changes something");
        assert_eq!(DomainConfig::parse(&filled.to_xml_as(secure)).unwrap(), filled, "{name}");
        names_what_is_unknown(text, DomainConfig::check);
        survives(text, DomainConfig::parse, |domain| {
            fill(domain);
            domain.to_xml_as(Form { secure: true, inactive: true, migratable: true });
        });
    }
}
