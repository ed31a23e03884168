//! The make-believe host: what it is made of, and who shares it.

mod file;
mod table;

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use virt_core::Result;
use virt_core::driver::node::NodeInfo;

use crate::domains::Domains;
use crate::node_devices::NodeDevices;

pub(crate) use file::LoadedDomain;
pub(crate) use table::Objects;
use table::Table;

/// One make-believe host.
pub(crate) struct Host {
    pub(crate) node: NodeInfo,
    pub(crate) cells: &'static [Cell],
    pub(crate) domains: Table<Domains>,
    pub(crate) node_devices: Table<NodeDevices>,
}

/// One NUMA cell of a host.
pub(crate) struct Cell {
    pub(crate) memory_kib: u64,
    /// The smallest pages that the cell has, in KiB; all its memory is made of them.
    pub(crate) page_kib: u64,
    pub(crate) cpus: u32,
}

/// The cells of the default host. A host from a file has none.
const DEFAULT_CELLS: &[Cell] = &[
    Cell { memory_kib: 2_097_152, page_kib: 4, cpus: 8 },
    Cell { memory_kib: 4_194_304, page_kib: 8, cpus: 8 },
];

/// The default host, while a connection to it is open.
static DEFAULT: Mutex<Weak<Host>> = Mutex::new(Weak::new());

impl Host {
    /// The host behind `test:///default`: all connections of the process share it, and the first
    /// one after the last has closed finds it as new.
    pub(crate) fn shared_default() -> Result<Arc<Host>> {
        let mut default = DEFAULT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = default.upgrade() {
            return Ok(host);
        }
        let description = file::parse(include_str!("default.xml"), Path::new("/"))?;
        let host = Arc::new(Host { cells: DEFAULT_CELLS, ..Host::new(description)? });
        *default = Arc::downgrade(&host);
        Ok(host)
    }

    /// The host that the file `path` describes.
    pub(crate) fn from_file(path: &Path) -> Result<Host> {
        Host::new(file::read(path)?).map_err(|err| file::in_file(err, path))
    }

    fn new(description: file::Description) -> Result<Host> {
        let mut domains = Domains::default();
        for domain in description.domains {
            domains.load(domain)?;
        }
        Ok(Host {
            node: description.node,
            cells: &[],
            domains: Table::new(domains),
            node_devices: Table::new(NodeDevices::new(description.node_devices)),
        })
    }

    /// Destroys the domains that were to live no longer than the connection `id`.
    pub(crate) fn connection_closed(&self, id: ConnectionId) {
        let destroyed = self.domains.change(|domains, events| domains.destroy_owned_by(id, events));
        if let Err(err) = destroyed {
            tracing::warn!("cannot destroy the domains of a closed connection: {err}");
        }
    }
}

/// Tells the connections of this process apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ConnectionId(u64);

impl ConnectionId {
    /// An id that no other connection has or had.
    pub(crate) fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        ConnectionId(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}
