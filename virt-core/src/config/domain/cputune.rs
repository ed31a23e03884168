//! `<cputune>`: the guest's share in the host's CPUs.

use super::Vcpu;
use super::cputune_pin::{EmulatorPin, IoThreadPin, VcpuPin};
use super::cputune_resctrl::{CacheTune, MemoryTune};
use super::cputune_sched::{IoThreadSched, Sched, VcpuSched};
use crate::config::Problems;
use crate::cpu_set::CpuSet;
use crate::xml::XmlElement;

/// The guest's share in the host's CPUs: `<cputune>`.
///
/// A period, in microseconds, is 1000 to 1000000. The quota beside it says how many microseconds
/// of a period something may run: 1000 to 17592186044415, or negative for no limit. Zero stands
/// for the host's default.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct CpuTune {
    /// The guest's weight beside that of others. Default: the host's.
    #[xml(value)]
    pub shares: Option<u64>,
    /// The period for each virtual CPU.
    #[xml(value)]
    pub period: Option<u64>,
    /// The quota of each virtual CPU.
    #[xml(value)]
    pub quota: Option<i64>,
    /// The period for the guest as a whole. Since libvirt 1.3.3.
    #[xml(value)]
    pub global_period: Option<u64>,
    /// The quota of the guest as a whole. Since libvirt 1.3.3.
    #[xml(value)]
    pub global_quota: Option<i64>,
    /// The period for the hypervisor's threads beside those of CPUs and I/O.
    #[xml(value)]
    pub emulator_period: Option<u64>,
    /// The quota of the hypervisor's threads beside those of CPUs and I/O.
    #[xml(value)]
    pub emulator_quota: Option<i64>,
    /// The period for each I/O thread. Since libvirt 2.1.
    #[xml(value)]
    pub iothread_period: Option<u64>,
    /// The quota of each I/O thread. Since libvirt 2.1.
    #[xml(value)]
    pub iothread_quota: Option<i64>,
    /// On which of the host's CPUs virtual CPUs run. Default: as `<vcpu cpuset='…'>` says.
    #[xml(child = "vcpupin")]
    pub vcpu_pins: Vec<VcpuPin>,
    /// On which of the host's CPUs the hypervisor's other threads run.
    #[xml(child = "emulatorpin", once)]
    pub emulator_pin: Option<EmulatorPin>,
    /// On which of the host's CPUs I/O threads run.
    #[xml(child = "iothreadpin")]
    pub iothread_pins: Vec<IoThreadPin>,
    /// How the hypervisor's other threads are scheduled. Since libvirt 5.0.
    #[xml(child = "emulatorsched", once)]
    pub emulator_sched: Option<Sched>,
    /// How virtual CPUs are scheduled.
    #[xml(child = "vcpusched")]
    pub vcpu_scheds: Vec<VcpuSched>,
    /// How I/O threads are scheduled.
    #[xml(child = "iothreadsched")]
    pub iothread_scheds: Vec<IoThreadSched>,
    /// Which parts of the host's caches are for which virtual CPUs. Since libvirt 4.1.
    #[xml(child = "cachetune")]
    pub cache_tunes: Vec<CacheTune>,
    /// How much of the host's memory bandwidth is for which virtual CPUs. Since libvirt 4.7.
    #[xml(child = "memorytune")]
    pub memory_tunes: Vec<MemoryTune>,
}

impl CpuTune {
    /// Whether any thread is told on which CPUs it runs.
    pub(super) fn is_pinned(&self) -> bool {
        !self.vcpu_pins.is_empty() || self.emulator_pin.is_some() || !self.iothread_pins.is_empty()
    }

    /// Puts lists into their order and takes out what says nothing.
    pub(super) fn fill_defaults(tune: &mut Option<Box<CpuTune>>, vcpu: &Vcpu) {
        let Some(found) = tune else { return };
        for period in found.periods_mut() {
            period.take_if(|period| *period == 0);
        }
        for quota in found.quotas_mut() {
            quota.take_if(|quota| *quota == 0);
        }
        VcpuPin::fill_defaults(&mut found.vcpu_pins, vcpu.maximum);
        found.iothread_pins.sort_by_key(|pin| pin.iothread);
        found.emulator_sched.iter_mut().for_each(Sched::fill_defaults);
        VcpuSched::fill_defaults(&mut found.vcpu_scheds);
        IoThreadSched::fill_defaults(&mut found.iothread_scheds);
        CacheTune::fill_defaults(&mut found.cache_tunes, vcpu.maximum);
        MemoryTune::fill_defaults(&mut found.memory_tunes, vcpu.maximum);
        tune.take_if(|tune| **tune == CpuTune::default());
    }

    fn periods_mut(&mut self) -> [&mut Option<u64>; 4] {
        [
            &mut self.period,
            &mut self.global_period,
            &mut self.emulator_period,
            &mut self.iothread_period,
        ]
    }

    fn quotas_mut(&mut self) -> [&mut Option<i64>; 4] {
        [
            &mut self.quota,
            &mut self.global_quota,
            &mut self.emulator_quota,
            &mut self.iothread_quota,
        ]
    }

    pub(super) fn check(&self, threads: &Threads, problems: &mut Problems) {
        self.check_bandwidth(problems);
        VcpuPin::check(&self.vcpu_pins, problems);
        IoThreadPin::check(&self.iothread_pins, threads, problems);
        problems.within_some("emulatorsched", self.emulator_sched.as_ref(), Sched::check);
        VcpuSched::check(&self.vcpu_scheds, threads, problems);
        IoThreadSched::check(&self.iothread_scheds, threads, problems);
        self.check_resctrl(threads, problems);
    }

    fn check_resctrl(&self, threads: &Threads, problems: &mut Problems) {
        let vcpus = threads.vcpus.last().map_or(0, |last| last + 1);
        let (mut caches, mut memory) = (self.cache_tunes.clone(), self.memory_tunes.clone());
        caches.iter_mut().for_each(|tune| tune.cut(vcpus));
        memory.iter_mut().for_each(|tune| tune.cut(vcpus));
        CacheTune::check(&caches, problems);
        MemoryTune::check(&memory, &caches, problems);
    }

    fn check_bandwidth(&self, problems: &mut Problems) {
        let periods = [
            ("period", self.period),
            ("global_period", self.global_period),
            ("emulator_period", self.emulator_period),
            ("iothread_period", self.iothread_period),
        ];
        for (name, period) in periods {
            if period.is_some_and(|period| period != 0 && !(1_000..=1_000_000).contains(&period)) {
                let message = format!("a <{name}> is 1000 to 1000000 microseconds");
                problems.unsupported_at(name, message);
            }
        }
        let quotas = [
            ("quota", self.quota),
            ("global_quota", self.global_quota),
            ("emulator_quota", self.emulator_quota),
            ("iothread_quota", self.iothread_quota),
        ];
        for (name, quota) in quotas {
            if quota.is_some_and(|quota| quota > 0 && !(1_000..=MOST_QUOTA).contains(&quota)) {
                let message = format!(
                    "a <{name}> is 1000 to {MOST_QUOTA} microseconds, or negative for no limit"
                );
                problems.unsupported_at(name, message);
            }
        }
    }
}

/// What fits in 64 bits of nanoseconds.
const MOST_QUOTA: i64 = 17_592_186_044_415;

/// Which threads a guest has.
pub(super) struct Threads {
    /// Virtual CPUs.
    pub(super) vcpus: CpuSet,
    /// I/O threads.
    pub(super) iothreads: CpuSet,
}

impl Threads {
    /// The first of some virtual CPUs that does not exist, as a message.
    pub(super) fn missing_vcpu(&self, set: &CpuSet) -> Option<String> {
        let count = self.vcpus.len();
        let message = |vcpu| format!("there is no vcpu {vcpu}; <vcpu> makes {count}");
        set.first_beyond(&self.vcpus).map(message)
    }

    /// The first of some I/O threads that does not exist, as a message.
    pub(super) fn missing_iothread(&self, set: &CpuSet) -> Option<String> {
        let message = |id| format!("there is no I/O thread {id}; add it with <iothreads>");
        set.first_beyond(&self.iothreads).map(message)
    }
}
