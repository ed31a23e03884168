//! The third pass for what the guest gets of the host, and for its threads.

use super::cputune::Threads;
use super::{BlkioTune, DomainConfig, IoThreads, Perf, Resource, VcpuPlacement};
use crate::config::Problems;
use crate::cpu_set::CpuSet;

impl DomainConfig {
    pub(super) fn check_tuning(&self, problems: &mut Problems) {
        let cells = self.cell_ids();
        problems.within_some("memoryBacking", self.memory_backing.as_ref(), |backing, problems| {
            backing.check(cells.len(), problems);
        });
        problems.within_some("blkiotune", self.blkio_tune.as_deref(), BlkioTune::check);
        self.check_threads(problems);
        let placement = self.vcpu.as_ref().and_then(|vcpu| vcpu.placement);
        let auto = placement == Some(VcpuPlacement::Auto);
        problems.within_some("numatune", self.numa_tune.as_ref(), |tune, problems| {
            tune.check(&cells, auto, problems);
        });
        problems.within_some("resource", self.resource.as_deref(), Resource::check);
        problems.within_some("perf", self.perf.as_ref(), Perf::check);
    }

    fn check_threads(&self, problems: &mut Problems) {
        let vcpus = self.vcpu.as_ref().map_or(1, |vcpu| vcpu.maximum);
        problems.within_some("vcpus", self.vcpus.as_ref(), |list, problems| {
            list.check(vcpus, problems);
        });
        problems.within_some("iothreadids", self.iothreads.as_ref(), IoThreads::check);
        problems.within_some(
            "defaultiothread",
            self.default_iothread.as_ref(),
            |pool, problems| {
                pool.check(problems);
            },
        );
        problems.within_some("cputune", self.cpu_tune.as_ref(), |tune, problems| {
            let threads = Threads {
                vcpus: CpuSet::first(vcpus),
                iothreads: IoThreads::ids(self.iothreads.as_ref(), self.iothread_count),
            };
            tune.check(&threads, problems);
        });
    }
}
