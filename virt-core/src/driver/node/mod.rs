//! The host itself, and the connection to it.

mod cpu_models;
mod cpus;
mod explanation;
mod host_devices;
mod memory;

pub use cpu_models::CpuModelDriver;
pub use cpus::{NodeCpuDriver, NodeCpuMap, NodeCpuTime};
pub use explanation::{Explanation, Obstacle, Severity};
pub use host_devices::HostDeviceDriver;
pub use memory::{CellRange, NodeMemoryDriver, NodeMemoryUse, PagePool};

use std::time::Duration;

use super::{Driver, unsupported};
use crate::Result;
use crate::api::domain::ConnectGetDomainCapabilitiesFlags;
use crate::api::host::{DriverFeature, NodeSuspendTarget};
use crate::event::{EventRegistration, EventSender};
use crate::typed_parameters::TypedParameters;

/// The host that a connection leads to.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait NodeDriver: Driver {
    /// Returns what libvirt calls the type of the connection: `QEMU`, `Xen`, `Test`.
    #[doc(alias = "connectGetType")]
    fn type_name(&self) -> Result<String>;

    /// Returns the hypervisor's version as 1,000,000 × major + 1,000 × minor + release.
    #[doc(alias = "connectGetVersion")]
    fn version(&self) -> Result<u64> {
        unsupported(self, "virConnectGetVersion")
    }

    /// Returns the version of the library that serves the connection, as 1,000,000 × major +
    /// 1,000 × minor + release. It is the libvirt whose behaviour clients may expect.
    #[doc(alias = "connectGetLibVersion")]
    fn library_version(&self) -> Result<u64> {
        Ok(crate::api::VERSION)
    }

    /// Returns the host's name.
    #[doc(alias = "connectGetHostname")]
    fn hostname(&self) -> Result<String> {
        unsupported(self, "virConnectGetHostname")
    }

    /// Returns how many virtual processors a guest of the domain type `kind` may have.
    #[doc(alias = "connectGetMaxVcpus")]
    fn max_vcpus(&self, kind: Option<&str>) -> Result<u32> {
        unsupported(self, "virConnectGetMaxVcpus")
    }

    /// Returns memory and processors of the host.
    #[doc(alias = "nodeGetInfo")]
    fn info(&self) -> Result<NodeInfo> {
        unsupported(self, "virNodeGetInfo")
    }

    /// Returns the capabilities document of the host and its hypervisor.
    #[doc(alias = "connectGetCapabilities")]
    fn capabilities(&self) -> Result<String> {
        unsupported(self, "virConnectGetCapabilities")
    }

    /// Returns the SMBIOS tables of the host as a `<sysinfo>` document.
    #[doc(alias = "connectGetSysinfo")]
    fn sysinfo(&self) -> Result<String> {
        unsupported(self, "virConnectGetSysinfo")
    }

    /// Returns what a guest on `emulator` may consist of: the domain capabilities document.
    ///
    /// # Errors
    ///
    /// [`InvalidArg`](crate::ErrorKind::InvalidArg) when there is no such emulator, architecture
    /// or machine.
    #[doc(alias = "connectGetDomainCapabilities")]
    fn domain_capabilities(
        &self,
        emulator: &EmulatorChoice<'_>,
        flags: ConnectGetDomainCapabilitiesFlags,
    ) -> Result<String> {
        unsupported(self, "virConnectGetDomainCapabilities")
    }

    /// Whether the driver does what `feature` stands for.
    #[doc(alias = "connectSupportsFeature")]
    fn supports(&self, feature: DriverFeature) -> Result<bool> {
        Ok(false)
    }

    /// Says on whose behalf the calls of this connection are made from now on
    /// (`CONNECT_IDENTITY_*` of [`crate::api::host`]).
    #[doc(alias = "connectSetIdentity")]
    fn set_identity(&self, identity: &TypedParameters) -> Result<()> {
        unsupported(self, "virConnectSetIdentity")
    }

    /// Asks the other end after every `interval` of silence whether it is still there, and closes
    /// the connection after `count` questions without an answer. Returns whether the other end
    /// answers such questions; where there is no other end it does not.
    #[doc(alias = "connectSetKeepAlive")]
    fn set_keep_alive(&self, interval: Duration, count: u32) -> Result<bool> {
        Ok(false)
    }

    /// Whether nobody on the way can read or change what the connection carries.
    #[doc(alias = "connectIsSecure")]
    fn is_secure(&self) -> Result<bool> {
        Ok(true)
    }

    /// Whether the connection is encrypted.
    #[doc(alias = "connectIsEncrypted")]
    fn is_encrypted(&self) -> Result<bool> {
        Ok(false)
    }

    /// Whether the connection still leads somewhere.
    #[doc(alias = "connectIsAlive")]
    fn is_alive(&self) -> Result<bool> {
        Ok(true)
    }

    /// Sends [`Event::Closed`](crate::event::Event::Closed) to `sender` when the connection is
    /// lost, unless the registration is dropped before. Where there is no other end to lose,
    /// nothing is ever sent.
    #[doc(alias("connectRegisterCloseCallback", "connectUnregisterCloseCallback"))]
    fn subscribe_close(&self, sender: EventSender) -> Result<EventRegistration> {
        Ok(EventRegistration::none())
    }

    /// Sends the host to sleep, and wakes it after `duration`.
    #[doc(alias = "nodeSuspendForDuration")]
    fn suspend(&self, target: NodeSuspendTarget, duration: Duration) -> Result<()> {
        unsupported(self, "virNodeSuspendForDuration")
    }

    /// Returns the security module that keeps guests apart on this host; its names are empty
    /// where there is none.
    #[doc(alias = "nodeGetSecurityModel")]
    fn security_model(&self) -> Result<SecurityModel> {
        unsupported(self, "virNodeGetSecurityModel")
    }

    /// Returns what the host's processor offers for guests with encrypted memory
    /// (`NODE_SEV_*` of [`crate::api::host`]).
    #[doc(alias = "nodeGetSEVInfo")]
    fn sev_info(&self) -> Result<TypedParameters> {
        unsupported(self, "virNodeGetSEVInfo")
    }

    /// Processor models, when the driver knows them.
    fn cpu_models(&self) -> Option<&dyn CpuModelDriver> {
        None
    }

    /// The host's processors, when the driver can look at them.
    fn cpus(&self) -> Option<&dyn NodeCpuDriver> {
        None
    }

    /// The host's memory, when the driver can look at it.
    fn memory(&self) -> Option<&dyn NodeMemoryDriver> {
        None
    }

    /// Devices that guests can have, when the driver can hand them over.
    fn host_devices(&self) -> Option<&dyn HostDeviceDriver> {
        None
    }
}

/// What a guest would run on. Everything that is left out is the hypervisor's choice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EmulatorChoice<'a> {
    /// The path of the emulator.
    pub emulator: Option<&'a str>,
    /// The architecture of the guest: `x86_64`.
    pub architecture: Option<&'a str>,
    /// The machine type: `q35`.
    pub machine: Option<&'a str>,
    /// The type of the domain: `kvm`.
    pub domain_type: Option<&'a str>,
}

/// The security module of a host.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SecurityModel {
    /// Its name: `selinux`, `apparmor`.
    pub model: String,
    /// Its domain of interpretation.
    pub doi: String,
}

/// Memory and processors of a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeInfo {
    /// The processor's architecture, as libvirt's `virNodeInfo` names it: `x86_64`.
    pub model: String,
    /// Memory of the host, in KiB.
    pub memory_kib: u64,
    /// How many processors are online.
    pub cpus: u32,
    /// Their frequency in MHz; 0 when it is not known.
    pub mhz: u32,
    /// How many NUMA cells there are.
    pub nodes: u32,
    /// Sockets in a cell.
    pub sockets: u32,
    /// Cores in a socket.
    pub cores: u32,
    /// Threads in a core.
    pub threads: u32,
}
