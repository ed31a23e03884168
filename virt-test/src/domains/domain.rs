//! One domain of the host.

use std::sync::{Arc, Weak};

use uuid::Uuid;
use virt_core::Result;
use virt_core::api::domain::DomainShutoffReason;
use virt_core::config::domain::DomainConfig;
use virt_core::driver::domain::{AutostartSetting, DomainStatus};
use virt_core::object::DomainRef;
use virt_core::stream::Stream;

use crate::error::invalid;
use crate::host::ConnectionId;

/// A domain of the host: defined, running, or both.
pub(crate) struct Domain {
    pub(crate) name: String,
    pub(crate) uuid: Uuid,
    pub(crate) status: DomainStatus,
    /// Whether there is a saved state to start from.
    pub(crate) managed_save: bool,
    /// Whether the definition was changed while the domain runs.
    pub(crate) updated: bool,
    /// What it runs with, or while it is shut off, what is stored.
    pub(super) current: Arc<DomainConfig>,
    /// What is stored; a transient domain has none.
    pub(super) stored: Option<Arc<DomainConfig>>,
    pub(super) run: Option<Run>,
    autostart: Autostart,
}

/// What a domain has only while it runs.
pub(super) struct Run {
    pub(super) id: u32,
    /// The connection that takes the domain with it when it closes.
    pub(super) owner: Option<ConnectionId>,
    /// The guest's end of the stream to whoever is at its console.
    pub(super) console: Weak<Stream>,
}

impl Run {
    /// A run that begins.
    pub(super) fn new(id: u32, owner: Option<ConnectionId>) -> Self {
        Run { id, owner, console: Weak::new() }
    }
}

/// The two autostart marks.
#[derive(Clone, Copy, Default)]
struct Autostart {
    always: bool,
    once: bool,
}

impl Domain {
    /// A domain that is shut off and not stored yet.
    pub(super) fn new(name: String, uuid: Uuid, config: Arc<DomainConfig>) -> Self {
        Domain {
            name,
            uuid,
            status: DomainStatus::Shutoff(DomainShutoffReason::Unknown),
            managed_save: false,
            updated: false,
            current: config,
            stored: None,
            run: None,
            autostart: Autostart::default(),
        }
    }

    /// How calls and events name it.
    pub(crate) fn reference(&self) -> DomainRef {
        DomainRef { name: self.name.clone(), uuid: self.uuid, id: self.id() }
    }

    /// The id while it runs.
    pub(crate) fn id(&self) -> Option<u32> {
        self.run.as_ref().map(|run| run.id)
    }

    /// Whether it runs, or is paused.
    pub(crate) fn is_active(&self) -> bool {
        self.run.is_some()
    }

    /// Whether its definition is stored.
    pub(crate) fn is_persistent(&self) -> bool {
        self.stored.is_some()
    }

    /// The definition that it runs with, or while it is shut off, the stored one.
    pub(crate) fn current(&self) -> &DomainConfig {
        &self.current
    }

    /// The definition that it will start with: the stored one, or of a transient domain the one
    /// that it runs with.
    pub(crate) fn stored(&self) -> &DomainConfig {
        self.stored.as_deref().unwrap_or(&self.current)
    }

    /// Whether it has the mark.
    pub(crate) fn autostart(&self, setting: AutostartSetting) -> bool {
        match setting {
            AutostartSetting::Always => self.autostart.always,
            AutostartSetting::Once => self.autostart.once,
        }
    }

    /// Sets or removes the mark.
    pub(crate) fn set_autostart(&mut self, setting: AutostartSetting, value: bool) -> Result<()> {
        if !self.is_persistent() {
            return Err(invalid(format!(
                "domain '{}' is transient and cannot start with the host; define it first",
                self.name
            )));
        }
        match setting {
            AutostartSetting::Always => self.autostart.always = value,
            AutostartSetting::Once => self.autostart.once = value,
        }
        Ok(())
    }
}
