//! The walk itself: what it makes is valid by the judgement of libxml2.

use std::fs;
use std::process::Command;

use virt_core::xml::{Document, Node};
use virt_testkit::needs;

use crate::kinds::{KINDS, Kind};
use crate::reader::Folder;
use crate::tree::Style;
use crate::walk::Walker;

/// So many documents of each kind are tried.
const DOCUMENTS: usize = 100;

/// Has xmllint validate documents of every kind.
pub(crate) fn validate(folder: &Folder) {
    let Some(xmllint) = needs::program("xmllint") else { return };
    let mut problems = Vec::new();
    for kind in KINDS {
        let documents = tempfile::tempdir().unwrap();
        let names: Vec<_> = (0..DOCUMENTS).map(|number| format!("{number}.xml")).collect();
        for (name, text) in names.iter().zip(documents_of(folder, kind)) {
            fs::write(documents.path().join(name), text).unwrap();
        }
        let output = Command::new(&xmllint)
            .args(["--noout", "--relaxng"])
            .arg(folder.path().join(format!("{}.rng", kind.name)))
            .args(&names)
            .current_dir(documents.path())
            .output()
            .unwrap();
        let words = String::from_utf8_lossy(&output.stderr);
        let is_praise = |line: &&str| line.ends_with(" validates");
        let blame: Vec<_> = words.lines().filter(|line| !is_praise(line)).collect();
        if words.lines().filter(is_praise).count() != DOCUMENTS {
            problems.push(format!("{}:\n{}", kind.name, blame.join("\n")));
            std::mem::forget(documents);
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Documents in the order of the schema: of elements that may be mixed, libxml2 refuses some that
/// are in groups of their own.
fn documents_of(folder: &Folder, kind: &Kind) -> Vec<String> {
    let schema = folder.schema(kind);
    let mut walker = Walker::new(&schema, folder.places(), 1000);
    let mut documents = Vec::new();
    while documents.len() < DOCUMENTS {
        let style = Style { mixed: None, at_root: documents.len() % 2 == 0 };
        let text = walker.document().to_xml(style);
        if is_quick(&text) {
            documents.push(text);
        }
    }
    documents
}

/// With each attribute that may be left out, the time that libxml2 takes for an element doubles.
fn is_quick(text: &str) -> bool {
    fn is_small(node: Node<'_>) -> bool {
        node.attributes().count() <= 10 && node.children().all(is_small)
    }
    is_small(Document::parse(text).unwrap().root())
}
