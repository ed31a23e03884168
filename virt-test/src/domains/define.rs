//! How domains come to be known, change their definition, and are forgotten.

use std::sync::Arc;

use uuid::Uuid;
use virt_core::api::domain::{
    DomainEventDefinedDetailType as Defined, DomainEventUndefinedDetailType as Undefined,
    DomainUndefineFlags,
};
use virt_core::config::domain::DomainConfig;
use virt_core::event::{DomainEvent, DomainLifecycle};
use virt_core::object::DomainRef;
use virt_core::{ErrorKind, Result};

use super::domain::Run;
use super::{Domain, Domains};
use crate::error::{error, invalid};
use crate::host::LoadedDomain;

impl Domains {
    /// Takes in a domain that is there from the start. Nobody is told.
    pub(crate) fn load(&mut self, loaded: LoadedDomain) -> Result<()> {
        let Identity { name, uuid } = self.identify(&loaded.config)?;
        if self.by_uuid.contains_key(&uuid) {
            return Err(error(
                ErrorKind::OperationFailed,
                format!("domain '{name}' already exists with uuid {uuid}"),
            ));
        }
        let runs = loaded.is_active();
        let run = runs.then(|| Run::new(self.next_id(), None));
        let mut domain = Domain::new(name, uuid, Arc::new(loaded.config));
        domain.status = loaded.status;
        domain.managed_save = loaded.managed_save;
        domain.stored = loaded.persistent.then(|| domain.current.clone());
        domain.run = run;
        self.insert(domain);
        Ok(())
    }

    /// Stores `config`; a running domain of that name keeps what it runs with.
    pub(crate) fn define(
        &mut self,
        config: DomainConfig,
        events: &mut Vec<DomainEvent>,
    ) -> Result<DomainRef> {
        let Identity { name, uuid } = self.identify(&config)?;
        let config = Arc::new(config);
        let domain = match self.by_uuid.get_mut(&uuid) {
            Some(domain) => domain,
            None => self.insert(Domain::new(name, uuid, config.clone())),
        };
        let detail = if domain.is_persistent() { Defined::Updated } else { Defined::Added };
        domain.stored = Some(config.clone());
        if domain.is_active() {
            domain.updated = true;
        } else {
            domain.current = config;
        }
        let reference = domain.reference();
        events.push(DomainEvent::new(reference.clone(), DomainLifecycle::Defined(detail)));
        Ok(reference)
    }

    /// Removes the stored definition; what runs becomes transient.
    pub(crate) fn undefine(
        &mut self,
        reference: &DomainRef,
        flags: DomainUndefineFlags,
        events: &mut Vec<DomainEvent>,
    ) -> Result<()> {
        let domain = self.find_mut(reference)?;
        if !domain.is_persistent() {
            return Err(invalid(format!(
                "domain '{}' is transient: there is no definition to remove",
                domain.name
            )));
        }
        if domain.managed_save && !flags.contains(DomainUndefineFlags::MANAGED_SAVE) {
            return Err(invalid(format!(
                "domain '{}' has a saved state, which would be lost; ask for its removal too",
                domain.name
            )));
        }
        domain.managed_save = false;
        domain.stored = None;
        let (reference, active) = (domain.reference(), domain.is_active());
        if !active {
            self.remove(reference.uuid);
        }
        events.push(DomainEvent::new(reference, DomainLifecycle::Undefined(Undefined::Removed)));
        Ok(())
    }

    /// Gives a domain that is shut off another name.
    pub(crate) fn rename(
        &mut self,
        reference: &DomainRef,
        name: &str,
        events: &mut Vec<DomainEvent>,
    ) -> Result<DomainRef> {
        let domain = self.find(reference)?;
        if domain.is_active() {
            return Err(invalid(format!("cannot rename domain '{}' while it runs", domain.name)));
        }
        if domain.name == name {
            return Err(invalid(format!("domain '{name}' has this name already")));
        }
        if self.by_name.contains_key(name) {
            return Err(invalid(format!("domain with name '{name}' already exists")));
        }
        let before = domain.reference();
        let mut config = domain.current().clone();
        config.name = Some(name.to_owned());
        let config = Arc::new(crate::definition::check(config)?);

        self.by_name.remove(&before.name);
        self.by_name.insert(name.to_owned(), before.uuid);
        let domain = self.find_mut(reference)?;
        domain.name = name.to_owned();
        domain.current = config.clone();
        domain.stored = Some(config);
        let after = domain.reference();
        events.push(DomainEvent::new(before, DomainLifecycle::Undefined(Undefined::Renamed)));
        events.push(DomainEvent::new(after.clone(), DomainLifecycle::Defined(Defined::Renamed)));
        Ok(after)
    }

    /// The name and the UUID of `config`, when they belong together here: both are of the same
    /// domain, or of none.
    pub(super) fn identify(&self, config: &DomainConfig) -> Result<Identity> {
        let Identity { name, uuid } = Identity::of(config)?;
        let taken = |message| Err(error(ErrorKind::OperationFailed, message));
        match self.by_uuid.get(&uuid) {
            Some(other) if other.name != name => {
                taken(format!("domain '{}' is already defined with uuid {uuid}", other.name))
            }
            Some(_) => Ok(Identity { name, uuid }),
            None => match self.by_name.get(&name) {
                Some(other) => taken(format!("domain '{name}' already exists with uuid {other}")),
                None => Ok(Identity { name, uuid }),
            },
        }
    }
}

/// What tells domains apart.
pub(super) struct Identity {
    pub(super) name: String,
    pub(super) uuid: Uuid,
}

impl Identity {
    fn of(config: &DomainConfig) -> Result<Self> {
        match (&config.name, config.uuid) {
            (Some(name), Some(uuid)) => Ok(Identity { name: name.clone(), uuid }),
            _ => Err(error(ErrorKind::InternalError, "a definition without a name or a UUID")),
        }
    }
}
