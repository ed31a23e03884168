//! Documents that are being made.

use std::collections::VecDeque;

use crate::random::Random;
use crate::rules;

/// An element that is made.
pub(crate) struct Element {
    pub(crate) namespace: String,
    pub(crate) local: String,
    pub(crate) content: Content,
}

/// What is inside of an element, or of an attribute.
#[derive(Default)]
pub(crate) struct Content {
    attributes: Vec<((String, String), String)>,
    items: Vec<Item>,
}

enum Item {
    Element(Element),
    Text(String),
    /// Parts that may be mixed, each in its own order.
    Mixed(Vec<Content>),
}

/// How a document is written.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    /// What may be mixed is mixed, as this seed has it; else it stands in the order of the schema.
    pub(crate) mixed: Option<u64>,
    /// Namespaces are declared at the root, not where they are used.
    pub(crate) at_root: bool,
}

impl Content {
    pub(crate) fn add_element(&mut self, element: Element) {
        self.items.push(Item::Element(element));
    }

    pub(crate) fn add_text(&mut self, text: &str) {
        self.items.push(Item::Text(text.to_owned()));
    }

    /// Adds an attribute of a name that is not there yet.
    pub(crate) fn add_attribute(&mut self, name: (String, String), value: String) {
        if self.attributes.iter().all(|(known, _)| *known != name) {
            self.attributes.push((name, value));
        }
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|((_, local), _)| local == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The names and values of the attributes.
    pub(crate) fn attributes_mut(&mut self) -> impl Iterator<Item = (&str, &mut String)> {
        self.attributes.iter_mut().map(|((_, local), value)| (local.as_str(), value))
    }

    /// Keeps the elements right in here that `keeps` says yes to.
    pub(crate) fn retain_elements(&mut self, keeps: &mut impl FnMut(&Element) -> bool) {
        self.items.retain_mut(|item| match item {
            Item::Element(element) => keeps(element),
            Item::Text(_) => true,
            Item::Mixed(parts) => {
                parts.iter_mut().for_each(|part| part.retain_elements(keeps));
                true
            }
        });
    }

    /// The elements right in here that are called `name`.
    fn elements(&mut self, name: &str) -> Vec<&mut Element> {
        let inside = |item| match item {
            &mut Item::Mixed(ref mut parts) => {
                parts.iter_mut().flat_map(|part| part.elements(name)).collect()
            }
            Item::Element(element) if element.local == name => vec![element],
            _ => Vec::new(),
        };
        self.items.iter_mut().flat_map(inside).collect()
    }

    /// Whether there is an element called `name` right in here.
    pub(crate) fn has(&mut self, name: &str) -> bool {
        !self.elements(name).is_empty()
    }

    /// What is in the first element called `name`, which is made if there is none.
    pub(crate) fn child(&mut self, name: &str) -> &mut Content {
        if self.elements(name).is_empty() {
            let (namespace, local) = (String::new(), name.to_owned());
            self.add_element(Element { namespace, local, content: Content::default() });
        }
        &mut self.elements(name).remove(0).content
    }

    /// The values of an attribute of the elements called `name`.
    pub(crate) fn values_at(&mut self, name: &str, attribute: &str) -> Vec<&mut String> {
        let elements = self.elements(name).into_iter();
        let all = elements.flat_map(|element| element.content.attributes_mut());
        all.filter(|(known, _)| *known == attribute).map(|(_, value)| value).collect()
    }

    /// The texts of the elements called `name`.
    pub(crate) fn texts_of(&mut self, name: &str) -> Vec<&mut String> {
        let elements = self.elements(name).into_iter();
        elements.filter_map(|element| element.content.sole_text_mut()).collect()
    }

    /// The text, if there is nothing else.
    pub(crate) fn sole_text_mut(&mut self) -> Option<&mut String> {
        match &mut self.items[..] {
            [Item::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Makes sizes small enough that their bytes can be counted: numbers beside a unit, and what
    /// is a size by its path.
    pub(crate) fn bound_sizes(&mut self, path: &str) {
        let said = self.attribute("unit").or_else(|| self.attribute("units"));
        let Some(unit) = said.or_else(|| rules::default_unit(path)).map(str::to_owned) else {
            return;
        };
        let of_attributes = self.attributes_mut().filter(|(name, _)| !name.starts_with("unit"));
        for value in of_attributes.map(|(_, value)| value) {
            rules::bound_size(value, &unit);
        }
        if let Some(text) = self.sole_text_mut() {
            rules::bound_size(text, &unit);
        }
    }

    /// Adds all of `parts`, which may be mixed.
    pub(crate) fn add_mixed(&mut self, parts: Vec<Content>) {
        let mut kept = Vec::new();
        for mut part in parts {
            self.attributes.append(&mut part.attributes);
            if !part.items.is_empty() {
                kept.push(part);
            }
        }
        if !kept.is_empty() {
            self.items.push(Item::Mixed(kept));
        }
    }

    /// The elements and texts in the order in which they are written.
    fn ordered(&self, random: &mut Option<Random>) -> Vec<&Item> {
        let mut items = Vec::new();
        for item in &self.items {
            match item {
                Item::Mixed(parts) => {
                    let parts = parts.iter().map(|part| part.ordered(random)).collect();
                    items.extend(mix(parts, random));
                }
                item => items.push(item),
            }
        }
        items
    }

    pub(crate) fn into_root(self) -> Element {
        match self.items.into_iter().next() {
            Some(Item::Element(element)) => element,
            _ => panic!("the schema starts with no element"),
        }
    }

    pub(crate) fn into_text(self) -> String {
        let text = |item| match item {
            Item::Text(text) => text,
            _ => panic!("an attribute holds more than text"),
        };
        self.items.into_iter().map(text).collect()
    }
}

/// All of `parts`, each in its own order, mixed or one behind the other.
fn mix<'i>(parts: Vec<Vec<&'i Item>>, random: &mut Option<Random>) -> Vec<&'i Item> {
    let Some(random) = random else { return parts.concat() };
    let mut waiting: Vec<_> = parts.into_iter().map(VecDeque::from).collect();
    let mut mixed = Vec::new();
    while !waiting.is_empty() {
        let at = random.below(waiting.len());
        mixed.extend(waiting[at].pop_front());
        waiting.retain(|part| !part.is_empty());
    }
    mixed
}

impl Element {
    /// The element as a document.
    pub(crate) fn to_xml(&self, style: Style) -> String {
        let mut namespaces = Vec::new();
        self.namespaces(&mut namespaces);
        let random = style.mixed.map(Random::new);
        let mut writer = Writer { text: String::new(), namespaces, style, random };
        writer.element(self, 0);
        writer.text
    }

    fn namespaces(&self, found: &mut Vec<String>) {
        for namespace in self.used_namespaces() {
            if !found.contains(namespace) {
                found.push(namespace.clone());
            }
        }
        for item in self.content.ordered(&mut None) {
            if let Item::Element(element) = item {
                element.namespaces(found);
            }
        }
    }

    /// The namespaces of the element and its attributes.
    fn used_namespaces(&self) -> impl Iterator<Item = &String> {
        let attributes = self.content.attributes.iter().map(|((namespace, _), _)| namespace);
        attributes.chain([&self.namespace]).filter(|namespace| !namespace.is_empty())
    }
}

struct Writer {
    text: String,
    namespaces: Vec<String>,
    style: Style,
    random: Option<Random>,
}

impl Writer {
    fn element(&mut self, element: &Element, depth: usize) {
        let name = self.name(&element.namespace, &element.local);
        self.text.push_str(&format!("<{name}"));
        self.declarations(element, depth);
        for ((namespace, local), value) in &element.content.attributes {
            let (name, value) = (self.name(namespace, local), escape(value));
            self.text.push_str(&format!(" {name}='{value}'"));
        }
        let items = element.content.ordered(&mut self.random);
        if items.is_empty() {
            return self.text.push_str("/>");
        }
        self.text.push('>');
        let has_text = items.iter().any(|item| matches!(item, Item::Text(_)));
        for item in items {
            if !has_text {
                self.line(depth + 1);
            }
            match item {
                Item::Element(element) => self.element(element, depth + 1),
                Item::Text(text) => self.text.push_str(&escape(text)),
                Item::Mixed(_) => {}
            }
        }
        if !has_text {
            self.line(depth);
        }
        self.text.push_str(&format!("</{name}>"));
    }

    fn declarations(&mut self, element: &Element, depth: usize) {
        let used: Vec<&String> = element.used_namespaces().collect();
        for (at, namespace) in self.namespaces.iter().enumerate() {
            let here = match self.style.at_root {
                true => depth == 0,
                false => used.contains(&namespace),
            };
            if here {
                self.text.push_str(&format!(" xmlns:n{at}='{namespace}'"));
            }
        }
    }

    fn name(&self, namespace: &str, local: &str) -> String {
        match self.namespaces.iter().position(|known| known == namespace) {
            Some(at) => format!("n{at}:{local}"),
            None => local.to_owned(),
        }
    }

    fn line(&mut self, depth: usize) {
        self.text.push('\n');
        self.text.push_str(&"  ".repeat(depth));
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&apos;")
}
