//! `<vcpusched>` and its kin: how the host schedules the guest's threads.

use std::collections::BTreeMap;

use super::cputune::Threads;
use crate::ErrorKind;
use crate::config::Problems;
use crate::cpu_set::CpuSet;
use crate::xml::{XmlElement, XmlValue};

/// How virtual CPUs are scheduled: `<vcpusched vcpus='0-3' scheduler='fifo' priority='1'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct VcpuSched {
    /// The virtual CPUs.
    #[xml(attribute)]
    pub vcpus: CpuSet,
    /// How.
    #[xml(flatten)]
    pub sched: Sched,
}

/// How I/O threads are scheduled: `<iothreadsched iothreads='2' scheduler='batch'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct IoThreadSched {
    /// The threads' numbers.
    #[xml(attribute)]
    pub iothreads: CpuSet,
    /// How.
    #[xml(flatten)]
    pub sched: Sched,
}

/// How threads are scheduled: `<emulatorsched scheduler='rr' priority='2'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct Sched {
    /// The scheduler.
    #[xml(attribute)]
    pub scheduler: Scheduler,
    /// The priority of a realtime scheduler; Linux has 1 to 99. The others have none.
    #[xml(attribute)]
    pub priority: Option<i32>,
}

/// A scheduler of the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum Scheduler {
    /// For work that nobody waits for.
    Batch,
    /// For work that is done when nothing else is to do.
    Idle,
    /// Realtime: runs until it waits.
    Fifo,
    /// Realtime: takes turns with others of its priority.
    #[xml(name = "rr")]
    RoundRobin,
}

impl Scheduler {
    /// Whether its threads have a priority.
    pub const fn is_realtime(self) -> bool {
        matches!(self, Scheduler::Fifo | Scheduler::RoundRobin)
    }
}

impl Sched {
    pub(super) fn fill_defaults(&mut self) {
        self.priority.take_if(|_| !self.scheduler.is_realtime());
    }

    pub(super) fn check(&self, problems: &mut Problems) {
        if self.scheduler.is_realtime() && self.priority.is_none() {
            let message = format!("the scheduler '{}' needs a priority", self.scheduler);
            problems.report_at("@priority", message);
        }
    }
}

impl VcpuSched {
    /// One element a virtual CPU, in order.
    pub(super) fn fill_defaults(scheds: &mut Vec<VcpuSched>) {
        let all = scheds.iter().map(|found| (&found.vcpus, found.sched));
        let Some(single) = single(all) else { return };
        let one = |(id, sched)| VcpuSched { vcpus: CpuSet::from(id..=id), sched };
        *scheds = single.into_iter().map(one).collect();
    }

    pub(super) fn check(scheds: &[VcpuSched], threads: &Threads, problems: &mut Problems) {
        let mut seen = CpuSet::new();
        problems.each("vcpusched", scheds, |found, problems| {
            found.sched.check(problems);
            let missing = threads.missing_vcpu(&found.vcpus);
            problems.within("@vcpus", |at| check_members(&found.vcpus, missing, &mut seen, at));
        });
    }
}

impl IoThreadSched {
    /// One element a thread, in order.
    pub(super) fn fill_defaults(scheds: &mut Vec<IoThreadSched>) {
        let all = scheds.iter().map(|found| (&found.iothreads, found.sched));
        let Some(single) = single(all) else { return };
        let one = |(id, sched)| IoThreadSched { iothreads: CpuSet::from(id..=id), sched };
        *scheds = single.into_iter().map(one).collect();
    }

    pub(super) fn check(scheds: &[IoThreadSched], threads: &Threads, problems: &mut Problems) {
        let mut seen = CpuSet::new();
        problems.each("iothreadsched", scheds, |found, problems| {
            found.sched.check(problems);
            let set = &found.iothreads;
            let missing = threads.missing_iothread(set);
            problems.within("@iothreads", |at| check_members(set, missing, &mut seen, at));
        });
    }
}

/// Each member of the sets, in order; none where one is there twice, which the checks refuse.
fn single<'s>(scheds: impl Iterator<Item = (&'s CpuSet, Sched)>) -> Option<BTreeMap<u32, Sched>> {
    let mut each = BTreeMap::new();
    for (set, mut sched) in scheds {
        sched.fill_defaults();
        for id in set.iter() {
            if each.insert(id, sched).is_some() {
                return None;
            }
        }
    }
    Some(each)
}

/// Reports what of a set does not exist, and what was there before.
fn check_members(
    set: &CpuSet,
    missing: Option<String>,
    seen: &mut CpuSet,
    problems: &mut Problems,
) {
    if let Some(message) = missing {
        problems.report_as(ErrorKind::ConfigUnsupported, message);
    }
    if set.overlaps(seen) {
        problems.report(format!("some of {set} have a scheduler already"));
    }
    seen.extend(set);
}
