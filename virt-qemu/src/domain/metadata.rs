//! Title, description and what applications keep in `<metadata>`; and other small changes of a
//! definition that need nothing from QEMU.

use virt_core::api::domain::{
    DomainLifecycle, DomainLifecycleAction, DomainMetadataType, DomainModificationImpact,
};
use virt_core::config::DomainConfig;
use virt_core::config::domain::{CrashAction, LifecycleAction, MetadataChange};
use virt_core::event::DomainEventKind;
use virt_core::{Error, Result, checks};
use virt_host::Deadline;

use super::{Definition, Domain};
use crate::prepare;
use crate::state::QemuState;

impl Domain {
    pub(crate) fn metadata(
        &self,
        kind: DomainMetadataType,
        uri: Option<&str>,
        impact: DomainModificationImpact,
    ) -> Result<String> {
        let live = self.affected(impact)?.contains(DomainModificationImpact::LIVE);
        self.view().config(!live)?.find_metadata(kind, uri)
    }

    pub(crate) fn set_metadata(
        &self,
        state: &QemuState,
        change: &MetadataChange,
        impact: DomainModificationImpact,
        deadline: Deadline,
    ) -> Result<()> {
        self.modify(state, impact, "set metadata", deadline, |config| {
            change.apply(config);
            Ok(())
        })?;
        let namespace = change.namespace().map(str::to_owned);
        let kind = DomainEventKind::MetadataChange { kind: change.kind(), namespace };
        state.publish(self.view().reference(self.uuid()), kind);
        Ok(())
    }

    /// Sets what happens when the guest powers off, reboots or crashes.
    pub(crate) fn set_lifecycle_action(
        &self,
        state: &QemuState,
        lifecycle: DomainLifecycle,
        action: DomainLifecycleAction,
        impact: DomainModificationImpact,
        deadline: Deadline,
    ) -> Result<()> {
        let set = |config: &mut DomainConfig| {
            let refuse =
                || Error::invalid_argument("action", format!("{action:?} is for a crash only"));
            match lifecycle {
                DomainLifecycle::PowerOff => {
                    config.on_poweroff = Some(of_guest(action).ok_or_else(refuse)?);
                }
                DomainLifecycle::Reboot => {
                    config.on_reboot = Some(of_guest(action).ok_or_else(refuse)?);
                }
                _ => config.on_crash = Some(of_crash(action)),
            }
            prepare::lifecycle_actions(config)
        };
        let resets = lifecycle == DomainLifecycle::Reboot;
        let live = self.affected(impact)?.contains(DomainModificationImpact::LIVE);
        if let (true, true, Some(running)) = (resets, live, &self.view().live) {
            // The machine itself has to stop at a reset, or not.
            let word = if action == DomainLifecycleAction::Restart { "reset" } else { "shutdown" };
            let arguments = serde_json::json!({ "reboot": word });
            running
                .execute(crate::qmp::Command::new("set-action").arguments(arguments), deadline)?;
        }
        self.modify(state, impact, "set the lifecycle action of", deadline, set)
    }

    /// Changes the live definition, the stored one, or both.
    fn modify(
        &self,
        state: &QemuState,
        impact: DomainModificationImpact,
        action: &str,
        deadline: Deadline,
        change: impl Fn(&mut DomainConfig) -> Result<()>,
    ) -> Result<()> {
        let _job = self.begin(action, deadline)?;
        let impact = self.affected(impact)?;
        let view = self.view();
        let live = impact.contains(DomainModificationImpact::LIVE);
        if let (Some(running), true) = (&view.live, live) {
            change(&mut DomainConfig::clone(&running.config))?;
        }
        let stored = match (&view.definition, impact.contains(DomainModificationImpact::CONFIG)) {
            (Some(definition), true) => {
                let mut config = definition.config()?;
                change(&mut config)?;
                let definition = Definition::new(&config);
                state.definitions().save(&view.name, definition.text())?;
                Some(definition)
            }
            _ => None,
        };
        self.change(state, |view| {
            if let (Some(running), true) = (&mut view.live, live) {
                // Once more: a device may have gone since.
                let mut config = DomainConfig::clone(&running.config);
                if change(&mut config).is_ok() {
                    running.config = config.into();
                    running.updated = true;
                }
            }
            if stored.is_some() {
                view.definition = stored;
            }
            self.save_status(state, view);
        });
        Ok(())
    }

    /// What `flags` mean for the domain as it is: without any, what it is at the moment.
    pub(super) fn affected(
        &self,
        impact: DomainModificationImpact,
    ) -> Result<DomainModificationImpact> {
        let view = self.view();
        checks::affected(impact, &view.name, view.is_active(), view.is_persistent())
    }
}

fn of_guest(action: DomainLifecycleAction) -> Option<LifecycleAction> {
    Some(match action {
        DomainLifecycleAction::Destroy => LifecycleAction::Destroy,
        DomainLifecycleAction::Restart => LifecycleAction::Restart,
        DomainLifecycleAction::RestartRename => LifecycleAction::RenameRestart,
        DomainLifecycleAction::Preserve => LifecycleAction::Preserve,
        _ => return None,
    })
}

fn of_crash(action: DomainLifecycleAction) -> CrashAction {
    match action {
        DomainLifecycleAction::Restart => CrashAction::Restart,
        DomainLifecycleAction::RestartRename => CrashAction::RenameRestart,
        DomainLifecycleAction::Preserve => CrashAction::Preserve,
        DomainLifecycleAction::CoreDumpDestroy => CrashAction::CoredumpDestroy,
        DomainLifecycleAction::CoreDumpRestart => CrashAction::CoredumpRestart,
        _ => CrashAction::Destroy,
    }
}
