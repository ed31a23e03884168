//! What libvirt fills in for a guest's NUMA cells.

use std::collections::{HashMap, HashSet};

use super::{CellDistance, CpuCell, CpuNuma, NumaInterconnect};

/// How far a cell is from itself.
pub(super) const LOCAL_DISTANCE: u32 = 10;

impl CpuNuma {
    /// Numbers the cells, puts them in that order, and completes the distances between them.
    pub(super) fn fill_defaults(&mut self) {
        for (place, cell) in (0..).zip(&mut self.cells) {
            cell.id.get_or_insert(place);
        }
        self.cells.sort_by_key(|cell| cell.id);
        self.cells.iter_mut().for_each(CpuCell::keep_last_distances);
        self.complete_distances();
        for cell in &mut self.cells {
            if let Some(distances) = &mut cell.distances {
                distances.siblings.sort_by_key(|sibling| sibling.id);
            }
        }
        if let Some(interconnects) = &mut self.interconnects {
            interconnects.ways.iter_mut().for_each(NumaInterconnect::fill_defaults);
        }
        self.interconnects.take_if(|interconnects| interconnects.ways.is_empty());
    }

    /// From which cell to which one each distance is that is given.
    pub(super) fn distances(&self) -> Vec<(u32, u32, u32)> {
        let of_cell = |cell: &CpuCell| {
            let from = cell.id.unwrap_or_default();
            let siblings = cell.distances.iter().flat_map(|distances| &distances.siblings);
            siblings.map(|sibling| (from, sibling.id, sibling.value)).collect::<Vec<_>>()
        };
        self.cells.iter().flat_map(of_cell).collect()
    }

    /// Says how far it is from each cell to itself and back from each other one, where that is not
    /// said.
    fn complete_distances(&mut self) {
        let given = self.distances();
        let mut known: HashSet<_> = given.iter().map(|(from, to, _)| (*from, *to)).collect();
        let mut cells = HashMap::new();
        for cell in &mut self.cells {
            cells.entry(cell.id.unwrap_or_default()).or_insert(cell);
        }
        for (from, to, value) in given {
            let own = [(from, from, LOCAL_DISTANCE), (to, to, LOCAL_DISTANCE), (to, from, value)];
            for (from, to, value) in own {
                let Some(cell) = cells.get_mut(&from) else { continue };
                if known.insert((from, to)) {
                    let siblings = &mut cell.distances.get_or_insert_default().siblings;
                    siblings.push(CellDistance { id: to, value });
                }
            }
        }
    }
}

impl CpuCell {
    /// Of several distances to one cell the last one counts.
    fn keep_last_distances(&mut self) {
        let Some(distances) = &mut self.distances else { return };
        distances.siblings.reverse();
        distances.siblings.sort_by_key(|sibling| sibling.id);
        distances.siblings.dedup_by_key(|sibling| sibling.id);
    }
}
