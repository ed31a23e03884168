//! Giving a domain another name.

use std::sync::Arc;

use virt_core::api::domain::{
    DomainEventDefinedDetailType as Defined, DomainEventUndefinedDetailType as Undefined,
};
use virt_core::event::DomainLifecycle;
use virt_core::object::DomainRef;
use virt_core::{Error, Result};
use virt_host::Deadline;

use super::{Definition, Domain};
use crate::error::invalid;
use crate::state::QemuState;

impl Domain {
    /// Gives a persistent domain that does not run the name `new`.
    pub(crate) fn rename(
        &self,
        state: &QemuState,
        new: &str,
        deadline: Deadline,
    ) -> Result<DomainRef> {
        if new.trim().is_empty() || new.contains('/') || new.contains('\n') {
            return Err(Error::invalid_argument("name", format!("'{new}' cannot be a name")));
        }
        let _job = self.begin("rename", deadline)?;
        let view = self.view();
        if view.is_active() {
            return Err(invalid(format!("cannot rename active domain '{}'", view.name)));
        }
        let Some(definition) = &view.definition else {
            return Err(invalid(format!("cannot rename transient domain '{}'", view.name)));
        };
        let mut config = definition.config()?;
        config.name = Some(new.to_owned());
        let definition = Definition::new(&config);
        let name: Arc<str> = new.into();

        // The name is taken first, so that nobody else gets it meanwhile.
        state.domains().rename(self.uuid(), new)?;
        if let Err(err) = self.move_files(state, &view.name, new, &definition) {
            // The old name is free: it was given up a moment ago, and `define` waits for no job.
            let _ = state.domains().rename(self.uuid(), &view.name);
            return Err(err);
        }
        self.job().rename(format!("domain '{new}'"));
        Ok(self.change(state, |view| {
            view.tell(DomainLifecycle::Undefined(Undefined::Renamed));
            view.name = name;
            view.definition = Some(definition);
            view.tell(DomainLifecycle::Defined(Defined::Renamed));
            view.current()
        }))
    }

    /// Killed between the two steps, the program finds two files of one UUID; the next load sets
    /// one of them aside.
    fn move_files(
        &self,
        state: &QemuState,
        old: &str,
        new: &str,
        definition: &Definition,
    ) -> Result<()> {
        let store = state.definitions();
        store.save(new, definition.text())?;
        if self.view().autostart {
            store.set_autostart(new, true)?;
        }
        store.remove(old)?;
        Ok(())
    }
}
