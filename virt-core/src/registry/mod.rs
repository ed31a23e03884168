//! Which drivers there are, and how one is picked for a connection.

mod entry;

pub use entry::{DriverEntry, DriverKind, OpenFunction, SlotKind, StartFunction};

use crate::uri::ConnectUri;
use crate::{Error, ErrorKind, Result};

inventory::collect!(DriverEntry);

/// The drivers that a program can choose from, in the order of their rank.
///
/// ```
/// use virt_core::registry::Registry;
///
/// let registry = Registry::linked();
/// let names: Vec<_> = registry.entries().iter().map(|entry| entry.name()).collect();
/// # assert!(names.is_empty());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Registry {
    entries: Vec<DriverEntry>,
}

impl Registry {
    /// A registry without drivers, for a program that hands in its own.
    pub fn new() -> Self {
        Registry::default()
    }

    /// The drivers of every crate that is linked into this program.
    pub fn linked() -> Self {
        inventory::iter::<DriverEntry>
            .into_iter()
            .fold(Registry::new(), |registry, entry| registry.with(entry.clone()))
    }

    /// Adds `entry`. One that has the kind and the name of another takes its place.
    #[must_use]
    pub fn with(mut self, entry: DriverEntry) -> Self {
        self.entries.retain(|old| (old.kind(), old.name()) != (entry.kind(), entry.name()));
        self.entries.push(entry);
        self.entries.sort_by_key(|entry| (entry.order(), entry.name()));
        self
    }

    /// All entries, by rank and then by name.
    pub fn entries(&self) -> &[DriverEntry] {
        &self.entries
    }

    /// The hypervisor driver for the scheme of `uri`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoConnect`], with the names of the drivers that there are.
    pub fn hypervisor(&self, uri: &ConnectUri) -> Result<&DriverEntry> {
        let serves = |entry: &&DriverEntry| {
            entry.kind() == DriverKind::Hypervisor && entry.schemes().contains(&uri.scheme())
        };
        self.entries.iter().find(serves).ok_or_else(|| {
            Error::new(
                ErrorKind::NoConnect,
                format!(
                    "{uri}: no driver for '{}' in this build (have: {})",
                    uri.scheme(),
                    self.schemes()
                ),
            )
        })
    }

    /// The driver that speaks to daemons, when this build has one.
    pub fn remote(&self) -> Option<&DriverEntry> {
        self.entries.iter().find(|entry| entry.kind() == DriverKind::Remote)
    }

    /// The service drivers that can fill a slot of `kind`.
    pub fn services(&self, kind: SlotKind) -> impl Iterator<Item = &DriverEntry> {
        self.entries.iter().filter(move |entry| entry.kind() == DriverKind::Service(kind))
    }

    /// The URI of the first hypervisor driver whose probe says that it is usable here.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoConnect`] when none is.
    pub fn probe(&self) -> Result<String> {
        self.entries.iter().find_map(DriverEntry::probe).ok_or_else(|| {
            Error::new(
                ErrorKind::NoConnect,
                format!(
                    "no URI was given, and no driver of this build is usable here (have: {}); \
                     give one, such as 'test:///default', or set VIRT_DEFAULT_URI",
                    self.schemes()
                ),
            )
        })
    }

    /// The schemes of all hypervisor drivers, for people.
    fn schemes(&self) -> String {
        let hypervisors = self.entries.iter().filter(|e| e.kind() == DriverKind::Hypervisor);
        let mut schemes: Vec<_> = hypervisors.flat_map(|e| e.schemes().iter().copied()).collect();
        schemes.sort_unstable();
        if schemes.is_empty() { "none".to_owned() } else { schemes.join(", ") }
    }
}
