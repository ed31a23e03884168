//! Which of several elements are the same ones in both definitions.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::identity::Identity;
use super::order::{longest_common, longest_rise};
use super::part::Part;

/// How many elements are tried for one that is left over.
const MOST_TRIED: usize = 64;

/// What identifies an element, all of it.
pub(super) type Key<'e> = Vec<Cow<'e, str>>;

/// The elements of one name in one element of both definitions.
pub(super) struct Pairing<'p, 'e> {
    old: &'p [&'p Part<'e>],
    new: &'p [&'p Part<'e>],
    identity: &'static Identity,
    /// For each old one the new one that it is.
    to_new: Vec<Option<usize>>,
    /// For each new one the old one that it was.
    to_old: Vec<Option<usize>>,
}

/// For each old element the new one that it is, and for each new one whether it was there.
pub(super) fn pair<'p, 'e>(
    old: &'p [&'p Part<'e>],
    new: &'p [&'p Part<'e>],
    identity: &'static Identity,
) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let (to_new, to_old) = (vec![None; old.len()], vec![None; new.len()]);
    let mut pairing = Pairing { old, new, identity, to_new, to_old };
    if !identity.firm.is_empty() {
        pairing.by_key(identity.firm);
    }
    for hint in identity.hints {
        pairing.by_key(hint);
    }
    pairing.equal();
    pairing.left_over();
    (pairing.to_new, pairing.to_old)
}

/// The values at all these places; none if one is missing.
pub(super) fn key<'e>(part: &Part<'e>, places: &[&str]) -> Option<Key<'e>> {
    places.iter().map(|place| part.value(place)).collect()
}

impl<'e> Pairing<'_, 'e> {
    fn join(&mut self, old: usize, new: usize) {
        self.to_new[old] = Some(new);
        self.to_old[new] = Some(old);
    }

    fn old_left(&self) -> Vec<usize> {
        (0..self.old.len()).filter(|at| self.to_new[*at].is_none()).collect()
    }

    fn new_left(&self) -> Vec<usize> {
        (0..self.new.len()).filter(|at| self.to_old[*at].is_none()).collect()
    }

    /// Whether nothing tells that the two are two things.
    fn can_be_one(&self, old: usize, new: usize) -> bool {
        let (old, new) = (self.old[old], self.new[new]);
        self.identity.firm.iter().all(|place| match (old.value(place), new.value(place)) {
            (Some(old), Some(new)) => old == new,
            _ => true,
        })
    }

    /// Those with the same values at all `places`. Of several with the same, equal ones first.
    fn by_key(&mut self, places: &[&str]) {
        let (old_left, new_left) = (self.old_left(), self.new_left());
        let mut found: HashMap<Key<'e>, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for at in old_left {
            if let Some(key) = key(self.old[at], places) {
                found.entry(key).or_default().0.push(at);
            }
        }
        for at in new_left {
            if let Some(key) = key(self.new[at], places)
                && let Entry::Occupied(mut bucket) = found.entry(key)
            {
                bucket.get_mut().1.push(at);
            }
        }
        for (old, new) in found.into_values() {
            self.equal_among(&old, &new);
            self.in_order(&old, &new);
        }
    }

    /// Equal ones; where order counts, as many as can be without a change of it.
    fn equal(&mut self) {
        let (old, new) = (self.old_left(), self.new_left());
        if self.identity.ordered {
            let old_hashes: Vec<_> = old.iter().map(|at| self.old[*at].hash).collect();
            let new_hashes: Vec<_> = new.iter().map(|at| self.new[*at].hash).collect();
            for (at_old, at_new) in longest_common(&old_hashes, &new_hashes) {
                self.join(old[at_old], new[at_new]);
            }
        }
        self.equal_among(&old, &new);
    }

    /// Equal ones in their order.
    fn equal_among(&mut self, old: &[usize], new: &[usize]) {
        let mut waiting: HashMap<u64, Vec<usize>> = HashMap::new();
        for at in new.iter().rev().filter(|at| self.to_old[**at].is_none()) {
            waiting.entry(self.new[*at].hash).or_default().push(*at);
        }
        for at in old {
            if self.to_new[*at].is_none()
                && let Some(new) = waiting.get_mut(&self.old[*at].hash).and_then(Vec::pop)
            {
                self.join(*at, new);
            }
        }
    }

    /// What is left over between two that stay in their order is changed, as far as it can be.
    fn left_over(&mut self) {
        let stay: Vec<_> =
            (0..).zip(&self.to_new).filter_map(|(old, new)| Some((old, (*new)?))).collect();
        let numbers: Vec<_> = stay.iter().map(|(_, new)| *new).collect();
        let rise = longest_rise(&numbers).into_iter().map(|at| stay[at]);
        let (mut from_old, mut from_new) = (0, 0);
        let ends: Vec<_> = rise.chain([(self.old.len(), self.new.len())]).collect();
        for (to_old, to_new) in ends {
            let old: Vec<_> = (from_old..to_old).filter(|at| self.to_new[*at].is_none()).collect();
            let new: Vec<_> = (from_new..to_new).filter(|at| self.to_old[*at].is_none()).collect();
            self.in_order(&old, &new);
            (from_old, from_new) = (to_old + 1, to_new + 1);
        }
        if !self.identity.ordered {
            let (old, new) = (self.old_left(), self.new_left());
            self.in_order(&old, &new);
        }
    }

    /// Those that are still alone, in their order, where they can be one thing.
    fn in_order(&mut self, old: &[usize], new: &[usize]) {
        let mut start = 0;
        for at in old.iter().copied().filter(|at| self.to_new[*at].is_none()).collect::<Vec<_>>() {
            while new.get(start).is_some_and(|new| self.to_old[*new].is_some()) {
                start += 1;
            }
            let free = new[start..].iter().take(MOST_TRIED);
            let mut free = free.filter(|new| self.to_old[**new].is_none());
            if let Some(new) = free.find(|new| self.can_be_one(at, **new)) {
                self.join(at, *new);
            }
        }
    }
}
