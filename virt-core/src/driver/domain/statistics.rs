//! What domains have used so far.

use crate::Result;
use crate::api::domain::{ConnectGetAllDomainStatsFlags, DomainMemoryStatTags, DomainStatsTypes};
use crate::driver::{Driver, unsupported};
use crate::object::DomainRef;
use crate::typed_parameters::TypedParameters;

/// Statistics of domains.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait StatisticsDriver: Driver {
    /// Returns statistics of many domains at once: of `domains`, or of all that match the flags
    /// when it is empty. `types` chooses groups; without one it is all of them
    /// (`DOMAIN_STATS_*`).
    ///
    /// A domain that goes away meanwhile is left out. A group that a domain does not have is left
    /// out, or with `ENFORCE_STATS` refused when the driver does not know it at all.
    #[doc(alias = "connectGetAllDomainStats")]
    fn domain_statistics(
        &self,
        domains: &[DomainRef],
        types: DomainStatsTypes,
        flags: ConnectGetAllDomainStatsFlags,
    ) -> Result<Vec<DomainStatistics>> {
        unsupported(self, "virConnectGetAllDomainStats")
    }

    /// Returns the processor time that the domain has used, in total or on each processor of the
    /// host (`DOMAIN_CPU_STATS_*`).
    #[doc(alias = "domainGetCPUStats")]
    fn cpu_statistics(
        &self,
        domain: &DomainRef,
        scope: CpuStatisticsScope,
    ) -> Result<Vec<TypedParameters>> {
        unsupported(self, "virDomainGetCPUStats")
    }

    /// Returns what the guest says about its memory, and what its process uses.
    #[doc(alias = "domainMemoryStats")]
    fn memory_statistics(&self, domain: &DomainRef) -> Result<Vec<MemoryStatistic>> {
        unsupported(self, "virDomainMemoryStats")
    }

    /// Returns what went through the network interface `device`, which is its name on the host or
    /// its MAC address, as the guest sees the directions.
    #[doc(alias = "domainInterfaceStats")]
    fn interface_statistics(
        &self,
        domain: &DomainRef,
        device: &str,
    ) -> Result<InterfaceStatistics> {
        unsupported(self, "virDomainInterfaceStats")
    }
}

/// The statistics of one domain.
#[derive(Debug, Clone, PartialEq)]
pub struct DomainStatistics {
    /// The domain.
    pub domain: DomainRef,
    /// Its statistics.
    pub parameters: TypedParameters,
}

/// Which processors of the host statistics are wanted of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CpuStatisticsScope {
    /// All together: one set of parameters.
    Total,
    /// Each of `count` processors from `first` on, or of all from there without a count: one set
    /// of parameters for each, empty for one that is offline.
    Each {
        /// The first processor.
        first: u32,
        /// How many.
        count: Option<u32>,
    },
}

/// One statistic of a domain's memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemoryStatistic {
    /// What is counted.
    pub tag: DomainMemoryStatTags,
    /// Its value: KiB, a number of events, or for `LastUpdate` seconds since 1970.
    pub value: u64,
}

/// What went through a network interface. A count that the host does not keep is `None`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InterfaceStatistics {
    /// Bytes that the guest received.
    pub received_bytes: Option<u64>,
    /// Packets that the guest received.
    pub received_packets: Option<u64>,
    /// Errors while receiving.
    pub receive_errors: Option<u64>,
    /// Packets to the guest that were dropped.
    pub receive_drops: Option<u64>,
    /// Bytes that the guest sent.
    pub sent_bytes: Option<u64>,
    /// Packets that the guest sent.
    pub sent_packets: Option<u64>,
    /// Errors while sending.
    pub send_errors: Option<u64>,
    /// Packets from the guest that were dropped.
    pub send_drops: Option<u64>,
}
