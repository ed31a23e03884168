//! Who is at the console of a running domain.

use std::sync::Arc;

use virt_core::object::DomainRef;
use virt_core::stream::{Section, Stream};
use virt_core::{ErrorKind, Result};

use super::Domains;
use super::domain::Run;
use crate::error::error;

impl Domains {
    /// Connects the guest's end of a stream with its console; `force` sends away who is there.
    pub(crate) fn connect_console(
        &mut self,
        reference: &DomainRef,
        stream: &Arc<Stream>,
        force: bool,
    ) -> Result<()> {
        let domain = self.active_mut(reference)?;
        let name = domain.name.clone();
        let Some(run) = &mut domain.run else { return Ok(()) };
        if let Some(other) = run.console.upgrade().filter(|other| is_in_use(other)) {
            if !force {
                return Err(error(
                    ErrorKind::OperationFailed,
                    format!("somebody is at the console of domain '{name}'; force sends them away"),
                ));
            }
            // One that has ended by itself is gone as well.
            let _ = other.abort();
        }
        run.console = Arc::downgrade(stream);
        Ok(())
    }
}

/// Whether the user is still there. The guest's end is let go a moment after the user has left.
fn is_in_use(stream: &Stream) -> bool {
    matches!(stream.in_data(), Ok(Section::Data(_) | Section::Hole(_)))
}

impl Run {
    /// The guest falls silent.
    pub(super) fn end_console(&self) {
        if let Some(stream) = self.console.upgrade() {
            // Whoever was there has just left.
            let _ = stream.end_sending();
        }
    }
}
