//! Sleep and waking of a guest.

use std::time::Duration;

use crate::Result;
use crate::api::host::NodeSuspendTarget;
use crate::driver::{Driver, unsupported};
use crate::object::DomainRef;

/// Sleeping guests.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait PowerDriver: Driver {
    /// Asks the guest to sleep, in memory or on disk, and wakes it after `duration`; with 0 it
    /// sleeps until something wakes it. A driver may refuse other durations.
    #[doc(alias = "domainPMSuspendForDuration")]
    fn sleep(
        &self,
        domain: &DomainRef,
        target: NodeSuspendTarget,
        duration: Duration,
    ) -> Result<()> {
        unsupported(self, "virDomainPMSuspendForDuration")
    }

    /// Wakes the guest.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when it does not sleep in memory.
    #[doc(alias = "domainPMWakeup")]
    fn wake_up(&self, domain: &DomainRef) -> Result<()> {
        unsupported(self, "virDomainPMWakeup")
    }
}
