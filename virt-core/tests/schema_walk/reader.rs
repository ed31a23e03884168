//! Reads RELAX NG files: the part of the language that libvirt's schemas use.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use virt_core::xml::{Document, Node};

use crate::kinds::Kind;
use crate::schema::{Data, Id, Name, Pattern, Schema};

/// A folder of schemas, and every place in them that was read.
pub(crate) struct Folder {
    path: PathBuf,
    places: Mutex<Places>,
}

/// Numbers for the elements of all files.
#[derive(Default)]
struct Places {
    numbers: BTreeMap<(String, usize), usize>,
    /// For each number the file, which of its elements it is, and the element's kind and name.
    all: Vec<(String, usize, String)>,
}

impl Folder {
    pub(crate) fn new(path: PathBuf) -> Self {
        Folder { path, places: Mutex::default() }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the schema of `kind` with all that it includes.
    pub(crate) fn schema(&self, kind: &Kind) -> Schema {
        let file = format!("{}.rng", kind.name);
        let mut reader = Reader { folder: self, patterns: Vec::new(), places: Vec::new() };
        let start = reader.grammar(|reader, grammar| reader.include(grammar, &file));
        Schema::new(reader.patterns, reader.places, start)
    }

    /// How many places have been read.
    pub(crate) fn places(&self) -> usize {
        self.places.lock().unwrap().all.len()
    }

    /// The place with this number, for people: `secret.rng:12 <attribute name='type'>`.
    pub(crate) fn describe(&self, place: usize) -> String {
        let (file, index, what) = self.places.lock().unwrap().all[place].clone();
        let text = fs::read_to_string(self.path.join(&file)).unwrap();
        let document = Document::parse(&text).unwrap();
        let mut nodes = Vec::new();
        list(document.root(), &mut nodes);
        format!("{file}:{} {what}", nodes[index].position().line)
    }

    fn number(&self, file: &str, index: usize, node: Node<'_>) -> usize {
        let mut places = self.places.lock().unwrap();
        let next = places.all.len();
        let number = *places.numbers.entry((file.to_owned(), index)).or_insert(next);
        if number == next {
            let name = node.attribute("name").map(|name| format!(" name='{name}'"));
            let what =
                format!("<{}{}>{}", node.name(), name.unwrap_or_default(), node.text().trim());
            places.all.push((file.to_owned(), index, what));
        }
        number
    }
}

/// The element and all in it, in the order of the text.
fn list<'d>(node: Node<'d>, nodes: &mut Vec<Node<'d>>) {
    nodes.push(node);
    for child in node.children() {
        list(child, nodes);
    }
}

/// The definitions of one grammar.
#[derive(Default)]
struct Grammar {
    defines: BTreeMap<String, Vec<Id>>,
    starts: Vec<Id>,
    /// References, and the names that they refer to.
    references: Vec<(Id, String)>,
    included: BTreeSet<String>,
}

struct Reader<'f> {
    folder: &'f Folder,
    patterns: Vec<Pattern>,
    places: Vec<usize>,
}

/// Where reading is: the file, which of its elements comes next, and what is inherited.
struct Source<'s> {
    file: &'s str,
    next: usize,
}

impl Reader<'_> {
    /// Reads a grammar with `fill`, and returns what a document starts with.
    fn grammar(&mut self, fill: impl FnOnce(&mut Self, &mut Grammar)) -> Id {
        let mut grammar = Grammar::default();
        fill(self, &mut grammar);
        for (reference, name) in &grammar.references {
            let found = grammar.defines.get(name).unwrap_or_else(|| panic!("no define {name}"));
            // Several are alternatives: no schema of libvirt combines in another way.
            let to = match found[..] {
                [one] => one,
                _ => self.add(Pattern::Choice(found.clone()), self.places[*reference]),
            };
            self.patterns[*reference] = Pattern::Ref(to);
        }
        match grammar.starts[..] {
            [start] => start,
            _ => panic!("{} starts", grammar.starts.len()),
        }
    }

    fn include(&mut self, grammar: &mut Grammar, file: &str) {
        if !grammar.included.insert(file.to_owned()) {
            return;
        }
        let path = self.folder.path.join(file);
        let text = fs::read_to_string(&path)
            .unwrap_or_else(|err| panic!("cannot read '{}': {err}", path.display()));
        let document = Document::parse(&text).unwrap();
        self.contents(document.root(), grammar, &mut Source { file, next: 0 }, "");
    }

    /// Reads what stands in a `<grammar>`.
    fn contents(&mut self, node: Node<'_>, grammar: &mut Grammar, at: &mut Source<'_>, ns: &str) {
        at.next += 1;
        for child in node.children() {
            match child.name() {
                "include" => {
                    assert!(child.children().next().is_none(), "includes override nothing");
                    at.next += 1;
                    self.include(grammar, &child.attribute("href").unwrap());
                }
                "define" => {
                    let name = child.attribute("name").unwrap().into_owned();
                    let combines = child.attribute("combine");
                    assert!(combines.is_none_or(|how| how == "choice"), "{name}");
                    let id = self.group(child, grammar, at, ns);
                    grammar.defines.entry(name).or_default().push(id);
                }
                "start" => {
                    let id = self.group(child, grammar, at, ns);
                    grammar.starts.push(id);
                }
                other => panic!("<{other}> in a grammar"),
            }
        }
    }

    fn add(&mut self, pattern: Pattern, place: usize) -> Id {
        self.patterns.push(pattern);
        self.places.push(place);
        self.patterns.len() - 1
    }

    /// What stands in `node`, in order.
    fn group(
        &mut self,
        node: Node<'_>,
        grammar: &mut Grammar,
        at: &mut Source<'_>,
        ns: &str,
    ) -> Id {
        let place = self.folder.number(at.file, at.next, node);
        at.next += 1;
        let parts = self.parts(node, grammar, at, ns);
        self.one_of(parts, place)
    }

    fn one_of(&mut self, parts: Vec<Id>, place: usize) -> Id {
        match parts[..] {
            [one] => one,
            [] => self.add(Pattern::Empty, place),
            _ => self.add(Pattern::Group(parts), place),
        }
    }

    fn parts(
        &mut self,
        node: Node<'_>,
        grammar: &mut Grammar,
        at: &mut Source<'_>,
        ns: &str,
    ) -> Vec<Id> {
        let mut parts = Vec::new();
        for child in node.children() {
            match child.name() {
                "anyName" => at.next += 1,
                _ => parts.push(self.pattern(child, grammar, at, ns)),
            }
        }
        parts
    }

    fn pattern(
        &mut self,
        node: Node<'_>,
        grammar: &mut Grammar,
        at: &mut Source<'_>,
        ns: &str,
    ) -> Id {
        let place = self.folder.number(at.file, at.next, node);
        if node.name() == "grammar" {
            return self.nested(node, at);
        }
        let id = self.add(Pattern::Empty, place);
        at.next += 1;
        let own = node.attribute("ns");
        let pattern = match node.name() {
            "data" => Pattern::Data(data(node, at)),
            "value" => Pattern::Value(node.text().into_owned()),
            "text" => Pattern::Text,
            "empty" => Pattern::Empty,
            "notAllowed" => Pattern::NotAllowed,
            "ref" => {
                grammar.references.push((id, node.attribute("name").unwrap().into_owned()));
                Pattern::Empty
            }
            "attribute" => {
                let parts = self.parts(node, grammar, at, ns);
                let content = match parts.is_empty() {
                    true => self.add(Pattern::Text, place),
                    false => self.one_of(parts, place),
                };
                // An attribute inherits no namespace.
                Pattern::Attribute { name: name(node, &own.unwrap_or_default()), content }
            }
            kind => {
                let ns = own.as_deref().unwrap_or(ns);
                let parts = self.parts(node, grammar, at, ns);
                self.compound(kind, node, parts, ns, place)
            }
        };
        self.patterns[id] = pattern;
        id
    }

    /// A pattern that is made of others.
    fn compound(
        &mut self,
        kind: &str,
        node: Node<'_>,
        parts: Vec<Id>,
        ns: &str,
        place: usize,
    ) -> Pattern {
        let mut one = || self.one_of(parts.clone(), place);
        match kind {
            "element" => Pattern::Element { name: name(node, ns), content: one() },
            "optional" => Pattern::Optional(one()),
            "zeroOrMore" => Pattern::Repeat { content: one(), least: 0 },
            "oneOrMore" => Pattern::Repeat { content: one(), least: 1 },
            "group" => Pattern::Group(parts),
            "interleave" => Pattern::Interleave(parts),
            "choice" => Pattern::Choice(parts),
            other => panic!("<{other}> in a pattern"),
        }
    }

    /// A grammar of its own inside of a pattern.
    fn nested(&mut self, node: Node<'_>, at: &mut Source<'_>) -> Id {
        self.grammar(|reader, grammar| reader.contents(node, grammar, at, ""))
    }
}

fn name(node: Node<'_>, ns: &str) -> Name {
    match node.attribute("name") {
        Some(local) => Name::Known { namespace: ns.to_owned(), local: local.into_owned() },
        None => Name::Any,
    }
}

fn data(node: Node<'_>, at: &mut Source<'_>) -> Data {
    let mut data = Data { base: node.attribute("type").unwrap().into_owned(), ..Data::default() };
    let mut nodes = Vec::new();
    list(node, &mut nodes);
    at.next += nodes.len() - 1;
    for node in nodes {
        match node.name() {
            "param" => {
                let name = node.attribute("name").unwrap().into_owned();
                data.facets.push((name, node.text().into_owned()));
            }
            "value" => data.except.push(node.text().into_owned()),
            _ => {}
        }
    }
    data
}
