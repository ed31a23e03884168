//! What cannot work in memory that can be plugged.

use std::collections::{BTreeMap, HashSet};

use super::{Devices, MemoryDevice, MemoryModel};
use crate::ErrorKind;
use crate::config::Problems;
use crate::config::domain::{Address, MemoryAccess};
use crate::units::MemorySize;

const LEAST_LABEL: MemorySize = MemorySize::from_kib(128);

impl Devices {
    /// How much all memory devices have together.
    pub fn memory_size(&self) -> MemorySize {
        let sizes = self.memories.iter().map(|memory| memory.target.size.bytes());
        MemorySize::from_bytes(sizes.fold(0, u64::saturating_add))
    }

    /// Reports what cannot work in each of them and between them.
    pub(crate) fn check_memories(&self, problems: &mut Problems) {
        problems.each("memory", &self.memories, MemoryDevice::check);
        self.check_memory_places(problems);
    }

    /// No two devices are in the same slot or overlap.
    fn check_memory_places(&self, problems: &mut Problems) {
        let mut slots = HashSet::new();
        let (mut modules, mut others) = (Extents::default(), Extents::default());
        for (index, memory) in self.memories.iter().enumerate() {
            let path = format!("memory[{}]/address", index + 1);
            if let Some(slot) = slot(memory)
                && !slots.insert(slot)
            {
                let message = format!("the memory slot {slot} is taken");
                problems.within(&path, |problems| unsupported(problems, message));
            }
            let Some(base) = memory.base() else { continue };
            let end = base.saturating_add(memory.target.size.bytes());
            let is_module = matches!(memory.info.address, Some(Address::Dimm(_)));
            // Of modules that lie over each other libvirt does not say that.
            let overlaps = others.meet(base, end) || (!is_module && modules.meet(base, end));
            if is_module { &mut modules } else { &mut others }.add(base, end);
            if overlaps {
                let message = format!("memory at {base:#x} overlaps with other memory");
                problems.within(&path, |problems| unsupported(problems, message));
            }
        }
    }
}

fn slot(memory: &MemoryDevice) -> Option<u32> {
    match &memory.info.address {
        Some(Address::Dimm(address)) => address.slot,
        _ => None,
    }
}

/// Which addresses are taken: where each run of them starts, and where it ends.
#[derive(Default)]
struct Extents(BTreeMap<u64, u64>);

impl Extents {
    /// Whether something from `start` up to `end` is taken.
    fn meet(&self, start: u64, end: u64) -> bool {
        self.0.range(..end).next_back().is_some_and(|(_, last)| *last > start)
    }

    /// Takes what is from `start` up to `end`.
    fn add(&mut self, mut start: u64, mut end: u64) {
        while let Some((first, last)) = self.0.range(..=end).next_back().map(|(a, b)| (*a, *b))
            && last >= start
        {
            self.0.remove(&first);
            (start, end) = (start.min(first), end.max(last));
        }
        self.0.insert(start, end);
    }
}

fn unsupported(problems: &mut Problems, message: impl Into<String>) {
    problems.report_as(ErrorKind::ConfigUnsupported, message);
}

impl MemoryDevice {
    fn check(&self, problems: &mut Problems) {
        match self.model {
            MemoryModel::Nvdimm => self.check_module(problems),
            MemoryModel::VirtioPmem => self.check_persistent(problems),
            MemoryModel::VirtioMem => self.check_blocks(problems),
            MemoryModel::SgxEpc if self.info.address.is_some() => {
                problems.within("address", |problems| {
                    unsupported(problems, "memory of the model 'sgx-epc' has no address");
                });
            }
            _ => {}
        }
    }

    fn check_path(&self, problems: &mut Problems) {
        if self.source.as_ref().is_none_or(|source| source.path.is_none()) {
            let message = format!("memory of the model '{}' needs a <path>", self.model);
            problems.within("source/path", |problems| unsupported(problems, message));
        }
    }

    fn check_module(&self, problems: &mut Problems) {
        self.check_path(problems);
        if self.discard == Some(true) {
            problems.within("@discard", |problems| {
                unsupported(problems, "a module that keeps its contents cannot forget them");
            });
        }
        let label = self.target.label.and_then(|label| label.size).unwrap_or_default();
        if label.bytes() > 0 && label < LEAST_LABEL {
            problems.report_at("target/label/size", format!("labels need {LEAST_LABEL} at least"));
        } else if label.bytes() > 0 && label >= self.target.size {
            problems.report_at("target/label/size", "labels are a part of the module");
        }
    }

    fn check_persistent(&self, problems: &mut Problems) {
        self.check_path(problems);
        if self.access == Some(MemoryAccess::Private) {
            problems.within("@access", |problems| {
                let message = "memory of the model 'virtio-pmem' needs access='shared'";
                unsupported(problems, message);
            });
        }
        if self.target.node.is_some() {
            problems.within("target/node", |problems| {
                unsupported(problems, "memory of the model 'virtio-pmem' is in no NUMA node");
            });
        }
    }

    fn check_blocks(&self, problems: &mut Problems) {
        let block = self.target.block.unwrap_or_default();
        if !block.bytes().is_power_of_two() {
            return problems.within("target/block", |problems| {
                unsupported(problems, "the size of a block is a power of two");
            });
        }
        if self.base().is_some_and(|base| block.bytes() > 0 && !base.is_multiple_of(block.bytes()))
        {
            problems.report_at("target/address/@base", "memory begins where a block can begin");
        }
        let requested = self.target.requested.unwrap_or_default();
        if requested > self.target.size {
            problems.within("target/requested", |problems| {
                let message =
                    format!("more than the whole size, {}, is requested", self.target.size);
                unsupported(problems, message);
            });
        } else if !requested.bytes().is_multiple_of(block.bytes()) {
            problems.within("target/requested", |problems| {
                let message = format!("what is requested is no multiple of a block, {block}");
                unsupported(problems, message);
            });
        }
    }
}
