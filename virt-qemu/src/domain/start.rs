//! Bringing a guest up, from its definition to its first event.

use std::sync::Arc;

use virt_core::Result;
use virt_core::api::domain::{
    DomainEventResumedDetailType as Resumed, DomainEventStartedDetailType as Started,
    DomainEventSuspendedDetailType as Suspended, DomainPausedReason, DomainRunningReason,
    DomainShutoffReason,
};
use virt_core::config::DomainConfig;
use virt_core::driver::domain::DomainStatus;
use virt_core::event::DomainLifecycle;
use virt_host::Deadline;

use super::{Domain, Live, images, launch};
use crate::error::invalid;
use crate::state::QemuState;

/// How a guest is started.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct StartOptions {
    /// Whether its processors wait for a resume.
    pub(crate) paused: bool,
    /// Whether it ends with this program.
    pub(crate) dies_with_program: bool,
}

impl Domain {
    /// Starts a defined domain.
    pub(crate) fn start(
        self: &Arc<Self>,
        state: &QemuState,
        options: StartOptions,
        deadline: Deadline,
    ) -> Result<()> {
        let _job = self.begin("start", deadline)?;
        let view = self.view();
        if view.is_active() {
            return Err(invalid(format!("domain is already running: '{}'", view.name)));
        }
        // Undefined while the job was waited for.
        let Some(definition) = &view.definition else {
            return Err(state
                .domains()
                .by_uuid(self.uuid())
                .err()
                .unwrap_or_else(|| invalid(format!("domain '{}' has no definition", view.name))));
        };
        self.bring_up(state, definition.config()?, options, deadline)
    }

    /// Starts a guest of `config`. The caller holds the job.
    pub(super) fn bring_up(
        self: &Arc<Self>,
        state: &QemuState,
        mut config: DomainConfig,
        options: StartOptions,
        deadline: Deadline,
    ) -> Result<()> {
        images::drop_optional(&mut config);
        let claimed = state.images().claim(self.uuid(), &config);
        let launched = claimed.and_then(|()| {
            let id = state.domains().activate(self.uuid())?;
            launch::launch(state, config, id, options, deadline)
        });
        match launched {
            Ok(launched) => self.publish_start(state, launched, options),
            Err(err) => {
                state.images().release(self.uuid());
                state.domains().deactivate(self.uuid());
                self.change(state, |view| {
                    view.status = DomainStatus::Shutoff(DomainShutoffReason::Failed);
                });
                Err(err)
            }
        }
    }

    /// Lets everybody see what runs, then lets it speak for itself.
    fn publish_start(
        self: &Arc<Self>,
        state: &QemuState,
        launched: launch::Launched,
        options: StartOptions,
    ) -> Result<()> {
        let launch::Launched { run, config, inbox } = launched;
        let status = if options.paused {
            DomainStatus::Paused(DomainPausedReason::User)
        } else {
            DomainStatus::Running(DomainRunningReason::Booted)
        };
        self.change(state, |view| {
            let live = Live { run: Arc::clone(&run), config: Arc::new(config), updated: false };
            view.live = Some(live);
            view.status = status;
            self.save_status(state, view);
            let started = DomainLifecycle::Started(Started::Booted);
            // libvirt's order: the processors run before the start is told.
            let told = if options.paused {
                [started, DomainLifecycle::Suspended(Suspended::Paused)]
            } else {
                [DomainLifecycle::Resumed(Resumed::Unpaused), started]
            };
            for event in told {
                view.tell(event);
            }
        });
        // The resumption is told already.
        inbox.open(state, self, &run, (!options.paused).then_some("RESUME"));
        self.watch(state, &run)
    }
}
