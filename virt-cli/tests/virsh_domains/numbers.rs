//! Domains with a number that is written in an unusual way.

use std::collections::{BTreeMap, BTreeSet};

use virt::xml::{Content, Element};

use crate::cases::Domain;

/// Ten for those who read octal digits behind a zero, and twelve for others.
const NUMBER: &str = "012";

/// For each place in `domains` that has a number, a domain that has [`NUMBER`] there.
pub(crate) fn variants(domains: &BTreeMap<String, Domain>) -> BTreeMap<String, Domain> {
    let mut known = BTreeSet::new();
    let mut variants = BTreeMap::new();
    for domain in domains.values() {
        let root = Element::parse(&domain.xml).unwrap();
        let mut places = Vec::new();
        find(&root, "/domain", &mut Vec::new(), &mut places);
        for place in places {
            if known.insert(place.path.clone()) {
                let mut changed = root.clone();
                place.change(&mut changed);
                let xml = changed.to_xml(0);
                variants.insert(place.path, Domain { name: domain.name.clone(), xml });
            }
        }
    }
    variants
}

/// Where a number is.
struct Place {
    /// The names of the elements, with their types.
    path: String,
    /// The way from the root, by numbers of contents.
    way: Vec<usize>,
    /// The attribute, if it is not the element's text.
    attribute: Option<String>,
}

impl Place {
    fn change(&self, root: &mut Element) {
        let mut element = root;
        for index in &self.way {
            let Content::Element(child) = &mut element.content_mut()[*index] else {
                unreachable!()
            };
            element = child;
        }
        match &self.attribute {
            Some(name) => element.set_attribute(name, NUMBER),
            None => *element.content_mut() = vec![Content::Text(NUMBER.into())],
        }
    }
}

fn find(element: &Element, path: &str, way: &mut Vec<usize>, found: &mut Vec<Place>) {
    let mut add = |path: String, attribute: Option<&str>| {
        let attribute = attribute.map(str::to_owned);
        found.push(Place { path, way: way.clone(), attribute });
    };
    for (name, value) in element.attributes() {
        if is_number(value) {
            add(format!("{path}/@{name}"), Some(name));
        }
    }
    if is_number(element.text().trim()) {
        add(path.to_owned(), None);
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
