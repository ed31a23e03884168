//! Paths and positions of many places of one document, in time that its size bounds.

use super::document::{Document, Node};
use super::position::Position;

/// Tells paths and positions, each from where the last one was. Told in the order of the text, all
/// of them take no longer than a few looks through it.
pub(crate) struct Places<'d> {
    positions: Positions<'d>,
    /// The last element at each depth, the root left out.
    last: Vec<Last<'d>>,
}

/// Tells positions, each from where the last one was.
pub(super) struct Positions<'s> {
    source: &'s str,
    /// Where the last position was.
    offset: usize,
    position: Position,
}

impl<'s> Positions<'s> {
    pub(super) fn of(source: &'s str) -> Self {
        Positions { source, offset: 0, position: Position { line: 1, column: 1 } }
    }

    /// The position of the byte `offset`.
    pub(super) fn position(&mut self, offset: usize) -> Position {
        let Some(between) = self.source.get(self.offset..offset) else {
            self.position = Position::of(self.source, offset);
            self.offset = offset;
            return self.position;
        };
        let from_here = Position::of(between, between.len());
        self.position.column = match from_here.line {
            1 => self.position.column + from_here.column - 1,
            _ => from_here.column,
        };
        self.position.line += from_here.line - 1;
        self.offset = offset;
        self.position
    }
}

/// An element with its number among its siblings of the same name.
struct Last<'d> {
    node: Node<'d>,
    number: usize,
    is_single: bool,
}

impl<'d> Places<'d> {
    pub(crate) fn of(document: &'d Document<'d>) -> Self {
        Places { positions: Positions::of(document.source), last: Vec::new() }
    }

    /// The position of the byte `offset`.
    pub(crate) fn position(&mut self, offset: usize) -> Position {
        self.positions.position(offset)
    }

    /// The position of an element's start tag.
    pub(crate) fn position_of(&mut self, node: Node<'d>) -> Position {
        self.position(node.offset())
    }

    /// What [`Node::path`] says.
    pub(crate) fn path(&mut self, node: Node<'d>) -> String {
        let mut way = vec![node];
        while let Some(parent) = way.last().and_then(|node| node.parent()) {
            way.push(parent);
        }
        let mut path = String::new();
        let mut way = way.into_iter().rev();
        if let Some(root) = way.next() {
            path.push('/');
            path.push_str(root.name());
        }
        for (depth, node) in way.enumerate() {
            let last = self.step(depth, node);
            path.push('/');
            path.push_str(node.name());
            if !last.is_single {
                path.push_str(&format!("[{}]", last.number));
            }
        }
        path
    }

    fn step(&mut self, depth: usize, node: Node<'d>) -> &Last<'d> {
        let is_twin = |other: &Node<'d>| other.name() == node.name();
        let known = self.last.get(depth).filter(|last| {
            let same_parent = last.node.data().parent == node.data().parent;
            same_parent && is_twin(&last.node) && last.node.index <= node.index
        });
        let last = match known {
            Some(last) => {
                let behind = last.node.siblings_behind();
                let more = behind.take_while(|other| other.index <= node.index).filter(is_twin);
                Last { node, number: last.number + more.count(), is_single: last.is_single }
            }
            None => {
                let siblings = node.parent().into_iter().flat_map(Node::children);
                let before = siblings.clone().take_while(|other| other.index < node.index);
                let is_single = siblings.filter(is_twin).nth(1).is_none();
                Last { node, number: before.filter(is_twin).count() + 1, is_single }
            }
        };
        // A deeper element cannot come before one around it.
        self.last.truncate(depth);
        self.last.push(last);
        &self.last[depth]
    }
}

#[cfg(test)]
mod tests {
    use super::Places;
    use crate::xml::Document;

    #[test]
    fn places_are_told_as_elements_tell_them() {
        let text = "<a>\n <é x='ü'/><b/> <é><c/>\n\n<c/></é><b>ß<c/></b></a>";
        let document = Document::parse(text).unwrap();
        let mut nodes = vec![document.root()];
        let mut at = 0;
        while let Some(node) = nodes.get(at).copied() {
            nodes.extend(node.children());
            at += 1;
        }
        // In the order of the text, level by level, and backwards.
        let mut sorted = nodes.clone();
        sorted.sort_by_key(|node| node.position());
        let backwards: Vec<_> = nodes.iter().rev().copied().collect();
        for nodes in [sorted, nodes, backwards] {
            let mut places = Places::of(&document);
            for node in nodes {
                assert_eq!(places.path(node), node.path());
                assert_eq!(places.position(node.offset()), node.position());
            }
        }
    }
}
