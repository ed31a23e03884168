//! The targets.

mod data;
mod document;
mod image;
mod uri;
mod value;
mod xml;

use virt_core::config::DocumentKind;
use virt_core::xml::{Form, Shape};

/// Everything that a model holds.
const WHOLE: Form = Form { secure: true, inactive: false, migratable: false };

/// Something that reads hostile input.
#[derive(Debug)]
pub struct Target {
    name: String,
    reader: Reader,
}

#[derive(Debug)]
enum Reader {
    /// A document of a kind.
    Document(&'static DocumentKind),
    /// Anything else.
    Other(Read),
}

/// Reads bytes; a panic is a finding.
type Read = fn(&[u8]);

/// What is read beside documents of a kind.
const OTHERS: &[(&str, Read)] = &[
    ("any-xml", xml::read),
    ("data", data::read),
    ("save-image", image::read),
    ("uri", uri::read),
    ("value", value::read),
];

impl Target {
    /// All targets: each kind of document is one.
    pub fn all() -> Vec<Target> {
        let mut all: Vec<Target> = Vec::new();
        for kind in DocumentKind::all() {
            // Two kinds can have the same root element; the second one goes by what it is called.
            let is_taken = all.iter().any(|target| target.name == kind.root());
            let name = if is_taken { kind.name() } else { kind.root() };
            all.push(Target { name: name.replace(' ', "-"), reader: Reader::Document(kind) });
        }
        for &(name, read) in OTHERS {
            all.push(Target { name: name.to_owned(), reader: Reader::Other(read) });
        }
        all
    }

    /// The target that is called `name`.
    pub fn named(name: &str) -> Option<Target> {
        Target::all().into_iter().find(|target| target.name == name)
    }

    /// The name: that of the root element, mostly.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The kind of document that it reads, if it is one.
    pub fn kind(&self) -> Option<&'static DocumentKind> {
        match self.reader {
            Reader::Document(kind) => Some(kind),
            Reader::Other(_) => None,
        }
    }

    /// What its documents can have.
    pub fn shape(&self) -> Option<&'static Shape> {
        self.kind().map(DocumentKind::shape)
    }

    /// Reads `bytes`, and does with it what can be done.
    ///
    /// # Panics
    ///
    /// A promise is broken: that is a finding.
    pub fn run(&self, bytes: &[u8]) {
        match self.reader {
            Reader::Document(kind) => document::read(kind, bytes),
            Reader::Other(read) => read(bytes),
        }
    }
}
