//! What a host can share out: its caches, and the bandwidth of its memory.

use crate::config::domain::CacheType;
use crate::cpu_set::CpuSet;
use crate::xml::XmlElement;

/// The caches of a host: `<cache>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct HostCaches {
    /// The caches.
    #[xml(child = "bank")]
    pub banks: Vec<CacheBank>,
    /// What can be watched of them.
    #[xml(child)]
    pub monitor: Option<ResourceMonitor>,
}

/// A cache: `<bank id='0' level='3' type='both' size='6' unit='MiB' cpus='0-1'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct CacheBank {
    /// The number.
    #[xml(attribute)]
    pub id: u32,
    /// The level: 3 is the last one on most hosts.
    #[xml(attribute)]
    pub level: u32,
    /// What it holds.
    #[xml(attribute = "type")]
    pub kind: CacheType,
    /// The size, counted in `unit`.
    #[xml(attribute)]
    pub size: u64,
    /// The unit of the size: `KiB`, `MiB`…
    #[xml(attribute)]
    pub unit: String,
    /// The CPUs that use it.
    #[xml(attribute)]
    pub cpus: CpuSet,
    /// How it can be shared out.
    #[xml(child = "control")]
    pub controls: Vec<CacheControl>,
}

/// How a cache can be shared out: `<control granularity='768' unit='KiB' type='both' maxAllocs='4'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct CacheControl {
    /// The step of sizes, counted in `unit`.
    #[xml(attribute)]
    pub granularity: u64,
    /// The smallest size, where it is larger than a step.
    #[xml(attribute)]
    pub min: Option<u64>,
    /// The unit of sizes: `KiB`, `MiB`…
    #[xml(attribute)]
    pub unit: String,
    /// What the share is for.
    #[xml(attribute = "type")]
    pub kind: CacheType,
    /// How many shares there can be.
    #[xml(attribute = "maxAllocs")]
    pub max_allocations: u32,
}

/// How the bandwidth of a host's memory can be shared: `<memory_bandwidth>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct HostMemoryBandwidth {
    /// The controllers.
    #[xml(child = "node")]
    pub nodes: Vec<MemoryBandwidthNode>,
    /// What can be watched of them.
    #[xml(child)]
    pub monitor: Option<ResourceMonitor>,
}

/// A controller of memory: `<node id='0' cpus='0-19'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct MemoryBandwidthNode {
    /// The number.
    #[xml(attribute)]
    pub id: u32,
    /// The CPUs that use it.
    #[xml(attribute)]
    pub cpus: CpuSet,
    /// How its bandwidth can be shared out.
    #[xml(child = "control")]
    pub controls: Vec<MemoryBandwidthControl>,
}

/// How bandwidth can be shared out: `<control granularity='10' min='10' maxAllocs='4'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct MemoryBandwidthControl {
    /// The step of shares, in percent.
    #[xml(attribute)]
    pub granularity: u32,
    /// The smallest share, in percent.
    #[xml(attribute)]
    pub min: Option<u32>,
    /// How many shares there can be.
    #[xml(attribute = "maxAllocs")]
    pub max_allocations: u32,
}

/// What can be watched: `<monitor level='3' reuseThreshold='270336' maxMonitors='176'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct ResourceMonitor {
    /// The level of the cache that is watched.
    #[xml(attribute)]
    pub level: Option<u32>,
    /// How many bytes may be left when a monitor is used anew.
    #[xml(attribute = "reuseThreshold")]
    pub reuse_threshold: Option<u32>,
    /// How many monitors there are.
    #[xml(attribute = "maxMonitors")]
    pub max_monitors: u32,
    /// What they count: `llc_occupancy`, `mbm_total_bytes`, `mbm_local_bytes`…
    #[xml(path = "feature/@name")]
    pub features: Vec<String>,
}
