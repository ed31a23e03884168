//! How domains start, pause and stop.

use std::sync::Arc;

use virt_core::Result;
use virt_core::api::domain::{
    DomainCreateFlags, DomainEventResumedDetailType as Resumed,
    DomainEventStartedDetailType as Started, DomainEventStoppedDetailType as Stopped,
    DomainEventSuspendedDetailType as Suspended, DomainPausedReason, DomainRunningReason,
    DomainShutoffReason,
};
use virt_core::config::domain::{DomainConfig, LifecycleAction};
use virt_core::driver::domain::DomainStatus;
use virt_core::event::{DomainEvent, DomainLifecycle};
use virt_core::object::DomainRef;

use super::define::Identity;
use super::domain::Run;
use super::{Domain, Domains};
use crate::error::invalid;
use crate::host::ConnectionId;

/// How the guest itself goes down: it is asked to, and its definition says what comes next.
#[derive(Clone, Copy)]
pub(crate) enum GuestRequest {
    /// Shut down.
    PowerOff,
    /// Reboot.
    Reboot,
}

impl Domains {
    /// Starts a domain from `config`. One of the same name that is defined and shut off runs with
    /// it, and has its own definition again when it stops.
    pub(crate) fn create(
        &mut self,
        config: DomainConfig,
        flags: DomainCreateFlags,
        connection: ConnectionId,
        events: &mut Vec<DomainEvent>,
    ) -> Result<DomainRef> {
        let Identity { name, uuid } = self.identify(&config)?;
        match self.by_uuid.get_mut(&uuid) {
            Some(domain) if domain.is_active() => {
                return Err(invalid(format!("domain '{name}' is already active")));
            }
            Some(domain) => domain.current = Arc::new(config),
            None => {
                self.insert(Domain::new(name.clone(), uuid, Arc::new(config)));
            }
        }
        self.start(&DomainRef::new(name, uuid), flags, connection, events)
    }

    /// Starts a domain that is shut off.
    pub(crate) fn start(
        &mut self,
        reference: &DomainRef,
        flags: DomainCreateFlags,
        connection: ConnectionId,
        events: &mut Vec<DomainEvent>,
    ) -> Result<DomainRef> {
        let domain = self.find(reference)?;
        if domain.is_active() {
            return Err(invalid(format!("domain '{}' is already running", domain.name)));
        }
        let owner = flags.contains(DomainCreateFlags::AUTODESTROY).then_some(connection);
        let run = Run::new(self.next_id(), owner);
        let domain = self.find_mut(reference)?;
        domain.run = Some(run);
        domain.managed_save = false;
        domain.status = DomainStatus::Running(DomainRunningReason::Booted);
        tell(domain, DomainLifecycle::Started(Started::Booted), events);
        if flags.contains(DomainCreateFlags::PAUSED) {
            pause(domain, events);
        }
        Ok(domain.reference())
    }

    /// Stops the processors.
    pub(crate) fn suspend(
        &mut self,
        reference: &DomainRef,
        events: &mut Vec<DomainEvent>,
    ) -> Result<()> {
        let domain = self.active_mut(reference)?;
        if matches!(domain.status, DomainStatus::Paused(_)) {
            return Err(invalid(format!("domain '{}' is already paused", domain.name)));
        }
        pause(domain, events);
        Ok(())
    }

    /// Lets the processors run again.
    pub(crate) fn resume(
        &mut self,
        reference: &DomainRef,
        events: &mut Vec<DomainEvent>,
    ) -> Result<()> {
        let domain = self.active_mut(reference)?;
        if !matches!(domain.status, DomainStatus::Paused(_)) {
            return Err(invalid(format!("domain '{}' is not paused", domain.name)));
        }
        domain.status = DomainStatus::Running(DomainRunningReason::Unpaused);
        tell(domain, DomainLifecycle::Resumed(Resumed::Unpaused), events);
        Ok(())
    }

    /// Has the guest do as it is asked; it does so at once.
    ///
    /// Nobody hears of a restart: the domain is just running, as it was.
    pub(crate) fn ask_guest(
        &mut self,
        reference: &DomainRef,
        request: GuestRequest,
        events: &mut Vec<DomainEvent>,
    ) -> Result<()> {
        let domain = self.active_mut(reference)?;
        match request.action(domain.current()) {
            LifecycleAction::Restart | LifecycleAction::RenameRestart => {
                domain.status = DomainStatus::Running(DomainRunningReason::Booted);
            }
            _ => self.stop(reference, DomainShutoffReason::Shutdown, Stopped::Shutdown, events)?,
        }
        Ok(())
    }

    /// Pulls the reset line. The guest begins anew, and does not begin while it is paused.
    pub(crate) fn reset(&mut self, reference: &DomainRef) -> Result<()> {
        self.active_mut(reference).map(drop)
    }

    /// Takes the power away.
    pub(crate) fn destroy(
        &mut self,
        reference: &DomainRef,
        events: &mut Vec<DomainEvent>,
    ) -> Result<()> {
        self.active_mut(reference)?;
        self.stop(reference, DomainShutoffReason::Destroyed, Stopped::Destroyed, events)
    }

    /// Destroys the domains that were to live no longer than `connection`.
    pub(crate) fn destroy_owned_by(
        &mut self,
        connection: ConnectionId,
        events: &mut Vec<DomainEvent>,
    ) -> Result<()> {
        let owned =
            |domain: &&Domain| domain.run.as_ref().is_some_and(|run| run.owner == Some(connection));
        let owned: Vec<_> = self.by_uuid.values().filter(owned).map(Domain::reference).collect();
        owned.iter().try_for_each(|reference| self.destroy(reference, events))
    }

    /// A running domain goes back to its stored definition, or is gone.
    fn stop(
        &mut self,
        reference: &DomainRef,
        reason: DomainShutoffReason,
        detail: Stopped,
        events: &mut Vec<DomainEvent>,
    ) -> Result<()> {
        let domain = self.find_mut(reference)?;
        if let Some(run) = domain.run.take() {
            run.end_console();
        }
        domain.updated = false;
        domain.status = DomainStatus::Shutoff(reason);
        tell(domain, DomainLifecycle::Stopped(detail), events);
        match &domain.stored {
            Some(stored) => domain.current = stored.clone(),
            None => self.remove(reference.uuid),
        }
        Ok(())
    }

    pub(super) fn active_mut(&mut self, reference: &DomainRef) -> Result<&mut Domain> {
        let domain = self.find_mut(reference)?;
        if !domain.is_active() {
            return Err(invalid(format!("domain '{}' is not running", domain.name)));
        }
        Ok(domain)
    }
}

impl GuestRequest {
    /// What the definition says is to happen.
    fn action(self, config: &DomainConfig) -> LifecycleAction {
        match self {
            GuestRequest::PowerOff => config.on_poweroff.unwrap_or(LifecycleAction::Destroy),
            GuestRequest::Reboot => config.on_reboot.unwrap_or(LifecycleAction::Restart),
        }
    }
}

fn pause(domain: &mut Domain, events: &mut Vec<DomainEvent>) {
    domain.status = DomainStatus::Paused(DomainPausedReason::User);
    tell(domain, DomainLifecycle::Suspended(Suspended::Paused), events);
}

fn tell(domain: &Domain, step: DomainLifecycle, events: &mut Vec<DomainEvent>) {
    events.push(DomainEvent::new(domain.reference(), step));
}
