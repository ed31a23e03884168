//! Processors and memory by NUMA cell, from `/sys/devices/system`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use super::CpuSet;
use super::{invalid, memory};

/// The cells of a host; one without NUMA has a single cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Topology {
    /// By number.
    pub cells: Vec<Cell>,
}

/// Memory and the processors near it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The kernel's number of it.
    pub id: u32,
    /// Its memory, in KiB.
    pub memory_kib: u64,
    /// Its large pages by size; the pages of the normal size are not among them.
    pub huge_pages: Vec<HugePages>,
    /// How far every cell is from this one: pairs of number and distance. Empty without NUMA.
    pub distances: Vec<(u32, u32)>,
    /// Its processors that are online, by number.
    pub cpus: Vec<TopologyCpu>,
}

/// Large pages that are set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HugePages {
    /// The size of one, in KiB.
    pub size_kib: u64,
    /// How many there are.
    pub count: u64,
}

/// Where a processor sits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TopologyCpu {
    /// The kernel's number of it.
    pub id: u32,
    /// Its socket.
    pub socket: u32,
    /// Its die in the socket.
    pub die: u32,
    /// Its cluster in the die.
    pub cluster: u32,
    /// Its core in the die.
    pub core: u32,
    /// The threads of the core, this one among them.
    pub siblings: CpuSet,
}

/// The host as a regular grid, which is what libvirt's `virNodeInfo` can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) nodes: u32,
    pub(super) sockets: u32,
    pub(super) cores: u32,
    pub(super) threads: u32,
}

impl Topology {
    /// All processors that are online.
    pub fn cpus(&self) -> impl Iterator<Item = &TopologyCpu> {
        self.cells.iter().flat_map(|cell| &cell.cpus)
    }

    /// The smallest grid around the host: the largest number of sockets in a cell, of cores in a
    /// socket and of threads in a core.
    ///
    /// Where sockets span cells or cells differ, the grid has more places than there are
    /// processors. Then it is one socket with a core for each processor, which is what libvirt
    /// says.
    pub(super) fn shape(&self) -> Shape {
        let mut shape = Shape { nodes: count(self.cells.len()), sockets: 1, cores: 1, threads: 1 };
        for cell in &self.cells {
            let mut sockets: BTreeMap<u32, BTreeSet<(u32, u32)>> = BTreeMap::new();
            for cpu in &cell.cpus {
                sockets.entry(cpu.socket).or_default().insert((cpu.die, cpu.core));
                shape.threads = shape.threads.max(count(cpu.siblings.len()));
            }
            shape.sockets = shape.sockets.max(count(sockets.len()));
            let cores = sockets.values().map(BTreeSet::len).max().unwrap_or(1);
            shape.cores = shape.cores.max(count(cores));
        }
        let places = [shape.nodes, shape.sockets, shape.cores, shape.threads]
            .into_iter()
            .fold(1_u32, u32::saturating_mul);
        let cpus = count(self.cpus().count());
        if places == cpus {
            return shape;
        }
        Shape { nodes: 1, sockets: 1, cores: cpus, threads: 1 }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Reads the tree at `root`, which is `/sys/devices/system`.
pub(super) fn read(root: &Path, memory_kib: impl Fn() -> io::Result<u64>) -> io::Result<Topology> {
    let online = match number_list(&root.join("cpu/online"))? {
        Some(online) => online,
        // A kernel that cannot take processors off has no such file.
        None => children(&root.join("cpu"), "cpu")?.into_iter().collect(),
    };
    let cells = children(&root.join("node"), "node").unwrap_or_default();
    if cells.is_empty() {
        let cpus = online.iter().map(|id| cpu(root, id)).collect::<io::Result<_>>()?;
        let memory_kib = memory_kib()?;
        let huge_pages = huge_pages(&root.join("../../kernel/mm/hugepages"));
        return Ok(Topology {
            cells: vec![Cell { id: 0, memory_kib, huge_pages, distances: Vec::new(), cpus }],
        });
    }
    let cells = cells.iter().map(|id| cell(root, *id, &cells, &online));
    Ok(Topology { cells: cells.collect::<io::Result<_>>()? })
}

fn cell(root: &Path, id: u32, cells: &[u32], online: &CpuSet) -> io::Result<Cell> {
    let folder = root.join(format!("node/node{id}"));
    let near = match number_list(&folder.join("cpulist"))? {
        Some(cpus) => cpus,
        None => children(&folder, "cpu")?.into_iter().collect(),
    };
    let cpus = near.iter().filter(|id| online.contains(*id)).map(|id| cpu(root, id));
    let distances = optional(&folder.join("distance"))?.unwrap_or_default();
    let distances = distances.split_whitespace().filter_map(|word| word.parse().ok());
    let meminfo = optional(&folder.join("meminfo"))?.unwrap_or_default();
    Ok(Cell {
        id,
        memory_kib: memory::total_kib(&meminfo).unwrap_or(0),
        huge_pages: huge_pages(&folder.join("hugepages")),
        distances: cells.iter().copied().zip(distances).collect(),
        cpus: cpus.collect::<io::Result<_>>()?,
    })
}

fn cpu(root: &Path, id: u32) -> io::Result<TopologyCpu> {
    let folder = root.join(format!("cpu/cpu{id}/topology"));
    // The kernel writes -1 for what the processor does not tell.
    let number = |name: &str| -> io::Result<u32> {
        let text = optional(&folder.join(name))?.unwrap_or_default();
        Ok(text.trim().parse().unwrap_or(0))
    };
    let siblings = number_list(&folder.join("thread_siblings_list"))?;
    Ok(TopologyCpu {
        id,
        socket: number("physical_package_id")?,
        die: number("die_id")?,
        cluster: number("cluster_id")?,
        core: number("core_id")?,
        siblings: siblings.unwrap_or_else(|| CpuSet::from_iter([id])),
    })
}

/// The pages in a folder that has `hugepages-2048kB` and its kind, by size.
fn huge_pages(folder: &Path) -> Vec<HugePages> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut pages: Vec<HugePages> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name();
            let size = name.to_str()?.strip_prefix("hugepages-")?.strip_suffix("kB")?;
            let count = fs::read_to_string(entry.path().join("nr_hugepages")).ok()?;
            Some(HugePages { size_kib: size.parse().ok()?, count: count.trim().parse().ok()? })
        })
        .collect();
    pages.sort_by_key(|pages| pages.size_kib);
    pages
}

/// The numbers N of the entries `prefixN` of a folder, ascending.
fn children(folder: &Path, prefix: &str) -> io::Result<Vec<u32>> {
    let mut numbers: Vec<u32> = fs::read_dir(folder)?
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.strip_prefix(prefix)?.parse().ok())
        .collect();
    numbers.sort_unstable();
    Ok(numbers)
}

fn number_list(path: &Path) -> io::Result<Option<CpuSet>> {
    let Some(text) = optional(path)? else { return Ok(None) };
    // A cell without processors has an empty list, which is no set in libvirt's notation.
    if text.trim().is_empty() {
        return Ok(Some(CpuSet::new()));
    }
    text.parse().map(Some).map_err(|reason| invalid(path, reason))
}

fn optional(path: &Path) -> io::Result<Option<String>> {
    match super::read(path) {
        Ok(text) => Ok(Some(text)),
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(err) => Err(err),
    }
}
