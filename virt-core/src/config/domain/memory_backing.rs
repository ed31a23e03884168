//! `<memoryBacking>`: what the guest's memory is on the host.

use crate::config::Problems;
use crate::cpu_set::CpuSet;
use crate::units::MemorySize;
use crate::xml::{XmlElement, XmlValue};

/// What the guest's memory is on the host: `<memoryBacking>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct MemoryBacking {
    /// The memory is in huge pages.
    #[xml(child = "hugepages")]
    pub huge_pages: Option<HugePages>,
    /// The host may not merge the guest's pages with equal ones of other guests.
    #[xml(flag = "nosharepages")]
    pub no_share_pages: bool,
    /// The memory is never swapped out.
    #[xml(flag)]
    pub locked: bool,
    /// Where the memory comes from. Default: the hypervisor's choice.
    #[xml(path = "source/@type", blank)]
    pub source: Option<MemorySource>,
    /// Whether other processes on the host can use the memory too. Default: private. NUMA cells
    /// can choose for themselves.
    #[xml(path = "access/@mode", blank)]
    pub access: Option<MemoryAccess>,
    /// When the memory is taken from the host, and how fast.
    #[xml(child)]
    pub allocation: Option<MemoryAllocation>,
    /// The memory's content is given up when the guest stops, so that it is not written to the
    /// file behind it.
    #[xml(flag)]
    pub discard: bool,
}

/// Memory in huge pages: `<hugepages>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct HugePages {
    /// Which sizes for which part of the memory. Default: the host's default size for all.
    #[xml(child = "page")]
    pub pages: Vec<HugePage>,
}

/// Huge pages of one size: `<page size='2048' unit='KiB' nodeset='0-1'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct HugePage {
    /// The size of a page; one that the host has.
    #[xml(scaled)]
    pub size: MemorySize,
    /// The guest's NUMA cells that have their memory in these pages. Default: all that no other
    /// `<page>` names.
    #[xml(attribute = "nodeset")]
    pub node_set: Option<CpuSet>,
}

/// Where a guest's memory comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum MemorySource {
    /// A file in a folder that the host keeps for it.
    File,
    /// Memory without a name.
    Anonymous,
    /// A file that is in memory alone (`memfd_create`). Since libvirt 4.10.
    #[xml(name = "memfd")]
    MemFd,
}

/// Whether other processes on the host can use a guest's memory too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum MemoryAccess {
    /// They can, if the guest's process hands it to them; vhost-user devices need that.
    Shared,
    /// They cannot.
    Private,
}

/// When and how memory is taken from the host: `<allocation mode='immediate' threads='8'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct MemoryAllocation {
    /// When. Default: the hypervisor's choice.
    #[xml(attribute, blank)]
    pub mode: Option<MemoryAllocationMode>,
    /// How many threads share the work. Default: one. Since libvirt 8.2.
    #[xml(attribute)]
    pub threads: Option<u32>,
}

/// When a guest's memory is taken from the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum MemoryAllocationMode {
    /// All at once, at start.
    Immediate,
    /// Page by page, as the guest touches them.
    #[xml(name = "ondemand")]
    OnDemand,
}

impl MemoryBacking {
    /// Takes out what says nothing. `cells` is how many NUMA cells the guest has.
    pub(super) fn fill_defaults(backing: &mut Option<Box<MemoryBacking>>, cells: usize) {
        let Some(found) = backing else { return };
        if let Some(allocation) = &mut found.allocation {
            allocation.threads.take_if(|threads| *threads == 0);
        }
        found.allocation.take_if(|allocation| *allocation == MemoryAllocation::default());
        // Without NUMA cells all of the memory is as good as in cell 0.
        let pages = found.huge_pages.iter_mut().flat_map(|huge| &mut huge.pages);
        for page in pages.filter(|_| cells == 0) {
            page.node_set.take_if(|set| is_first(set));
        }
        backing.take_if(|backing| **backing == MemoryBacking::default());
    }

    /// `cells` is how many NUMA cells the guest has.
    pub(super) fn check(&self, cells: usize, problems: &mut Problems) {
        let Some(huge) = &self.huge_pages else { return };
        problems.within("hugepages", |problems| huge.check(cells, problems));
    }
}

impl HugePages {
    fn check(&self, cells: usize, problems: &mut Problems) {
        // One cell is there even if the guest knows nothing of it.
        let cells = u32::try_from(cells).unwrap_or(u32::MAX).max(1);
        let mut whole: Option<MemorySize> = None;
        let mut taken = CpuSet::new();
        problems.each("page", &self.pages, |page, problems| {
            let size = page.size;
            if size.bytes() == 0 {
                problems.report_at("@size", "a huge page cannot have a size of zero");
            }
            let Some(set) = page.node_set.as_ref().filter(|set| cells > 1 || !is_first(set)) else {
                return match whole {
                    Some(known) => problems.report(format!(
                        "there are huge pages of {known} and of {size} for the whole memory; \
                         name NUMA cells with 'nodeset' for one of them"
                    )),
                    None => whole = Some(size),
                };
            };
            if let Some(cell) = set.last().filter(|last| *last >= cells) {
                let message = format!(
                    "the huge pages are for NUMA cell {cell}, and the guest has {cells}, \
                     counted from 0"
                );
                problems.report_at("@nodeset", message);
            }
            if set.overlaps(&taken) {
                let message = format!("of the NUMA cells {set} some have huge pages already");
                problems.report_at("@nodeset", message);
            }
            taken.extend(set);
        });
    }
}

/// Whether a set is cell 0 alone.
fn is_first(set: &CpuSet) -> bool {
    set.last() == Some(0)
}
