//! virsh's words for states and reasons.

use virt::DomainStatus;
use virt::api::domain::{
    DomainCrashedReason, DomainPausedReason, DomainRunningReason, DomainShutdownReason,
    DomainShutoffReason, DomainState,
};

/// virsh's word for a state.
pub(super) fn state(state: DomainState) -> &'static str {
    match state {
        DomainState::Running => "running",
        DomainState::Blocked => "idle",
        DomainState::Paused => "paused",
        DomainState::Shutdown => "in shutdown",
        DomainState::Shutoff => "shut off",
        DomainState::Crashed => "crashed",
        DomainState::PmSuspended => "pmsuspended",
        _ => "no state",
    }
}

/// virsh's words for the reason of a state.
pub(super) fn reason(status: DomainStatus) -> &'static str {
    match status {
        DomainStatus::Running(reason) => running(reason),
        DomainStatus::Paused(reason) => paused(reason),
        DomainStatus::Shutdown(DomainShutdownReason::User) => "user",
        DomainStatus::Shutoff(reason) => shutoff(reason),
        DomainStatus::Crashed(DomainCrashedReason::Panicked) => "panicked",
        _ => "unknown",
    }
}

fn running(reason: DomainRunningReason) -> &'static str {
    match reason {
        DomainRunningReason::Booted => "booted",
        DomainRunningReason::Migrated => "migrated",
        DomainRunningReason::Restored => "restored",
        DomainRunningReason::FromSnapshot => "from snapshot",
        DomainRunningReason::Unpaused => "unpaused",
        DomainRunningReason::MigrationCanceled => "migration canceled",
        DomainRunningReason::SaveCanceled => "save canceled",
        DomainRunningReason::Wakeup => "event wakeup",
        DomainRunningReason::Crashed => "crashed",
        DomainRunningReason::PostCopy => "post-copy",
        DomainRunningReason::PostCopyFailed => "post-copy failed",
        _ => "unknown",
    }
}

fn paused(reason: DomainPausedReason) -> &'static str {
    match reason {
        DomainPausedReason::User => "user",
        DomainPausedReason::Migration => "migrating",
        DomainPausedReason::Save => "saving",
        DomainPausedReason::Dump => "dumping",
        DomainPausedReason::IoError => "I/O error",
        DomainPausedReason::Watchdog => "watchdog",
        DomainPausedReason::FromSnapshot => "from snapshot",
        DomainPausedReason::ShuttingDown => "shutting down",
        DomainPausedReason::Snapshot => "creating snapshot",
        DomainPausedReason::Crashed => "crashed",
        DomainPausedReason::StartingUp => "starting up",
        DomainPausedReason::PostCopy => "post-copy",
        DomainPausedReason::PostCopyFailed => "post-copy failed",
        DomainPausedReason::ApiError => "api error",
        _ => "unknown",
    }
}

fn shutoff(reason: DomainShutoffReason) -> &'static str {
    match reason {
        DomainShutoffReason::Shutdown => "shutdown",
        DomainShutoffReason::Destroyed => "destroyed",
        DomainShutoffReason::Crashed => "crashed",
        DomainShutoffReason::Migrated => "migrated",
        DomainShutoffReason::Saved => "saved",
        DomainShutoffReason::Failed => "failed",
        DomainShutoffReason::FromSnapshot => "from snapshot",
        DomainShutoffReason::Daemon => "daemon",
        _ => "unknown",
    }
}
