//! Domains in which one thing is missing, or has a value that it cannot have.

use std::collections::{BTreeMap, BTreeSet};

use virt::xml::{Content, Element};

use crate::cases::Domain;

/// What is done at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// A number is written as [`NUMBER`].
    Number,
    /// An attribute is missing, an element or its text.
    Missing,
    /// An attribute or a text is a word that means nothing.
    Unknown,
    /// An attribute is empty.
    Empty,
}

/// Ten for those who read octal digits behind a zero, and twelve for others.
const NUMBER: &str = "012";

/// For each place in `domains` where `change` can be made, a domain that has it there.
pub(crate) fn variants(
    domains: &BTreeMap<String, Domain>,
    change: Change,
) -> BTreeMap<String, Domain> {
    let mut known = BTreeSet::new();
    let mut variants = BTreeMap::new();
    for domain in domains.values() {
        let root = Element::parse(&domain.xml).unwrap();
        let mut places = Vec::new();
        find(&root, "/domain", &mut Vec::new(), &mut places);
        for place in places {
            if place.can(change) && known.insert(place.path.clone()) {
                let mut changed = root.clone();
                place.change(change, &mut changed);
                let xml = changed.to_xml(0);
                variants.insert(place.path, Domain { name: domain.name.clone(), xml });
            }
        }
    }
    variants
}

/// Where something can be changed.
struct Place {
    /// The names of the elements, with their types.
    path: String,
    /// The way from the root to the element, by numbers of contents.
    way: Vec<usize>,
    part: Part,
    value: String,
}

/// Which part of an element.
enum Part {
    Attribute(String),
    Text,
    /// The whole of it.
    Element,
}

impl Place {
    fn can(&self, change: Change) -> bool {
        match (change, &self.part) {
            (Change::Number, Part::Attribute(_) | Part::Text) => is_number(&self.value),
            (Change::Missing, Part::Attribute(_) | Part::Element)
            | (Change::Unknown, Part::Attribute(_) | Part::Text)
            | (Change::Empty, Part::Attribute(_)) => true,
            _ => false,
        }
    }

    fn change(&self, change: Change, root: &mut Element) {
        let value = match change {
            Change::Number => Some(NUMBER),
            Change::Missing => None,
            Change::Unknown => Some("nonsense"),
            Change::Empty => Some(""),
        };
        let mut element = root;
        let (last, before) =
            self.way.split_last().map_or((None, &[][..]), |(last, before)| (Some(last), before));
        for index in before {
            element = child(element, *index);
        }
        match (&self.part, value, last) {
            (Part::Element, _, Some(last)) => _ = element.content_mut().remove(*last),
            (Part::Element, ..) => unreachable!("the root stays"),
            (part, value, last) => {
                let element = match last {
                    Some(last) => child(element, *last),
                    None => element,
                };
                match (part, value) {
                    (Part::Attribute(name), Some(value)) => element.set_attribute(name, value),
                    (Part::Attribute(name), None) => without(element, name),
                    (_, value) => {
                        let text = value.map(|value| Content::Text(value.into()));
                        *element.content_mut() = text.into_iter().collect();
                    }
                }
            }
        }
    }
}

fn child(element: &mut Element, index: usize) -> &mut Element {
    match &mut element.content_mut()[index] {
        Content::Element(child) => child,
        _ => unreachable!("a way leads through elements"),
    }
}

fn without(element: &mut Element, attribute: &str) {
    let mut changed = Element::new(element.name());
    for (name, value) in element.attributes().filter(|(name, _)| *name != attribute) {
        changed.set_attribute(name, value);
    }
    *changed.content_mut() = std::mem::take(element.content_mut());
    *element = changed;
}

fn find(element: &Element, path: &str, way: &mut Vec<usize>, found: &mut Vec<Place>) {
    let mut add = |path: String, part: Part, value: &str| {
        found.push(Place { path, way: way.clone(), part, value: value.to_owned() });
    };
    for (name, value) in element.attributes().filter(|(name, _)| !name.starts_with("xmlns")) {
        add(format!("{path}/@{name}"), Part::Attribute(name.to_owned()), value);
    }
    if !element.text().trim().is_empty() {
        add(format!("{path}/text()"), Part::Text, element.text().trim());
    }
    if !way.is_empty() {
        add(path.to_owned(), Part::Element, "");
    }
    for (index, content) in element.content().iter().enumerate() {
        let Content::Element(child) = content else { continue };
        let kind = child.attribute("type").map(|kind| format!("[{kind}]")).unwrap_or_default();
        way.push(index);
        find(child, &format!("{path}/{}{kind}", child.name()), way, found);
        way.pop();
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    let is_hex = digits.len() < text.len();
    let is_digit = |digit: u8| digit.is_ascii_digit() || (is_hex && digit.is_ascii_hexdigit());
    !digits.is_empty() && digits.bytes().all(is_digit)
}
