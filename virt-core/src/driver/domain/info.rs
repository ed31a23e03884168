//! What a driver tells about a domain in short.

use std::time::Duration;

use crate::api::domain::{
    DomainBlockedReason, DomainControlErrorReason, DomainControlState, DomainCrashedReason,
    DomainNoStateReason, DomainPausedReason, DomainPmSuspendedReason, DomainRunningReason,
    DomainShutdownReason, DomainShutoffReason, DomainState,
};

/// State, memory, processors and processor time of a domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DomainInfo {
    /// What the domain is doing.
    pub state: DomainState,
    /// The most memory that it may have, in KiB.
    pub max_memory_kib: u64,
    /// The memory that it has now, in KiB; 0 when it does not run and nothing else is known.
    pub memory_kib: u64,
    /// How many virtual processors it has.
    pub vcpus: u32,
    /// The processor time that it has used since it started.
    pub cpu_time: Duration,
}

/// Which of the two autostart marks of a domain is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AutostartSetting {
    /// Start at each start of the host.
    #[default]
    Always,
    /// Start at the next start of the host only.
    Once,
}

/// What the driver is doing to a domain's monitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DomainControl {
    /// Free, at work, occupied or in error.
    pub state: DomainControlState,
    /// Why it is in error.
    pub reason: DomainControlErrorReason,
    /// How long it has been in this state.
    pub since: Duration,
}

/// A domain's state with the reason that led to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DomainStatus {
    /// Not known.
    NoState(DomainNoStateReason),
    /// Its processors run.
    Running(DomainRunningReason),
    /// It waits for a resource of the host.
    Blocked(DomainBlockedReason),
    /// Its processors are stopped.
    Paused(DomainPausedReason),
    /// The guest is on its way down.
    Shutdown(DomainShutdownReason),
    /// It does not run.
    Shutoff(DomainShutoffReason),
    /// The guest crashed.
    Crashed(DomainCrashedReason),
    /// The guest sleeps with its memory powered.
    PmSuspended(DomainPmSuspendedReason),
}

/// Applies `$body` to the reason of whichever state.
macro_rules! each_reason {
    ($status:expr, $reason:ident => $body:expr) => {
        match $status {
            DomainStatus::NoState($reason) => $body,
            DomainStatus::Running($reason) => $body,
            DomainStatus::Blocked($reason) => $body,
            DomainStatus::Paused($reason) => $body,
            DomainStatus::Shutdown($reason) => $body,
            DomainStatus::Shutoff($reason) => $body,
            DomainStatus::Crashed($reason) => $body,
            DomainStatus::PmSuspended($reason) => $body,
        }
    };
}

impl DomainStatus {
    /// The state without its reason.
    pub fn state(self) -> DomainState {
        match self {
            DomainStatus::NoState(_) => DomainState::NoState,
            DomainStatus::Running(_) => DomainState::Running,
            DomainStatus::Blocked(_) => DomainState::Blocked,
            DomainStatus::Paused(_) => DomainState::Paused,
            DomainStatus::Shutdown(_) => DomainState::Shutdown,
            DomainStatus::Shutoff(_) => DomainState::Shutoff,
            DomainStatus::Crashed(_) => DomainState::Crashed,
            DomainStatus::PmSuspended(_) => DomainState::PmSuspended,
        }
    }

    /// libvirt's number of the reason; it means something only beside the state.
    pub fn reason_raw(self) -> i32 {
        each_reason!(self, reason => reason.as_raw())
    }

    /// The status with libvirt's numbers; a reason that this version does not know becomes the
    /// state's `Unknown`.
    pub fn from_raw(state: i32, reason: i32) -> Option<Self> {
        macro_rules! with_reason {
            ($variant:ident, $reason:ident) => {
                DomainStatus::$variant($reason::from_raw(reason).unwrap_or($reason::Unknown))
            };
        }
        Some(match DomainState::from_raw(state)? {
            DomainState::NoState => with_reason!(NoState, DomainNoStateReason),
            DomainState::Running => with_reason!(Running, DomainRunningReason),
            DomainState::Blocked => with_reason!(Blocked, DomainBlockedReason),
            DomainState::Paused => with_reason!(Paused, DomainPausedReason),
            DomainState::Shutdown => with_reason!(Shutdown, DomainShutdownReason),
            DomainState::Shutoff => with_reason!(Shutoff, DomainShutoffReason),
            DomainState::Crashed => with_reason!(Crashed, DomainCrashedReason),
            DomainState::PmSuspended => with_reason!(PmSuspended, DomainPmSuspendedReason),
        })
    }

    /// Whether a domain in this state has a running hypervisor process behind it.
    pub fn is_active(self) -> bool {
        !matches!(self, DomainStatus::Shutoff(_) | DomainStatus::Crashed(_))
    }
}
