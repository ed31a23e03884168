//! All domains of this program.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use virt_core::config::domain::DomainConfig;
use virt_core::event::{DomainEvent, DomainEventKind, EventHub};
use virt_core::object::DomainRef;
use virt_core::{Error, ErrorKind, Result};
use virt_host::{Deadline, JobGuard, ObjectTable};

use crate::domain::Domain;

/// All domains of this program, while a connection is open.
pub(crate) struct Host {
    pub(crate) domains: ObjectTable<Domain>,
    pub(crate) events: EventHub,
}

static SHARED: Mutex<Weak<Host>> = Mutex::new(Weak::new());

impl Host {
    /// The host that all connections of this program share.
    pub(crate) fn shared() -> Arc<Host> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.upgrade().unwrap_or_else(|| {
            let domains = ObjectTable::new("domain", ErrorKind::NoDomain);
            let host = Arc::new(Host { domains, events: EventHub::new() });
            *shared = Arc::downgrade(&host);
            host
        })
    }

    /// The domain that `reference` names.
    pub(crate) fn find(&self, reference: &DomainRef) -> Result<Arc<Domain>> {
        let found = self.domains.by_uuid(reference.uuid).ok().map(|listed| listed.object);
        found.filter(|domain| domain.state().exists()).ok_or_else(|| {
            let DomainRef { name, uuid, .. } = reference;
            let message = format!("no domain with matching uuid '{uuid}' ({name})");
            Error::new(ErrorKind::NoDomain, message)
        })
    }

    /// The domain that `reference` names, with the right to change it.
    pub(crate) fn change(
        &self,
        reference: &DomainRef,
        action: &str,
    ) -> Result<(Arc<Domain>, JobGuard)> {
        let job = self.find(reference)?.begin(action)?;
        // It may have gone while this call waited.
        self.find(reference).map(|domain| (domain, job))
    }

    /// The domain that `config` defines, new or not, with the right to change it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationFailed`] when the name belongs to another UUID or the UUID to another
    /// name.
    pub(crate) fn change_or_add(
        &self,
        config: &Arc<DomainConfig>,
        action: &str,
    ) -> Result<(Arc<Domain>, JobGuard)> {
        let (Some(name), Some(uuid)) = (&config.name, config.uuid) else {
            return Err(Error::new(ErrorKind::InternalError, "no name or UUID was filled in"));
        };
        loop {
            let make = || Domain::new(name, uuid, config.clone());
            let (domain, _) = self.domains.get_or_insert_with(name, uuid, make)?;
            let job = domain.begin(action)?;
            // Unless it has gone while this call waited.
            let listed = self.domains.by_uuid(uuid);
            if listed.is_ok_and(|listed| Arc::ptr_eq(&listed.object, &domain)) {
                return Ok((domain, job));
            }
        }
    }

    /// Forgets the domain if nothing of it is left.
    pub(crate) fn forget_if_gone(&self, domain: &Arc<Domain>) {
        if !domain.state().exists() {
            self.domains.remove(domain.uuid, domain);
        }
    }

    /// Tells everybody who wants to know.
    pub(crate) fn tell(&self, reference: DomainRef, what: impl Into<DomainEventKind>) {
        self.events.publish(DomainEvent::new(reference, what));
    }
}

/// Processes live no longer than the last connection.
impl Drop for Host {
    fn drop(&mut self) {
        for listed in self.domains.list() {
            let state = listed.object.state();
            let Some(run) = &state.run else { continue };
            if let Err(err) = run.process.kill(Deadline::default()) {
                tracing::warn!("domain '{}' outlives its host: {err}", listed.name);
            }
        }
    }
}
