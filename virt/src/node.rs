//! The host behind a connection.

use std::sync::Arc;

use virt_core::Result;
use virt_core::config::capabilities::Capabilities;
use virt_core::connection::Connection;
use virt_core::driver::node::{NodeInfo, SecurityModel};

/// The host behind a connection.
///
/// ```
/// use virt::Connect;
///
/// # fn main() -> virt::Result<()> {
/// let node = Connect::open("test:///default")?.node();
/// assert_eq!(node.info()?.cpus, 16);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Node {
    connection: Arc<Connection>,
}

impl Node {
    pub(crate) fn new(connection: Arc<Connection>) -> Self {
        Node { connection }
    }

    /// What libvirt calls the type of the connection: `QEMU`, `Xen`, `Test`.
    ///
    /// # Errors
    ///
    /// What the driver says; so for all methods here.
    pub fn type_name(&self) -> Result<String> {
        self.connection.node()?.type_name()
    }

    /// The hypervisor's version as 1,000,000 × major + 1,000 × minor + release.
    pub fn version(&self) -> Result<u64> {
        self.connection.node()?.version()
    }

    /// The host's name.
    pub fn hostname(&self) -> Result<String> {
        self.connection.node()?.hostname()
    }

    /// Memory and processors.
    pub fn info(&self) -> Result<NodeInfo> {
        self.connection.node()?.info()
    }

    /// How many virtual processors a guest of the domain type `kind` may have.
    pub fn max_vcpus(&self, kind: Option<&str>) -> Result<u32> {
        self.connection.node()?.max_vcpus(kind)
    }

    /// The capabilities of the host and its hypervisor, as a document.
    pub fn capabilities_xml(&self) -> Result<String> {
        self.connection.node()?.capabilities()
    }

    /// The capabilities of the host and its hypervisor.
    pub fn capabilities(&self) -> Result<Capabilities> {
        Capabilities::parse(&self.capabilities_xml()?)
    }

    /// The security module that keeps guests apart; its names are empty where there is none.
    pub fn security_model(&self) -> Result<SecurityModel> {
        self.connection.node()?.security_model()
    }

    /// Whether the connection still leads somewhere.
    pub fn is_alive(&self) -> Result<bool> {
        self.connection.node()?.is_alive()
    }
}
