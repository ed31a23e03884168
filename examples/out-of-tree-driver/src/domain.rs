//! One domain.

use std::sync::Arc;

use uuid::Uuid;
use virt_core::api::domain::DomainShutoffReason;
use virt_core::config::domain::DomainConfig;
use virt_core::driver::domain::DomainStatus;
use virt_core::object::DomainRef;
use virt_core::{Error, ErrorKind, Result};
use virt_host::{Deadline, JobGuard, JobSlot, Process, Published};

/// One domain: a state that anybody reads without waiting, and the right to change it, which one
/// call at a time has.
pub(crate) struct Domain {
    pub(crate) name: String,
    pub(crate) uuid: Uuid,
    job: JobSlot,
    state: Published<State>,
}

/// What a domain is at one moment.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) status: DomainStatus,
    /// What it runs with, or while it is shut off, what is stored.
    pub(crate) current: Arc<DomainConfig>,
    /// What is stored; a transient domain has none.
    pub(crate) stored: Option<Arc<DomainConfig>>,
    pub(crate) run: Option<Run>,
}

/// What a domain has only while it runs.
#[derive(Clone)]
pub(crate) struct Run {
    pub(crate) id: u32,
    pub(crate) process: Arc<Process>,
    /// Whether the process was asked to end.
    pub(crate) asked_to_end: bool,
}

impl Domain {
    /// A domain that is shut off, and not stored yet.
    pub(crate) fn new(name: &str, uuid: Uuid, config: Arc<DomainConfig>) -> Self {
        let state = State {
            status: DomainStatus::Shutoff(DomainShutoffReason::Unknown),
            current: config,
            stored: None,
            run: None,
        };
        Domain {
            name: name.to_owned(),
            uuid,
            job: JobSlot::new(format!("domain '{name}'")),
            state: Published::new(state),
        }
    }

    /// What it is right now.
    pub(crate) fn state(&self) -> Arc<State> {
        self.state.load()
    }

    /// Takes the right to change it, waiting for whoever has it.
    pub(crate) fn begin(&self, action: &str) -> Result<JobGuard> {
        self.job.begin("the process driver", action, Deadline::default())
    }

    /// Changes the state. The guard is the proof that nobody else does.
    pub(crate) fn publish(&self, _job: &JobGuard, state: State) {
        self.state.publish(state);
    }

    /// How calls and events name it.
    pub(crate) fn reference(&self) -> DomainRef {
        let id = self.state().run.as_ref().map(|run| run.id);
        DomainRef { name: self.name.clone(), uuid: self.uuid, id }
    }

    /// What the domain's state does not allow.
    pub(crate) fn invalid(&self, what: &str) -> Error {
        Error::new(ErrorKind::OperationInvalid, format!("domain '{}' {what}", self.name))
    }
}

impl State {
    /// Whether it runs, or is paused.
    pub(crate) fn is_active(&self) -> bool {
        self.run.is_some()
    }

    /// Whether its definition is stored.
    pub(crate) fn is_persistent(&self) -> bool {
        self.stored.is_some()
    }

    /// Whether there is a domain at all: between the call that makes it known and its start, a
    /// transient one is neither stored nor running.
    pub(crate) fn exists(&self) -> bool {
        self.is_active() || self.is_persistent()
    }
}
