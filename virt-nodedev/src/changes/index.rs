//! The index: every device, by generations. It knows no files.

use std::collections::BTreeMap;

use uuid::Uuid;
use virt_core::driver::node_device::{ChangeToken, Changes};
use virt_core::object::NodeDeviceRef;

use super::lives::Lives;

/// How many devices that are gone are remembered.
const MOST_GONE: usize = 4096;
/// The first word of the file.
const FORMAT: &str = "virt-node-device-changes-1";

/// Which of a device's two sides is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Realm {
    /// The device itself.
    Active,
    /// Its persistent definition.
    Defined,
}

/// A device, or its definition, by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) realm: Realm,
    pub(crate) name: String,
}

/// Every device that there is or was, by generations: each one is a moment at which something was
/// different.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Index {
    /// What tells it from another one.
    pub(super) id: Uuid,
    /// The last generation.
    pub(super) generation: u64,
    /// The first generation since which everything is known.
    oldest: u64,
    lives: BTreeMap<Key, Lives>,
}

impl Index {
    pub(super) fn new(id: Uuid) -> Index {
        Index { id, generation: 0, oldest: 0, lives: BTreeMap::new() }
    }

    /// Takes over what there is now; says whether anything is different, or all is new.
    pub(super) fn advance(&mut self, now: &BTreeMap<Key, u64>) -> bool {
        let next = self.generation + 1;
        let mut different = self.generation == 0;
        for (key, lives) in &mut self.lives {
            if lives.is_there() && !now.contains_key(key) {
                lives.died = Some(next);
                different = true;
            }
        }
        for (key, digest) in now {
            different |= self.see(key, *digest, next);
        }
        if different {
            self.generation = next;
            self.forget_oldest();
        }
        different
    }

    /// Takes over one device; says whether it is new or different.
    fn see(&mut self, key: &Key, digest: u64, next: u64) -> bool {
        match self.lives.get_mut(key) {
            None => drop(self.lives.insert(key.clone(), Lives::new(digest, next))),
            Some(lives) if !lives.is_there() => {
                self.oldest = self.oldest.max(lives.revive(digest, next));
            }
            Some(lives) if lives.digest != digest => {
                (lives.digest, lives.changed) = (digest, next);
            }
            Some(_) => return false,
        }
        true
    }

    fn forget_oldest(&mut self) {
        let mut gone: Vec<_> = self.lives.values().filter_map(|lives| lives.died).collect();
        let Some(too_many) = gone.len().checked_sub(MOST_GONE).filter(|many| *many > 0) else {
            return;
        };
        gone.sort_unstable();
        let last = gone[too_many - 1];
        self.lives.retain(|_, lives| lives.died.is_none_or(|died| died > last));
        self.oldest = self.oldest.max(last);
    }

    /// What is different since the generation `since`, or everything where that is not known.
    pub(super) fn changes(&self, since: Option<u64>, token: ChangeToken) -> Changes {
        let known = |since: &u64| (self.oldest..=self.generation).contains(since);
        let since = since.filter(known);
        let mut changes = Changes::none(token);
        changes.starts_anew = since.is_none();
        for (key, lives) in &self.lives {
            let was = since.is_some_and(|since| lives.was_there(since));
            let list = match (key.realm, was, lives.is_there()) {
                (Realm::Active, false, true) => &mut changes.created,
                (Realm::Active, true, false) => &mut changes.deleted,
                (Realm::Defined, false, true) => &mut changes.defined,
                (Realm::Defined, true, false) => &mut changes.undefined,
                (_, true, true) if since.is_some_and(|since| lives.changed > since) => {
                    &mut changes.updated
                }
                _ => continue,
            };
            list.push(NodeDeviceRef::new(&key.name));
        }
        // A device and its definition may both have changed.
        changes.updated.sort_by(|a, b| a.name.cmp(&b.name));
        changes.updated.dedup();
        changes
    }

    /// The index as the text of a file of this boot.
    pub(super) fn to_text(&self, boot: &str) -> String {
        let Index { id, generation, oldest, lives } = self;
        let mut text = format!("{FORMAT} {boot} {id} {generation} {oldest} {}\n", lives.len());
        for (key, lives) in lives {
            let realm = if key.realm == Realm::Active { 'a' } else { 'd' };
            text.push_str(&format!("{realm} {} {}\n", key.name, lives.to_text()));
        }
        text
    }

    /// Reads a file; none where it is of another boot or format, or not whole.
    pub(super) fn parse(text: &str, boot: &str) -> Option<Index> {
        let mut lines = text.lines();
        let head: Vec<_> = lines.next()?.split(' ').collect();
        let [FORMAT, of_boot, id, generation, oldest, count] = head[..] else { return None };
        let lives = lines.map(entry).collect::<Option<BTreeMap<_, _>>>()?;
        let is_whole = of_boot == boot && count.parse() == Ok(lives.len());
        is_whole.then_some(Index {
            id: Uuid::try_parse(id).ok()?,
            generation: generation.parse().ok()?,
            oldest: oldest.parse().ok()?,
            lives,
        })
    }
}

fn entry(line: &str) -> Option<(Key, Lives)> {
    let (realm, rest) = line.split_once(' ')?;
    let (name, lives) = rest.split_once(' ')?;
    let realm = match realm {
        "a" => Realm::Active,
        "d" => Realm::Defined,
        _ => return None,
    };
    Some((Key { realm, name: name.to_owned() }, Lives::parse(lives)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(names: &[(&str, u64)]) -> BTreeMap<Key, u64> {
        let key = |name: &str| match name.strip_prefix('+') {
            Some(name) => Key { realm: Realm::Defined, name: name.to_owned() },
            None => Key { realm: Realm::Active, name: name.to_owned() },
        };
        names.iter().map(|(name, digest)| (key(name), *digest)).collect()
    }

    /// What is different since `since`: `+` came, `-` went, `~` changed, `d` defined, `u` undefined.
    fn since(index: &Index, since: u64) -> String {
        let changes = index.changes(Some(since), "t".parse().unwrap());
        let list = |sign: char, devices: &[NodeDeviceRef]| -> String {
            devices.iter().map(|device| format!("{sign}{} ", device.name)).collect()
        };
        let anew = if changes.starts_anew { "anew " } else { "" };
        [
            anew,
            &list('+', &changes.created),
            &list('-', &changes.deleted),
            &list('~', &changes.updated),
            &list('d', &changes.defined),
            &list('u', &changes.undefined),
        ]
        .concat()
        .trim_end()
        .to_owned()
    }

    #[test]
    fn devices_that_went_and_came_again_are_updated() {
        let mut index = Index::new(Uuid::nil());
        for names in [&[("a", 1), ("b", 1)][..], &[("a", 1)], &[("a", 2), ("b", 1)], &[("b", 1)]] {
            assert!(index.advance(&now(names)));
            assert!(!index.advance(&now(names)));
        }
        assert_eq!(index.generation, 4);
        assert_eq!(since(&index, 1), "-a ~b");
        assert_eq!(since(&index, 2), "+b -a");
        assert_eq!(since(&index, 3), "-a");
        assert_eq!(since(&index, 4), "");
        assert_eq!(since(&index, 5), "anew +b");
        let text = index.to_text("boot");
        assert_eq!(Index::parse(&text, "boot"), Some(index));
        assert_eq!(Index::parse(&text, "other"), None);
    }

    #[test]
    fn definitions_are_apart_from_devices() {
        let mut index = Index::new(Uuid::nil());
        index.advance(&now(&[("m", 1)]));
        index.advance(&now(&[("m", 1), ("+m", 1)]));
        index.advance(&now(&[("+m", 2)]));
        assert_eq!(since(&index, 1), "-m dm");
        assert_eq!(since(&index, 2), "-m ~m");
        index.advance(&now(&[]));
        assert_eq!(since(&index, 3), "um");
    }

    #[test]
    fn what_is_forgotten_starts_anew() {
        let mut index = Index::new(Uuid::nil());
        let names: Vec<_> = (0..MOST_GONE + 2).map(|number| format!("d{number}")).collect();
        for name in &names {
            index.advance(&now(&[(name, 1)]));
        }
        assert_eq!(since(&index, 1), format!("anew +{}", names[MOST_GONE + 1]));
        assert_eq!(since(&index, 2), format!("+{} -{}", names[MOST_GONE + 1], names[1]));

        let mut index = Index::new(Uuid::nil());
        for round in 0..14 {
            index.advance(&if round % 2 == 0 { now(&[("x", 1)]) } else { now(&[]) });
        }
        assert_eq!(since(&index, 1), "anew");
        assert_eq!(since(&index, 13), "-x");
    }
}
