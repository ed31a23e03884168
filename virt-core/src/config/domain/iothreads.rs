//! `<iothreads>`, `<iothreadids>` and `<defaultiothread>`: threads of the hypervisor that do
//! nothing but input and output.

use std::collections::HashSet;

use crate::config::Problems;
use crate::cpu_set::CpuSet;
use crate::xml::XmlElement;

/// The I/O threads by number: `<iothreadids>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct IoThreads {
    /// The threads.
    #[xml(child = "iothread")]
    pub threads: Vec<IoThread>,
}

/// One I/O thread: `<iothread id='2' thread_pool_min='8' thread_pool_max='16'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct IoThread {
    /// Its number, above 0, by which devices name it.
    #[xml(attribute)]
    pub id: u32,
    /// How many workers it has. Since libvirt 8.5.
    #[xml(flatten)]
    pub pool: ThreadPool,
    /// How long it looks for new work before it sleeps. Since libvirt 9.4.
    #[xml(child)]
    pub poll: Option<IoThreadPoll>,
}

/// How many workers a thread has for requests that block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct ThreadPool {
    /// How many it keeps. Default: the hypervisor's choice.
    #[xml(attribute = "thread_pool_min")]
    pub min: Option<u32>,
    /// How many there are at most. Default: the hypervisor's choice.
    #[xml(attribute = "thread_pool_max")]
    pub max: Option<u32>,
}

/// How long an I/O thread looks for new work before it sleeps: `<poll max='32768'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct IoThreadPoll {
    /// The longest it looks, in nanoseconds; 0 for not at all. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub max: Option<u64>,
    /// By what the time is multiplied when it turns out to be too short; 0 for the hypervisor's
    /// choice.
    #[xml(attribute)]
    pub grow: Option<u64>,
    /// By what the time is divided when nothing comes; 0 for the hypervisor's choice.
    #[xml(attribute)]
    pub shrink: Option<u64>,
}

/// Numbers are made up for so many threads at most; a host runs out of threads long before.
const MOST_NUMBERED: u32 = 16_384;

impl IoThreads {
    /// Makes count and list agree: there are at least as many as are named, and where one is
    /// named all are.
    pub(super) fn fill_defaults(list: &mut Option<IoThreads>, count: &mut Option<u32>) {
        list.take_if(|list| list.threads.is_empty());
        if let Some(IoThreads { threads }) = list {
            for thread in threads.iter_mut() {
                thread.poll.take_if(|poll| *poll == IoThreadPoll::default());
            }
            let named = u32::try_from(threads.len()).unwrap_or(u32::MAX);
            let wanted = *count.insert(count.unwrap_or(0).max(named));
            let taken: HashSet<u32> = threads.iter().map(|thread| thread.id).collect();
            let missing = wanted.min(MOST_NUMBERED).saturating_sub(named);
            let free = (1..).filter(|id| !taken.contains(id)).take(missing as usize);
            threads.extend(free.map(|id| IoThread { id, ..IoThread::default() }));
        }
        count.take_if(|count| *count == 0);
    }

    /// The numbers of all threads, where `count` is how many there are.
    pub(super) fn ids(list: Option<&IoThreads>, count: Option<u32>) -> CpuSet {
        let count = count.unwrap_or(0);
        let Some(IoThreads { threads }) = list.filter(|list| !list.threads.is_empty()) else {
            return CpuSet::from(1..=count);
        };
        let mut ids: CpuSet = threads.iter().map(|thread| thread.id).collect();
        let missing = (count.min(MOST_NUMBERED) as usize).saturating_sub(threads.len());
        let free: Vec<u32> = (1..).filter(|id| !ids.contains(*id)).take(missing).collect();
        ids.extend(&free.into_iter().collect());
        ids
    }

    pub(super) fn check(&self, problems: &mut Problems) {
        let mut ids = HashSet::new();
        problems.each("iothread", &self.threads, |thread, problems| {
            let id = thread.id;
            if id == 0 {
                problems.report_at("@id", "the numbers of I/O threads start at 1, not 0");
            } else if !ids.insert(id) {
                problems.report_at("@id", format!("two I/O threads have the number {id}"));
            }
            thread.pool.check(problems);
        });
    }
}

impl ThreadPool {
    pub(super) fn check(self, problems: &mut Problems) {
        if self.max == Some(0) {
            problems.unsupported_at("@thread_pool_max", "a pool of threads has one at least");
        }
        match (self.min, self.max) {
            (Some(min), Some(max)) if min > max => problems.unsupported_at(
                "@thread_pool_min",
                format!("a pool cannot keep {min} threads where {max} is the most it may have"),
            ),
            (Some(_), None) => problems.unsupported_at(
                "@thread_pool_max",
                "where thread_pool_min is given, thread_pool_max must be too",
            ),
            _ => {}
        }
    }
}
