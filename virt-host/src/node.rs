//! The host as Linux shows it: processors, NUMA cells and memory.

mod memory;
mod processors;
mod topology;

#[cfg(test)]
mod tests;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use topology::{Cell, HugePages, Topology, TopologyCpu};
pub use virt_core::cpu_set::CpuSet;

use virt_core::driver::node::NodeInfo;

/// Where the kernel shows the host: `/proc` and `/sys`, unless a test gives other folders.
#[derive(Debug, Clone)]
pub struct Node {
    proc: PathBuf,
    sys: PathBuf,
}

impl Default for Node {
    fn default() -> Self {
        Node { proc: PathBuf::from("/proc"), sys: PathBuf::from("/sys") }
    }
}

impl Node {
    /// A host as the two folders show it.
    pub fn at(proc: impl Into<PathBuf>, sys: impl Into<PathBuf>) -> Self {
        Node { proc: proc.into(), sys: sys.into() }
    }

    /// The host in a few numbers.
    ///
    /// # Errors
    ///
    /// What reading the kernel's files gave, naming the file.
    pub fn info(&self) -> io::Result<NodeInfo> {
        let topology = self.topology()?;
        let shape = topology.shape();
        let cpuinfo = read(&self.proc.join("cpuinfo"))?;
        Ok(NodeInfo {
            model: std::env::consts::ARCH.to_owned(),
            memory_kib: self.memory_kib()?,
            cpus: topology.cpus().count().try_into().unwrap_or(u32::MAX),
            mhz: processors::mhz(&cpuinfo),
            nodes: shape.nodes,
            sockets: shape.sockets,
            cores: shape.cores,
            threads: shape.threads,
        })
    }

    /// The memory of the host, in KiB.
    ///
    /// # Errors
    ///
    /// As [`info`](Node::info).
    pub fn memory_kib(&self) -> io::Result<u64> {
        let path = self.proc.join("meminfo");
        memory::total_kib(&read(&path)?).ok_or_else(|| invalid(&path, "no MemTotal"))
    }

    /// Processors and memory, cell by cell.
    ///
    /// # Errors
    ///
    /// As [`info`](Node::info).
    pub fn topology(&self) -> io::Result<Topology> {
        topology::read(&self.sys.join("devices/system"), || self.memory_kib())
    }

    /// What the processors are, from `/proc/cpuinfo`: vendor, name and features in the kernel's
    /// words.
    ///
    /// # Errors
    ///
    /// As [`info`](Node::info).
    pub fn processor(&self) -> io::Result<Processor> {
        Ok(processors::first(&read(&self.proc.join("cpuinfo"))?))
    }
}

/// A processor in the kernel's words; empty where the kernel does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Processor {
    /// Such as `GenuineIntel`.
    pub vendor: String,
    /// The name that it gives itself.
    pub name: String,
    /// The version of its microcode.
    pub microcode: Option<u64>,
    /// Features, in the kernel's spelling and order.
    pub features: Vec<String>,
    /// Bits of a physical address.
    pub physical_address_bits: Option<u32>,
}

fn read(path: &Path) -> io::Result<String> {
    fs::read_to_string(path).map_err(|err| {
        io::Error::new(err.kind(), format!("cannot read '{}': {err}", path.display()))
    })
}

fn invalid(path: &Path, reason: impl std::fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("'{}': {reason}", path.display()))
}
