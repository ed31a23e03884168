//! What is published of a domain.

use std::sync::Arc;

use uuid::Uuid;
use virt_core::api::domain::DomainShutoffReason;
use virt_core::config::DomainConfig;
use virt_core::driver::domain::DomainStatus;
use virt_core::object::DomainRef;

use super::{Definition, Run};

/// A domain at one moment. Cheap to clone.
#[derive(Clone)]
pub(crate) struct View {
    pub(crate) name: Arc<str>,
    pub(crate) status: DomainStatus,
    /// What the next start uses; none for a transient domain.
    pub(crate) definition: Option<Definition>,
    /// There while the domain runs.
    pub(crate) live: Option<Live>,
    pub(crate) autostart: bool,
    pub(crate) autostart_once: bool,
}

/// What only a running domain has.
#[derive(Clone)]
pub(crate) struct Live {
    pub(crate) run: Arc<Run>,
    pub(crate) config: Arc<DomainConfig>,
    /// Whether the live definition was changed since the start.
    pub(crate) updated: bool,
}

impl View {
    /// A domain that is defined and has never run.
    pub(crate) fn defined(name: Arc<str>, definition: Definition) -> View {
        View {
            name,
            status: DomainStatus::Shutoff(DomainShutoffReason::Unknown),
            definition: Some(definition),
            live: None,
            autostart: false,
            autostart_once: false,
        }
    }

    /// A domain that is about to run and is not defined.
    pub(crate) fn transient(name: Arc<str>) -> View {
        View {
            name,
            status: DomainStatus::Shutoff(DomainShutoffReason::Unknown),
            definition: None,
            live: None,
            autostart: false,
            autostart_once: false,
        }
    }

    pub(crate) fn is_active(&self) -> bool {
        self.live.is_some()
    }

    pub(crate) fn is_persistent(&self) -> bool {
        self.definition.is_some()
    }

    /// The id of the running domain.
    pub(crate) fn id(&self) -> Option<u32> {
        self.live.as_ref().map(|live| live.run.id)
    }

    /// Whether `run` is what runs now, and not one before it.
    pub(crate) fn runs(&self, run: &Run) -> bool {
        self.live.as_ref().is_some_and(|live| std::ptr::eq(&*live.run, run))
    }

    /// The reference that events and callers get.
    pub(crate) fn reference(&self, uuid: Uuid) -> DomainRef {
        DomainRef { name: self.name.to_string(), uuid, id: self.id() }
    }
}
