//! The children of one name in both definitions, and what paths call them.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::identity::Identity;
use super::pairing::{Key, key};
use super::part::Part;

/// The children of one name.
pub(super) struct Group<'p, 'e> {
    pub(super) identity: &'static Identity,
    /// The old ones and the new ones.
    pub(super) sides: [Side<'p, 'e>; 2],
    /// What may stand in brackets in a path.
    names: Vec<&'static [&'static str]>,
}

/// The children of one name in one definition.
#[derive(Default)]
pub(super) struct Side<'p, 'e> {
    pub(super) parts: Vec<&'p Part<'e>>,
    /// Their places among all children.
    pub(super) places: Vec<usize>,
    /// How many there are of each key, for each of the group's names.
    keys: Vec<HashMap<Key<'e>, usize>>,
}

impl Group<'_, '_> {
    pub(super) fn new(identity: &'static Identity) -> Self {
        Group { identity, sides: [Side::default(), Side::default()], names: Vec::new() }
    }

    pub(super) fn count_keys(&mut self) {
        let firm = Some(self.identity.firm).filter(|firm| !firm.is_empty());
        self.names.extend(firm);
        // What is alone needs no other name, and what is long helps no reader.
        if self.sides.iter().any(|side| side.parts.len() > 1) {
            let hints = self.identity.hints.iter().copied();
            self.names.extend(hints.filter(|hint| hint.len() <= 2));
        }
        for side in &mut self.sides {
            for name in &self.names {
                let mut counts = HashMap::new();
                for key in side.parts.iter().filter_map(|part| key(part, name)) {
                    *counts.entry(key).or_default() += 1;
                }
                side.keys.push(counts);
            }
        }
    }

    /// The step to a child that is in one definition alone.
    pub(super) fn step(&self, name: &str, side: &Side<'_, '_>, at: usize) -> String {
        let part = side.parts[at];
        let predicate = self
            .names
            .iter()
            .enumerate()
            .find_map(|(number, places)| self.predicate(number, &key(part, places)?));
        match predicate {
            Some(predicate) => format!("{name}[{predicate}]"),
            None => side.numbered(name, at),
        }
    }

    /// The step to a child that is in both.
    pub(super) fn common_step(&self, name: &str, old: usize, new: usize) -> String {
        let [old_side, new_side] = &self.sides;
        let predicate = self.names.iter().enumerate().find_map(|(number, places)| {
            let old = key(old_side.parts[old], places)?;
            let new = key(new_side.parts[new], places)?;
            self.predicate(number, &old).filter(|_| old == new)
        });
        match predicate {
            Some(predicate) => format!("{name}[{predicate}]"),
            None if new_side.parts.len() > 1 => format!("{name}[{}]", old + 1),
            None => old_side.numbered(name, old),
        }
    }

    /// What identifies a child as XPath says it, if no other one in either definition has it.
    fn predicate(&self, number: usize, key: &Key<'_>) -> Option<String> {
        let twins =
            |side: &Side<'_, '_>| side.keys[number].get(key).is_some_and(|count| *count > 1);
        if self.sides.iter().any(twins) {
            return None;
        }
        let mut predicate = String::new();
        for (place, value) in self.names[number].iter().zip(key) {
            let quote = ['\'', '"'].into_iter().find(|quote| !value.contains(*quote))?;
            let and = if predicate.is_empty() { "" } else { " and " };
            let _ = write!(predicate, "{and}{place}={quote}{value}{quote}");
        }
        Some(predicate)
    }
}

impl Side<'_, '_> {
    fn numbered(&self, name: &str, at: usize) -> String {
        match self.parts.len() {
            1 => name.to_owned(),
            _ => format!("{name}[{}]", at + 1),
        }
    }
}
