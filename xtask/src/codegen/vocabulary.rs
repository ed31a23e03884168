//! The names of libvirt's documents by place, from its RELAX NG schemas.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::Result;

/// Writes the table of `virt-core/src/xml/vocabulary` from the schemas in `folder`.
pub(super) fn table(folder: &Path) -> Result<String> {
    let mut places = Places::new();
    for (root, file) in [("domain", "domain.rng"), ("capabilities", "capability.rng")] {
        let mut grammar = Grammar::default();
        grammar.load(folder, file)?;
        grammar.collect(root, &mut places);
    }
    let mut out = String::from(
        "//! libvirt's vocabulary by place, drawn from its published RELAX NG schemas (11.3): names\n\
         //! alone, sorted by place. Written by `cargo xtask codegen`.\n\n\
         use super::Entry;\n\n#[rustfmt::skip]\npub(super) const TABLE: &[Entry] = &[\n",
    );
    for (place, (attributes, children)) in &places {
        if !attributes.is_empty() || !children.is_empty() {
            let attributes = attributes.iter().collect::<Vec<_>>();
            let children = children.iter().collect::<Vec<_>>();
            writeln!(out, "    ({place:?}, &{attributes:?}, &{children:?}),")?;
        }
    }
    out.push_str("];\n");
    Ok(out)
}

/// Attributes and children of each place, a place being an element's name behind its parent's.
type Places = BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)>;

/// A pattern of a schema.
#[derive(Default)]
struct Pattern {
    tag: String,
    attributes: BTreeMap<String, String>,
    text: String,
    children: Vec<Pattern>,
}

impl Pattern {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// The names that an element or attribute pattern allows; `*` for any.
    fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.get("name").into_iter().collect();
        let mut classes: Vec<&Pattern> = match names.is_empty() {
            true => self.children.first().into_iter().collect(),
            false => Vec::new(),
        };
        while let Some(class) = classes.pop() {
            match class.tag.as_str() {
                "name" => names.push(class.text.trim()),
                "anyName" | "nsName" => names.push("*"),
                "choice" => classes.extend(&class.children),
                _ => {}
            }
        }
        names
    }

    /// Whether the names are in a namespace, and so belong to a driver.
    fn has_namespace(&self) -> bool {
        self.get("ns").is_some() || self.children.iter().any(|child| child.get("ns").is_some())
    }
}

/// The definitions of a schema and of those that it includes.
#[derive(Default)]
struct Grammar {
    files: HashSet<String>,
    definitions: BTreeMap<String, Vec<Pattern>>,
    starts: Vec<Pattern>,
}

impl Grammar {
    fn load(&mut self, folder: &Path, file: &str) -> Result<()> {
        if !self.files.insert(file.to_owned()) {
            return Ok(());
        }
        let mut waiting = vec![read(&fs::read_to_string(folder.join(file))?)?];
        while let Some(pattern) = waiting.pop() {
            match pattern.tag.as_str() {
                "define" => {
                    let name = pattern.get("name").unwrap_or_default().to_owned();
                    self.definitions.entry(name).or_default().push(pattern);
                }
                "start" => self.starts.push(pattern),
                tag => {
                    if let (true, Some(file)) = (tag == "include", pattern.get("href")) {
                        self.load(folder, file)?;
                    }
                    waiting.extend(pattern.children);
                }
            }
        }
        Ok(())
    }

    fn collect(&self, root: &str, places: &mut Places) {
        let starts = self.starts.iter().flat_map(|start| self.inside(start).1);
        let roots = starts.filter(|element| element.names().contains(&root));
        let mut waiting: Vec<(&str, &Pattern)> = roots.map(|element| ("", element)).collect();
        let mut done = HashSet::new();
        while let Some((parent, element)) = waiting.pop() {
            for name in element.names() {
                let place = match parent {
                    "" => name.to_owned(),
                    parent => format!("{parent}/{name}"),
                };
                if !done.insert((place.clone(), std::ptr::from_ref(element))) {
                    continue;
                }
                let (attributes, children) = self.inside(element);
                let (known_attributes, known_children) = places.entry(place).or_default();
                let names = attributes.iter().flat_map(|attribute| attribute.names());
                known_attributes.extend(names.map(str::to_owned));
                for child in children.iter().filter(|child| !child.has_namespace()) {
                    for child_name in child.names().iter().filter(|name| !name.contains(':')) {
                        known_children.insert((*child_name).to_owned());
                        if name != "*" && *child_name != "*" {
                            waiting.push((name, child));
                        }
                    }
                }
            }
        }
    }

    /// The attributes and elements right inside of `pattern`, wherever they are defined.
    fn inside<'g>(&'g self, pattern: &'g Pattern) -> (Vec<&'g Pattern>, Vec<&'g Pattern>) {
        let (mut attributes, mut elements) = (Vec::new(), Vec::new());
        let mut seen = HashSet::new();
        let mut waiting: Vec<&Pattern> = pattern.children.iter().collect();
        while let Some(pattern) = waiting.pop() {
            match pattern.tag.as_str() {
                "attribute" => attributes.push(pattern),
                "element" => elements.push(pattern),
                "name" | "anyName" | "nsName" | "except" => {}
                "ref" => {
                    let name = pattern.get("name").unwrap_or_default();
                    if seen.insert(name) {
                        let definitions = self.definitions.get(name).into_iter().flatten();
                        waiting.extend(definitions.flat_map(|definition| &definition.children));
                    }
                }
                _ => waiting.extend(&pattern.children),
            }
        }
        (attributes, elements)
    }
}

fn read(text: &str) -> Result<Pattern> {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Pattern::default()];
    loop {
        match reader.read_event()? {
            Event::Start(tag) => open.push(pattern(&tag)?),
            Event::Empty(tag) => {
                let pattern = pattern(&tag)?;
                open.last_mut().ok_or("no element is open")?.children.push(pattern);
            }
            Event::End(_) => {
                let pattern = open.pop().ok_or("no element is open")?;
                open.last_mut().ok_or("no element is open")?.children.push(pattern);
            }
            Event::Text(text) => {
                open.last_mut().ok_or("no element is open")?.text.push_str(&text);
            }
            Event::Eof => return open.pop().ok_or_else(|| "the schema is empty".into()),
            _ => {}
        }
    }
}

fn pattern(tag: &BytesStart<'_>) -> Result<Pattern> {
    let mut pattern = Pattern { tag: tag.name().as_ref().to_owned(), ..Pattern::default() };
    for attribute in tag.attributes() {
        let attribute = attribute?;
        pattern
            .attributes
            .insert(attribute.key.as_ref().to_owned(), attribute.value.clone().into_owned());
    }
    Ok(pattern)
}
