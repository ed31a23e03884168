//! What happened in the life of a domain, and why.

use crate::api::domain::{
    DomainEventCrashedDetailType as Crashed, DomainEventDefinedDetailType as Defined,
    DomainEventPmSuspendedDetailType as PmSuspended, DomainEventResumedDetailType as Resumed,
    DomainEventShutdownDetailType as Shutdown, DomainEventStartedDetailType as Started,
    DomainEventStoppedDetailType as Stopped, DomainEventSuspendedDetailType as Suspended,
    DomainEventType, DomainEventUndefinedDetailType as Undefined,
};

/// A step in the life of a domain, with the reason for it.
///
/// ```
/// use virt_core::api::domain::DomainEventStartedDetailType;
/// use virt_core::event::DomainLifecycle;
///
/// let started = DomainLifecycle::Started(DomainEventStartedDetailType::Booted);
/// assert_eq!((started.text(), started.detail_text()), ("Started", "Booted"));
/// assert_eq!(DomainLifecycle::from_raw(2, 0), started);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DomainLifecycle {
    /// A persistent definition was stored.
    Defined(Defined),
    /// The persistent definition was removed.
    Undefined(Undefined),
    /// The guest runs.
    Started(Started),
    /// The guest's CPUs stand still.
    Suspended(Suspended),
    /// The guest's CPUs run again.
    Resumed(Resumed),
    /// The guest is gone.
    Stopped(Stopped),
    /// The guest has shut itself down; its process may still be there.
    Shutdown(Shutdown),
    /// The guest sleeps by its own power management.
    PmSuspended(PmSuspended),
    /// The guest's kernel reported that it crashed.
    Crashed(Crashed),
    /// A step or a reason that this version does not know, as it came over the wire.
    Other {
        /// The number of the step.
        event: i32,
        /// The number of the reason.
        detail: i32,
    },
}

/// Writes the mapping between variants and libvirt's pairs of numbers once.
macro_rules! pairs {
    ($($variant:ident = $event:ident, $text:literal;)*) => {
        impl DomainLifecycle {
            /// The step and reason with libvirt's numbers; [`Other`](DomainLifecycle::Other) when
            /// this version does not know them.
            pub fn from_raw(event: i32, detail: i32) -> Self {
                let known = match DomainEventType::from_raw(event) {
                    $(Some(DomainEventType::$event) => {
                        $variant::from_raw(detail).map(DomainLifecycle::$variant)
                    })*
                    None => None,
                };
                known.unwrap_or(DomainLifecycle::Other { event, detail })
            }

            /// The numbers that libvirt gives the step and the reason.
            pub fn as_raw(self) -> (i32, i32) {
                match self {
                    $(DomainLifecycle::$variant(detail) => {
                        (DomainEventType::$event.as_raw(), detail.as_raw())
                    })*
                    DomainLifecycle::Other { event, detail } => (event, detail),
                }
            }
        }

        /// The word for a step, as `virsh event` prints it.
        fn event_text(event: DomainEventType) -> &'static str {
            match event {
                $(DomainEventType::$event => $text,)*
            }
        }
    };
}

pairs! {
    Defined = Defined, "Defined";
    Undefined = Undefined, "Undefined";
    Started = Started, "Started";
    Suspended = Suspended, "Suspended";
    Resumed = Resumed, "Resumed";
    Stopped = Stopped, "Stopped";
    Shutdown = Shutdown, "Shutdown";
    PmSuspended = PmSuspended, "PMSuspended";
    Crashed = Crashed, "Crashed";
}

impl DomainLifecycle {
    /// The step, when this version knows it.
    pub fn event_type(self) -> Option<DomainEventType> {
        DomainEventType::from_raw(self.as_raw().0)
    }

    /// The word for the step as `virsh event` prints it: `Started`.
    pub fn text(self) -> &'static str {
        self.event_type().map_or("unknown", event_text)
    }

    /// The words for the reason as `virsh event` prints them: `Booted`.
    pub fn detail_text(self) -> &'static str {
        match self {
            DomainLifecycle::Defined(detail) => match detail {
                Defined::Added => "Added",
                Defined::Updated => "Updated",
                Defined::Renamed => "Renamed",
                Defined::FromSnapshot => "Snapshot",
            },
            DomainLifecycle::Undefined(detail) => match detail {
                Undefined::Removed => "Removed",
                Undefined::Renamed => "Renamed",
            },
            DomainLifecycle::Started(detail) => match detail {
                Started::Booted => "Booted",
                Started::Migrated => "Migrated",
                Started::Restored => "Restored",
                Started::FromSnapshot => "Snapshot",
                Started::Wakeup => "Event wakeup",
            },
            DomainLifecycle::Suspended(detail) => suspended_text(detail),
            DomainLifecycle::Resumed(detail) => match detail {
                Resumed::Unpaused => "Unpaused",
                Resumed::Migrated => "Migrated",
                Resumed::FromSnapshot => "Snapshot",
                Resumed::PostCopy => "Post-copy",
                Resumed::PostCopyFailed => "Post-copy Error",
            },
            DomainLifecycle::Stopped(detail) => stopped_text(detail),
            DomainLifecycle::Shutdown(detail) => match detail {
                Shutdown::Finished => "Finished",
                Shutdown::Guest => "Finished after guest request",
                Shutdown::Host => "Finished after host request",
            },
            DomainLifecycle::PmSuspended(detail) => match detail {
                PmSuspended::Memory => "Memory",
                PmSuspended::Disk => "Disk",
            },
            DomainLifecycle::Crashed(detail) => match detail {
                Crashed::Panicked => "Panicked",
                Crashed::CrashLoaded => "Crashloaded",
            },
            DomainLifecycle::Other { .. } => "unknown",
        }
    }
}

fn suspended_text(detail: Suspended) -> &'static str {
    match detail {
        Suspended::Paused => "Paused",
        Suspended::Migrated => "Migrated",
        Suspended::IoError => "I/O Error",
        Suspended::Watchdog => "Watchdog",
        Suspended::Restored => "Restored",
        Suspended::FromSnapshot => "Snapshot",
        Suspended::ApiError => "API error",
        Suspended::PostCopy => "Post-copy",
        Suspended::PostCopyFailed => "Post-copy Error",
    }
}

fn stopped_text(detail: Stopped) -> &'static str {
    match detail {
        Stopped::Shutdown => "Shutdown",
        Stopped::Destroyed => "Destroyed",
        Stopped::Crashed => "Crashed",
        Stopped::Migrated => "Migrated",
        Stopped::Saved => "Saved",
        Stopped::Failed => "Failed",
        Stopped::FromSnapshot => "Snapshot",
    }
}
