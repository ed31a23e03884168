//! Gaps, the same ones together.

use std::collections::BTreeMap;
use std::fmt;

use crate::judge::{Gap, Kind};

/// Gaps of many documents.
#[derive(Default)]
pub(crate) struct Report(BTreeMap<(&'static str, Kind, String), Group>);

/// The gaps of one kind at one path.
struct Group {
    count: usize,
    /// What is not right, and in which document.
    examples: BTreeMap<String, String>,
}

/// More examples than so many are not kept.
const EXAMPLES: usize = 6;

impl Report {
    pub(crate) fn add(&mut self, kind: &'static str, document: &str, gap: Gap) {
        let new = || Group { count: 0, examples: BTreeMap::new() };
        let group = self.0.entry((kind, gap.kind, gap.path)).or_insert_with(new);
        group.count += 1;
        if group.examples.len() < EXAMPLES {
            group.examples.entry(gap.detail).or_insert_with(|| document.to_owned());
        }
    }

    pub(crate) fn join(&mut self, other: Report) {
        for (key, group) in other.0 {
            match self.0.get_mut(&key) {
                None => _ = self.0.insert(key, group),
                Some(known) => {
                    known.count += group.count;
                    known.examples.extend(group.examples);
                }
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut groups: Vec<_> = self.0.iter().collect();
        groups.sort_by_key(|((schema, kind, _), group)| {
            (*schema, *kind, std::cmp::Reverse(group.count))
        });
        for ((schema, kind, path), group) in groups {
            writeln!(f, "{schema} {kind:?} {path}: {} times", group.count)?;
            for (detail, document) in group.examples.iter().take(EXAMPLES) {
                writeln!(f, "    {document}: {detail}")?;
            }
        }
        Ok(())
    }
}
