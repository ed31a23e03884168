//! `<memory>` in `<devices>`: memory that can be plugged.

use uuid::Uuid;

use super::DeviceInfo;
use crate::config::domain::{Address, MemoryAccess};
use crate::cpu_set::CpuSet;
use crate::units::MemorySize;
use crate::xml::{XmlElement, XmlValue};

/// Memory that can be plugged: `<memory model='dimm'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct MemoryDevice {
    /// What the guest sees.
    #[xml(attribute)]
    pub model: MemoryModel,
    /// Who sees what the guest writes. Default: the domain's, see `<memoryBacking>`.
    #[xml(attribute)]
    pub access: Option<MemoryAccess>,
    /// Whether the host may forget the contents when the guest ends. Default: the domain's.
    #[xml(attribute)]
    pub discard: Option<bool>,
    /// The identity of a persistent module; POWER machines have one.
    #[xml(value)]
    pub uuid: Option<Uuid>,
    /// What it is on the host.
    #[xml(child)]
    pub source: Option<MemorySource>,
    /// What the guest sees of it.
    #[xml(child)]
    pub target: MemoryTarget,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// A kind of memory that can be plugged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum MemoryModel {
    /// A plain module.
    Dimm,
    /// A module that keeps its contents, in a file or a device of the host.
    Nvdimm,
    /// The same, with a virtio device.
    VirtioPmem,
    /// A virtio device that gives and takes memory block by block. Since libvirt 7.9.
    VirtioMem,
    /// Memory that the processor encrypts for SGX. Since libvirt 8.10.
    SgxEpc,
}

/// What memory is on the host.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct MemorySource {
    /// The nodes of the host that it comes from. Default: the domain's, see `<numatune>`.
    #[xml(value)]
    pub nodemask: Option<CpuSet>,
    /// The size of its pages. Default: the domain's.
    #[xml(child)]
    pub pagesize: Option<MemorySize>,
    /// The file or device that keeps the contents.
    #[xml(value)]
    pub path: Option<String>,
    /// What its address is a multiple of. Default: the size of a page.
    #[xml(child)]
    pub alignsize: Option<MemorySize>,
    /// Whether the device promises to keep what was written, whatever happens to the host.
    #[xml(flag)]
    pub pmem: bool,
}

/// What the guest sees of memory.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct MemoryTarget {
    /// Whether memory takes slots of the host's kernel only when the guest has it; for virtio-mem.
    /// Since libvirt 10.1.
    #[xml(attribute = "dynamicMemslots")]
    pub dynamic_memslots: Option<bool>,
    /// The size.
    #[xml(child)]
    pub size: MemorySize,
    /// The guest's NUMA node.
    #[xml(value)]
    pub node: Option<u32>,
    /// The part of a persistent module that holds its labels.
    #[xml(child)]
    pub label: Option<MemoryLabel>,
    /// Whether the guest cannot write to a persistent module.
    #[xml(flag)]
    pub readonly: bool,
    /// The size of a block; for virtio-mem.
    #[xml(child)]
    pub block: Option<MemorySize>,
    /// How much the guest shall have; for virtio-mem. Default: nothing.
    #[xml(child)]
    pub requested: Option<MemorySize>,
    /// How much the guest has, in a running domain; for virtio-mem.
    #[xml(child, live)]
    pub current: Option<MemorySize>,
    /// Where it is in the guest's memory, for virtio devices. Default: the hypervisor's choice.
    #[xml(child)]
    pub address: Option<MemoryTargetAddress>,
}

/// The part of a persistent module that holds its labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct MemoryLabel {
    /// Its size: 128 KiB at least.
    #[xml(child)]
    pub size: Option<MemorySize>,
}

/// A place in the guest's memory: `<address base='0x140000000'/>`. Since libvirt 9.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct MemoryTargetAddress {
    /// Where it starts.
    #[xml(attribute, hex = "1", bare_hex)]
    pub base: Option<u64>,
}

impl MemoryDevice {
    /// Where it starts in the guest's memory, if that is chosen.
    pub fn base(&self) -> Option<u64> {
        match &self.info.address {
            Some(Address::Dimm(address)) => address.base,
            _ => self.target.address?.base,
        }
    }

    /// Adds what its kind has to be, and drops what is for other kinds.
    pub(crate) fn fill_defaults(&mut self) {
        let model = self.model;
        if model != MemoryModel::Nvdimm {
            self.uuid = None;
        }
        if model == MemoryModel::VirtioPmem {
            self.access.get_or_insert(MemoryAccess::Shared);
        }
        if let Some(source) = &mut self.source {
            source.fill_defaults(model);
        }
        self.source.take_if(|source| *source == MemorySource::default());
        self.target.fill_defaults(model);
    }
}

impl MemorySource {
    fn fill_defaults(&mut self, model: MemoryModel) {
        let host = matches!(model, MemoryModel::Dimm | MemoryModel::VirtioMem);
        if !host && model != MemoryModel::SgxEpc {
            self.nodemask = None;
        }
        self.pagesize.take_if(|size| !host || size.bytes() == 0);
        if !matches!(model, MemoryModel::Nvdimm | MemoryModel::VirtioPmem) {
            self.path = None;
        }
        let module = model == MemoryModel::Nvdimm;
        self.alignsize.take_if(|size| !module || size.bytes() == 0);
        self.pmem &= module;
    }
}

impl MemoryTarget {
    fn fill_defaults(&mut self, model: MemoryModel) {
        let module = model == MemoryModel::Nvdimm;
        let empty = |size: Option<MemorySize>| size.is_none_or(|size| size.bytes() == 0);
        self.label.take_if(|label| !module || empty(label.size));
        self.readonly &= module;
        match model {
            MemoryModel::VirtioMem => {
                self.requested.get_or_insert_default();
            }
            _ => {
                (self.dynamic_memslots, self.block) = (None, None);
                (self.requested, self.current) = (None, None);
            }
        }
        let placed = matches!(model, MemoryModel::VirtioMem | MemoryModel::VirtioPmem);
        self.address.take_if(|address| !placed || address.base.is_none_or(|base| base == 0));
    }
}
