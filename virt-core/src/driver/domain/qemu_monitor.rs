//! QEMU's own monitor and agent, for what has no call of its own.

use std::os::fd::OwnedFd;

use super::AgentTimeout;
use crate::Result;
use crate::api::qemu::DomainQemuMonitorCommandFlags;
use crate::driver::{Driver, unsupported};
use crate::event::{EventFilter, EventRegistration, EventSender};
use crate::object::DomainRef;

/// Raw access to QEMU. It may change a guest behind the driver's back: such a guest is marked as
/// tainted.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait QemuMonitorDriver: Driver {
    /// Sends `command` with `files` to a running domain's monitor, as QMP or with `HMP` as a
    /// person's command.
    #[doc(alias("domainQemuMonitorCommand", "domainQemuMonitorCommandWithFiles"))]
    fn monitor_command(
        &self,
        domain: &DomainRef,
        command: &str,
        files: Vec<OwnedFd>,
        flags: DomainQemuMonitorCommandFlags,
    ) -> Result<MonitorReply> {
        unsupported(self, "virDomainQemuMonitorCommand")
    }

    /// Takes over the QEMU process `pid` that somebody else started.
    #[doc(alias = "domainQemuAttach")]
    fn attach_process(&self, pid: u32) -> Result<DomainRef> {
        unsupported(self, "virDomainQemuAttach")
    }

    /// Sends `command` to the guest's agent, and returns its answer; a command whose success has
    /// no answer returns `None`.
    ///
    /// # Errors
    ///
    /// [`AgentUnresponsive`](crate::ErrorKind::AgentUnresponsive) when no answer comes in time.
    #[doc(alias = "domainQemuAgentCommand")]
    fn agent_command(
        &self,
        domain: &DomainRef,
        command: &str,
        timeout: AgentTimeout,
    ) -> Result<Option<String>> {
        unsupported(self, "virDomainQemuAgentCommand")
    }

    /// Sends what running domains say on their monitors and `filter` wants to `sender`, until the
    /// registration is dropped.
    #[doc(alias(
        "connectDomainQemuMonitorEventRegister",
        "connectDomainQemuMonitorEventDeregister"
    ))]
    fn subscribe_monitor(
        &self,
        filter: EventFilter,
        sender: EventSender,
    ) -> Result<EventRegistration> {
        unsupported(self, "virConnectDomainQemuMonitorEventRegister")
    }
}

/// What a monitor answers.
#[derive(Debug)]
pub struct MonitorReply {
    /// The answer: JSON, or for a person's command text.
    pub text: String,
    /// Files that came with it.
    pub files: Vec<OwnedFd>,
}
