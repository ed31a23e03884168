//! What the targets start with: own documents, and those below `VIRT_CORPUS` where it is set.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};
use std::{env, fs};

use virt_core::config::DocumentKind;
use virt_core::config::save_image::{SaveImageFormat, SaveImageHeader};
use virt_core::xml::{Document, Element, Node};

use crate::{Target, words};

/// What is larger teaches nothing that something smaller does not.
const LARGEST: usize = 16 * 1024;

/// As many for each target start quickly.
const MOST: usize = 60;

/// The inputs of each target, by its name.
type Seeds = BTreeMap<String, BTreeSet<Vec<u8>>>;

/// Writes the seeds of each target to a folder of its name in `folder`, and its dictionary beside.
///
/// # Errors
///
/// Reading and writing files; and a target that nothing is there to start with.
pub fn write_seeds(folder: &Path) -> Result<()> {
    let mut seeds = Seeds::new();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../virt-core/tests/data");
    from_folder(&own, &mut seeds)?;
    if let Some(corpus) = env::var_os("VIRT_CORPUS") {
        from_folder(Path::new(&corpus), &mut seeds)?;
    }
    from_texts(&mut seeds);
    from_documents(&mut seeds);
    for target in Target::all() {
        let Some(inputs) = seeds.get(target.name()) else {
            let message = format!("no fixture of virt-core is a seed of '{}'", target.name());
            return Err(Error::new(ErrorKind::NotFound, message));
        };
        let own = folder.join(target.name());
        fs::create_dir_all(&own)?;
        // Some of all there are, from the smallest to the largest.
        let mut inputs: Vec<_> = inputs.iter().collect();
        inputs.sort_by_key(|input| input.len());
        for (number, input) in inputs.iter().step_by(inputs.len().div_ceil(MOST)).enumerate() {
            fs::write(own.join(format!("{number:03}")), input)?;
        }
        if let Some(shape) = target.shape() {
            fs::write(own.with_extension("dict"), words::dictionary(shape))?;
        }
    }
    Ok(())
}

fn add(seeds: &mut Seeds, target: &str, input: impl Into<Vec<u8>>) {
    let input = input.into();
    if input.len() <= LARGEST {
        seeds.entry(target.to_owned()).or_default().insert(input);
    }
}

/// Documents of every kind, and the pieces of documents that are documents of a kind.
fn from_folder(folder: &Path, seeds: &mut Seeds) -> Result<()> {
    let targets = Target::all();
    for path in files(folder)? {
        let bytes = fs::read(&path)?;
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("xml") => {}
            _ if path.ends_with("save-image") => {
                add(seeds, "save-image", bytes);
                continue;
            }
            _ => continue,
        }
        let Ok(document) = Document::parse_bytes(&bytes) else { continue };
        from_node(document.root(), &targets, seeds);
    }
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let (mut folders, mut files) = (vec![folder.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            match entry.file_type()?.is_dir() {
                true => folders.push(entry.path()),
                false => files.push(entry.path()),
            }
        }
    }
    files.sort();
    Ok(files)
}

fn from_node(root: Node<'_>, targets: &[Target], seeds: &mut Seeds) {
    let mut waiting = vec![root];
    while let Some(node) = waiting.pop() {
        waiting.extend(node.children());
        if let Some(target) = target_of(node, targets) {
            add(seeds, target.name(), Element::from(node).to_canonical());
        }
    }
    let text = Element::from(root).to_xml(0);
    if text.len() < LARGEST / 8 {
        add(seeds, "any-xml", text);
    }
}

fn target_of<'t>(node: Node<'_>, targets: &'t [Target]) -> Option<&'t Target> {
    let named = |target: &Target| target.kind().is_some_and(|kind| kind.root() == node.name());
    if !targets.iter().any(named) {
        return None;
    }
    let kind = DocumentKind::of(node).ok()?;
    targets.iter().find(|target| {
        target.kind().is_some_and(|own| (own.root(), own.name()) == (kind.root(), kind.name()))
    })
}

/// What is no document.
fn from_texts(seeds: &mut Seeds) {
    for uri in [
        "qemu:///system",
        "qemu+ssh://root@[fe80::1]:2222/system?keyfile=/root/a%20key&no_verify=1#f",
        "test:///default",
        "xend://host:8000/",
        "NULL",
        "near = qemu:///session\n\"far\" = \"qemu+tls://h/system\"",
        "far=qemu+tls://h/system",
    ] {
        add(seeds, "uri", uri);
    }
    for value in
        ["52:54:00:12:34:56", "2GiB", "1024", "03/14/2026", "0-3,^2,8", "not (a='b' or c!~d*)"]
    {
        add(seeds, "value", value);
    }
}

/// What is made of documents: JSON, and the heads of save images.
fn from_documents(seeds: &mut Seeds) {
    let mut made = Vec::new();
    for target in Target::all() {
        let Some(kind) = target.kind() else { continue };
        for text in seeds.get(target.name()).into_iter().flatten().take(8) {
            let Ok(text) = str::from_utf8(text) else { continue };
            let Ok(data) = kind.data(text) else { continue };
            let named = BTreeMap::from([(target.name().to_owned(), data)]);
            made.extend(serde_json::to_vec(&named).ok().map(|json| ("data", json)));
            if kind.root() == "domain" {
                made.push(("save-image", save_image(text)));
            }
        }
    }
    made.into_iter().for_each(|(target, input)| add(seeds, target, input));
}

/// The head of an image with a definition and a cookie, and with no room behind them.
fn save_image(definition: &str) -> Vec<u8> {
    let mut data = definition.as_bytes().to_vec();
    data.push(0);
    let cookie = data.len();
    data.extend(b"<cookie><slirpHelper/></cookie>\0");
    let number = |size: usize| u32::try_from(size).unwrap_or_default();
    let header = SaveImageHeader {
        complete: true,
        version: SaveImageHeader::VERSION,
        data_length: number(data.len()),
        was_running: true,
        format: SaveImageFormat::Raw,
        cookie_offset: number(cookie),
    };
    header.to_bytes().into_iter().chain(data).collect()
}
