//! `<cachetune>` and `<memorytune>`: the guest's part of the host's caches and of its memory
//! bandwidth, which Linux gives out through resctrl.

use std::collections::{HashMap, HashSet};

use crate::ErrorKind;
use crate::config::Problems;
use crate::cpu_set::CpuSet;
use crate::units::MemorySize;
use crate::xml::{XmlElement, XmlValue};

/// Parts of the host's caches for some virtual CPUs: `<cachetune vcpus='0-3'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct CacheTune {
    /// The virtual CPUs. No other `<cachetune>` has any of them.
    #[xml(attribute)]
    pub vcpus: CpuSet,
    /// The name of the group that the host made of it.
    #[xml(attribute, live)]
    pub id: Option<String>,
    /// What they have for themselves.
    #[xml(child = "cache")]
    pub caches: Vec<CacheAllocation>,
    /// For which of them the use of caches is measured.
    #[xml(child = "monitor")]
    pub monitors: Vec<CacheMonitor>,
}

/// A part of a cache: `<cache id='0' level='3' type='both' size='3' unit='MiB'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct CacheAllocation {
    /// The cache's number, as the host's capabilities have it.
    #[xml(attribute)]
    pub id: u32,
    /// The cache's level.
    #[xml(attribute)]
    pub level: u32,
    /// What the part is for.
    #[xml(attribute = "type")]
    pub cache_type: CacheType,
    /// How large it is.
    #[xml(scaled, exact)]
    pub size: MemorySize,
}

/// What a cache holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, XmlValue)]
#[non_exhaustive]
pub enum CacheType {
    /// Code and data.
    Both,
    /// Code.
    Code,
    /// Data.
    Data,
}

/// Measures the use of a cache: `<monitor level='3' vcpus='1'/>`. Since libvirt 4.10.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct CacheMonitor {
    /// The cache's level, which is 3.
    #[xml(attribute)]
    pub level: u32,
    /// The virtual CPUs, all or some of those of the element around it.
    #[xml(attribute)]
    pub vcpus: CpuSet,
}

/// A part of the host's memory bandwidth for some virtual CPUs: `<memorytune vcpus='0-3'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct MemoryTune {
    /// The virtual CPUs: all or none of those of any `<cachetune>`.
    #[xml(attribute)]
    pub vcpus: CpuSet,
    /// What they have, by NUMA node of the host.
    #[xml(child = "node")]
    pub nodes: Vec<BandwidthAllocation>,
    /// For which of them the bandwidth is measured.
    #[xml(child = "monitor")]
    pub monitors: Vec<BandwidthMonitor>,
}

/// A part of a NUMA node's bandwidth: `<node id='0' bandwidth='60'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct BandwidthAllocation {
    /// The node, on the host.
    #[xml(attribute)]
    pub id: u32,
    /// How much of it, in percent.
    #[xml(attribute)]
    pub bandwidth: u32,
}

/// Measures the memory bandwidth: `<monitor vcpus='1'/>`. Since libvirt 6.0.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct BandwidthMonitor {
    /// The virtual CPUs, all or some of those of the element around it.
    #[xml(attribute)]
    pub vcpus: CpuSet,
}

impl CacheTune {
    pub(super) fn fill_defaults(tunes: &mut Vec<CacheTune>, vcpus: u32) {
        for tune in tunes.iter_mut() {
            tune.cut(vcpus);
            tune.caches.sort_by_key(|cache| (cache.level, cache.cache_type, cache.id));
        }
        tunes.retain(|tune| !tune.is_void());
    }

    /// Leaves out virtual CPUs that do not exist.
    pub(super) fn cut(&mut self, vcpus: u32) {
        self.vcpus.truncate(vcpus);
        self.monitors.iter_mut().for_each(|monitor| cut_monitored(&mut monitor.vcpus, vcpus));
    }

    /// Whether nothing is said, or said of no virtual CPU.
    fn is_void(&self) -> bool {
        self.vcpus.is_empty() || (self.caches.is_empty() && self.monitors.is_empty())
    }

    /// Checks elements that are cut to the virtual CPUs that exist.
    pub(super) fn check(tunes: &[CacheTune], problems: &mut Problems) {
        let mut taken = CpuSet::new();
        problems.each("cachetune", tunes, |tune, problems| {
            if tune.is_void() {
                return;
            }
            if tune.vcpus.overlaps(&taken) {
                problems.report_at("@vcpus", "a vcpu is in one <cachetune> at most");
            }
            taken.extend(&tune.vcpus);
            tune.check_caches(problems);
            let mut group = Group::new(&tune.vcpus, !tune.caches.is_empty());
            problems.each("monitor", &tune.monitors, |monitor, problems| {
                if monitor.level != 3 {
                    let message =
                        format!("only caches of level 3 are measured, not {}", monitor.level);
                    problems.report_at("@level", message);
                }
                group.check(&monitor.vcpus, problems);
            });
        });
    }

    fn check_caches(&self, problems: &mut Problems) {
        let mut seen: HashSet<(u32, u32, CacheType)> = HashSet::new();
        problems.each("cache", &self.caches, |cache, problems| {
            let (level, id, kind) = (cache.level, cache.id, cache.cache_type);
            let mut taken = seen.contains(&(level, id, kind));
            taken |= match kind {
                CacheType::Both => {
                    let parts = [CacheType::Code, CacheType::Data];
                    parts.iter().any(|part| seen.contains(&(level, id, *part)))
                }
                CacheType::Code | CacheType::Data => seen.contains(&(level, id, CacheType::Both)),
            };
            if taken {
                problems.report(format!(
                    "the cache {id} of level {level} has a part for '{kind}' already"
                ));
            }
            seen.insert((level, id, kind));
        });
    }
}

impl MemoryTune {
    /// Elements for the same virtual CPUs become one.
    pub(super) fn fill_defaults(tunes: &mut Vec<MemoryTune>, vcpus: u32) {
        let mut places: HashMap<CpuSet, usize> = HashMap::new();
        let mut merged: Vec<MemoryTune> = Vec::new();
        for mut tune in std::mem::take(tunes) {
            tune.cut(vcpus);
            let place = *places.entry(tune.vcpus.clone()).or_insert(merged.len());
            match merged.get_mut(place) {
                Some(known) => {
                    known.nodes.append(&mut tune.nodes);
                    known.monitors.append(&mut tune.monitors);
                }
                None => merged.push(tune),
            }
        }
        merged.retain(|tune| !tune.is_void());
        for tune in &mut merged {
            tune.nodes.sort_by_key(|node| node.id);
        }
        *tunes = merged;
    }

    /// Leaves out virtual CPUs that do not exist.
    pub(super) fn cut(&mut self, vcpus: u32) {
        self.vcpus.truncate(vcpus);
        self.monitors.iter_mut().for_each(|monitor| cut_monitored(&mut monitor.vcpus, vcpus));
    }

    /// Whether nothing is said, or said of no virtual CPU.
    fn is_void(&self) -> bool {
        self.vcpus.is_empty() || (self.nodes.is_empty() && self.monitors.is_empty())
    }

    /// Checks elements that are cut to the virtual CPUs that exist.
    pub(super) fn check(tunes: &[MemoryTune], caches: &[CacheTune], problems: &mut Problems) {
        let mut taken = CpuSet::new();
        let mut beside: HashMap<&CpuSet, &CacheTune> = HashMap::new();
        for cache in caches.iter().filter(|cache| !cache.is_void()) {
            taken.extend(&cache.vcpus);
            beside.entry(&cache.vcpus).or_insert(cache);
        }
        let mut groups: HashMap<&CpuSet, (Group<'_>, HashSet<u32>)> = HashMap::new();
        problems.each("memorytune", tunes, |tune, problems| {
            if tune.is_void() {
                return;
            }
            let vcpus = &tune.vcpus;
            let known = groups.contains_key(vcpus) || beside.contains_key(vcpus);
            if !known && vcpus.overlaps(&taken) {
                let message = "the vcpus of a <memorytune> are all or none of those of another \
                               <memorytune> or a <cachetune>";
                problems.report_at("@vcpus", message);
            }
            taken.extend(vcpus);
            let new = || (Group::beside(tune, beside.get(vcpus).copied()), HashSet::new());
            let (group, nodes) = groups.entry(vcpus).or_insert_with(new);
            group.allocated |= !tune.nodes.is_empty();
            tune.check_nodes(nodes, problems);
            problems.each("monitor", &tune.monitors, |monitor, problems| {
                group.check(&monitor.vcpus, problems);
            });
        });
    }

    fn check_nodes(&self, seen: &mut HashSet<u32>, problems: &mut Problems) {
        problems.each("node", &self.nodes, |node, problems| {
            if !seen.insert(node.id) {
                let message = format!("the node {} has a bandwidth already", node.id);
                problems.report_at("@id", message);
            }
        });
    }
}

/// Leaves out virtual CPUs that do not exist, but for a set of such alone, which is refused.
fn cut_monitored(set: &mut CpuSet, vcpus: u32) {
    if set.lowest().is_some_and(|lowest| lowest < vcpus) {
        set.truncate(vcpus);
    }
}

/// The monitors of the virtual CPUs of one group.
struct Group<'t> {
    vcpus: &'t CpuSet,
    /// Whether the group has something for itself. Only then it can be measured as a whole and in
    /// parts at once.
    allocated: bool,
    /// Monitors of the same kind.
    same: Monitored<'t>,
    /// Those of the other kind.
    others: Monitored<'t>,
}

/// What is measured already.
#[derive(Default)]
struct Monitored<'t> {
    sets: HashSet<&'t CpuSet>,
    /// All of them together, without a whole group that may be measured beside its parts.
    parts: CpuSet,
}

impl<'t> Group<'t> {
    fn new(vcpus: &'t CpuSet, allocated: bool) -> Self {
        Group { vcpus, allocated, same: Monitored::default(), others: Monitored::default() }
    }

    /// A group for memory beside one for caches.
    fn beside(tune: &'t MemoryTune, caches: Option<&'t CacheTune>) -> Self {
        let mut group = Group::new(&tune.vcpus, !tune.nodes.is_empty());
        let Some(caches) = caches else { return group };
        group.allocated |= !caches.caches.is_empty();
        for monitor in &caches.monitors {
            group.others.sets.insert(&monitor.vcpus);
            if !group.is_whole(&monitor.vcpus) {
                group.others.parts.extend(&monitor.vcpus);
            }
        }
        group
    }

    /// Whether `vcpus` may be measured beside parts of it.
    fn is_whole(&self, vcpus: &CpuSet) -> bool {
        self.allocated && vcpus == self.vcpus
    }

    fn check(&mut self, vcpus: &'t CpuSet, problems: &mut Problems) {
        problems.within("@vcpus", |problems| {
            let mut refuse = |message: String| problems.report_as(ErrorKind::InvalidArg, message);
            if let Some(vcpu) = vcpus.first_beyond(self.vcpus) {
                return refuse(format!(
                    "the vcpu {vcpu} is none of those ({}) that the element around it is about",
                    self.vcpus
                ));
            }
            if !self.same.sets.insert(vcpus) {
                return refuse(format!("there are two monitors for the vcpus {vcpus}"));
            }
            if self.is_whole(vcpus) {
                return;
            }
            // What is measured twice, once for caches and once for memory, is one group.
            let others = !self.others.sets.contains(vcpus) && self.others.parts.overlaps(vcpus);
            if others || self.same.parts.overlaps(vcpus) {
                refuse(format!("some of the vcpus {vcpus} are measured with others already"));
            }
            self.same.parts.extend(vcpus);
        });
    }
}
