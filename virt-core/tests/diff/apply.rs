//! A definition with changes made to it, by their paths: what a comparison says must be so.

use virt_core::config::{Change, ChangeKind};
use virt_core::xml::{Content, Element};

/// An element that can be changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tree {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Tree>,
    /// The XML, of an element in which text and elements are mixed.
    mixed: Option<String>,
    /// It was removed.
    gone: bool,
}

impl Tree {
    pub(crate) fn parse(xml: &str) -> Tree {
        Tree::from(&Element::parse(xml).unwrap_or_else(|err| panic!("{err} in {xml}")))
    }

    fn from(element: &Element) -> Tree {
        let text = element.text();
        let layout = text.contains('\n') && text.trim_ascii().is_empty();
        let notes = element.content().iter();
        let notes =
            notes.filter(|part| matches!(part, Content::Comment(_) | Content::Instruction(_)));
        let has_children = element.children().next().is_some();
        let mixed = notes.count() > 0 || (has_children && !text.trim_ascii().is_empty());
        let attributes = element.attributes();
        Tree {
            name: element.name().to_owned(),
            attributes: attributes.map(|(name, value)| (name.into(), value.into())).collect(),
            text: if layout { String::new() } else { text },
            children: element.children().map(Tree::from).collect(),
            mixed: mixed.then(|| element.to_canonical()),
            gone: false,
        }
    }

    /// The same without an order of attributes and children.
    pub(crate) fn sorted(mut self) -> Tree {
        if self.mixed.is_some() {
            self.children.clear();
        }
        self.children.retain(|child| !child.gone);
        self.children = self.children.into_iter().map(Tree::sorted).collect();
        self.children.sort();
        self.attributes.sort();
        self
    }

    /// Makes the changes, each of which must find what it says was there.
    pub(crate) fn apply(&mut self, changes: &[Change]) {
        // Every path is one of the definition as it was.
        let before = self.clone();
        for change in changes {
            let (parent, last) = split_last(&change.path);
            let added = change.kind == ChangeKind::Element && change.old.is_none();
            let found = match added || last.starts_with('@') {
                true => before.find(&parent),
                false => before.find(&change.path),
            };
            let place = found.unwrap_or_else(|| panic!("nothing is at {}", change.path));
            let tree = place.iter().fold(&mut *self, |tree, at| &mut tree.children[*at]);
            match change.kind {
                ChangeKind::Value if last.starts_with('@') => {
                    tree.set_attribute(&last[1..], change)
                }
                ChangeKind::Value => {
                    assert_eq!(tree.text, change.old.clone().unwrap_or_default(), "{change}");
                    tree.text = change.new.clone().unwrap_or_default();
                }
                ChangeKind::Element => tree.set_element(change),
                ChangeKind::Order => {}
                _ => panic!("{change}"),
            }
        }
    }

    fn set_attribute(&mut self, name: &str, change: &Change) {
        let at = self.attributes.iter().position(|(known, _)| known == name);
        let old = at.map(|at| self.attributes.remove(at).1);
        assert_eq!(old, change.old, "{change}");
        self.attributes.extend(change.new.clone().map(|value| (name.to_owned(), value)));
    }

    fn set_element(&mut self, change: &Change) {
        match (&change.old, &change.new) {
            (None, Some(new)) => self.children.push(Tree::parse(new)),
            (Some(old), new) => {
                assert_eq!(Tree::parse(old).sorted(), self.clone().sorted(), "{change}");
                match new {
                    Some(new) => *self = Tree::parse(new),
                    None => self.gone = true,
                }
            }
            (None, None) => panic!("{change}"),
        }
    }

    /// The way to the one element that the path selects, as the numbers of children.
    fn find(&self, path: &str) -> Option<Vec<usize>> {
        let mut steps = steps(path).into_iter();
        assert_eq!(steps.next().as_deref(), Some(self.name.as_str()), "{path}");
        let mut tree = self;
        let mut way = Vec::new();
        for step in steps {
            let (name, predicate) = match step.split_once('[') {
                Some((name, predicate)) => (name, predicate.strip_suffix(']')),
                None => (step.as_str(), None),
            };
            let named = tree.children.iter().enumerate().filter(|(_, child)| child.name == name);
            let mut named: Vec<_> = named.collect();
            if let Some(number) = predicate.and_then(|predicate| predicate.parse::<usize>().ok()) {
                named = vec![*named.get(number - 1)?];
            } else if let Some(predicate) = predicate {
                named.retain(|(_, child)| child.satisfies(predicate));
            }
            assert!(named.len() < 2, "{path} selects several at {step}");
            let (at, child) = *named.first()?;
            way.push(at);
            tree = child;
        }
        Some(way)
    }

    /// Whether `target/@dev='vda' and @type='x'` holds.
    fn satisfies(&self, predicate: &str) -> bool {
        let mut rest = predicate;
        while !rest.is_empty() {
            let (place, value) = rest.split_once('=').unwrap();
            let quote = value.chars().next().unwrap();
            let (value, after) = value[1..].split_once(quote).unwrap();
            if self.value(place).as_deref() != Some(value) {
                return false;
            }
            rest = after.strip_prefix(" and ").unwrap_or(after);
        }
        true
    }

    fn value(&self, place: &str) -> Option<String> {
        let mut tree = self;
        for step in place.split('/') {
            if let Some(name) = step.strip_prefix('@') {
                let mut attributes = tree.attributes.iter();
                return attributes.find(|(known, _)| known == name).map(|(_, value)| value.clone());
            }
            tree = tree.children.iter().find(|child| child.name == step)?;
        }
        Some(tree.text.clone())
    }
}

/// The steps of a path, cut at slashes that stand in no brackets.
fn steps(path: &str) -> Vec<String> {
    let mut steps = vec![String::new()];
    let (mut quote, mut inside) = (None, false);
    for character in path.chars().skip(1) {
        match (quote, character) {
            (None, '/') if !inside => steps.push(String::new()),
            (_, character) => steps.last_mut().unwrap().push(character),
        }
        match (quote, character) {
            (None, '\'' | '"') if inside => quote = Some(character),
            (Some(open), character) if open == character => quote = None,
            (None, '[') => inside = true,
            (None, ']') => inside = false,
            _ => {}
        }
    }
    steps
}

fn split_last(path: &str) -> (String, String) {
    let mut steps = steps(path);
    let last = steps.pop().unwrap();
    (format!("/{}", steps.join("/")), last)
}
