//! Transient domains: there for as long as they run.

use std::sync::Arc;

use virt_core::Result;
use virt_core::object::DomainRef;
use virt_host::Deadline;

use super::{Domain, StartOptions, View};
use crate::error::invalid;
use crate::prepare;
use crate::state::QemuState;

/// Starts the domain that `text` describes: one that is not known, or that is defined and does
/// not run.
pub(crate) fn create(
    state: &QemuState,
    text: &str,
    strict: bool,
    options: StartOptions,
    deadline: Deadline,
) -> Result<DomainRef> {
    let config = prepare::read(state, text, strict)?;
    let (name, uuid) = prepare::identity(&config)?;
    let make = || Domain::new(uuid, View::transient(name.into()));
    let (domain, _) = state.domains().get_or_insert_with(name, uuid, make)?;
    let _job = domain.begin("create", deadline)?;
    if domain.view().is_active() {
        return Err(invalid(format!("domain is already active as '{name}'")));
    }
    // One that ended while its job was waited for is there no more.
    if !state.domains().by_uuid(uuid).is_ok_and(|there| Arc::ptr_eq(&there.object, &domain)) {
        state.domains().insert(name, uuid, Arc::clone(&domain))?;
    }
    let started = domain.bring_up(state, config, options, deadline);
    if started.is_err() && !domain.view().is_persistent() {
        state.domains().remove(uuid, &domain);
    }
    started?;
    Ok(domain.view().reference(uuid))
}
