//! `<domainCapabilities>`: what a hypervisor offers guests of one kind.

mod config;
mod cpu;
mod devices;
mod features;

pub use config::{
    CapabilityEnum, DomainCapabilities, LoaderCapabilities, OsCapabilities, SupportedEnums,
    VcpuCapabilities,
};
pub use cpu::{
    CpuBlockers, CpuCapabilities, CpuCustomCapabilities, CpuHostModelCapabilities,
    CpuModeCapabilities, CpuModelUsable, UsableCpuModel,
};
pub use devices::DeviceCapabilities;
pub use features::{
    FeatureCapabilities, SevCapabilities, SgxCapabilities, SgxSection, SgxSections,
    SupportedFeature,
};
