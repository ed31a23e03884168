//! What of a guest's NUMA cells cannot work, whichever driver runs the guest.

use std::collections::{HashMap, HashSet};

use super::numa_defaults::LOCAL_DISTANCE;
use super::{CellDistance, CpuCell, CpuNuma, NumaCache, NumaInterconnects};
use crate::config::Problems;
use crate::cpu_set::CpuSet;

/// The longest distance there is; it means that there is no way.
const LONGEST_DISTANCE: u32 = 255;

impl CpuNuma {
    pub(super) fn check(&self, problems: &mut Problems) {
        if self.cells.is_empty() {
            return problems.report_at("cell", "<numa> needs at least one <cell>");
        }
        self.check_ids(problems);
        self.check_cpus(problems);
        let count = self.cells.len();
        let ids: Vec<_> =
            (0_u32..).zip(&self.cells).map(|(at, cell)| cell.id.unwrap_or(at)).collect();
        let mut ids = ids.into_iter();
        problems.each("cell", &self.cells, |cell: &CpuCell, problems| {
            cell.check(ids.next().unwrap_or_default(), count, problems);
        });
        if let Some(interconnects) = &self.interconnects {
            problems.within("interconnects", |problems| interconnects.check(self, problems));
        }
    }

    /// The numbers are those from 0 on, each once.
    fn check_ids(&self, problems: &mut Problems) {
        let count = self.cells.len();
        let mut seen = HashSet::new();
        let mut place = 0_u32..;
        problems.each("cell", &self.cells, |cell: &CpuCell, problems| {
            let id = cell.id.or(place.next()).unwrap_or_default();
            if !seen.insert(id) {
                problems.report_at("@id", format!("two NUMA cells have the number {id}"));
            } else if usize::try_from(id).is_ok_and(|id| id >= count) {
                let message = format!("{count} NUMA cells have the numbers from 0 on, not {id}");
                problems.report_at("@id", message);
            }
        });
    }

    /// A CPU is in one cell.
    fn check_cpus(&self, problems: &mut Problems) {
        let mut taken = CpuSet::new();
        problems.each("cell", &self.cells, |cell: &CpuCell, problems| {
            let Some(cpus) = &cell.cpus else { return };
            if taken.overlaps(cpus) {
                let message = format!("some of the CPUs {cpus} are in another NUMA cell too");
                problems.unsupported_at("@cpus", message);
            }
            taken.extend(cpus);
        });
    }

    /// The CPUs in cells must be there.
    pub(in crate::config::domain) fn check_count(&self, cpus: u32, problems: &mut Problems) {
        problems.each("cell", &self.cells, |cell: &CpuCell, problems| {
            let last = cell.cpus.as_ref().and_then(CpuSet::last);
            if let Some(last) = last.filter(|last| *last >= cpus) {
                let message =
                    format!("<vcpu> has {cpus} CPUs, so there is none with number {last}");
                problems.report_at("@cpus", message);
            }
        });
    }

    fn has_cell(&self, id: u32) -> bool {
        usize::try_from(id).is_ok_and(|id| id < self.cells.len())
    }

    /// The levels of caches that each cell has, by its number.
    fn levels(&self) -> HashMap<u32, HashSet<u32>> {
        let mut levels = HashMap::new();
        for (at, cell) in (0..).zip(&self.cells) {
            let own = || cell.caches.iter().map(|cache| cache.level).collect();
            levels.entry(cell.id.unwrap_or(at)).or_insert_with(own);
        }
        levels
    }
}

impl CpuCell {
    fn check(&self, id: u32, count: usize, problems: &mut Problems) {
        if let Some(distances) = &self.distances {
            problems.within("distances", |problems| {
                if distances.siblings.is_empty() {
                    problems.report_at("sibling", "<distances> needs at least one <sibling>");
                }
                problems.each(
                    "sibling",
                    &distances.siblings,
                    |sibling: &CellDistance, problems| {
                        sibling.check(id, count, problems);
                    },
                );
            });
        }
        let mut levels = HashSet::new();
        problems.each("cache", &self.caches, |cache: &NumaCache, problems| {
            if cache.level == 0 {
                problems.report_at("@level", "the levels of a cell's caches start at 1");
            } else if !levels.insert(cache.level) {
                let message = format!("the cell has a cache of level {} already", cache.level);
                problems.report_at("@level", message);
            }
        });
    }
}

impl CellDistance {
    /// Checks the distance from the cell called `own`, of so many.
    fn check(&self, own: u32, count: usize, problems: &mut Problems) {
        let CellDistance { id, value } = *self;
        if usize::try_from(id).is_ok_and(|id| id >= count) {
            let message = format!("there is no NUMA cell {id} that could be far from cell {own}");
            return problems.report_at("@id", message);
        }
        let fits = match id == own {
            true => value == LOCAL_DISTANCE,
            false => value > LOCAL_DISTANCE && value <= LONGEST_DISTANCE,
        };
        if !fits {
            let message = format!(
                "a cell is {LOCAL_DISTANCE} from itself and farther, up to {LONGEST_DISTANCE}, \
                 from others, so {value} is not how far cell {id} is from cell {own}"
            );
            problems.report_at("@value", message);
        }
    }
}

impl NumaInterconnects {
    fn check(&self, numa: &CpuNuma, problems: &mut Problems) {
        let levels = numa.levels();
        let mut seen = HashSet::new();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for way in &self.ways {
            let count = counts.entry(way.name()).or_default();
            *count += 1;
            let step = format!("{}[{count}]", way.name());
            problems.within(&step, |problems| {
                let (initiator, target, cache, access) = way.way();
                for (name, id) in [("initiator", initiator), ("target", target)] {
                    if !numa.has_cell(id) {
                        let message = format!("there is no NUMA cell {id}");
                        problems.report_at(&format!("@{name}"), message);
                    }
                }
                let has = |level: &u32| levels.get(&target).is_some_and(|own| own.contains(level));
                if let Some(level) = cache.filter(|level| !has(level)) {
                    let message = format!("cell {target} has no cache of level {level}");
                    problems.report_at("@cache", message);
                }
                if !seen.insert((way.name(), initiator, target, cache, access)) {
                    problems.report("the same is said twice about this way");
                }
            });
        }
    }
}
