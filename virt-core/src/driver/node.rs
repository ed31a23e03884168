//! The host itself, and the connection to it.

use super::{Driver, unsupported};
use crate::Result;

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
