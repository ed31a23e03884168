//! Storing and removing definitions.

use std::sync::Arc;

use uuid::Uuid;
use virt_core::Result;
use virt_core::api::domain::{
    DomainDefineFlags, DomainEventDefinedDetailType as Defined,
    DomainEventUndefinedDetailType as Undefined, DomainUndefineFlags,
};
use virt_core::config::DomainConfig;
use virt_core::event::DomainLifecycle;
use virt_core::object::DomainRef;
use virt_host::Deadline;

use super::{Definition, Domain, View};
use crate::error::invalid;
use crate::prepare;
use crate::state::QemuState;

/// Stores `text` as the definition of its domain.
pub(crate) fn define(
    state: &QemuState,
    text: &str,
    flags: DomainDefineFlags,
    deadline: Deadline,
) -> Result<DomainRef> {
    let config = prepare::read(state, text, flags.contains(DomainDefineFlags::VALIDATE))?;
    let (name, uuid) = prepare::identity(&config)?;
    let definition = Definition::new(&config);
    loop {
        // It may be gone before its job is ours, or be there before we have entered it.
        let done = match state.domains().same(name, uuid)? {
            Some(known) => known.object.redefine(state, &definition, deadline)?,
            None => add(state, name, uuid, &definition)?,
        };
        if let Some(reference) = done {
            return Ok(reference);
        }
    }
}

/// Enters a new domain; none when somebody else was faster.
fn add(
    state: &QemuState,
    name: &str,
    uuid: Uuid,
    definition: &Definition,
) -> Result<Option<DomainRef>> {
    let view = View::defined(name.into(), definition.clone());
    let domain = Arc::new(Domain::new(uuid, view));
    // Whoever wants to change it waits until it is on the disk.
    let _job = domain.begin("define", Deadline::default())?;
    if state.domains().insert(name, uuid, Arc::clone(&domain)).is_err() {
        return Ok(None);
    }
    if let Err(err) = state.definitions().save(name, definition.text()) {
        state.domains().remove(uuid, &domain);
        return Err(err);
    }
    Ok(Some(domain.change(state, |view| {
        view.tell(DomainLifecycle::Defined(Defined::Added));
        view.current()
    })))
}

impl Domain {
    /// Replaces the definition, or gives a transient domain one; none when the domain is gone.
    fn redefine(
        &self,
        state: &QemuState,
        definition: &Definition,
        deadline: Deadline,
    ) -> Result<Option<DomainRef>> {
        let _job = self.begin("define", deadline)?;
        let there = state.domains().by_uuid(self.uuid());
        if !there.is_ok_and(|there| std::ptr::eq(&*there.object, self)) {
            return Ok(None);
        }
        state.definitions().save(&self.view().name, definition.text())?;
        let reference = self.change(state, |view| {
            let detail = if view.is_persistent() { Defined::Updated } else { Defined::Added };
            view.definition = Some(definition.clone());
            self.save_status(state, view);
            view.tell(DomainLifecycle::Defined(detail));
            view.current()
        });
        Ok(Some(reference))
    }

    /// Removes the definition. A running domain becomes transient.
    pub(crate) fn undefine(
        self: &Arc<Self>,
        state: &QemuState,
        flags: DomainUndefineFlags,
        deadline: Deadline,
    ) -> Result<()> {
        let _job = self.begin("undefine", deadline)?;
        let view = self.view();
        let Some(definition) = &view.definition else {
            return Err(invalid(format!("cannot undefine transient domain '{}'", view.name)));
        };
        let nvram = nvram(&definition.config()?, flags, &view.name)?;
        state.definitions().remove(&view.name)?;
        if let Some(path) = nvram {
            remove_file(&path)?;
        }
        self.change(state, |view| {
            view.definition = None;
            view.autostart = false;
            view.autostart_once = false;
            self.save_status(state, view);
            if !view.is_active() {
                state.domains().remove(self.uuid(), self);
            }
            let event = DomainLifecycle::Undefined(Undefined::Removed);
            view.tell(event);
        });
        Ok(())
    }
}

/// The file of firmware variables that has to go, if one exists.
///
/// # Errors
///
/// [`OperationInvalid`](virt_core::ErrorKind::OperationInvalid) when one exists and `flags` do not
/// say what becomes of it.
fn nvram(config: &DomainConfig, flags: DomainUndefineFlags, name: &str) -> Result<Option<String>> {
    let path = config.os.as_ref().and_then(|os| os.nvram.as_ref()?.path.clone());
    let existing = path.filter(|path| std::path::Path::new(path).exists());
    match existing {
        Some(path) if flags.contains(DomainUndefineFlags::NVRAM) => Ok(Some(path)),
        Some(path) if !flags.contains(DomainUndefineFlags::KEEP_NVRAM) => Err(invalid(format!(
            "cannot undefine domain '{name}': it has firmware variables in '{path}'; say whether \
             to remove or to keep them"
        ))),
        _ => Ok(None),
    }
}

fn remove_file(path: &str) -> Result<()> {
    std::fs::remove_file(path)
        .map_err(|err| crate::error::failed(format!("cannot remove '{path}'")).with_source(err))
}
