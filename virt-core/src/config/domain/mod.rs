//! `<domain>`: the definition of a virtual machine, one file for each part of it.

pub mod address;
mod blkiotune;
mod builder;
mod builder_devices;
mod clock;
mod config;
mod cpu;
mod cputune;
mod cputune_pin;
mod cputune_resctrl;
mod cputune_sched;
mod defaults;
pub mod devices;
mod features;
mod iothreads;
mod lifecycle;
mod memory;
mod memory_backing;
mod memtune;
mod metadata;
mod numatune;
mod os;
mod perf;
mod qemu;
mod resource;
mod security;
mod validate;
mod validate_tuning;
mod vcpu;

pub use address::{Address, Alias, PciAddress};
pub use blkiotune::{BlkioDevice, BlkioTune};
pub use builder::DomainBuilder;
pub use clock::{Clock, ClockOffset, Timer, TimerName, TimerTickPolicy, TimerTrack};
pub use config::{DomainConfig, DomainType};
pub use cpu::{
    Cpu, CpuCache, CpuCacheMode, CpuCell, CpuCheck, CpuFeature, CpuFeaturePolicy, CpuMatch,
    CpuMode, CpuModel, CpuModelFallback, CpuNuma, CpuTopology, MaxPhysAddress, MaxPhysAddressMode,
};
pub use cputune::CpuTune;
pub use cputune_pin::{EmulatorPin, IoThreadPin, VcpuPin};
pub use cputune_resctrl::{
    BandwidthAllocation, BandwidthMonitor, CacheAllocation, CacheMonitor, CacheTune, CacheType,
    MemoryTune,
};
pub use cputune_sched::{IoThreadSched, Sched, Scheduler, VcpuSched};
pub use defaults::Defaults;
pub use devices::Devices;
pub use features::{
    Apic, Features, Gic, GicVersion, Hyperv, HypervFeature, HypervMode, HypervSpinlocks,
    HypervStimer, HypervVendorId, IoApic, IoApicDriver, SwitchedFeature,
};
pub use iothreads::{IoThread, IoThreadPoll, IoThreads, ThreadPool};
pub use lifecycle::{CrashAction, LifecycleAction, PowerManagement};
pub use memory::{MaxMemory, Memory};
pub use memory_backing::{
    HugePage, HugePages, MemoryAccess, MemoryAllocation, MemoryAllocationMode, MemoryBacking,
    MemorySource,
};
pub use memtune::MemTune;
pub use metadata::MetadataChange;
pub use numatune::{MemNode, NumaMemory, NumaMode, NumaPlacement, NumaTune};
pub use os::{BootDevice, BootMenu, Firmware, Loader, LoaderType, Nvram, Os, OsType};
pub use perf::{Perf, PerfEvent, PerfEventName};
pub use qemu::{QemuArgument, QemuCommandLine, QemuEnvironment};
pub use resource::Resource;
pub use security::{SecurityLabel, SecurityLabelType};
pub use vcpu::{Vcpu, VcpuPlacement, VcpuState, Vcpus};
