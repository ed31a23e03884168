//! `<topology>`: the CPUs and the memory of a host.

use super::{CellDistances, HostPages};
use crate::config::domain::{NumaCache, NumaInterconnects};
use crate::cpu_set::CpuSet;
use crate::units::MemorySize;
use crate::xml::XmlElement;

/// How CPUs and memory make up NUMA cells: `<topology>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct HostTopology {
    /// The cells.
    #[xml(child)]
    pub cells: HostCells,
    /// How fast the ways between them are.
    #[xml(child)]
    pub interconnects: Option<NumaInterconnects>,
}

/// NUMA cells: `<cells num='2'>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct HostCells {
    /// How many there are.
    #[xml(attribute, default)]
    pub num: u32,
    /// The cells.
    #[xml(child = "cell")]
    pub cells: Vec<HostCell>,
}

impl From<Vec<HostCell>> for HostCells {
    fn from(cells: Vec<HostCell>) -> Self {
        HostCells { num: u32::try_from(cells.len()).unwrap_or(u32::MAX), cells }
    }
}

/// A NUMA cell: `<cell id='0'>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct HostCell {
    /// The number.
    #[xml(attribute)]
    pub id: u32,
    /// How much memory it has.
    #[xml(child)]
    pub memory: Option<MemorySize>,
    /// How many pages of which size.
    #[xml(child)]
    pub pages: Vec<HostPages>,
    /// How far the other cells are.
    #[xml(child)]
    pub distances: Option<CellDistances>,
    /// Caches of the memory's.
    #[xml(child = "cache")]
    pub caches: Vec<NumaCache>,
    /// The CPUs.
    #[xml(child)]
    pub cpus: Option<HostCpus>,
}

/// The CPUs of a cell: `<cpus num='8'>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct HostCpus {
    /// How many there are.
    #[xml(attribute, default)]
    pub num: u32,
    /// The CPUs.
    #[xml(child = "cpu")]
    pub cpus: Vec<HostCellCpu>,
}

impl From<Vec<HostCellCpu>> for HostCpus {
    fn from(cpus: Vec<HostCellCpu>) -> Self {
        HostCpus { num: u32::try_from(cpus.len()).unwrap_or(u32::MAX), cpus }
    }
}

/// A CPU of a cell: `<cpu id='0' socket_id='0' die_id='0' core_id='0' siblings='0-1'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct HostCellCpu {
    /// The number.
    #[xml(attribute)]
    pub id: u32,
    /// The socket.
    #[xml(attribute)]
    pub socket_id: Option<u32>,
    /// The die in the socket.
    #[xml(attribute)]
    pub die_id: Option<u32>,
    /// The cluster in the die.
    #[xml(attribute)]
    pub cluster_id: Option<u32>,
    /// The core in the cluster.
    #[xml(attribute)]
    pub core_id: Option<u32>,
    /// The threads of the core, this one among them.
    #[xml(attribute)]
    pub siblings: Option<CpuSet>,
}
