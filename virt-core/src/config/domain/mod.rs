//! `<domain>`: the definition of a virtual machine, one file for each part of it.

pub mod address;
mod clock;
mod config;
mod cpu;
mod defaults;
pub mod devices;
mod features;
mod lifecycle;
mod memory;
mod metadata;
mod os;
mod qemu;
mod security;
mod validate;
mod vcpu;

pub use address::{Address, Alias, PciAddress};
pub use clock::{Clock, ClockOffset, Timer, TimerName, TimerTickPolicy, TimerTrack};
pub use config::{DomainConfig, DomainType};
pub use cpu::{
    Cpu, CpuCache, CpuCacheMode, CpuCell, CpuCheck, CpuFeature, CpuFeaturePolicy, CpuMatch,
    CpuMode, CpuModel, CpuModelFallback, CpuNuma, CpuTopology, MaxPhysAddress, MaxPhysAddressMode,
};
pub use defaults::Defaults;
pub use devices::Devices;
pub use features::{
    Apic, Features, Gic, GicVersion, Hyperv, HypervFeature, HypervMode, HypervSpinlocks,
    HypervStimer, HypervVendorId, IoApic, IoApicDriver, SwitchedFeature,
};
pub use lifecycle::{CrashAction, LifecycleAction, PowerManagement};
pub use memory::Memory;
pub use metadata::MetadataChange;
pub use os::{BootDevice, BootMenu, Firmware, Loader, LoaderType, Nvram, Os, OsType};
pub use qemu::{QemuArgument, QemuCommandLine, QemuEnvironment};
pub use security::{SecurityLabel, SecurityLabelType};
pub use vcpu::{Vcpu, VcpuPlacement};
