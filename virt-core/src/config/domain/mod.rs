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
mod generation_id;
mod id_map;
mod iothreads;
mod key_wrap;
mod launch_security;
mod lifecycle;
mod lxc;
mod memory;
mod memory_backing;
mod memtune;
mod metadata;
mod numatune;
mod os;
mod other_hypervisors;
mod perf;
mod qemu;
mod resource;
mod security;
mod surroundings;
mod sysinfo;
mod validate;
mod validate_tuning;
mod vcpu;

pub use address::{Address, Alias, PciAddress};
pub use blkiotune::{BlkioDevice, BlkioTune};
pub use builder::DomainBuilder;
pub use clock::{
    Clock, ClockAdjustment, ClockBasis, ClockOffset, Timer, TimerCatchup, TimerMode, TimerName,
    TimerTickPolicy, TimerTrack,
};
pub use config::{DomainConfig, DomainType};
pub use cpu::{
    CellDistance, CellDistances, Cpu, CpuCache, CpuCacheMode, CpuCell, CpuCheck, CpuCounter,
    CpuCounterName, CpuFeature, CpuFeaturePolicy, CpuHostFeatures, CpuMatch, CpuMode, CpuModel,
    CpuModelFallback, CpuNuma, CpuSignature, CpuTopology, HostPages, MaxPhysAddress,
    MaxPhysAddressMode, NumaAccessType, NumaBandwidth, NumaCache, NumaCacheAssociativity,
    NumaCacheLine, NumaCachePolicy, NumaCacheSize, NumaInterconnect, NumaInterconnects,
    NumaLatency, PageUnit,
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
    Aia, AiaMode, Apic, AsyncTeardown, CapabilitiesPolicy, ContainerCapabilities, FeatureState,
    Features, Gic, GicVersion, Hpt, HptResizing, Hyperv, HypervMode, HypervSpinlocks, HypervStimer,
    HypervTlbFlush, HypervVendorId, IndirectBranchSafety, IndirectBranchSpeculation, IoApic,
    IoApicDriver, Kvm, KvmDirtyRing, Mitigation, MitigationLevel, Msrs, SwitchedFeature,
    SystemManagementMode, TcgFeatures, TranslationSegment, UnknownMsrs, XenFeatures,
    XenPassthrough, XenPassthroughMode,
};
pub use generation_id::GenerationId;
pub use id_map::{IdMap, IdRange};
pub use iothreads::{IoThread, IoThreadPoll, IoThreads, ThreadPool};
pub use key_wrap::{KeyWrap, KeyWrapCipher, KeyWrapCipherName};
pub use launch_security::{LaunchSecurity, SevLaunch, SevPolicy, SnpLaunch, SnpPolicy};
pub use lifecycle::{CrashAction, LifecycleAction, LockFailureAction, PowerManagement};
pub use lxc::{LxcNamespace, LxcShared, LxcSharedSource};
pub use memory::{MaxMemory, Memory};
pub use memory_backing::{
    HugePage, HugePages, MemoryAccess, MemoryAllocation, MemoryAllocationMode, MemoryBacking,
    MemorySource,
};
pub use memtune::MemTune;
pub use metadata::MetadataChange;
pub use numatune::{MemNode, NumaMemory, NumaMode, NumaPlacement, NumaTune};
pub use os::{
    AcpiTable, AcpiTableType, AcpiTables, BootDevice, BootMenu, Firmware, FirmwareFeature,
    FirmwareFeatureName, FirmwareFeatures, FirmwareFormat, InitEnvironment, Loader, LoaderType,
    Nvram, Os, OsType, OsTypeName, SmbiosMode,
};
pub use other_hypervisors::{BhyveCommandLine, DatacenterPath, RawArgument, XenCommandLine};
pub use perf::{Perf, PerfEvent, PerfEventName};
pub use qemu::{
    QemuArgument, QemuCapability, QemuCapabilityOverrides, QemuCommandLine, QemuDeprecation,
    QemuDeprecationBehavior, QemuDeviceOverride, QemuEnvironment, QemuFrontendOverride,
    QemuOverride, QemuProperty, QemuPropertyType,
};
pub use resource::Resource;
pub use security::{SecurityLabel, SecurityLabelType};
pub use sysinfo::{
    BaseBoardInformation, BiosInformation, ChassisInformation, FirmwareConfig, FirmwareConfigEntry,
    MemoryDeviceInformation, OemString, OemStrings, ProcessorInformation, SmbiosInformation,
    SystemInformation, SystemTableInformation,
};
pub use vcpu::{Vcpu, VcpuPlacement, VcpuState, Vcpus};
