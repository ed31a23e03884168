//! The third pass for what the guest gets of the host, and for its threads.

use super::cputune::Threads;
use super::{DomainConfig, IoThreads, VcpuPlacement};
use crate::config::Problems;
use crate::cpu_set::CpuSet;

impl DomainConfig {
    pub(super) fn check_tuning(&self, problems: &mut Problems) {
        let cells = self.cell_ids();
        if let Some(backing) = &self.memory_backing {
            problems.within("memoryBacking", |problems| backing.check(cells.len(), problems));
        }
        if let Some(tune) = &self.blkio_tune {
            problems.within("blkiotune", |problems| tune.check(problems));
        }
        self.check_threads(problems);
        if let Some(tune) = &self.numa_tune {
            let placement = self.vcpu.as_ref().and_then(|vcpu| vcpu.placement);
            let auto = placement == Some(VcpuPlacement::Auto);
            problems.within("numatune", |problems| tune.check(&cells, auto, problems));
        }
        if let Some(resource) = &self.resource {
            problems.within("resource", |problems| resource.check(problems));
        }
        if let Some(perf) = &self.perf {
            problems.within("perf", |problems| perf.check(problems));
        }
    }

    fn check_threads(&self, problems: &mut Problems) {
        let vcpus = self.vcpu.as_ref().map_or(1, |vcpu| vcpu.maximum);
        if let Some(list) = &self.vcpus {
            problems.within("vcpus", |problems| list.check(vcpus, problems));
        }
        if let Some(list) = &self.iothreads {
            problems.within("iothreadids", |problems| list.check(problems));
        }
        if let Some(pool) = &self.default_iothread {
            problems.within("defaultiothread", |problems| pool.check(problems));
        }
        if let Some(tune) = &self.cpu_tune {
            let threads = Threads {
                vcpus: CpuSet::first(vcpus),
                iothreads: IoThreads::ids(self.iothreads.as_ref(), self.iothread_count),
            };
            problems.within("cputune", |problems| tune.check(&threads, problems));
        }
    }
}
