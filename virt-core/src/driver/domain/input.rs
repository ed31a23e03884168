//! What reaches a guest from outside: keys, interrupts, signals.

use std::time::Duration;

use crate::Result;
use crate::api::domain::{DomainProcessSignal, KeycodeSet};
use crate::driver::{Driver, unsupported};
use crate::object::DomainRef;

/// Keys, interrupts and signals for guests.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait InputDriver: Driver {
    /// Presses all of `keys`, holds them for `hold_time`, and releases them.
    #[doc(alias = "domainSendKey")]
    fn send_keys(
        &self,
        domain: &DomainRef,
        codes: KeycodeSet,
        hold_time: Duration,
        keys: &[u32],
    ) -> Result<()> {
        unsupported(self, "virDomainSendKey")
    }

    /// Sends a non-maskable interrupt.
    #[doc(alias = "domainInjectNMI")]
    fn inject_nmi(&self, domain: &DomainRef) -> Result<()> {
        unsupported(self, "virDomainInjectNMI")
    }

    /// Sends a signal to the guest's process `pid`, where the host can see the guest's processes.
    /// A negative number means a process group, as for `kill`.
    #[doc(alias = "domainSendProcessSignal")]
    fn send_process_signal(
        &self,
        domain: &DomainRef,
        pid: i64,
        signal: DomainProcessSignal,
    ) -> Result<()> {
        unsupported(self, "virDomainSendProcessSignal")
    }
}
