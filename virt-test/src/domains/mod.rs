//! The domains of the host, in memory: what they are, and what can happen to them.

mod console;
mod define;
mod devices;
mod domain;
mod filter;
mod lifecycle;
mod metadata;

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;
use virt_core::Result;
use virt_core::api::domain::ConnectListAllDomainsFlags;
use virt_core::event::DomainEvent;
use virt_core::object::DomainRef;
use virt_core::{Error, ErrorKind};

pub(crate) use devices::DeviceChange;
pub(crate) use domain::Domain;
pub(crate) use lifecycle::GuestRequest;

use crate::error::{error, no_domain};
use crate::host::Objects;

/// The domains of one host.
#[derive(Default)]
pub(crate) struct Domains {
    by_uuid: HashMap<Uuid, Domain>,
    /// Sorted, as lists are.
    by_name: BTreeMap<String, Uuid>,
    last_id: u32,
}

impl Objects for Domains {
    type Event = DomainEvent;
}

impl Domains {
    /// The domains that match `filter`, sorted by name.
    pub(crate) fn list(&self, filter: ConnectListAllDomainsFlags) -> Vec<DomainRef> {
        let sorted = self.by_name.values().filter_map(|uuid| self.by_uuid.get(uuid));
        sorted.filter(|domain| filter::matches(domain, filter)).map(Domain::reference).collect()
    }

    /// The domain that `reference` names.
    pub(crate) fn find(&self, reference: &DomainRef) -> Result<&Domain> {
        self.by_uuid.get(&reference.uuid).ok_or_else(|| gone(reference))
    }

    /// The domain that `reference` names, to be changed.
    pub(crate) fn find_mut(&mut self, reference: &DomainRef) -> Result<&mut Domain> {
        self.by_uuid.get_mut(&reference.uuid).ok_or_else(|| gone(reference))
    }

    /// The domain with this UUID.
    pub(crate) fn with_uuid(&self, uuid: Uuid) -> Result<&Domain> {
        self.by_uuid.get(&uuid).ok_or_else(|| no_domain(uuid, None))
    }

    /// The domain with this name.
    pub(crate) fn with_name(&self, name: &str) -> Result<&Domain> {
        let found = self.by_name.get(name).and_then(|uuid| self.by_uuid.get(uuid));
        found.ok_or_else(|| no_match("name", name))
    }

    /// The running domain with this id.
    pub(crate) fn with_id(&self, id: u32) -> Result<&Domain> {
        let found = self.by_uuid.values().find(|domain| domain.id() == Some(id));
        found.ok_or_else(|| no_match("id", id))
    }

    fn insert(&mut self, domain: Domain) -> &mut Domain {
        self.by_name.insert(domain.name.clone(), domain.uuid);
        self.by_uuid.entry(domain.uuid).insert_entry(domain).into_mut()
    }

    fn remove(&mut self, uuid: Uuid) {
        if let Some(domain) = self.by_uuid.remove(&uuid) {
            self.by_name.remove(&domain.name);
        }
    }

    fn next_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }
}

fn gone(reference: &DomainRef) -> Error {
    no_domain(reference.uuid, Some(&reference.name))
}

fn no_match(what: &str, value: impl std::fmt::Display) -> Error {
    error(ErrorKind::NoDomain, format!("no domain with matching {what} '{value}'"))
}
