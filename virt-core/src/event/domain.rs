//! Events of domains: every one of libvirt's, each with its own payload.

use super::lifecycle::DomainLifecycle;
use crate::api::domain::{
    ConnectDomainEventAgentLifecycleReason, ConnectDomainEventAgentLifecycleState,
    ConnectDomainEventBlockJobStatus, ConnectDomainEventDiskChangeReason, DomainBlockJobType,
    DomainEventGraphicsAddressType, DomainEventGraphicsPhase, DomainEventId,
    DomainEventIoErrorAction, DomainEventTrayChangeReason, DomainEventWatchdogAction,
    DomainMemoryFailureActionType, DomainMemoryFailureFlags, DomainMemoryFailureRecipientType,
    DomainMetadataType,
};
use crate::object::DomainRef;
use crate::typed_parameters::TypedParameters;

/// Something that happened to a domain.
///
/// Its `Display` form is the line that `virsh event` prints.
///
/// ```
/// use virt_core::api::domain::DomainEventStartedDetailType;
/// use virt_core::event::{DomainEvent, DomainLifecycle};
/// use virt_core::object::DomainRef;
///
/// let domain = DomainRef::new("test", uuid::Uuid::from_u128(1)).with_id(1);
/// let event = DomainEvent::new(
///     domain,
///     DomainLifecycle::Started(DomainEventStartedDetailType::Booted),
/// );
/// assert_eq!(event.to_string(), "event 'lifecycle' for domain 'test': Started Booted");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct DomainEvent {
    /// The domain, as it was when it happened.
    pub domain: DomainRef,
    /// What happened.
    pub kind: DomainEventKind,
}

impl DomainEvent {
    /// Says that `kind` happened to `domain`.
    pub fn new(domain: DomainRef, kind: impl Into<DomainEventKind>) -> Self {
        DomainEvent { domain, kind: kind.into() }
    }
}

/// What happened to a domain.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum DomainEventKind {
    /// The domain was defined, started, stopped and so on.
    Lifecycle(DomainLifecycle),
    /// The guest restarted.
    Reboot,
    /// The guest set its clock.
    RtcChange {
        /// How far the guest's clock is ahead of UTC, in seconds.
        utc_offset: i64,
    },
    /// The guest's watchdog fired.
    Watchdog {
        /// What was done about it.
        action: DomainEventWatchdogAction,
    },
    /// The guest's disk failed to read or write.
    ///
    /// One failure is one event, although libvirt numbers it twice, without and with the reason.
    IoError(IoError),
    /// A user connected to the guest's display, logged in or left.
    Graphics(Graphics),
    /// The connection to the guest's hypervisor process failed; the domain cannot be controlled.
    ControlError,
    /// A block job ended or became ready.
    ///
    /// libvirt numbers it twice, once by the path of the disk and once by its target. A driver
    /// that knows both sends one event.
    BlockJob {
        /// The path of the disk's source.
        source: Option<String>,
        /// The disk's target, for example `vda`.
        target: Option<String>,
        /// Which job.
        job: DomainBlockJobType,
        /// What became of it.
        status: ConnectDomainEventBlockJobStatus,
    },
    /// A disk got another source while the domain started.
    DiskChange {
        /// The source before.
        old_source: Option<String>,
        /// The source now.
        new_source: Option<String>,
        /// The alias of the disk.
        device_alias: String,
        /// Why.
        reason: ConnectDomainEventDiskChangeReason,
    },
    /// The tray of a removable disk opened or closed.
    TrayChange {
        /// The alias of the disk.
        device_alias: String,
        /// Which of the two.
        reason: DomainEventTrayChangeReason,
    },
    /// The guest woke up.
    PmWakeup,
    /// The guest went to sleep, its memory powered.
    PmSuspend,
    /// The guest went to sleep, its memory on disk.
    PmSuspendDisk,
    /// The balloon let the guest have more or less memory.
    BalloonChange {
        /// What the guest has now, in KiB.
        actual_kib: u64,
    },
    /// The guest let go of a device, and it is gone.
    DeviceRemoved {
        /// The alias of the device.
        device_alias: String,
    },
    /// A device was added to the running guest.
    DeviceAdded {
        /// The alias of the device.
        device_alias: String,
    },
    /// The guest refused to let go of a device.
    DeviceRemovalFailed {
        /// The alias of the device.
        device_alias: String,
    },
    /// Tunables of the domain changed.
    Tunable {
        /// The new values; the names begin with `DOMAIN_TUNABLE_` in [`crate::api::domain`].
        params: TypedParameters,
    },
    /// The guest agent connected or left.
    AgentLifecycle {
        /// Which of the two.
        state: ConnectDomainEventAgentLifecycleState,
        /// Why.
        reason: ConnectDomainEventAgentLifecycleReason,
    },
    /// A migration began another pass over the guest's memory.
    MigrationIteration {
        /// The number of the pass, from 1.
        iteration: i32,
    },
    /// A job on the domain ended.
    JobCompleted {
        /// Its statistics; the names begin with `DOMAIN_JOB_` in [`crate::api::domain`].
        params: TypedParameters,
    },
    /// The title, the description or an element of `<metadata>` changed.
    MetadataChange {
        /// Which of the three.
        kind: DomainMetadataType,
        /// The namespace of the element.
        namespace: Option<String>,
    },
    /// A disk's highest written offset passed its threshold.
    BlockThreshold {
        /// The disk's target, with the index of the node for one of a chain: `vda[1]`.
        device: String,
        /// The path of the source, when it has one.
        path: Option<String>,
        /// The threshold, in bytes.
        threshold: u64,
        /// By how many bytes the guest went beyond it.
        excess: u64,
    },
    /// Memory of the host or the guest failed.
    MemoryFailure {
        /// Whose memory.
        recipient: DomainMemoryFailureRecipientType,
        /// What was done about it.
        action: DomainMemoryFailureActionType,
        /// How it happened.
        flags: DomainMemoryFailureFlags,
    },
    /// The guest took or gave back memory of a memory device.
    MemoryDeviceSizeChange {
        /// The alias of the device.
        device_alias: String,
        /// What the guest has of it now, in KiB.
        size_kib: u64,
    },
    /// The guest changed the MAC address of an interface.
    NicMacChange {
        /// The alias of the interface.
        device_alias: String,
        /// The address before.
        old_mac: String,
        /// The address now.
        new_mac: String,
    },
}

impl DomainEventKind {
    /// The numbers under which libvirt reports this: one, or two where libvirt reports the same
    /// thing in a shorter and a longer form.
    pub fn ids(&self) -> &'static [DomainEventId] {
        use DomainEventId as Id;
        match self {
            DomainEventKind::Lifecycle(_) => &[Id::Lifecycle],
            DomainEventKind::Reboot => &[Id::Reboot],
            DomainEventKind::RtcChange { .. } => &[Id::RtcChange],
            DomainEventKind::Watchdog { .. } => &[Id::Watchdog],
            DomainEventKind::IoError(IoError { reason: None, .. }) => &[Id::IoError],
            DomainEventKind::IoError(_) => &[Id::IoError, Id::IoErrorReason],
            DomainEventKind::Graphics(_) => &[Id::Graphics],
            DomainEventKind::ControlError => &[Id::ControlError],
            DomainEventKind::BlockJob { target: None, .. } => &[Id::BlockJob],
            DomainEventKind::BlockJob { source: None, .. } => &[Id::BlockJob2],
            DomainEventKind::BlockJob { .. } => &[Id::BlockJob, Id::BlockJob2],
            DomainEventKind::DiskChange { .. } => &[Id::DiskChange],
            DomainEventKind::TrayChange { .. } => &[Id::TrayChange],
            DomainEventKind::PmWakeup => &[Id::PmWakeup],
            DomainEventKind::PmSuspend => &[Id::PmSuspend],
            DomainEventKind::PmSuspendDisk => &[Id::PmSuspendDisk],
            DomainEventKind::BalloonChange { .. } => &[Id::BalloonChange],
            DomainEventKind::DeviceRemoved { .. } => &[Id::DeviceRemoved],
            DomainEventKind::DeviceAdded { .. } => &[Id::DeviceAdded],
            DomainEventKind::DeviceRemovalFailed { .. } => &[Id::DeviceRemovalFailed],
            DomainEventKind::Tunable { .. } => &[Id::Tunable],
            DomainEventKind::AgentLifecycle { .. } => &[Id::AgentLifecycle],
            DomainEventKind::MigrationIteration { .. } => &[Id::MigrationIteration],
            DomainEventKind::JobCompleted { .. } => &[Id::JobCompleted],
            DomainEventKind::MetadataChange { .. } => &[Id::MetadataChange],
            DomainEventKind::BlockThreshold { .. } => &[Id::BlockThreshold],
            DomainEventKind::MemoryFailure { .. } => &[Id::MemoryFailure],
            DomainEventKind::MemoryDeviceSizeChange { .. } => &[Id::MemoryDeviceSizeChange],
            DomainEventKind::NicMacChange { .. } => &[Id::NicMacChange],
        }
    }
}

impl From<DomainLifecycle> for DomainEventKind {
    fn from(step: DomainLifecycle) -> Self {
        DomainEventKind::Lifecycle(step)
    }
}

impl From<IoError> for DomainEventKind {
    fn from(error: IoError) -> Self {
        DomainEventKind::IoError(error)
    }
}

impl From<Graphics> for DomainEventKind {
    fn from(graphics: Graphics) -> Self {
        DomainEventKind::Graphics(graphics)
    }
}

/// A disk that failed to read or write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IoError {
    /// The path of the disk's source; empty when it has none.
    pub source_path: String,
    /// The alias of the disk.
    pub device_alias: String,
    /// What was done about it.
    pub action: DomainEventIoErrorAction,
    /// Why it failed, for example `enospc`; empty when the hypervisor does not say, and none from
    /// a peer that only reports the short form.
    pub reason: Option<String>,
}

/// A user of the guest's display who came, logged in or left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graphics {
    /// Which of the three.
    pub phase: DomainEventGraphicsPhase,
    /// Our end of the connection.
    pub local: GraphicsAddress,
    /// The user's end.
    pub remote: GraphicsAddress,
    /// How the user proved who they are, for example `vencrypt`.
    pub auth_scheme: String,
    /// Who they are, under each kind of name that the scheme knows.
    pub identities: Vec<GraphicsIdentity>,
}

/// One end of the connection to a guest's display.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphicsAddress {
    /// What kind of address.
    pub family: DomainEventGraphicsAddressType,
    /// The address, or the path of the socket.
    pub node: String,
    /// The port.
    pub service: String,
}

/// A name of a user of a guest's display.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphicsIdentity {
    /// What kind of name, for example `x509dname`.
    pub kind: String,
    /// The name.
    pub name: String,
}
