//! `<perf>`: which events of the host's processor are counted for the guest.

use crate::config::Problems;
use crate::xml::{XmlElement, XmlValue};

/// Which events are counted for the guest, to be read with its statistics: `<perf>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct Perf {
    /// The events.
    #[xml(child = "event")]
    pub events: Vec<PerfEvent>,
}

/// Whether an event is counted: `<event name='instructions' enabled='yes'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct PerfEvent {
    /// The event.
    #[xml(attribute)]
    pub name: PerfEventName,
    /// Whether it is counted.
    #[xml(attribute)]
    pub enabled: bool,
}

/// An event that can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, XmlValue)]
#[non_exhaustive]
pub enum PerfEventName {
    /// Bytes of the last-level cache in use.
    Cmt,
    /// Bytes a second between all memory and the last-level cache.
    #[xml(name = "mbmt")]
    MbmTotal,
    /// Bytes a second between the memory of the same socket and the last-level cache.
    #[xml(name = "mbml")]
    MbmLocal,
    /// Cycles of the processor.
    #[xml(name = "cpu_cycles")]
    CpuCycles,
    /// Instructions.
    Instructions,
    /// Accesses to caches.
    #[xml(name = "cache_references")]
    CacheReferences,
    /// Accesses to caches that did not find what they wanted.
    #[xml(name = "cache_misses")]
    CacheMisses,
    /// Branches.
    #[xml(name = "branch_instructions")]
    BranchInstructions,
    /// Branches that went where nobody had expected.
    #[xml(name = "branch_misses")]
    BranchMisses,
    /// Cycles of the bus.
    #[xml(name = "bus_cycles")]
    BusCycles,
    /// Cycles in which no instruction could be fetched.
    #[xml(name = "stalled_cycles_frontend")]
    StalledCyclesFrontend,
    /// Cycles in which no instruction could be finished.
    #[xml(name = "stalled_cycles_backend")]
    StalledCyclesBackend,
    /// Cycles at the processor's nominal frequency.
    #[xml(name = "ref_cpu_cycles")]
    RefCpuCycles,
    /// Time by the processor's clock.
    #[xml(name = "cpu_clock")]
    CpuClock,
    /// Time in which the guest ran.
    #[xml(name = "task_clock")]
    TaskClock,
    /// Faults of pages.
    #[xml(name = "page_faults")]
    PageFaults,
    /// Switches between threads.
    #[xml(name = "context_switches")]
    ContextSwitches,
    /// Moves from one processor to another.
    #[xml(name = "cpu_migrations")]
    CpuMigrations,
    /// Faults of pages that needed no disk.
    #[xml(name = "page_faults_min")]
    PageFaultsMinor,
    /// Faults of pages that needed a disk.
    #[xml(name = "page_faults_maj")]
    PageFaultsMajor,
    /// Accesses to memory across the boundaries of its words.
    #[xml(name = "alignment_faults")]
    AlignmentFaults,
    /// Instructions that the kernel had to emulate.
    #[xml(name = "emulation_faults")]
    EmulationFaults,
}

impl Perf {
    /// Sorts the events; a list of none is no list.
    pub(super) fn fill_defaults(perf: &mut Option<Perf>) {
        perf.take_if(|perf| perf.events.is_empty());
        if let Some(perf) = perf {
            perf.events.sort_by_key(|event| event.name);
        }
    }

    pub(super) fn check(&self, problems: &mut Problems) {
        let mut seen = Vec::new();
        problems.each("event", &self.events, |event, problems| {
            if seen.contains(&event.name) {
                let message = format!("the event '{}' is there twice", event.name);
                return problems.report_at("@name", message);
            }
            seen.push(event.name);
        });
    }
}
