//! What a driver crate says about itself.

use std::fmt;
use std::sync::Arc;

use crate::Result;
use crate::connection::{OpenContext, Slots};
use crate::driver::state::{StateContext, StateDriver};

/// Opens a connection; `None` declines it.
pub type OpenFunction = fn(&OpenContext<'_>) -> Result<Option<Slots>>;

/// Starts the state of a driver.
pub type StartFunction = fn(&StateContext) -> Result<Arc<dyn StateDriver>>;

/// What a driver is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DriverKind {
    /// Serves the URIs of its schemes.
    Hypervisor,
    /// Fills a slot that the hypervisor driver of a connection left empty.
    Service(SlotKind),
    /// Passes connections on to a daemon.
    Remote,
}

/// The slots of a connection that a service driver can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SlotKind {
    /// Virtual networks.
    Network,
    /// Interfaces of the host.
    Interface,
    /// Storage pools and volumes.
    Storage,
    /// Devices of the host.
    NodeDevice,
    /// Secrets.
    Secret,
    /// Network filters.
    Filter,
}

impl SlotKind {
    /// All kinds, in the order in which they are filled.
    pub const ALL: [SlotKind; 6] = [
        SlotKind::Network,
        SlotKind::Interface,
        SlotKind::Storage,
        SlotKind::NodeDevice,
        SlotKind::Secret,
        SlotKind::Filter,
    ];
}

/// A driver crate's whole contact with the registry.
///
/// ```
/// use virt_core::Result;
/// use virt_core::connection::{OpenContext, Slots};
/// use virt_core::registry::DriverEntry;
///
/// fn open(_context: &OpenContext<'_>) -> Result<Option<Slots>> {
///     Ok(Some(Slots::default()))
/// }
///
/// const ENTRY: DriverEntry = DriverEntry::hypervisor("mine", &["mine"], open).rank(50);
/// // In a driver crate: inventory::submit! { ENTRY }
/// ```
#[derive(Clone)]
pub struct DriverEntry {
    name: &'static str,
    kind: DriverKind,
    schemes: &'static [&'static str],
    rank: u32,
    open: OpenFunction,
    start: Option<StartFunction>,
    probe: Option<fn() -> Option<String>>,
}

impl DriverEntry {
    /// An entry of the hypervisor driver `name` for the URIs of `schemes`.
    #[doc(alias = "connectOpen")]
    pub const fn hypervisor(
        name: &'static str,
        schemes: &'static [&'static str],
        open: OpenFunction,
    ) -> Self {
        DriverEntry {
            name,
            kind: DriverKind::Hypervisor,
            schemes,
            rank: 100,
            open,
            start: None,
            probe: None,
        }
    }

    /// An entry of the driver `name` that fills slots of `kind` beside any hypervisor driver.
    pub const fn service(name: &'static str, kind: SlotKind, open: OpenFunction) -> Self {
        DriverEntry { kind: DriverKind::Service(kind), ..Self::hypervisor(name, &[], open) }
    }

    /// An entry of the driver `name` that passes connections on to a daemon.
    pub const fn remote(name: &'static str, open: OpenFunction) -> Self {
        DriverEntry { kind: DriverKind::Remote, ..Self::hypervisor(name, &[], open) }
    }

    /// Sets the place among the drivers of its kind; the lowest comes first. 100 if not set.
    #[must_use]
    pub const fn rank(mut self, rank: u32) -> Self {
        self.rank = rank;
        self
    }

    /// Says that the driver has state, which `start` starts in a daemon or an embedding program.
    #[must_use]
    #[doc(alias = "stateInitialize")]
    pub const fn stateful(mut self, start: StartFunction) -> Self {
        self.start = Some(start);
        self
    }

    /// Gives the function that says whether the driver is usable here, and under which URI. It
    /// is asked when a program opens a connection without a URI, and must be quick.
    #[must_use]
    #[doc(alias = "connectURIProbe")]
    pub const fn probed_by(mut self, probe: fn() -> Option<String>) -> Self {
        self.probe = Some(probe);
        self
    }

    /// The driver's short name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What the driver is for.
    pub fn kind(&self) -> DriverKind {
        self.kind
    }

    /// The URI schemes of a hypervisor driver.
    pub fn schemes(&self) -> &'static [&'static str] {
        self.schemes
    }

    /// Whether the driver has state that outlives connections.
    pub fn is_stateful(&self) -> bool {
        self.start.is_some()
    }

    pub(super) fn order(&self) -> (DriverKind, u32) {
        (self.kind, self.rank)
    }

    pub(super) fn probe(&self) -> Option<String> {
        self.probe.and_then(|probe| probe())
    }

    pub(crate) fn open(&self, context: &OpenContext<'_>) -> Result<Option<Slots>> {
        (self.open)(context)
    }

    pub(crate) fn start(&self) -> Option<StartFunction> {
        self.start
    }
}

impl fmt::Debug for DriverEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DriverEntry")
            .field("name", &self.name)
            .field("kind", &self.kind)
            .field("schemes", &self.schemes)
            .field("rank", &self.rank)
            .field("stateful", &self.is_stateful())
            .finish_non_exhaustive()
    }
}
