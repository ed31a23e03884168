//! Title, description and what applications keep in `<metadata>`; and other small changes of a
//! definition that need nothing from QEMU.

use virt_core::api::domain::{
    DomainLifecycle, DomainLifecycleAction, DomainMetadataType, DomainModificationImpact,
};
use virt_core::config::DomainConfig;
use virt_core::config::domain::{CrashAction, LifecycleAction};
use virt_core::event::DomainEventKind;
use virt_core::xml::{Content, Element};
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};
use virt_host::Deadline;

use super::{Definition, Domain};
use crate::error::{invalid, not_running};
use crate::prepare;
use crate::state::QemuState;

/// What is to be set, or removed when `metadata` is none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MetadataChange<'a> {
    pub(crate) kind: DomainMetadataType,
    pub(crate) metadata: Option<&'a str>,
    /// The prefix of the element.
    pub(crate) key: Option<&'a str>,
    /// The namespace of the element.
    pub(crate) uri: Option<&'a str>,
}

/// Which definitions a change concerns.
struct Impact {
    live: bool,
    config: bool,
}

impl Domain {
    pub(crate) fn metadata(
        &self,
        kind: DomainMetadataType,
        uri: Option<&str>,
        impact: DomainModificationImpact,
    ) -> Result<String> {
        let impact = self.impact(impact)?;
        let view = self.view();
        let config = view.config(!impact.live)?;
        let (found, what) = match kind {
            DomainMetadataType::Title => (config.title.clone(), "title"),
            DomainMetadataType::Description => (config.description.clone(), "description"),
            _ => (uri.and_then(|uri| element(&config, uri)), "metadata element"),
        };
        found.ok_or_else(|| {
            let message = format!("domain '{}' has no such {what}", view.name);
            Error::new(ErrorKind::NoDomainMetadata, message).with_origin(ErrorOrigin::Qemu)
        })
    }

    pub(crate) fn set_metadata(
        &self,
        state: &QemuState,
        change: &MetadataChange<'_>,
        impact: DomainModificationImpact,
        deadline: Deadline,
    ) -> Result<()> {
        self.modify(state, impact, "set metadata", deadline, |config| change.apply(config))?;
        let namespace = (change.kind == DomainMetadataType::Element)
            .then(|| change.uri.unwrap_or_default().to_owned());
        let kind = DomainEventKind::MetadataChange { kind: change.kind, namespace };
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
        let live = self.impact(impact)?.live;
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
        let impact = self.impact(impact)?;
        let view = self.view();
        let live = match (&view.live, impact.live) {
            (Some(live), true) => {
                let mut config = DomainConfig::clone(&live.config);
                change(&mut config)?;
                Some(config)
            }
            _ => None,
        };
        let stored = match (&view.definition, impact.config) {
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
            if let (Some(running), Some(config)) = (&mut view.live, live) {
                running.config = config.into();
                running.updated = true;
            }
            if stored.is_some() {
                view.definition = stored;
            }
            self.save_status(state, view);
        });
        Ok(())
    }

    /// What `flags` mean for the domain as it is: without any, what it is at the moment.
    fn impact(&self, flags: DomainModificationImpact) -> Result<Impact> {
        let view = self.view();
        let mut impact = Impact {
            live: flags.contains(DomainModificationImpact::LIVE),
            config: flags.contains(DomainModificationImpact::CONFIG),
        };
        if !impact.live && !impact.config {
            impact.live = view.is_active();
            impact.config = !view.is_active();
        }
        if impact.live && !view.is_active() {
            return Err(not_running(&view.name));
        }
        if impact.config && !view.is_persistent() {
            return Err(invalid(format!(
                "transient domain '{}' has no persistent configuration",
                view.name
            )));
        }
        Ok(impact)
    }
}

impl MetadataChange<'_> {
    fn apply(&self, config: &mut DomainConfig) -> Result<()> {
        let text = self.metadata.map(str::to_owned);
        match self.kind {
            DomainMetadataType::Title if text.as_ref().is_some_and(|t| t.contains('\n')) => {
                return Err(Error::invalid_argument("title", "it has a line break"));
            }
            DomainMetadataType::Title => config.title = text.filter(|text| !text.is_empty()),
            DomainMetadataType::Description => {
                config.description = text.filter(|text| !text.is_empty());
            }
            _ => self.apply_element(config)?,
        }
        Ok(())
    }

    fn apply_element(&self, config: &mut DomainConfig) -> Result<()> {
        let uri = self.uri.filter(|uri| !uri.is_empty());
        let uri = uri.ok_or_else(|| Error::invalid_argument("uri", "the namespace is missing"))?;
        let new = self.metadata.map(|text| self.element(text, uri)).transpose()?;
        let mut metadata = config.metadata.take().unwrap_or_else(|| Element::new("metadata"));
        metadata.content_mut().retain(|content| match content {
            Content::Element(element) => !is_of(element, uri),
            _ => true,
        });
        metadata.content_mut().extend(new.map(Content::Element));
        config.metadata = Some(metadata).filter(|metadata| metadata.children().next().is_some());
        Ok(())
    }

    /// The element in `text`, in the namespace `uri` under the prefix that was asked for.
    fn element(&self, text: &str, uri: &str) -> Result<Element> {
        let parsed = Element::parse(text)?;
        let Some(key) = self.key.filter(|key| !key.is_empty()) else {
            return Err(Error::invalid_argument("key", "the prefix is missing"));
        };
        let name = parsed.name().rsplit(':').next().unwrap_or_default();
        let mut element = Element::new(&format!("{key}:{name}"));
        element.set_attribute(&format!("xmlns:{key}"), uri);
        for (name, value) in parsed.attributes().filter(|(name, _)| !name.starts_with("xmlns")) {
            element.set_attribute(name, value);
        }
        element.content_mut().extend_from_slice(parsed.content());
        Ok(element)
    }
}

/// The element of the namespace `uri`, without its prefix, as it was given.
fn element(config: &DomainConfig, uri: &str) -> Option<String> {
    let found = config.metadata.as_ref()?.children().find(|element| is_of(element, uri))?;
    let name = found.name().rsplit(':').next().unwrap_or_default();
    let mut element = Element::new(name);
    for (name, value) in found.attributes().filter(|(name, _)| !name.starts_with("xmlns:")) {
        element.set_attribute(name, value);
    }
    element.content_mut().extend_from_slice(found.content());
    Some(element.to_xml(0).trim_end().to_owned())
}

/// Whether an element is in the namespace `uri`.
fn is_of(element: &Element, uri: &str) -> bool {
    let declaration = match element.name().split_once(':') {
        Some((prefix, _)) => format!("xmlns:{prefix}"),
        None => "xmlns".to_owned(),
    };
    element.attribute(&declaration) == Some(uri)
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
