//! Paths of elements and attributes without numbers, each known by a number of its own: a path that
//! is long costs no more than a short one.

use std::collections::HashMap;

use crate::xml::Node;

/// The number of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct PathId(usize);

/// The paths of documents that are compared with each other.
#[derive(Default)]
pub(super) struct Paths {
    /// Each path by the one above it, its namespace and its last name.
    known: HashMap<(PathId, usize, String), PathId>,
    /// Numbers of namespaces, from 1.
    namespaces: HashMap<String, usize>,
    /// What each prefix stands for, the innermost declaration last.
    prefixes: HashMap<String, Vec<usize>>,
}

impl Paths {
    /// The path of no element, which is above the root.
    pub(super) const START: PathId = PathId(0);

    /// Takes note of the prefixes that an element declares, which are to be given back to
    /// [`Paths::leave`] behind it.
    pub(super) fn enter<'d>(&mut self, node: Node<'d>) -> Vec<&'d str> {
        let mut declared = Vec::new();
        for attribute in node.attributes() {
            let Some(prefix) = attribute.name().strip_prefix("xmlns:") else { continue };
            let next = self.namespaces.len() + 1;
            let namespace = *self.namespaces.entry(attribute.value().into_owned()).or_insert(next);
            self.prefixes.entry(prefix.to_owned()).or_default().push(namespace);
            declared.push(prefix);
        }
        declared
    }

    /// Forgets what an element has declared.
    pub(super) fn leave(&mut self, declared: Vec<&str>) {
        for prefix in declared {
            self.prefixes.get_mut(prefix).map(Vec::pop);
        }
    }

    /// The path of an element whose own prefixes were taken note of.
    pub(super) fn of_element(&mut self, above: PathId, node: Node<'_>) -> PathId {
        let name = node.name();
        let known = name.split_once(':').and_then(|(prefix, name)| {
            let namespace = self.prefixes.get(prefix)?.last()?;
            Some((*namespace, name))
        });
        let (namespace, name) = known.unwrap_or((0, name));
        self.below(above, namespace, name.to_owned())
    }

    /// The path of an attribute.
    pub(super) fn of_attribute(&mut self, element: PathId, name: &str) -> PathId {
        self.below(element, 0, format!("@{name}"))
    }

    fn below(&mut self, above: PathId, namespace: usize, name: String) -> PathId {
        let next = PathId(self.known.len() + 1);
        *self.known.entry((above, namespace, name)).or_insert(next)
    }
}
