//! How CPUs make up sockets; their caches and addresses.

use crate::xml::{XmlElement, XmlValue};

/// How CPUs make up cores and sockets: `<topology sockets='1' cores='4' threads='2'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct CpuTopology {
    /// Sockets.
    #[xml(attribute)]
    pub sockets: u32,
    /// Dies of a socket. Default: 1.
    #[xml(attribute)]
    pub dies: Option<u32>,
    /// Clusters of a die. Default: 1. Since libvirt 10.1.
    #[xml(attribute)]
    pub clusters: Option<u32>,
    /// Cores of a cluster.
    #[xml(attribute)]
    pub cores: u32,
    /// Threads of a core.
    #[xml(attribute)]
    pub threads: u32,
}

impl CpuTopology {
    /// How many CPUs it makes; the largest number there is, if that is less.
    pub fn cpus(&self) -> u32 {
        let parts = [self.dies.unwrap_or(1), self.clusters.unwrap_or(1), self.cores, self.threads];
        parts.iter().fold(self.sockets, |product, part| product.saturating_mul(*part))
    }
}

/// The cache that the guest sees: `<cache level='3' mode='emulate'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct CpuCache {
    /// Which level is described, from 1 to 3. Default: all.
    #[xml(attribute)]
    pub level: Option<u32>,
    /// What the guest sees of it.
    #[xml(attribute)]
    pub mode: CpuCacheMode,
}

/// What a guest sees of a CPU's cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum CpuCacheMode {
    /// A made-up one.
    Emulate,
    /// The host's.
    Passthrough,
    /// None.
    Disable,
}

/// How long physical addresses are: `<maxphysaddr mode='emulate' bits='42'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct MaxPhysAddress {
    /// Where the length comes from.
    #[xml(attribute)]
    pub mode: MaxPhysAddressMode,
    /// The length in bits, when it is emulated.
    #[xml(attribute)]
    pub bits: Option<u32>,
    /// The most that is handed on from the host, in bits. Since libvirt 9.3.
    #[xml(attribute)]
    pub limit: Option<u32>,
}

/// Where the length of physical addresses comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum MaxPhysAddressMode {
    /// The definition.
    Emulate,
    /// The host.
    Passthrough,
}
